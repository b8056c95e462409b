"""The briefer's end of Follow me: what the page's script calls, and who looks after the rooms."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from signal import SIGINT, SIGTERM, getsignal, signal
from threading import Thread, current_thread, main_thread
from urllib.parse import urlsplit

from dashboard.model.errors import DashboardError
from dashboard.model.scenes import Scene
from dashboard.server import follow, rooms, visitors
from dashboard.server.datasets import Folder, held
from dashboard.server.rooms import Room, Shown
from dashboard.server.settings import settings

LOOK_EVERY = 1.0  # seconds


def mine() -> Room | None:
    """The room of the session that runs this script."""
    return rooms.HUB.of(visitors.session()) if rooms.HUB.served else None


def begin(folder: Folder, scenes: tuple[Scene, ...]) -> None:
    """Be followed from now on; Full where too many are. The page is made meanwhile."""
    rooms.HUB.begin(visitors.session(), visitors.browser(), folder.name)
    Thread(target=_prepare, args=(folder, scenes), daemon=True).start()


def _prepare(folder: Folder, scenes: tuple[Scene, ...]) -> None:
    with suppress(DashboardError):  # whoever follows is told
        follow.page(folder.now(), scenes)


def publish(folder: str, shown: Shown) -> None:
    """What this session shows now."""
    if rooms.HUB.served:
        rooms.HUB.publish(visitors.session(), visitors.browser, folder, shown)


def end() -> None:
    """Be followed no more."""
    rooms.HUB.end(visitors.session())


def path(room: Room) -> str:
    """Where followers find it on this server."""
    chosen = settings()
    several = len(held(chosen.data)) > 1
    parts = [chosen.base_path.strip("/"), room.folder if several else "", "follow", room.code]
    return "/" + "/".join(part for part in parts if part)


def link(room: Room, here: str) -> str:
    """The same for people; `here` is the address at which the briefer's browser found the page."""
    chosen = settings()
    found = urlsplit(here)
    origin = f"{found.scheme}://{found.netloc}/{chosen.base_path.strip('/')}".rstrip("/")
    below = path(room).removeprefix(f"/{chosen.base_path.strip('/')}".rstrip("/"))
    return (chosen.public_url.rstrip("/") or origin) + below


@asynccontextmanager
async def watching() -> AsyncIterator[None]:
    """While the server runs: see which briefers are there, and let go of all when it ends."""

    async def watch() -> None:
        while True:
            rooms.HUB.tick(visitors.is_here)
            await asyncio.sleep(LOOK_EVERY)

    watcher = asyncio.create_task(watch())
    with _hearing_the_end():
        yield
    watcher.cancel()


@contextmanager
def _hearing_the_end() -> Iterator[None]:
    """End the streams at a signal: the server waits for every connection before it ends."""
    signals = (SIGINT, SIGTERM) if current_thread() is main_thread() else ()
    before = {int(number): getsignal(number) for number in signals}
    loop = asyncio.get_running_loop()

    def heard(number: int, frame: object) -> None:
        loop.call_soon_threadsafe(rooms.HUB.stop)
        if callable(then := before[number]):
            then(number, frame)  # type: ignore[arg-type]

    for one in before:
        signal(one, heard)
    try:
        yield
    finally:
        for one, then in before.items():
            signal(one, then)
