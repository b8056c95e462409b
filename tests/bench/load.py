"""Many readers at once on one server: `make load`, or

    .venv/bin/python -m tests.bench.load [--readers 10,50,200] [--seconds 40] [--soak MINUTES]
                                       [--replicas 2] [--every 5]

Each reader opens the page over a WebSocket, moves the day every 5 seconds, opens and closes
details, and leaves; all arrive within 10 seconds. The same is done to an empty Streamlit page and
to a plain streamlit-folium page of the same events. `--soak` lets readers come and go for so many
minutes instead, and watches the server's memory. `--replicas` puts one or two servers of ours
behind nginx. Written to build/load.json.
"""

import argparse
import asyncio
import csv
import json
import random
import urllib.request
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from dashboard.model import days
from tests.bench import machine
from tests.bench.follow import brief
from tests.bench.measure import summary
from tests.bench.server import BUILD, OURS, ROOT, Server, replicas, serving
from tests.bench.session import Session

WAYS = {OURS: "this dashboard", "bare": "an empty page", "plain": "st_folium, a marker an event"}
ARRIVE, EVERY, DETAIL = 10.0, 5.0, 4  # seconds; seconds; each so many moves a detail is opened
FOLLOWERS = 10  # of each briefer in a soak
STAY = 30.0  # seconds that a reader of the soak stays
Figures = dict[str, Any]


class Reader:
    """What one reader does to one way, and how long each answer took."""

    def __init__(
        self, way: str, server: Server, places: list[str], seed: int, every: float = EVERY
    ) -> None:
        self.way, self.server, self.places, self.every = way, server, places, every
        self.chance = random.Random(seed)  # noqa: S311  # the same readers each time
        self.first: list[float] = []  # seconds
        self.moves: list[float] = []
        self.bytes: list[int] = []
        self.failed: list[str] = []

    async def stay(self, wait: float, until: float) -> None:
        """Arrive after `wait` seconds, stay until that time of the loop's clock."""
        clock = asyncio.get_running_loop().time
        await asyncio.sleep(wait)
        try:
            cookie = await asyncio.to_thread(_cookie, self.server.url)
            begun = clock()
            async with Session(self.server.url, cookie) as session:
                await self._open(session)
                self.first.append(clock() - begun)
                await asyncio.sleep(self.chance.uniform(0, self.every))
                while clock() < until:
                    begun, before = clock(), session.received
                    await self._move(session)
                    self.moves.append(clock() - begun)
                    self.bytes.append(session.received - before)
                    await asyncio.sleep(max(0.0, self.every - (clock() - begun)))
        except Exception as error:
            self.failed.append(f"{type(error).__name__}: {error}")

    async def _open(self, session: Session) -> None:
        await session.run()
        if self.way == OURS:  # map and time bar stand: as their script says
            await session.trigger("time_bar_component", "ready", True)

    async def _move(self, session: Session) -> None:
        if self.way != OURS:
            await session.slide("day", self.chance.randrange(1001))
            return
        if len(self.moves) % DETAIL == DETAIL - 1:
            place = self.chance.choice(self.places)
            await session.trigger("panel_component", "act",
                                  {"do": "open", "kind": "place", "id": place})  # fmt: skip
            assert f"place={place}" in session.query, session.query
            return
        bar = session.panels["time_bar_component"]["bar"]
        first, last = bar["first"], bar["last"]
        day = self.chance.randint(first, last)
        await session.trigger("time_bar_component", "moved", {
            "day": day, "first": first, "last": last, "window": None, "seq": bar["seq"] + 1,
        })  # fmt: skip
        assert days.day(day).isoformat() in session.query, f"{days.day(day)}: {session.query}"


def _cookie(url: str) -> str:
    """The one by which nginx knows a reader, if it stands there."""
    with urllib.request.urlopen(url) as page:  # noqa: S310  # our own
        return str(page.headers["Set-Cookie"] or "").partition(";")[0]


async def crowd(
    way: str, server: Server, places: list[str], count: int, seconds: float, every: float = EVERY
) -> Figures:
    """So many readers, who stay for so many seconds after the last has come."""
    readers = [Reader(way, server, places, seed, every) for seed in range(count)]
    clock = asyncio.get_running_loop().time
    arrive = ARRIVE if count > 1 else 0.0
    until = clock() + arrive + seconds
    before = server.memory()
    staying = asyncio.gather(
        *(one.stay(arrive * at / count, until) for at, one in enumerate(readers))
    )
    await asyncio.sleep(arrive + every)  # all have come, or are waiting
    done, cpu, begun = sum(len(one.moves) for one in readers), server.cpu(), clock()
    await asyncio.sleep(max(0.0, until - clock() - 0.5))
    used, lasted = server.cpu() - cpu, clock() - begun
    moved = sum(len(one.moves) for one in readers) - done
    memory = server.memory()
    await staying
    moves = [seconds for one in readers for seconds in one.moves]
    sizes = [size for one in readers for size in one.bytes]
    return {
        "readers": count,
        "moves_per_second": round(moved / lasted, 1),
        "load_average": machine.load(),
        "first_page": summary([seconds * 1000 for one in readers for seconds in one.first]),
        "moves": summary([seconds * 1000 for seconds in moves]),
        "bytes_per_move": round(sum(sizes) / max(1, len(sizes))),
        "cpu_ms_per_move": round(1000 * used / max(1, moved), 1),
        "cpu_share": round(used / lasted, 2),
        "mb_per_reader": round((memory - before) / count, 2),
        "failed": [why for one in readers for why in one.failed],
    }


async def soak(server: Server, places: list[str], minutes: float, say: Any) -> list[Figures]:
    """Readers come and go, each minute another briefer is followed; the memory, once a minute."""
    found: list[Figures] = []
    for minute in range(round(minutes)):
        readers = [Reader(OURS, server, places, minute * 100 + at) for at in range(20)]
        clock = asyncio.get_running_loop().time
        # Each stays half a minute, and they come over the other half.
        followed, *_ = await asyncio.gather(brief(server, FOLLOWERS, STAY), *(
            one.stay(at * STAY / 20, clock() + at * STAY / 20 + STAY)
            for at, one in enumerate(readers)
        ))  # fmt: skip
        failed = [why for one in readers for why in one.failed]
        if followed["arrived"] < 1:
            failed.append(f"of the moves, {followed['arrived']:.3f} came to the followers")
        found.append({"minute": minute + 1, "server_mb": server.memory(), "failed": failed})
        say(f"minute {minute + 1}: {server.memory():.0f} MB")
    return found


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.load",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, default=ROOT / "data")
    parser.add_argument("--readers", default="1,50,200")
    parser.add_argument("--ways", default=",".join(WAYS))
    parser.add_argument("--seconds", type=float, default=40)
    parser.add_argument(
        "--every", type=float, default=EVERY, help="seconds between a reader's moves"
    )
    parser.add_argument("--replicas", type=int, choices=(1, 2), help="servers behind nginx")
    parser.add_argument("--soak", type=float, metavar="MINUTES")
    options = parser.parse_args()
    if options.replicas:
        options.ways = OURS
    BUILD.mkdir(parents=True, exist_ok=True)
    console = Console(width=150, highlight=False)
    with (options.data / "places.csv").open(encoding="utf-8") as rows:
        places = [row["place_id"] for row in csv.DictReader(rows)]
    if options.soak:
        with serving(OURS, options.data) as server:
            found = asyncio.run(soak(server, places, options.soak, console.print))
        (BUILD.parent / "soak.json").write_text(json.dumps(found, indent=2) + "\n")
        return
    measured: Figures = {"machine": machine.described(""), "ways": {}}
    table = Table("readers", "page", "first page ms", "moves ms", "moves/s", "CPU ms a move",
                  "CPU share", "kB a move", "MB a reader", "failed")  # fmt: skip
    for way in options.ways.split(","):
        for count in map(int, options.readers.split(",")):
            # A server of its own for each crowd, so that none inherits another's memory.
            started = (
                replicas(options.replicas, options.data)
                if options.replicas
                else serving(way, options.data)
            )
            with started as server, console.status(f"{count} on {WAYS[way]}"):
                asyncio.run(crowd(way, server, places, 1, 2 * EVERY))  # fills the server's caches
                found = asyncio.run(
                    crowd(way, server, places, count, options.seconds, options.every)
                )
            measured["ways"].setdefault(way, []).append(found)
            table.add_row(
                str(count), WAYS[way], _times(found["first_page"]), _times(found["moves"]),
                f"{found['moves_per_second']:.1f}",
                f"{found['cpu_ms_per_move']:.1f}", f"{found['cpu_share']:.2f}",
                f"{found['bytes_per_move'] / 1000:.1f}", f"{found['mb_per_reader']:.2f}",
                f"{len(found['failed'])} {found['failed'][:1] or ''}",
            )  # fmt: skip
            (BUILD.parent / "load.json").write_text(json.dumps(measured, indent=2) + "\n")
    console.print(table)


def _times(found: Figures) -> str:
    return f"{found['median_ms']:,.0f} / {found['p95_ms']:,.0f}"


if __name__ == "__main__":
    main()
