"""Who holds what, as half-open intervals of days.

`control.csv` has one row per change and account. An account of a place holds from its date to
the next date *of the same account*; where accounts overlap, `resolved` picks one as the
perspective ranks them, and remembers whether another in force says otherwise.
"""

from itertools import pairwise

import pandas as pd

from dashboard.model import days
from dashboard.model.perspective import EVERYONE, Perspective
from dashboard.model.table import Row, records

# The columns that say what is held; two accounts agree when all of them do.
STATE = ["status", "controller", "challenger"]
INTERVAL = ["place_id", "start", "end", *STATE, "attribution", "confidence", "time_precision",
            "source_id", "paragraph", "note", "since", "differs", "began", "change"]  # fmt: skip


def accounts(control: pd.DataFrame) -> pd.DataFrame:
    """Every account of every place as intervals [start, end) in days since 1970.

    The last interval of an account ends at `days.FOREVER`. One row per row of `control`.
    """
    rows = control.assign(start=days.numbers(control["date"]))
    rows = rows.sort_values("start", kind="stable")
    following = rows.groupby(["place_id", "attribution"], sort=False)["start"].shift(-1)
    rows["end"] = following.fillna(days.FOREVER).astype("int64")
    return rows.reset_index(drop=True)


def resolved(
    control: pd.DataFrame,
    perspective: Perspective = EVERYONE,
    articles: frozenset[str] = frozenset(),
) -> pd.DataFrame:
    """One series of intervals per place: what the map shows under a perspective.

    `perspective` says whose word goes first; `articles` are the sources of that kind. A day
    without any record that counts is in no interval: nobody said, which is not the same as
    nobody held. `since` is the day from which this account has told of the state without a break,
    and `time_precision` says how exact that day is; `differs` says that any account in force
    tells of another holder; `began` says that the state itself begins on `start`, where another
    account may only have taken over telling it; `change` that it is known to begin on that very
    day: a record dated only to a year is no news of the first of January.
    """
    counted = _by_place(control[perspective.counts(control, articles)])
    heard = _by_place(control)
    pieces = [
        piece
        for place, rows in counted.items()
        for piece in _intervals(rows, heard[place], perspective)
    ]
    return pd.DataFrame(pieces, columns=INTERVAL)


def _by_place(control: pd.DataFrame) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for row in records(accounts(control)):
        rows.setdefault(row["place_id"], []).append(row)
    return rows


def _intervals(counted: list[Row], heard: list[Row], perspective: Perspective) -> list[Row]:
    """The resolved intervals of one place, in order of time."""
    rank = perspective.rank
    bounds = sorted({row[bound] for row in [*counted, *heard] for bound in ("start", "end")})
    intervals: list[Row] = []
    for start, end in pairwise(bounds):
        in_force = [row for row in counted if _covers(row, start, end)]
        if not in_force:
            continue
        first = min(in_force, key=lambda row: (rank(row), -row["start"]))
        state = _state(first)
        others = [row for row in heard if _covers(row, start, end) and row["status"] != "unknown"]
        piece = first | {"start": start, "end": end, "since": start,
                         "differs": any(_state(row) != state for row in others)}  # fmt: skip
        before = intervals[-1] if intervals else None
        goes_on = before is not None and before["end"] == start and _state(before) == state
        if before and goes_on and before["attribution"] == first["attribution"]:
            piece |= {name: before[name] for name in ("since", "time_precision")}
        piece["began"] = not goes_on
        piece["change"] = not goes_on and piece["time_precision"] == "day"
        intervals.append(piece)
    return intervals


def _covers(row: Row, start: int, end: int) -> bool:
    return bool(row["start"] <= start and end <= row["end"])


def _state(row: Row) -> list[str]:
    return [row[column] for column in STATE]
