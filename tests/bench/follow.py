"""Many who follow one briefer: `make load`, or

    .venv/bin/python -m tests.bench.follow [--followers 200] [--seconds 60]

A briefer without a browser goes to another scene every second. Each follower holds a stream open,
as a browser does. Measured is the time from the briefer's message to each arrival, and what that
costs the server. Written to build/follow.json.
"""

import argparse
import asyncio
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

from rich.console import Console

from tests.bench import machine
from tests.bench.measure import summary
from tests.bench.server import BUILD, OURS, ROOT, Server, serving
from tests.bench.session import Session

EVERY = 1.0  # seconds between moves
PRESENTER = "briefing_component"
Figures = dict[str, Any]


class Crowd:
    """All who follow, and when each move came to each of them."""

    def __init__(self, server: Server, path: str) -> None:
        where = urlsplit(server.url)
        self.path = path
        self._host, self._port = where.hostname or "", where.port or 0
        self._asked = f"GET {path}/events HTTP/1.1\r\nHost: {where.netloc}\r\n\r\n".encode()
        self.scene, self.moved = "", 0.0  # the move that is on its way
        self.arrived: list[float] = []  # seconds
        self.there = 0

    async def follow(self) -> None:
        """Listen until the server or the bench lets go."""
        clock = asyncio.get_running_loop().time
        reader, writer = await asyncio.open_connection(self._host, self._port)
        writer.write(self._asked)
        while line := await reader.readline():
            if line.startswith(b"data: "):
                if json.loads(line[6:])["params"]["scene"] == self.scene:
                    self.arrived.append(clock() - self.moved)
                self.there += not self.moved
        writer.close()


async def brief(server: Server, followers: int, seconds: float) -> Figures:
    """One briefer, so many followers, a move a second."""
    clock = asyncio.get_running_loop().time
    async with Session(server.url) as session:
        session.query = "mode=briefing&scene=1"
        await session.run()
        await session.trigger("time_bar_component", "ready", True)
        await session.trigger(PRESENTER, "follow", "begin")
        crowd = Crowd(server, session.panels[PRESENTER]["follow"]["path"])
        await asyncio.to_thread(urlopen, server.url + crowd.path)  # it is made once, before
        before = server.memory()
        tasks = [asyncio.create_task(crowd.follow()) for _ in range(followers)]
        while crowd.there < followers:
            await asyncio.sleep(0.05)
        scenes = len(session.panels[PRESENTER]["script"]["scenes"])
        cpu, began, moves = server.cpu(), clock(), round(seconds / EVERY)
        answers: list[float] = []
        for move in range(1, moves + 1):
            scene = move % scenes
            crowd.scene, crowd.moved = str(scene + 1), clock()
            await session.trigger(PRESENTER, "scene", {"scene": scene, "seq": move})
            answers.append(clock() - crowd.moved)
            await asyncio.sleep(max(0.0, began + move * EVERY - clock()))
        used, lasted, memory = server.cpu() - cpu, clock() - began, server.memory()
        for task in tasks:
            task.cancel()
    return {
        "followers": followers,
        "moves": moves,
        "arrivals": summary([one * 1000 for one in crowd.arrived]),
        "arrived": len(crowd.arrived) / (moves * followers),
        "briefer_answered": summary([one * 1000 for one in answers]),
        "cpu_share": round(used / lasted, 3),
        "cpu_ms_per_move": round(1000 * used / moves, 1),
        "mb_per_follower": round((memory - before) / followers, 3),
    }


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.follow",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, default=ROOT / "data")
    parser.add_argument("--followers", default="0,50,200")
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    measured: Figures = {"machine": machine.described(""), "load": machine.load(), "follow": []}
    for followers in map(int, options.followers.split(",")):
        with serving(OURS, options.data) as server:
            measured["follow"].append(asyncio.run(brief(server, followers, options.seconds)))
        Console(highlight=False).print_json(json.dumps(measured["follow"][-1]))
    (BUILD.parent / "follow.json").write_text(json.dumps(measured, indent=2) + "\n")


if __name__ == "__main__":
    main()
