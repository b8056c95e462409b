"""Fills in a folder's places as fast as it can, is killed over and over, and looks what is left.

    python killed_writer.py FOLDER KILLS

A programme of its own, since it forks: each child is one run, which goes on where the last one was
ended. After every kill each row must be there once, either as it was or with all of one answer.
"""

import os
import random
import signal
import sys
import time
from datetime import date
from pathlib import Path

from dashboard.geocoding import resolver
from dashboard.geocoding.choice import Around, Candidate, Place
from dashboard.geocoding.places_file import Cells, PlacesFile, locked
from dashboard.sources import csv_spans


def look(query: str, place: Place) -> list[Candidate]:
    number = float(query.removeprefix("Place "))
    point = number / 100, number / 200
    return [Candidate(f"node/{query}", query, point, "town", "settlement", importance=0.5)]


def fill(file: PlacesFile, table: dict[int, Cells], ready: int) -> None:
    """One run, as the command does it, without its words; `ready` hears when it begins to save."""
    with locked(file.path.parent):
        rows = {
            row["place_id"]: row
            for row in table.values()
            if not resolver.untouchable(row, refresh=False)
        }
        wanted = [
            Place(place_id, row["name"], "town", (row["name"],)) for place_id, row in rows.items()
        ]
        os.write(ready, b"x")
        for outcome in resolver.fill(wanted, look, Around()):
            assert outcome.taken is not None
            cells = resolver.cells(outcome.taken, "Fake", date(2001, 2, 3))
            file.save(rows[outcome.place.place_id], cells)


def located(data: bytes, original: bytes) -> int:
    """How many rows are filled in; AssertionError where anything else has changed."""
    now, before = (
        [[csv_spans.text(content, span) for span in row] for row in csv_spans.scan(content)]
        for content in (data, original)
    )
    header = before[0]
    assert len(now) == len(before)
    written = {"latitude", "longitude", "geocoder", "geocoded_on", "query"}
    count = 0
    for new, old in zip(now, before, strict=True):
        changed = {name for name, one, other in zip(header, new, old, strict=True) if one != other}
        assert changed in (set(), written), changed
        count += bool(changed)
    return count


def main(folder: Path, kills: int) -> None:
    path = folder / "places.csv"
    original, done, killed, answers = path.read_bytes(), 0, 0, 0
    heard, ready = os.pipe()
    file = PlacesFile(folder)
    while killed < kills:
        table = file.rows()  # each child would do it too, only slower
        child = os.fork()
        if child == 0:
            fill(file, table, ready)
            os._exit(0)
        os.read(heard, 1)
        time.sleep(random.uniform(0, 0.05))  # noqa: S311
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
        now = located(path.read_bytes(), original)
        assert now >= done, "an answer was lost"
        answers += now - done
        if now == original.count(b"Place "):  # all are filled in: begin anew
            path.write_bytes(original)
            now = 0
        done = now
    fill(file, file.rows(), ready)
    assert located(path.read_bytes(), original) == original.count(b"Place ")
    left = {child.name for child in folder.iterdir()} - {"places.csv", ".places.csv.lock"}
    assert answers > kills, f"killed too early: only {answers} answers were saved"
    print(f"killed {killed} times, left beside: {sorted(left)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
