"""Who holds what, as half-open intervals of days.

`control.csv` has one row per change and account. An account of a place holds from its date to
the next date *of the same account*; where accounts overlap, `preferred` picks one by PRECEDENCE
and remembers whether another in force says otherwise.
"""

from itertools import pairwise

import pandas as pd

from dashboard.model import days
from dashboard.model.codes import REPORTING

# The columns that say what is held; two accounts agree when all of them do.
STATE = ["status", "controller", "challenger"]
INTERVAL = ["place_id", "start", "end", *STATE, "attribution", "confidence", "time_precision",
            "source_id", "paragraph", "note", "since", "differs", "change"]  # fmt: skip


def accounts(control: pd.DataFrame) -> pd.DataFrame:
    """Every account of every place as intervals [start, end) in days since 1970.

    The last interval of an account ends at `days.FOREVER`. One row per row of `control`.
    """
    rows = control.assign(start=days.numbers(control["date"]))
    rows = rows.sort_values("start", kind="stable")
    following = rows.groupby(["place_id", "attribution"], sort=False)["start"].shift(-1)
    rows["end"] = following.fillna(days.FOREVER).astype("int64")
    return rows.reset_index(drop=True)


def preferred(control: pd.DataFrame) -> pd.DataFrame:
    """One chain of intervals per place: what the map shows by default.

    Reporting goes before a party's own word; among parties the latest word goes first. A day
    without any record is in no interval: nobody said, which is not the same as nobody held.
    `since` is the day the state began, even when another account took over telling it, and
    `time_precision` says how exact that day is; `differs` says that another account in force
    tells of another holder; `change` says that the state is known to begin on `start` itself: a
    record dated only to a year is no news of the first of January.
    """
    pieces = [
        piece
        for _, rows in accounts(control).groupby("place_id", sort=False)
        for piece in _chain(rows)
    ]
    return pd.DataFrame(pieces, columns=INTERVAL)


def _chain(rows: pd.DataFrame) -> list[dict[str, object]]:
    """The preferred intervals of one place, in order of time."""
    bounds = sorted({*rows["start"], *rows["end"]})
    chain: list[dict[str, object]] = []
    for start, end in pairwise(bounds):
        in_force = rows[(rows["start"] <= start) & (rows["end"] >= end)]
        if in_force.empty:
            continue
        rank = in_force["attribution"].ne(REPORTING)  # False sorts before True
        order = in_force.assign(rank=rank).sort_values(
            ["rank", "start"], ascending=[True, False], kind="stable"
        )
        told = order.iloc[0]
        others = order.iloc[1:]
        others = others[others["status"] != "unknown"]
        piece = dict(told)
        piece |= {"start": start, "end": end, "since": start,
                  "differs": bool((others[STATE] != told[STATE]).any(axis=None))}  # fmt: skip
        before = chain[-1] if chain else None
        if before and before["end"] == start and all(before[c] == piece[c] for c in STATE):
            piece |= {name: before[name] for name in ("since", "time_precision")}
        piece["change"] = piece["since"] == start and piece["time_precision"] == "day"
        chain.append(piece)
    return chain
