"""How long a large folder takes to check and to load, each in a new process.

python -m tests.bench.loading

The folder has 100,000 events, 1,000 places and 50 actors over 30 years. Loading is what the server
does before the first reader sees anything: it reads and checks the tables, lays them out in time,
packs them for the browser and makes one view. Best of RUNS; times include the start of Python.
"""

import os
import subprocess
import sys
import time

from rich.console import Console

from tests.bench import folders, machine
from tests.bench.server import BUILD, ROOT

RUNS = 3
WANTED = 5.0  # seconds
LOADING = """
import sys
from pathlib import Path
from dashboard.model.selection import Selection
from dashboard.server.datasets import load
loaded = load(Path(sys.argv[1]))
settings = loaded.data.settings
loaded.view(Selection(settings.opens_on, settings.span))
"""


def main() -> None:
    """Measure and print."""
    folder = folders.made(BUILD, folders.LARGE)
    say = Console(highlight=False).print
    before = machine.load()
    for name, command in {
        "python -m dashboard check": ("-m", "dashboard", "check", str(folder)),
        "load and first view": ("-c", LOADING, str(folder)),
    }.items():
        seconds, processor = min(_seconds(command) for _ in range(RUNS))
        say(f"{name}: {seconds:.1f} s (wanted: under {WANTED:g}), {processor:.1f} s of processor")
    say(f"load average {before} before, {machine.load()} after")


def _seconds(arguments: tuple[str, ...]) -> tuple[float, float]:
    """How long it took, and how long it had a processor: the difference is other work's."""
    start, before = time.perf_counter(), os.times()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    used = after.children_user + after.children_system
    used -= before.children_user + before.children_system
    return time.perf_counter() - start, used


if __name__ == "__main__":
    main()
