"""Rooms: what each briefer shows now, for those who follow.

Scripts' threads publish, coroutines on the server's one loop listen. A room keeps the newest state
alone: who is slow skips what came between, and nothing ever queues.
"""

import asyncio
import base64
import secrets
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from dashboard.model.errors import DashboardError
from dashboard.model.scenes import Scene

ROOMS = 100
FOLLOWERS = 500  # of all rooms: each holds a connection open
LASTS = 600.0  # seconds that a room waits for its briefer to come back
REMEMBERED = 1000  # codes that have ended


class Full(DashboardError):
    """No more rooms, or no more followers."""


@dataclass(frozen=True)
class Shown:
    """What a briefer shows."""

    params: Mapping[str, str] = field(default_factory=dict)  # of the page's address
    digest: str = ""  # of the data
    scenes: tuple[Scene, ...] = ()  # which the briefer may have rewritten


class Room:
    """One briefer and their followers; `Hub` alone changes it."""

    def __init__(self, code: str, folder: str, session: str, browser: str) -> None:
        self.code, self.folder, self.session, self.browser = code, folder, session, browser
        self.number = 0  # of the state; 0: nothing was shown yet
        self.shown = Shown()
        self.here = True  # the briefer
        self.left: float | None = None  # when they went
        self.over = self.ended = False  # over: listen no more; ended: and never again
        self.followers = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._turned = asyncio.Event()

    async def news(self, seen: int, within: float) -> bool:
        """Wait until there is another state than the one seen; False after so many seconds."""
        self._loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(within):
                while self.number == seen and not self.over:
                    await self._turned.wait()  # which only this loop sets
        except TimeoutError:
            return False
        return True

    def turn(self) -> None:
        """There is a newer state: wake all who listen, from any thread."""
        self.number += 1
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        turned, self._turned = self._turned, asyncio.Event()
        turned.set()


class Hub:
    """Every room of this server."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.served = False  # there are routes for followers
        self.replica = ""  # which of several servers this is
        self._clock = clock
        self._rooms: dict[str, Room] = {}
        self._gone: deque[str] = deque(maxlen=REMEMBERED)
        self._listening = 0
        self._lock = threading.RLock()

    def begin(self, session: str, browser: str, folder: str) -> Room:
        """The room that this session or its browser has, else a new one; Full if there are many."""
        with self._lock:
            if room := self.of(session) or next(self._left(browser, folder), None):
                room.session = session
                return room
            if len(self._rooms) >= ROOMS:
                raise Full("too many briefings are followed on this server: try again later")
            room = Room(self._code(), folder, session, browser)
            self._rooms[room.code] = room
            return room

    def _code(self) -> str:
        """80 bits in small letters and digits; a proxy finds the replica before the hyphen."""
        chance = base64.b32encode(secrets.token_bytes(10)).decode().lower()
        return f"{self.replica}-{chance}" if self.replica else chance

    def find(self, code: str) -> Room | None:
        """The room of a code."""
        return self._rooms.get(code)

    def has_ended(self, code: str) -> bool:
        """Whether there was such a room."""
        return code in self._gone

    def of(self, session: str) -> Room | None:
        """The room of a session."""
        with self._lock:
            return next((room for room in self._rooms.values() if room.session == session), None)

    def publish(self, session: str, browser: Callable[[], str], folder: str, shown: Shown) -> None:
        """What a session shows now, if it is followed.

        A page that was loaded again is another session, of the same browser and at the same
        address: it takes over the room that the first has left. At another address it may be about
        something else, which is nobody's business until it asks to be followed.
        """
        with self._lock:
            room = self.of(session)
            if room is None and any(one.left is not None for one in self._rooms.values()):
                left = self._left(browser(), folder)
                room = next((one for one in left if one.shown.params == shown.params), None)
            if room is None:
                return
            room.session, room.left = session, None
            here = room.folder == folder
            news = shown if here else room.shown
            if (room.here, room.shown) != (here, news) or not room.number:
                room.here, room.shown = here, news
                room.turn()

    def _left(self, browser: str, folder: str) -> Iterator[Room]:
        """The rooms that a browser has left."""
        for room in self._rooms.values():
            if (
                browser
                and room.left is not None
                and (room.browser, room.folder) == (browser, folder)
            ):
                yield room

    def end(self, session: str) -> None:
        """The briefer wants no followers any more."""
        with self._lock:
            if room := self.of(session):
                self._close(room)

    def tick(self, is_here: Callable[[str], bool]) -> None:
        """See who of the briefers is there; end what has waited too long."""
        with self._lock:
            now = self._clock()
            for room in [*self._rooms.values()]:
                if is_here(room.session):
                    if room.left is not None:  # its connection was lost for a moment
                        room.left, room.here = None, True
                        room.turn()
                elif room.left is None:
                    room.left, room.here = now, False
                    room.turn()
                elif now - room.left >= LASTS:
                    self._close(room)

    def _close(self, room: Room) -> None:
        del self._rooms[room.code]
        self._gone.append(room.code)
        room.over = room.ended = True
        room.turn()

    def stop(self) -> None:
        """The server ends: let go of all who listen. They will ask again."""
        for room in [*self._rooms.values()]:
            room.over = True
            room.turn()

    @contextmanager
    def listening(self, room: Room, *, follows: bool) -> Iterator[None]:
        """A place among the listeners; Full where there is none. Who only counts does not count."""
        with self._lock:
            if self._listening >= FOLLOWERS:
                raise Full("too many follow briefings on this server")
            self._listening += 1
            room.followers += follows
        try:
            yield
        finally:
            with self._lock:
                self._listening -= 1
                room.followers -= follows


HUB = Hub()  # of this server
