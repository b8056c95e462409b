"""Following over HTTP: the page, the stream of what is shown, and clear answers to the rest."""

import gzip
import http.client
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from dashboard.server import briefer, follow, rooms
from dashboard.server.datasets import held
from dashboard.server.rooms import Hub, Room, Shown
from dashboard.server.security import SecurityHeaders
from dashboard.server.settings import Settings

Folder = Callable[..., Path]
PATIENCE = 30  # seconds


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Hub:
    """A hub of this test's own."""
    made = Hub()
    monkeypatch.setattr(rooms, "HUB", made)
    return made


@contextmanager
def serving(*folders: Path, **settings: Any) -> Iterator[int]:
    """The routes on a port of their own, in a real server."""
    routes = follow.routes(held(folders), Settings(**settings))
    dressed = [Middleware(SecurityHeaders, frame_ancestors="'self'")]
    config = uvicorn.Config(Starlette(routes=routes, middleware=dressed), log_level="warning")
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]})
        thread.start()
        yield taken.getsockname()[1]
        rooms.HUB.stop()
        server.should_exit = True
        thread.join(PATIENCE)
        assert not thread.is_alive()


class Follower:
    """An open stream."""

    def __init__(self, port: int, path: str, **headers: str) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._line.request("GET", path, headers=headers)
        self.answer = self._line.getresponse()

    def __enter__(self) -> "Follower":
        return self

    def __exit__(self, *_: object) -> None:
        self.answer.close()
        self._line.close()

    def lines(self) -> Iterator[str]:
        while line := self.answer.readline():
            yield line.decode().rstrip("\n")

    def next(self) -> dict[str, str]:
        """The next event as its fields, or a comment as that of the name ""."""
        fields: dict[str, str] = {}
        for line in self.lines():
            if not line and fields:
                return fields
            name, _, value = line.partition(":")
            fields[name] = value.strip()
        raise EOFError

    def state(self) -> Any:
        """What the next event tells."""
        while "data" not in (event := self.next()):
            pass
        return json.loads(event["data"])


def get(port: int, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    line.request(
        "GET", path, headers={name.replace("_", "-"): text for name, text in headers.items()}
    )
    answer = line.getresponse()
    text = answer.read()
    line.close()
    return answer, text


def show(hub: Hub, folder: str, **params: str) -> None:
    hub.publish("briefer", lambda: "own", folder, Shown(params))


def begun(hub: Hub, folder: Path) -> Room:
    room = hub.begin("briefer", "own", folder.name)
    show(hub, folder.name, date="2001-02-03")
    return room


def test_followers_hear_the_newest_state_and_then_each_move(hub: Hub, folder: Folder) -> None:
    path = folder()
    room = begun(hub, path)
    with serving(path) as port, Follower(port, f"/follow/{room.code}/events") as one:
        assert one.answer.headers["content-type"].startswith("text/event-stream")
        assert one.answer.headers["cache-control"] == "no-store"
        assert one.state()["params"] == {"date": "2001-02-03"}
        show(hub, path.name, date="2001-02-04", place="alpha-town")
        told = one.state()
        assert told["params"] == {"date": "2001-02-04", "place": "alpha-town"}
        assert told["here"]
        hub.tick(lambda _: False)
        assert not one.state()["here"]
        with Follower(port, f"/follow/{room.code}/events") as late:
            assert late.state()["params"]["date"] == "2001-02-04"


def test_who_comes_again_hears_only_what_is_new(hub: Hub, folder: Folder) -> None:
    path = folder()
    room = begun(hub, path)
    where = f"/follow/{room.code}/events"
    with serving(path) as port:
        with Follower(port, where) as one:
            first = one.next()
            assert first == {"retry": "2000"}
            last = one.next()["id"]
        with Follower(port, where, **{"Last-Event-ID": last}) as again:
            assert again.next() == {"retry": "2000"}
            show(hub, path.name, date="2001-02-05")
            assert again.state()["params"] == {"date": "2001-02-05"}
        with Follower(port, where, **{"Last-Event-ID": "nonsense"}) as odd:
            assert odd.state()["params"] == {"date": "2001-02-05"}


def test_a_line_without_news_is_kept_open(
    hub: Hub, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follow, "BEAT", 0.01)
    path = folder()
    room = begun(hub, path)
    with serving(path) as port, Follower(port, f"/follow/{room.code}/events") as one:
        one.state()
        assert one.next() == {"": ""}


def test_the_end_is_told_and_the_code_is_gone(hub: Hub, folder: Folder) -> None:
    path = folder()
    room = begun(hub, path)
    with serving(path) as port:
        with Follower(port, f"/follow/{room.code}/events") as one:
            one.state()
            hub.end("briefer")
            assert one.next() == {"event": "ended", "data": ""}
        for where in (f"/follow/{room.code}", f"/follow/{room.code}/events"):
            answer, text = get(port, where)
            assert answer.status == 410
            assert b"<p>This briefing has ended.<br>" in text


def test_an_unknown_code_is_a_plain_page(hub: Hub, folder: Folder) -> None:
    with serving(folder()) as port:
        for where in ("/follow/none", "/follow/none/events", "/follow/%3Cscript%3E"):
            answer, text = get(port, where)
            assert answer.status == 404
            assert b"There is no briefing to follow here." in text
            assert b"script" not in text


def test_the_page_is_the_single_file_packed_once_and_not_sent_twice(
    hub: Hub, folder: Folder
) -> None:
    path = folder()
    room = begun(hub, path)
    with serving(path) as port:
        where = f"/follow/{room.code}"
        answer, packed = get(port, where, accept_encoding="gzip")
        assert answer.headers["content-encoding"] == "gzip"
        page = gzip.decompress(packed)
        assert page == get(port, where)[1]
        assert b"<title>Two towns" in page
        assert b"connect-src 'self'" in page
        assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        again, nothing = get(port, where, if_none_match=answer.headers["etag"])
        assert (again.status, nothing) == (304, b"")


def test_what_the_page_is_made_from_has_its_version(hub: Hub, folder: Folder) -> None:
    path = folder()
    room = begun(hub, path)
    data = held([path])[path.name].now()
    hub.publish("briefer", lambda: "own", path.name,
                Shown({}, data.data.digest, tuple(data.scenes)))  # fmt: skip
    with serving(path) as port, Follower(port, f"/follow/{room.code}/events") as one:
        version = one.state()["version"]
        assert b"Wait for the room." not in get(port, f"/follow/{room.code}")[1]
        hub.publish("briefer", lambda: "own", path.name,
                    Shown({}, data.data.digest, tuple(data.scenes[:1])))  # fmt: skip
        assert one.state()["version"] != version


def test_of_several_folders_each_has_its_own_codes(hub: Hub, folder: Folder) -> None:
    one, other = folder(), folder()
    room = begun(hub, one)
    with serving(one, other) as port:
        assert get(port, f"/{one.name}/follow/{room.code}")[0].status == 200
        assert get(port, f"/{other.name}/follow/{room.code}")[0].status == 404


def test_where_it_is_off_there_is_nothing_to_follow(hub: Hub, folder: Folder) -> None:
    path = folder()
    room = begun(hub, path)
    with serving(path, follow=False) as port:
        assert not hub.served
        assert get(port, f"/follow/{room.code}")[0].status == 404
        assert get(port, f"/follow/{room.code}/events")[0].status == 404


def test_the_briefer_hears_how_many_follow(
    hub: Hub, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follow, "COUNT_EVERY", 0.01)
    path = folder()
    room = begun(hub, path)
    where = f"/follow/{room.code}/events"
    with serving(path) as port, Follower(port, f"{where}?count") as briefer:
        assert briefer.state() == 0
        with Follower(port, where) as one, Follower(port, where) as other:
            one.state()
            other.state()
            while briefer.state() != 2:
                pass
        while briefer.state() != 0:
            pass


def test_too_many_are_told_so(hub: Hub, folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "FOLLOWERS", 1)
    path = folder()
    room = begun(hub, path)
    where = f"/follow/{room.code}/events"
    with serving(path) as port, Follower(port, where) as one:
        one.state()
        answer, text = get(port, where)
        assert answer.status == 503
        assert b"Too many follow briefings on this server." in text


def test_a_slow_follower_skips_what_came_between(hub: Hub, folder: Folder) -> None:
    path = folder()
    room = begun(hub, path)
    most = 3000
    with serving(path) as port, Follower(port, f"/follow/{room.code}/events") as one:
        one.state()
        filler = "x" * 20_000  # so that what is on its way fills the line
        for number in range(1, most + 1):
            show(hub, path.name, step=str(number), filler=filler)
        heard = 0
        while one.state()["params"]["step"] != str(most):
            heard += 1
    assert heard < most / 2


@pytest.mark.parametrize(
    ("settings", "here", "link"),
    [
        ({}, "http://localhost:8501/", "http://localhost:8501/follow/"),
        ({"BASE_PATH": "/maps/"}, "https://x.example/maps/", "https://x.example/maps/follow/"),
        ({"PUBLIC_URL": "https://y.example/maps", "BASE_PATH": "maps"}, "http://in:1/maps",
         "https://y.example/maps/follow/"),
        ({"PUBLIC_URL": "https://z.example"}, "http://in:1/", "https://z.example/follow/"),
    ],
)  # fmt: skip
def test_the_link_is_what_people_can_open(
    monkeypatch: pytest.MonkeyPatch, hub: Hub, settings: dict[str, str], here: str, link: str
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"DASHBOARD_{name}", value)
    room = hub.begin("briefer", "own", "data")
    assert briefer.link(room, here) == link + room.code


def test_a_link_names_the_folder_of_several(
    monkeypatch: pytest.MonkeyPatch, hub: Hub, folder: Folder
) -> None:
    one, other = folder(), folder()
    monkeypatch.setenv("DASHBOARD_DATA", f"{one}:{other}")
    room = hub.begin("briefer", "own", one.name)
    assert briefer.link(room, "http://localhost:1/x") == (
        f"http://localhost:1/{one.name}/follow/{room.code}"
    )
