"""A private server, its provider, and those who come to it: nothing leaves without a sign-in."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from itertools import product
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from playwright.sync_api import Browser, expect
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

from browser.provider import Provider, Visitor, claims_of
from browser.server import Server
from browser.tab import Tab
from dashboard.server.readers import COOKIE
from dashboard.server.sign_in import OPEN
from dashboard.sources.folder import BUILT_IN

SECRET = "a secret of thirty-two characters"  # noqa: S105
BASE = "/maps"
TITLE = "Kirkuk"
LINK = f"{BASE}/?date=2017-10-16&types=Battles%2CRiots&place=kirkuk&text=a%26b%20c&basemap=none"
ROUTES = f"""
import json
from streamlit import config
config.set_option("server.baseUrlPath", "{BASE}")
config.set_option("server.enableStaticServing", True)
from dashboard.asgi import app
from starlette.routing import Mount, WebSocketRoute

found = app._build_starlette_app().routes
print(json.dumps([[route.path + "/x" * isinstance(route, Mount),
                   isinstance(route, WebSocketRoute)] for route in found]))
"""


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with Provider(tmp_path_factory.mktemp("provider") / "log") as provider:
        yield provider


@pytest.fixture(scope="module")
def server(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serves the built-in data to Ann and to everyone at example.net."""
    log = tmp_path_factory.mktemp("private") / "log"
    with Server(
        BUILT_IN,
        log,
        base_path=BASE,
        public_url=f"{{origin}}{BASE}",
        metrics="true",
        oidc_metadata_url=f"{provider.origin}/.well-known/openid-configuration",
        oidc_client_id="dashboard",
        oidc_client_secret="of no interest",  # noqa: S106
        oidc_allow="ann@example.org, @example.net",
        cookie_secret=SECRET,
    ) as server:
        yield server


@pytest.fixture
def visitor(server: Server) -> Iterator[Visitor]:
    with Visitor(server) as visitor:
        yield visitor


@pytest.fixture
def ann(visitor: Visitor, provider: Provider) -> Visitor:
    """Ann, who has signed in."""
    assert visitor.signs_in(provider.knows("ann", **claims_of())).status_code == 302
    return visitor


def cookie(server: Server, secret: str = SECRET, **changed: object) -> str:
    """A cookie as the server makes it, with some claims changed."""
    claims = claims_of(iat=int(time.time()), aud="dashboard", origin=server.origin) | changed
    return create_signed_value(secret, COOKIE, json.dumps(claims)).decode()


def routes(server: Server) -> list[tuple[str, bool]]:
    """The path of every route of the server, parameters filled in, and whether it is a socket."""
    listed = subprocess.run(
        [sys.executable, "-c", ROUTES], env=server.environment, capture_output=True, check=True
    )
    return [(re.sub(r"{.*?}", "x", path), socket) for path, socket in json.loads(listed.stdout)]


def socket(server: Server, **headers: str) -> ClientConnection:
    url = f"{server.origin.replace('http', 'ws')}{BASE}/_stcore/stream"
    return connect(
        url, origin=server.origin, additional_headers=headers, subprotocols=["streamlit"]
    )


# Without a sign-in


def test_no_route_answers_without_a_sign_in(server: Server) -> None:
    found = routes(server)
    paths = {path for path, is_socket in found if not is_socket}
    assert {
        f"{BASE}/metrics",
        f"{BASE}/app/static/x",
        f"{BASE}/media/x",
        f"{BASE}/data/view.json",
    } <= paths
    opened = {BASE + path for path in (*OPEN, "/auth/login", "/auth/logout", "/oauth2callback")}
    assert opened <= paths
    with httpx2.Client(base_url=server.origin, timeout=30) as client:
        for path, method in product(sorted(paths), ("GET", "HEAD", "POST", "PUT", "DELETE")):
            if path in opened and (method in ("GET", "HEAD") or path.endswith(OPEN)):
                continue
            answer = client.request(method, path)
            assert answer.status_code in (401, 404), (method, path)
            assert answer.text in ("", "Not signed in\n", "Not Found"), (method, path)


def test_what_is_open_tells_nothing(server: Server) -> None:
    said = [httpx2.get(f"{server.origin}{BASE}{path}").text for path in OPEN]
    assert said == ["ok\n", "ready\n", "ok"]


@pytest.mark.parametrize(
    "path",
    ["", "/", "/kirkuk", "/index.html", "/healthz/", "/HEALTHZ", "//healthz", "/healthz/../",
     "/auth/login/", "/x/healthz", "/healthz;x", "/healthz%2f..%2f", "/%2e%2e/"],
)  # fmt: skip
def test_no_path_is_a_way_around(server: Server, path: str) -> None:
    connection = HTTPConnection("localhost", server.port, timeout=30)  # httpx2 would tidy it up
    with closing(connection):
        connection.request("GET", f"{BASE}{path}")
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (401, b"Not signed in\n")


def test_a_socket_needs_a_cookie(server: Server) -> None:
    with pytest.raises(InvalidStatus) as refused:
        socket(server)
    assert refused.value.response.status_code == 403
    with pytest.raises(InvalidStatus):
        socket(server, Cookie=f"{COOKIE}={cookie(server, email='bob@example.com')}")
    with socket(server, Cookie=f"{COOKIE}={cookie(server)}") as opened:
        assert opened.subprotocol == "streamlit"


@pytest.mark.parametrize(
    "forged",
    [
        lambda server: cookie(server, secret="another secret of 32 characters!!"),  # noqa: S106
        lambda server: cookie(server).swapcase(),
        lambda server: cookie(server).replace(".", "", 1),
        lambda server: cookie(server, iat=int(time.time()) - 12 * 3600 - 1),
        lambda server: cookie(server, origin="http://elsewhere.example"),
        lambda server: cookie(server, aud="another client"),
        lambda server: cookie(server, aud=["another client", "a third"]),
        lambda _: create_signed_value(SECRET, COOKIE, "chunks-1").decode(),
        lambda _: create_signed_value(SECRET, COOKIE, "[]").decode(),
        lambda server: json.dumps(claims_of(origin=server.origin, aud="dashboard")),
        lambda _: "",
    ],
)
def test_a_cookie_that_is_not_sound_is_none(
    server: Server, forged: Callable[[Server], str]
) -> None:
    headers = {"cookie": f"{COOKIE}={forged(server)}"}
    assert httpx2.get(f"{server.origin}{BASE}/", headers=headers).status_code == 401
    with pytest.raises(InvalidStatus):
        socket(server, Cookie=headers["cookie"])


def test_a_sound_cookie_is_let_in(server: Server) -> None:
    for sound in (cookie(server), cookie(server, aud=["x", "dashboard"]),
                  cookie(server, email="ANN@Example.ORG", email_verified=True),
                  cookie(server, email="zoë@example.net")):  # fmt: skip
        headers = {"cookie": f"{COOKIE}={sound}"}
        assert httpx2.get(f"{server.origin}{BASE}/", headers=headers).status_code == 200


# Signing in


def test_a_link_survives_the_sign_in(visitor: Visitor, provider: Provider) -> None:
    answer = visitor.signs_in(provider.knows("ann", **claims_of()), LINK)
    assert answer.headers["location"] == visitor.origin + LINK
    page = visitor.get(answer.headers["location"])
    assert page.status_code == 200
    assert "<script" in page.text


def test_two_links_come_back_each_to_its_own(visitor: Visitor, provider: Provider) -> None:
    ann = provider.knows("ann", **claims_of())
    first, second = visitor.begins(f"{BASE}/?date=2017-10-16"), visitor.begins(f"{BASE}/metrics")
    assert visitor.ends(second, ann).headers["location"].endswith("/metrics")
    assert visitor.ends(first, ann).headers["location"].endswith("/?date=2017-10-16")


def test_one_who_began_many_times_can_still_end(visitor: Visitor, provider: Provider) -> None:
    for _ in range(12):
        at = visitor.begins(LINK)
        assert all(len(each.value or "") < 4000 for each in visitor.cookies.jar)
    answer = visitor.ends(at, provider.knows("ann", **claims_of()))
    assert answer.headers["location"].endswith(LINK)


@pytest.mark.parametrize("path", ["//elsewhere.example/x", "/\\elsewhere.example", "/%0d%0ax:y"])
def test_nobody_is_led_elsewhere(visitor: Visitor, provider: Provider, path: str) -> None:
    at = visitor.begins(visitor.origin + path)
    back = visitor.ends(at, provider.knows("ann", **claims_of())).headers["location"]
    assert urlsplit(back).netloc == urlsplit(visitor.origin).netloc


def test_a_changed_memory_leads_nowhere_else(visitor: Visitor, provider: Provider) -> None:
    at = visitor.begins(LINK)
    (state,) = parse_qs(urlsplit(at).query)["state"]
    visitor.cookies.delete(f"_dashboard_back_{state}")
    visitor.cookies.set(f"_dashboard_back_{state}", ".elsewhere.example/")
    back = visitor.ends(at, provider.knows("ann", **claims_of())).headers["location"]
    assert back == f"{visitor.origin}{BASE}/"


@pytest.mark.parametrize(
    "wrong",
    [
        {"aud": "another client"},
        {"aud": "another client", "azp": "dashboard"},
        {"iss": "http://elsewhere.example"},
        {"nonce": "of another sign-in"},
        {"exp": 1},
        {"iat": 1},
    ],
    ids=str,
)
def test_a_wrong_token_is_no_sign_in(
    visitor: Visitor, provider: Provider, wrong: dict[str, object]
) -> None:
    answer = visitor.signs_in(provider.knows("wrong", **claims_of(**wrong)), LINK)
    assert answer.status_code == 403
    assert "The sign-in did not succeed." in answer.text
    assert LINK.replace("&", "&amp;") in answer.text
    assert COOKIE not in visitor.cookies
    assert visitor.begins()


def test_a_callback_of_nobodys_is_no_sign_in(visitor: Visitor) -> None:
    for query in ("state=x&code=y", "error=access_denied", "code=y"):
        assert visitor.get(f"{BASE}/oauth2callback?{query}").status_code == 403


def test_a_callback_called_up_again_leads_on(visitor: Visitor, provider: Provider) -> None:
    at = visitor.begins(LINK)
    called = visitor.post(at, data={"sub": provider.knows("ann", **claims_of())})
    assert visitor.get(called.headers["location"]).status_code == 302
    again = visitor.get(called.headers["location"])
    assert again.headers["location"] == f"{visitor.origin}{BASE}/"
    assert visitor.get(f"{BASE}/").status_code == 200


def test_claims_that_need_several_cookies_become_one(visitor: Visitor, provider: Provider) -> None:
    many = provider.knows("many", **claims_of(groups=["a group"] * 1000))
    assert visitor.signs_in(many).status_code == 302
    assert visitor.get(f"{BASE}/").status_code == 200
    assert f"{COOKIE}_1" not in visitor.cookies
    assert len(visitor.cookies[COOKIE]) < 500


@pytest.mark.parametrize(
    "claims",
    [
        claims_of(email="bob@example.com"),
        claims_of(email="<b>bob</b>@example.com"),
        claims_of(email="ann@sub.example.net"),
        claims_of(email="ann@example.net@example.com"),
        claims_of(email="ann@notexample.net"),
        claims_of(email="@example.net"),
        claims_of(email="ann@example.ne\u212a"),
        claims_of(email_verified=False),
        claims_of(email_verified="false"),
        claims_of(email=None),
        {},
    ],
    ids=str,
)
def test_who_is_not_on_the_list_sees_nothing(
    visitor: Visitor, provider: Provider, claims: dict[str, object]
) -> None:
    assert visitor.signs_in(provider.knows("bob", **claims), LINK).status_code == 302
    page = visitor.get(LINK)
    assert page.status_code == 403
    assert "has no access here." in page.text
    assert f'href="{visitor.origin}{BASE}/auth/logout"' in page.text
    assert TITLE.lower() not in page.text.lower()
    assert "<b>" not in page.text
    assert visitor.get(f"{BASE}/metrics", headers={"accept": "*/*"}).text == "No access\n"


def test_signing_out_ends_it(ann: Visitor) -> None:
    answer = ann.get(f"{BASE}/auth/logout")
    assert "end_session" in answer.headers["location"]
    back = parse_qs(urlsplit(answer.headers["location"]).query)["post_logout_redirect_uri"][0]
    said = ann.get(back)
    assert "You are signed out." in said.text
    assert "no-store" in said.headers["cache-control"]
    assert ann.begins()


def test_what_a_reader_gets_is_for_no_other(ann: Visitor) -> None:
    page = ann.get(f"{BASE}/")
    (script,) = re.findall(r'src="\./(static/js/[^"]+)"', page.text)
    answers = [page, *map(ann.get, (f"{BASE}/{script}", f"{BASE}/app/static/page.js",
                                    f"{BASE}/metrics", f"{BASE}/_stcore/host-config"))]  # fmt: skip
    for answer in answers:
        assert answer.status_code == 200, answer.url
        said = answer.headers["cache-control"]
        assert "private" in said or "no-store" in said
        assert "public" not in said
    assert "max-age=31536000" in answers[1].headers["cache-control"]
    data = ann.get(f"{BASE}/data/view.json", headers={"origin": "https://elsewhere.example"})
    assert data.status_code == 200
    assert data.headers["cache-control"].startswith("private")
    assert "access-control-allow-origin" not in data.headers


# In a browser


def test_a_reader_signs_in_reads_and_signs_out(
    browser: Browser, server: Server, provider: Provider
) -> None:
    provider.knows("ann", **claims_of())
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(f"{server.origin}{BASE}/?date=2017-10-16&place=kirkuk&basemap=none")
    page.get_by_placeholder("sub").fill("ann")
    page.get_by_role("button", name="Authorize").click()
    tab = Tab(page, server, tiles=False)
    tab.settle()
    tab.find_map()
    assert tab.heading().startswith("Monday 16 October 2017")
    assert "kirkuk" in tab.places()
    tab.wait_for_address("place", "kirkuk")

    page.get_by_role("button", name="Map", exact=True).click()
    page.get_by_text("Signed in as ann@example.org").wait_for()
    assert not tab.complaints()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="End session").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    page.goto(f"{server.origin}{BASE}/")
    expect(page.get_by_role("button", name="Authorize")).to_be_visible()
    context.close()


def test_a_page_that_stays_open_signs_in_again_and_comes_back(
    browser: Browser, server: Server, provider: Provider
) -> None:
    provider.knows("ann", **claims_of())
    context = browser.new_context()
    context.set_default_timeout(30_000)
    soon = int(time.time()) - 12 * 3600 + 5
    context.add_cookies([{"name": COOKIE, "value": cookie(server, iat=soon), "url": server.origin}])
    page = context.new_page()
    page.goto(f"{server.origin}{BASE}/metrics?date=2017-10-16")
    page.evaluate("history.replaceState(null, '', '?date=2017-10-17')")
    page.get_by_placeholder("sub").fill("ann")
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{server.origin}{BASE}/metrics?date=2017-10-17")
    context.close()
