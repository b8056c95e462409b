"""The routes and headers that stand beside the page, asked without a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from dashboard.server import application, metrics
from dashboard.server.datasets import held
from dashboard.server.security import SecurityHeaders
from dashboard.server.settings import Settings

Make = Callable[..., Path]


def client(*folders: Path, **chosen: object) -> TestClient:
    """The neighbours of the page, with the middleware that stands before all."""
    found = Settings(data=folders, **chosen)
    routes = application.under(found.base_path, application.neighbours(held(found.data), found))
    page = Route("/", lambda _: PlainTextResponse("the page"))
    stream = WebSocketRoute("/stream", _greet)
    before = Middleware(
        SecurityHeaders, frame_ancestors=found.frame_ancestors, public_url=found.public_url
    )
    return TestClient(Starlette(routes=[*routes, page, stream], middleware=[before]))


async def _greet(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("welcome")
    await socket.close()


def test_a_sound_server_lives_and_is_ready(folder: Make) -> None:
    asked = client(folder())
    assert (asked.get("/healthz").status_code, asked.get("/readyz").status_code) == (200, 200)


def test_a_server_without_sound_data_lives_but_is_not_ready(folder: Make) -> None:
    asked = client(folder(events="broken"))
    assert asked.get("/healthz").status_code == 200
    answer = asked.get("/readyz")
    assert answer.status_code == 503
    assert answer.text.startswith("not ready: folder-")


def test_numbers_are_for_those_who_turned_them_on(folder: Make) -> None:
    assert client(folder()).get("/metrics").status_code == 404
    with metrics.run():
        pass
    text = client(folder(), metrics=True).get("/metrics").text
    for name in ("dashboard_readers", "dashboard_run_seconds_count", "dashboard_errors_total"):
        assert f"\n{name} " in text


def test_routes_stand_under_the_base_path(folder: Make) -> None:
    asked = client(folder(), base_path="/maps/")
    assert asked.get("/maps/healthz").status_code == 200
    assert asked.get("/healthz").status_code == 404


@pytest.mark.parametrize("path", ["/", "/healthz", "/nothing"])
def test_every_answer_says_what_a_browser_may_do(folder: Make, path: str) -> None:
    headers = client(folder()).get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert policy["frame-ancestors"] == "'self'"
    assert policy["img-src"].split()[3:] == [
        "https://tile.openstreetmap.org", "https://*.basemaps.cartocdn.com",
    ]  # fmt: skip
    outside = [word for name, words in policy.items() if name != "img-src" for word in words.split()
               if "." in word or word == "*"]  # fmt: skip
    assert not outside
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert "camera=()" in headers["permissions-policy"]


def test_pages_that_may_embed_can_be_chosen(folder: Make) -> None:
    asked = client(folder(), frame_ancestors="https://news.example *.desk.example")
    policy = asked.get("/").headers["content-security-policy"]
    assert policy.endswith("frame-ancestors https://news.example *.desk.example")


def test_streamlits_own_numbers_are_nobodys_business(folder: Make) -> None:
    assert client(folder()).get("/_stcore/metrics").status_code == 404
    assert client(folder()).get("/maps/_stcore/metrics").status_code == 404


@pytest.mark.parametrize("origin", [None, "http://testserver", "https://maps.example"])
def test_the_stream_is_for_our_own_pages(folder: Make, origin: str | None) -> None:
    asked = client(folder(), public_url="https://maps.example/kirkuk")
    with asked.websocket_connect("/stream", headers={"origin": origin} if origin else {}) as stream:
        assert stream.receive_text() == "welcome"


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://testserver.evil.example"]
)
def test_another_sites_page_gets_no_stream(folder: Make, origin: str) -> None:
    refused = client(folder()).websocket_connect("/stream", headers={"origin": origin})
    with pytest.raises(WebSocketDisconnect), refused:
        pass


@pytest.mark.parametrize("path", ["/metrics", "/data/foo", "/gamma/data/view.json"])
def test_a_script_that_asks_for_what_is_not_there_is_told(folder: Make, path: str) -> None:
    answer = client(folder()).get(path)
    assert (answer.status_code, answer.text) == (404, "There is nothing at this address.\n")
