"""On how many independent sources each place rests, and when."""

from datetime import date

import pandas as pd

from dashboard.model import days
from dashboard.model.codes import REPORTING
from dashboard.model.dataset import Dataset
from dashboard.model.events import WEEK
from dashboard.model.timeline import Timeline

MOST = 40  # columns of the picture; longer spans are counted by several days
COLUMNS = ["place_id", "first", "last", "sources", "party"]


def coverage(data: Dataset, timeline: Timeline, span: tuple[date, date]) -> pd.DataFrame:
    """One row for each place and stretch of days within `span` that anything is told of.

    `sources` counts the publishers whose reporting tells of an event that may have happened
    there then, or of a change of control that began there then; a publisher counts once, however
    often it says so. `party` says that a party's own word is there too: it is no independent
    source. `first` and `last` are days since 1970, both included. Rows dated no better than to a
    month say nothing of a day and are left out; of the others each day counts that they may mean.
    """
    first, last = days.number(span[0]), days.number(span[1])
    length = -(-(last + 1 - first) // MOST)  # rounded up
    events = timeline.events[["place_id", "start", "end", "attribution", "source_id"]]
    changes = timeline.accounts[["place_id", "start", "attribution", "source_id"]]
    exact = timeline.accounts["time_precision"] == "day"
    rows = pd.concat([events, changes[exact].assign(end=changes["start"])], ignore_index=True)
    rows = rows[rows["end"] - rows["start"] <= WEEK]
    rows = rows[(rows["place_id"] != "") & (rows["start"] <= last) & (rows["end"] >= first)]
    publisher = dict(zip(data.sources["source_id"], data.sources["publisher"], strict=True))
    bins = [
        [*range((max(start, first) - first) // length, (min(end, last) - first) // length + 1)]
        for start, end in zip(rows["start"], rows["end"], strict=True)
    ]
    rows = rows.assign(publisher=rows["source_id"].map(publisher))
    rows["bin"] = pd.Series(bins, rows.index, dtype="object")
    rows = rows.explode("bin")
    reported = rows["attribution"] == REPORTING
    rows = rows.assign(reported=rows["publisher"].where(reported), party=~reported)
    cells = rows.groupby(["place_id", "bin"], sort=True).agg(
        sources=("reported", "nunique"), party=("party", "any")
    )
    cells = cells.reset_index()
    start = first + cells["bin"].astype("int64") * length
    cells = cells.assign(first=start, last=(start + length - 1).clip(upper=last))
    return cells[COLUMNS]
