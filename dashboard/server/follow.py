"""Follow me: the page of those who follow a briefer, and the stream of what the briefer shows.

Followers get the single file, made once for a dataset, and listen to Server-Sent Events. Only the
briefer's own session can publish, in this process: no route writes anything.
"""

import asyncio
import gzip
import hashlib
import html
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache
from threading import Condition

from cachetools import LRUCache, cached
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from dashboard.model import address
from dashboard.model.scenes import Scene
from dashboard.render.exports import single_file
from dashboard.render.sheet import sheet, sheets
from dashboard.server import rooms
from dashboard.server.datasets import Folder, Loaded
from dashboard.server.rooms import Full, Room
from dashboard.server.settings import Settings
from dashboard.server.work import TURNS, Busy

KEPT = 8  # pages of followers: one for each dataset and each rewriting of its scenes
BEAT, COUNT_EVERY = 15.0, 1.0  # seconds
RETRY = 2000  # milliseconds after which a browser that lost the stream asks again
SENTENCE = """<!doctype html>
<html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{0}</title>
<style>
p {{ margin: 20vh auto; max-width: 26em; padding: 0 1em; font: 1.3rem/1.4 system-ui, sans-serif; }}
a {{ display: inline-block; margin-top: 1em; color: inherit; }}
</style>
<p>{0}<br><a href="../">Open the map</a></p>
"""
UNKNOWN, ENDED = "There is no briefing to follow here.", "This briefing has ended."


@dataclass(frozen=True)
class Page:
    """What followers are sent first."""

    packed: bytes  # gzip
    mark: str  # its ETag


def routes(folders: dict[str, Folder], chosen: Settings) -> list[Route]:
    """`/follow/CODE` and `/follow/CODE/events`; of several folders, `/NAME/follow/CODE`."""
    rooms.HUB.served, rooms.HUB.replica = chosen.follow, chosen.replica
    return [
        route for folder in folders.values()
        for at in [f"{'' if len(folders) == 1 else f'/{folder.name}'}/follow/{{code}}"]
        for route in (Route(at, _page_of(folder)), Route(f"{at}/events", _events_of(folder)))
    ]  # fmt: skip


def _room(request: Request, folder: Folder) -> Room | Response:
    code = request.path_params["code"]
    room = rooms.HUB.find(code) if rooms.HUB.served else None
    if room is not None and room.folder == folder.name:
        return room
    return _sentence(ENDED, 410) if rooms.HUB.has_ended(code) else _sentence(UNKNOWN, 404)


def _sentence(text: str, status: int, **headers: str) -> Response:
    return HTMLResponse(SENTENCE.format(html.escape(text)), status,
                        {"Cache-Control": "no-store"} | headers)  # fmt: skip


def _page_of(folder: Folder) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        room = _room(request, folder)
        if isinstance(room, Response):
            return room
        try:
            made = page(folder.now(), room.shown.scenes)
        except Busy as error:
            return _sentence(f"{error}.".capitalize(), 503, refresh="5")
        headers = {"ETag": made.mark, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if request.headers.get("if-none-match") == made.mark:
            return Response(status_code=304, headers=headers)
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return HTMLResponse(gzip.decompress(made.packed), headers=headers)
        return HTMLResponse(made.packed, headers=headers | {"Content-Encoding": "gzip"})

    return answer


@cached(LRUCache(KEPT), key=lambda loaded, scenes: _version(loaded.data.digest, scenes),
        condition=Condition())  # fmt: skip
def page(loaded: Loaded, scenes: tuple[Scene, ...]) -> Page:
    """The page of all who follow a briefer with these scenes; Busy where too many wait for work."""
    opening = address.parse({}, loaded.data, loaded.timeline).shows(())
    first = sheet(loaded.timeline, loaded.outlines, opening)
    briefing = [*sheets(loaded.timeline, loaded.outlines, [*scenes])]
    with TURNS.turn():
        made = single_file.page(first, briefing, follows=_version(loaded.data.digest, scenes))
    return Page(gzip.compress(made, mtime=0), f'"{hashlib.sha256(made).hexdigest()[:32]}"')


def _version(digest: str, scenes: tuple[Scene, ...]) -> str:
    """What a follower's page is made from: where it is another, the page is loaded again."""
    return hashlib.sha256(f"{digest} {scenes}".encode()).hexdigest()[:16]


def _events_of(folder: Folder) -> Callable[[Request], Awaitable[Response]]:
    async def events(request: Request) -> Response:
        room = _room(request, folder)
        if isinstance(room, Response):
            return room
        if "count" in request.query_params:
            return Stream(room, _count(room), follows=False)
        return Stream(room, _states(room, request.headers.get("last-event-id", "")), follows=True)

    return events


class Stream(StreamingResponse):
    """Events as long as someone listens, who is counted; a plain sentence where it is full."""

    def __init__(self, room: Room, events: AsyncIterator[str], *, follows: bool) -> None:
        super().__init__(events, media_type="text/event-stream", headers={
            "Cache-Control": "no-store",
            "X-Accel-Buffering": "no",  # or nginx holds events back
        })  # fmt: skip
        self._room, self._follows = room, follows

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one listener."""
        try:
            with rooms.HUB.listening(self._room, follows=self._follows):
                await super().__call__(scope, receive, send)
        except Full as error:
            await _sentence(f"{error}.".capitalize(), 503)(scope, receive, send)


async def _states(room: Room, last: str) -> AsyncIterator[str]:
    """The newest state whenever there is one, a comment in between so that lines stay open."""
    yield f"retry: {RETRY}\n\n"
    seen = int(last) if last.isdecimal() else 0
    while not room.over:
        if not await room.news(seen, BEAT):
            yield ":\n\n"
        elif not room.over:
            seen = room.number
            yield f"id: {seen}\ndata: {_told(room, seen)}\n\n"
    if room.ended:
        yield "event: ended\ndata:\n\n"


@lru_cache(256)
def _told(room: Room, _number: int) -> str:
    """The state as all who listen are sent it, made once for each number."""
    shown = room.shown
    return json.dumps({
        "here": room.here,
        "params": dict(shown.params),
        "version": _version(shown.digest, shown.scenes),
    }, separators=(",", ":"))  # fmt: skip


async def _count(room: Room) -> AsyncIterator[str]:
    """How many follow, for the briefer."""
    said, quiet = -1, 0.0
    while not room.over:
        if room.followers != said or quiet >= BEAT:
            said, quiet = room.followers, 0.0
            yield f"data: {said}\n\n"
        await asyncio.sleep(COUNT_EVERY)
        quiet += COUNT_EVERY
