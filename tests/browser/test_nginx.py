"""What deploy/nginx.conf does with requests, before two servers that say what they were asked."""

import gzip
import http.client
import json
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from browser.nginx import Nginx

LONG = "text that can be packed " * 200
MEGABYTE = 1_000_000


class Asked(BaseHTTPRequestHandler):
    """Answers with its server's name and the request's headers; at /follow/ in two halves."""

    def do_GET(self) -> None:
        server: Any = self.server
        if "/follow/" in self.path:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            self.wfile.write(f"data: {server.name}\n\n".encode())
            server.heard.wait(10)
            self.wfile.write(b"data: end\n\n")
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        said = {"server": server.name, "path": self.path, **headers, "long": LONG}
        body = json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Echo(ThreadingHTTPServer):
    """One of the two servers."""

    def __init__(self, name: str) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.name, self.heard = name, Event()
        Thread(target=self.serve_forever, daemon=True).start()

    def end(self) -> None:
        self.shutdown()
        self.server_close()


@pytest.fixture(scope="module")
def servers() -> Iterator[list[Echo]]:
    made = [Echo("a"), Echo("b")]
    yield made
    for server in made:
        server.end()


@pytest.fixture(scope="module")
def nginx(servers: list[Echo], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    place = tmp_path_factory.mktemp("nginx") / "place"
    with Nginx(place, _names(servers), tls=False) as started:
        yield started


def _names(servers: list[Echo]) -> dict[str, int]:
    return dict(zip(("dashboard", "dashboard-b"), [one.server_port for one in servers],
                    strict=False))  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """One answer, all read."""

    status: int
    headers: Message
    body: bytes

    def told(self) -> dict[str, str]:
        return json.loads(self.body)

    def cookie(self) -> str:
        return self.headers["Set-Cookie"].split(";")[0]


def ask(
    nginx: Nginx, path: str = "/", *, method: str = "GET", body: bytes | None = None, **headers: str
) -> Answer:
    """The answer to one request on a connection of its own."""
    sent = {name.replace("_", "-"): text for name, text in headers.items()}
    with closing(http.client.HTTPConnection("127.0.0.1", nginx.port, timeout=20)) as connection:
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())


def test_a_server_is_told_who_asked_and_how(nginx: Nginx) -> None:
    answer = ask(nginx, "/x?y=1", Host="maps.example", X_Forwarded_For="6.6.6.6",
                 X_Forwarded_Proto="https")  # fmt: skip
    said = answer.told()
    assert said["path"] == "/x?y=1"
    assert said["host"] == said["x-forwarded-host"] == "maps.example"
    # What the reader says of himself counts for nothing.
    assert (said["x-forwarded-for"], said["x-forwarded-proto"]) == ("127.0.0.1", "http")
    assert answer.headers["Server"] == "nginx"


def test_a_websocket_is_passed_on_as_one(nginx: Nginx) -> None:
    said = ask(nginx, "/maps/_stcore/stream", Upgrade="websocket", Connection="Upgrade").told()
    assert (said["upgrade"], said["connection"]) == ("websocket", "upgrade")
    assert "upgrade" not in ask(nginx, "/maps/_stcore/stream").told()


def test_nginx_packs_and_the_server_need_not(nginx: Nginx) -> None:
    answer = ask(nginx, Accept_Encoding="gzip")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.body) < len(LONG) / 4
    assert "accept-encoding" not in json.loads(gzip.decompress(answer.body))


def test_a_request_has_a_size(nginx: Nginx) -> None:
    assert ask(nginx, method="POST", body=b"x" * MEGABYTE).status == 200
    assert ask(nginx, method="POST", body=b"x" * (MEGABYTE + 100_000)).status == 413


@pytest.mark.parametrize("path", ["/metrics", "/maps/metrics", "/_stcore/metrics"])
def test_what_is_for_operators_stays_inside(nginx: Nginx, path: str) -> None:
    assert ask(nginx, path).status == 404


def test_readers_at_one_address_are_spread_and_each_stays(nginx: Nginx) -> None:
    cookies = [ask(nginx).cookie() for _ in range(40)]
    assert len({*cookies}) == 40
    found = [
        [ask(nginx, path, Cookie=one).told()["server"] for path in ("/", "/media/x", "/a/stream")]
        for one in cookies
    ]
    assert all(len({*servers}) == 1 for servers in found)
    at_a = [servers[0] for servers in found].count("a")
    assert 8 <= at_a <= 32
    assert "Set-Cookie" not in ask(nginx, Cookie=cookies[0]).headers


def test_who_takes_no_cookie_stays_by_address_and_browser(nginx: Nginx) -> None:
    at = {
        agent: {ask(nginx, User_Agent=agent).told()["server"] for _ in range(4)}
        for agent in (f"browser {number}" for number in range(16))
    }
    assert all(len(servers) == 1 for servers in at.values())
    assert {*"ab"} == set().union(*at.values())


@pytest.mark.parametrize("base", ["", "/maps"])
@pytest.mark.parametrize("replica", ["a", "b"])
def test_followers_go_where_it_is_presented_and_hear_at_once(
    nginx: Nginx, servers: list[Echo], base: str, replica: str
) -> None:
    (server,) = (one for one in servers if one.name == replica)
    with closing(http.client.HTTPConnection("127.0.0.1", nginx.port, timeout=20)) as connection:
        connection.request("GET", f"{base}/follow/{replica}-7QK2")
        answer = connection.getresponse()
        assert answer.readline() == f"data: {replica}\n".encode()  # the other half is held back
        server.heard.set()
        assert answer.read().endswith(b"data: end\n\n")
    server.heard.clear()


def test_a_reader_moves_to_the_other_server_when_theirs_is_gone(tmp_path: Path) -> None:
    with ExitStack() as ending:
        a, b = Echo("a"), Echo("b")
        ending.callback(b.end)
        a_ends = ending.enter_context(ExitStack())
        a_ends.callback(a.end)
        nginx = ending.enter_context(Nginx(tmp_path / "nginx", _names([a, b])))
        cookies = [ask(nginx).cookie() for _ in range(20)]
        before = {one: ask(nginx, Cookie=one).told()["server"] for one in cookies}
        assert {*before.values()} == {"a", "b"}
        a_ends.close()
        after = {one: ask(nginx, Cookie=one).told()["server"] for one in cookies}
        assert {*after.values()} == {"b"}


def test_with_a_certificate_all_goes_by_tls(servers: list[Echo], tmp_path: Path) -> None:
    with Nginx(tmp_path / "nginx", _names(servers), tls=True) as nginx:
        plain = ask(nginx, "/x?y=1", Host="maps.example:8080")
        assert (plain.status, plain.headers["Location"]) == (301, "https://maps.example/x?y=1")
        trust = ssl.create_default_context(cafile=nginx.place / "certificates" / "fullchain.pem")
        with closing(
            http.client.HTTPSConnection("localhost", nginx.tls_port, context=trust)
        ) as connection:
            connection.request("GET", "/")
            answer = connection.getresponse()
            assert json.loads(answer.read())["x-forwarded-proto"] == "https"
            assert answer.headers["Strict-Transport-Security"]
            assert "secure" in answer.headers["Set-Cookie"]
