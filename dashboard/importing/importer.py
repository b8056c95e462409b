"""The whole path, from files to a data folder: read, convert, join, write.

reading        files of any kind become tables of text
acled, ucdp    their rows become rows of one shape
places …       which become the tables of a data folder
writing        which is there whole or not at all
"""

import zoneinfo
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from dashboard.importing import acled, reading, ucdp, writing
from dashboard.importing.actors import actors
from dashboard.importing.cells import looked_up
from dashboard.importing.control import changes, control
from dashboard.importing.events import claims, events, once
from dashboard.importing.exports import ACLED, UCDP
from dashboard.importing.folder_settings import as_toml, settings
from dashboard.importing.places import placed
from dashboard.importing.publishers import cited
from dashboard.importing.reasons import Reason
from dashboard.importing.report import Report
from dashboard.model.errors import DashboardError
from dashboard.model.safe_text import near, shortened

Progress = Callable[[float, str], None]  # share done, a word on what is being done

CONVERT = {ACLED: acled.convert, UCDP: ucdp.convert}
NAMES = ("actor1", "actor2", "place", "admin1", "publisher")
LONGEST_NAME = 300  # characters
READING = 0.6  # share of the time that reading takes


class NothingUsed(DashboardError):
    """No row became an event; the report says why."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__(f"none of {report.read:,} rows could be used, so nothing was written")


def import_files(
    paths: Sequence[Path], into: Path, progress: Progress, *, title: str = "", timezone: str = ""
) -> Report:
    """Make the folder `into` out of exports; DashboardError where nothing can be made.

    The folder may be missing or empty, and is never overwritten.
    """
    writing.must_be_free(into)
    if timezone and timezone not in zoneinfo.available_timezones():
        meant = near(timezone, zoneinfo.available_timezones())
        advice = f'did you mean "{meant}"?' if meant else "write one such as Asia/Baghdad"
        raise DashboardError(f'"{shortened(timezone)}" is not an IANA time zone; {advice}')
    report = Report()
    rows = _rows(paths, report, progress)
    progress(READING, "places")
    rows, places = placed(rows, report)
    progress(0.75, "actors and sources")
    rows, sources = cited(rows, report)
    ids, parties = actors(rows, changes(rows)["actor1"])
    short = dict(zip(parties["name"], parties["short_name"], strict=True))
    for side in ("actor1", "actor2"):
        rows[f"{side}_id"] = looked_up(rows[side], ids)
    progress(0.8, "events")
    tables = {
        "places": places,
        "actors": parties,
        "sources": sources,
        "events": events(rows, short, report),
        "control": control(rows, report),
        "claims": claims(rows),
    }
    made = settings(rows, places, report, title=title, timezone=timezone)
    report.finish(rows)
    progress(0.9, "writing")
    writing.write(into, as_toml(made), tables, report)
    progress(1.0, "done")
    return report


def _rows(paths: Sequence[Path], report: Report, progress: Progress) -> pd.DataFrame:
    """The usable rows of all files, each event once."""
    parts = []
    for number, path in enumerate(paths):

        def read(done: int, size: int, name: str = path.name, number: int = number) -> None:
            progress(READING * (number + done / max(size, 1)) / len(paths), f"reading {name}")

        for raw in reading.read(path, report, read):
            parts.append(CONVERT[raw.export.publisher](raw.rows, report))
    rows = _named(pd.concat(parts, ignore_index=True), report)
    publishers = {file.export.split(",")[0] for file in report.files.values()}
    if len(publishers) > 1:
        report.notes.append(
            "An event that both ACLED and UCDP GED tell of is there twice: they share no "
            "identifiers."
        )
    rows = once(rows, report)
    if rows.empty:
        raise NothingUsed(report)
    return rows


def _named(rows: pd.DataFrame, report: Report) -> pd.DataFrame:
    """The rows with names in one line and of a length that can be shown."""
    for column in NAMES:
        plain = {name: " ".join(name.split()) for name in rows[column].unique()}
        whole = looked_up(rows[column], plain)
        report.mark(Reason.CUT, rows[whole.str.len() > LONGEST_NAME])
        rows[column] = whole.str.slice(0, LONGEST_NAME).str.strip()
    return rows
