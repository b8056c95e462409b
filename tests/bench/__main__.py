"""Runs the benchmark: every way on folders of every size; __init__.py says how to call it."""

import argparse
import json
import signal
import sys
from contextlib import ExitStack
from typing import Any

from playwright.sync_api import Browser
from rich.console import Console

from tests.bench import folders, machine, measure, report
from tests.bench.browser import Reader, chromium
from tests.bench.server import BUILD, OURS, serving

SIZES = (50, 2_000, 20_000, 100_000)
# Beyond these a step takes so long that nobody would use the way, and measuring it neither.
MOST = {"markers": 2_000, "geojson": 20_000}
TOO_MANY = {
    "markers": "each marker is a script of its own, some seconds a step",
    "geojson": "a step sends and parses some 20 MB",
}
Figures = dict[str, Any]


def main() -> None:
    """Measure, print, write."""
    options = _options()
    # Told to end, it still ends the browser and the servers that it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("terminated"))
    console = Console(width=170, highlight=False)
    BUILD.mkdir(parents=True, exist_ok=True)
    sizes: dict[int, Figures] = {}
    with chromium() as browser:
        about = machine.described(f"Chromium {browser.version}")
        for size in options.sizes:
            with console.status("") as status:
                sizes[size] = _size(browser, size, options.only, status.update)
            console.print(f"{size:,} events: measured")
            _write(console, about, sizes)
    console.print(report.table(report.rows(sizes)))
    for target in report.targets(sizes):
        console.print(report.outcome(target), style="green" if target["met"] else "red")
    console.print(f"Load average {[figures['load_average'] for figures in sizes.values()]}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description=report.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--sizes", default=list(SIZES), metavar="50,2000",
                        type=lambda text: [int(size) for size in text.split(",")])  # fmt: skip
    parser.add_argument("--only", default=list(report.WAYS), metavar="ours,geojson",
                        type=lambda text: text.split(","))  # fmt: skip
    options = parser.parse_args()
    if unknown := set(options.only) - set(report.WAYS):
        parser.error(f"no such way: {', '.join(unknown)}; there are {', '.join(report.WAYS)}")
    return options


def _size(browser: Browser, size: int, only: list[str], say: Any) -> Figures:
    """Everything at one size. All servers run at once, so that noise meets all of them alike."""
    before = machine.load()
    say(f"{size:,} events: making the folder")
    folder = folders.folder(BUILD, size)
    ways: Figures = {}
    with ExitStack() as stack:
        servers = {}
        for way in (way for way in report.WAYS if way in only):
            if size > MOST.get(way, size):
                ways[way] = {"left_out": TOO_MANY[way]}
            else:
                servers[way] = stack.enter_context(serving(way, folder))
                ways[way] = {}
        say(f"{size:,} events: time to the first map, {', '.join(servers)}")
        for way, figures in measure.first_maps(browser, servers).items():
            ways[way]["first_map"] = figures
        for way, server in servers.items():
            if way == "empty":
                continue
            say(f"{size:,} events: {report.WAYS[way]}, moving the day")
            with Reader(browser, server.url) as reader:
                reader.settle()
                if way == OURS:
                    ways[way]["drag"] = measure.drag(reader)
                    ways[way]["release"], ways[way]["release_page"] = measure.release(reader)
                else:
                    ways[way]["drag"] = measure.step(reader)
            say(f"{size:,} events: {report.WAYS[way]}, bytes and memory")
            ways[way]["traffic"] = measure.traffic(browser, server, ours=way == OURS)
            ways[way]["memory"] = measure.memory(browser, server)
            if way == OURS:
                say(f"{size:,} events: {report.WAYS[way]}, playing")
                ways[way]["idle"] = measure.idle(browser, server)
    return {
        "load_average": [before, machine.load()],
        "ways": ways,
        "ratios": report.ratios(ways),
    }


def _write(console: Console, about: Figures, sizes: dict[int, Figures]) -> None:
    """What is known so far, so that a run that is broken off has not been for nothing."""
    found = report.targets(sizes)
    result = {"machine": about, "sizes": sizes, "targets": found}
    out = BUILD.parent / "bench.json"
    out.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    text = report.markdown(about, sizes, found)
    out.with_suffix(".md").write_text(text, encoding="utf-8")
    console.print(f"written: {out}, {out.with_suffix('.md').name}")


if __name__ == "__main__":
    main()
