"""Who holds what, as half-open intervals of days.

`control.csv` has one row per change and account. An account of a place holds from its date to
the next date *of the same account*, or through its `until`, whichever ends first; where accounts
overlap, `resolved` picks one as the perspective ranks them, and remembers whether another in
force contradicts it.
"""

from itertools import pairwise
from math import nan

import pandas as pd

from dashboard.model import days
from dashboard.model.perspective import EVERYONE, Perspective
from dashboard.model.table import Row, records

# The columns that say what is held; two accounts agree when all of them do.
STATE = ["status", "controller", "challenger"]
INTERVAL = [
    "place_id", "start", "end", *STATE, "attribution", "confidence", "time_precision", "source_id",
    "paragraph", "note", "since", "still", "differs", "began", "change",
]  # fmt: skip
# Of a place of whose holder there is no record.
NO_RECORD: Row = {
    "start": nan, "end": nan, "status": "unknown", "controller": "", "challenger": "",
    "attribution": "", "confidence": "", "time_precision": "", "source_id": "", "paragraph": "",
    "note": "", "since": nan, "still": False, "differs": False, "began": False, "change": False,
    "changed": False,
}  # fmt: skip


def accounts(control: pd.DataFrame) -> pd.DataFrame:
    """Every account of every place as intervals [start, end) in days since 1970.

    The last interval of an account ends at `days.FOREVER`, unless the row has an `until`, the
    last day of which it speaks. Rows of one account and day (of several sources) hold equally
    long. One row per row of `control`.
    """
    rows = control.assign(start=days.numbers(control["date"]))
    rows = rows.sort_values("start", kind="stable")
    changes = rows[["place_id", "attribution", "start"]].drop_duplicates()
    following = changes.groupby(["place_id", "attribution"], sort=False)["start"].shift(-1)
    changes["end"] = following.fillna(days.FOREVER).astype("int64")
    rows = rows.merge(changes, on=["place_id", "attribution", "start"], how="left")
    limited = rows["until"].notna()
    until = days.numbers(rows.loc[limited, "until"]) + 1
    rows.loc[limited, "end"] = rows.loc[limited, "end"].clip(upper=until)
    return rows


def resolved(
    control: pd.DataFrame,
    perspective: Perspective = EVERYONE,
    articles: frozenset[str] = frozenset(),
) -> pd.DataFrame:
    """One chain of intervals per place: what the map shows under a perspective.

    `perspective` says whose word goes first; `articles` are the sources of that kind. A day
    without any record that counts is in no interval: nobody said, which is not the same as
    nobody held. `since` is the day from which this account has reported the state without a break,
    and `time_precision` says how exact that day is; `still` says that another account had told the
    same until then, so that nothing began; `differs` says that any account in force contradicts
    it; `began` says that the state itself begins on `start`, where another account may only have
    taken over telling it; `change` that it is known to begin on that very day: a record dated only
    to a year is no news of the first of January.
    """
    counted = perspective.counts(control, articles)
    known = _by_place(control)
    counts = known if counted.all() else _by_place(control[counted])
    pieces = [
        piece for place, rows in counts.items() for piece in _chain(rows, known[place], perspective)
    ]
    return pd.DataFrame(pieces, columns=INTERVAL)


def _by_place(control: pd.DataFrame) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {}
    for row in records(accounts(control)):
        rows.setdefault(row["place_id"], []).append(row)
    return rows


def _chain(counts: list[Row], known: list[Row], perspective: Perspective) -> list[Row]:
    """The preferred intervals of one place, in order of time."""
    rank = perspective.rank
    bounds = sorted({row[bound] for row in [*counts, *known] for bound in ("start", "end")})
    chain: list[Row] = []
    for start, end in pairwise(bounds):
        # Every start and end is a bound: what is in force at the start is so to the end.
        in_force = [row for row in counts if row["start"] <= start < row["end"]]
        if not in_force:
            continue
        # Of several sources on one day, one that says who holds it goes before one that only
        # has somebody there.
        first = min(
            in_force, key=lambda row: (rank(row), -row["start"], row["status"] == "presence")
        )
        state = _state(first)
        others = in_force if counts is known else (
            [row for row in known if row["start"] <= start < row["end"]])  # fmt: skip
        piece = first | {"start": start, "end": end, "since": start,
                         "differs": any(contradict(row, first) for row in others)}  # fmt: skip
        before = chain[-1] if chain else None
        goes_on = before is not None and before["end"] == start and _state(before) == state
        piece["still"] = goes_on
        if before and goes_on and before["attribution"] == first["attribution"]:
            piece |= {name: before[name] for name in ("since", "time_precision", "still")}
        piece["began"] = not goes_on
        piece["change"] = not goes_on and piece["time_precision"] == "day"
        chain.append(piece)
    return chain


def contradict(row: Row, first: Row) -> bool:
    """Whether an account names another state than the one that goes first.

    One that does not know contradicts nobody, and neither do forces seen at a place that is
    theirs by the other account.
    """
    seen = {row["status"], first["status"]} == {"held", "presence"}
    if row["status"] == "unknown" or (seen and row["controller"] == first["controller"]):
        return False
    return _state(row) != _state(first)


def _state(row: Row) -> list[str]:
    return [row[column] for column in STATE]
