"""How many rows a second an import takes, beside pandas.read_csv of the same file.

python -m tests.bench.importing [ROWS]

The file has invented rows in the format of ACLED, 2023 on: 2,000 places, 300 actors, 30 years,
notes of some 300 characters. Each is done in a new process, of which time and most memory are told.
"""

import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from rich.console import Console

from dashboard.model.codes import EVENT_TYPES
from tests.bench import machine
from tests.bench.server import BUILD, ROOT

ROWS = 100_000
WANTED = 20_000  # rows a second
FIRST, DAYS = date(1995, 1, 1), 30 * 365
HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
)
WAYS = {
    "pandas.read_csv": "import pandas; pandas.read_csv({file!r}, dtype=str, keep_default_na=False)",
    "import": (
        "from pathlib import Path; from dashboard.importing.importer import import_files; "
        "import_files([Path({file!r})], Path({into!r}), lambda share, word: None)"
    ),
}


def made(rows: int) -> Path:
    """The file, made once for a number of rows."""
    path = BUILD / f"import-{rows}.csv"
    if path.exists():
        return path
    BUILD.mkdir(parents=True, exist_ok=True)
    chance = random.Random(7)  # noqa: S311  # no secret
    towns = [(f"Town {number}", f"{chance.uniform(32, 36.5):.4f}", f"{chance.uniform(41, 46):.4f}")
             for number in range(2000)]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER.split(","))
        for number in range(rows):
            kind = chance.choice([*EVENT_TYPES])
            town, latitude, longitude = chance.choice(towns)
            day = FIRST + timedelta(days=chance.randrange(DAYS))
            one, other = chance.randrange(300), chance.randrange(300)
            writer.writerow([
                f"INV{number}", f"{day:%d %B %Y}", day.year, chance.choice("111123"), "invented",
                kind, chance.choice(EVENT_TYPES[kind]), f"Side {one} (1990-)", "", "2",
                f"Side {other} (1990-)", "", "2", "22", "", "368", "Middle East", "Iraq", "Kirkuk",
                "Kirkuk", "", town, latitude, longitude, chance.choice("1112"),
                f"Paper {chance.randrange(400)}; Agency {chance.randrange(3)}", "National",
                f'An invented report, "{number}". ' + "Nothing of it took place. " * 11,
                chance.choice(["0", "0", "3", "12"]), "",
                1_600_000_000 + number,
            ])  # fmt: skip
    return path


def main() -> None:
    """Measure and print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    path = made(rows)
    say = Console(highlight=False).print
    say(f"{rows:,} rows, {path.stat().st_size / 1e6:.0f} MB; load average {machine.load()}")
    for name, code in WAYS.items():
        with tempfile.TemporaryDirectory() as parent:
            code = code.format(file=str(path), into=str(Path(parent) / "made"))
            start = _seconds("import pandas")
            wall, processor = (
                took - base for took, base in zip(_seconds(code), start, strict=True)
            )
        most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
        say(f"{name}: {wall:.1f} s beside the start of pandas, {processor:.1f} s of processor, so "
            f"{rows / processor:,.0f} rows a second, up to {most:,.0f} MB")  # fmt: skip
    say(f"wanted: {WANTED:,} rows a second; load average {machine.load()} after")


def _seconds(code: str) -> tuple[float, float]:
    """How long it took, and how long it had a processor: the difference is other work's."""
    start, before = time.perf_counter(), os.times()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    after = os.times()
    used = after.children_user + after.children_system
    return time.perf_counter() - start, used - before.children_user - before.children_system


if __name__ == "__main__":
    main()
