"""What stands before a private server, in front of a server that is played here."""

import asyncio
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import apart
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from dashboard.server import health, sign_in
from dashboard.server.datasets import Folder
from dashboard.server.readers import COOKIE
from dashboard.server.settings import Settings

SECRET = "a secret of thirty-two characters"  # noqa: S105
ORIGIN = "https://maps.example"
PROVIDER = "https://provider.example/authorize?state=one"
PRIVATE: dict[str, Any] = {
    "oidc_metadata_url": "https://provider.example/.well-known/openid-configuration",
    "oidc_client_id": "dashboard",
    "oidc_client_secret": "of no interest",
    "oidc_allow": "ann@example.org",
    "cookie_secret": SECRET,
    "public_url": ORIGIN,
}


def cookie(**changed: object) -> str:
    claims = {"email": "ann@example.org", "iat": time.time(), "aud": "dashboard", "origin": ORIGIN}
    return create_signed_value(SECRET, COOKIE, json.dumps(claims | changed)).decode()


def client(answers: dict[str, Response], reader: str = "") -> TestClient:
    """Asks a private server that gives these answers."""

    def answer(request: Request) -> Response:
        return answers[request.url.path]

    app = Starlette(
        routes=[Route(path, answer) for path in answers],
        middleware=sign_in.guards(Settings(**PRIVATE)),
    )
    headers = {"accept": "text/html"} | ({"cookie": f"{COOKIE}={reader}"} if reader else {})
    return TestClient(app, ORIGIN, headers=headers, follow_redirects=False)


def test_without_settings_nothing_stands_before_the_server() -> None:
    assert sign_in.guards(Settings()) == []
    assert sign_in.secrets(Settings()) is None


def test_streamlit_learns_what_its_login_needs() -> None:
    auth = (sign_in.secrets(Settings(**PRIVATE | {"public_url": f"{ORIGIN}/maps/"})) or {})["auth"]
    assert auth["redirect_uri"] == f"{ORIGIN}/maps/oauth2callback"
    assert auth["cookie_secret"] == SECRET
    assert auth["client_secret"] == PRIVATE["oidc_client_secret"]


def test_cookies_travel_by_https_alone() -> None:
    answer = client({"/auth/login": RedirectResponse(PROVIDER)}).get("/x?day=1")
    assert answer.headers["location"] == PROVIDER
    assert answer.headers["set-cookie"].endswith("; Secure")
    page = PlainTextResponse("the page")
    page.set_cookie("one", "insecure")
    page.set_cookie("two", "2", secure=True)
    one, two = client({"/": page}, cookie()).get("/").headers.get_list("set-cookie")
    assert one.endswith("; Secure")
    assert two.lower().count("secure") == 1


@pytest.mark.parametrize(
    ("said", "sent"),
    [
        ("public, max-age=60", "private, max-age=60"),
        ("PUBLIC, s-maxage=60, immutable", "private, immutable"),
        ("private", "private"),
        ("no-cache", "private, no-cache"),
        ("no-store", "no-store"),
        ("", "private"),
    ],
)
def test_caches_that_others_share_keep_nothing(said: str, sent: str) -> None:
    page = PlainTextResponse("the page", headers={"cache-control": said} if said else {})
    assert client({"/": page}, cookie()).get("/").headers["cache-control"] == sent


def test_an_open_page_comes_back_when_the_session_has_ended() -> None:
    asked = client({"/": PlainTextResponse("the page")}, cookie(iat=time.time() - 11 * 3600))
    seconds, _, again = asked.get("/?day=1&x=%26").headers["refresh"].partition("; url=")
    assert 3590 <= int(seconds) <= 3601
    assert asked.get(again).headers["location"] == f"{ORIGIN}/?day=1&x=%26"
    assert "refresh" not in asked.get("/", headers={"sec-fetch-dest": "iframe"}).headers


@pytest.mark.parametrize(
    ("came", "named", "led"),
    [
        (f"{ORIGIN}/?day=2", "/?day=1", "/?day=2"),
        ("", "/?day=1", "/?day=1"),
        ("https://elsewhere.example/x", "/?day=1", "/?day=1"),
        (f"{ORIGIN}.elsewhere.example/x", "", "/"),
        ("", "https://elsewhere.example/x", "/"),
        ("", ".elsewhere.example/x", "/"),
    ],
)
def test_a_sign_in_leads_back_to_where_it_came_from(came: str, named: str, led: str) -> None:
    headers = {"referer": came} if came else {}
    answer = client({}, cookie()).get("/auth/login", params={"back": named}, headers=headers)
    assert answer.headers["location"] == ORIGIN + led
    begun = client({"/auth/login": RedirectResponse(PROVIDER)})
    begun.get("/auth/login", params={"back": named}, headers=headers)
    assert unquote(begun.cookies["_dashboard_back_one"].strip('"')) in (led, named)


def test_a_provider_that_does_not_answer_is_named_as_the_cause() -> None:
    answer = client({"/auth/login": PlainTextResponse("Authentication error", 400)}).get("/x?day=1")
    assert answer.status_code == 503
    assert "The sign-in service does not answer." in answer.text
    assert f'href="{ORIGIN}/x?day=1"' in answer.text


def test_a_provider_without_a_sign_out_still_ends_the_session() -> None:
    out = RedirectResponse("/", 302)
    out.delete_cookie(COOKIE)
    answer = client({"/auth/logout": out}, cookie()).get("/auth/logout")
    assert answer.headers["location"] == "/oauth2callback"
    assert answer.headers["set-cookie"].startswith(f'{COOKIE}=""')


@pytest.mark.parametrize(
    "headers", [{"accept": "*/*"}, {"sec-fetch-dest": "iframe"}, {"sec-fetch-dest": "script"}]
)
def test_only_a_page_of_its_own_is_led_to_the_provider(headers: dict[str, str]) -> None:
    answer = client({"/auth/login": RedirectResponse(PROVIDER)}).get("/", headers=headers)
    assert (answer.status_code, answer.text) == (401, "Not signed in\n")


def test_an_address_too_long_for_a_cookie_leads_to_the_first_page() -> None:
    begun = client({"/auth/login": RedirectResponse(PROVIDER)}).get(f"/?{'x' * 3000}")
    assert begun.headers["location"] == PROVIDER
    assert "set-cookie" not in begun.headers


def test_who_may_not_read_never_reaches_the_server() -> None:
    refused = client({}, cookie(email="bob@example.org"))
    assert refused.post("/").status_code == 403
    assert "bob@example.org has no access here." in refused.get("/").text


@pytest.mark.parametrize("left", [-1, 0.05])
def test_a_socket_closes_when_the_session_ends(left: float) -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return await asyncio.Future()

    async def send(message: Message) -> None:
        sent.append(message)

    async def listen() -> Message:
        heard, said = sign_in.until(time.time() + left, receive, send)
        message = await heard()
        await said({"type": "websocket.send", "text": "too late"})
        return message

    assert apart.run(listen())["type"] == "websocket.disconnect"
    assert [message["type"] for message in sent] == ["websocket.close"]


def test_a_message_after_the_session_is_not_heard() -> None:
    async def receive() -> Message:
        return {"type": "websocket.receive", "text": "at once"}

    async def send(_: Message) -> None:
        pass

    async def listen(left: float) -> str:
        return (await sign_in.until(time.time() + left, receive, send)[0]())["type"]

    assert apart.run(listen(60)) == "websocket.receive"
    assert apart.run(listen(-1)) == "websocket.disconnect"


def test_a_private_server_names_no_folder_to_strangers(
    folder: Callable[..., Path],
) -> None:
    data = folder(events="broken")
    routes = health.routes({"secret-name": Folder("secret-name", data)}, Settings(**PRIVATE))
    answer = TestClient(Starlette(routes=routes)).get("/readyz")
    assert (answer.status_code, answer.text) == (503, "not ready\n")
