"""Changes of control, derived from ACLED's three territorial sub-event types.

The first actor is proposed as the one that holds the place: usually it gained it, not always. So
every row says that it is derived and is of low confidence; what needs a person's eye is listed.
"""

import pandas as pd

from dashboard.importing.cells import iso
from dashboard.importing.reasons import Reason
from dashboard.importing.report import Case, Report
from dashboard.model import codes
from dashboard.model.schema import CONTROL

NON_VIOLENT = "Non-violent transfer of territory"
KEY = ["place_id", "first", "source_id"]  # of one account there is one row for these
NOTE = "Derived from the sub-event type of {event}: the first actor is proposed as the holder."


def changes(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that tell of a change of control; UCDP GED has none."""
    return rows[rows["sub_event_type"].isin(codes.TERRITORIAL)]


def control(rows: pd.DataFrame, report: Report) -> pd.DataFrame:
    """The table of control as text; every case that needs a person's eye is in the report."""
    rows = changes(rows)
    blank, nowhere = rows["actor1"] == "", rows["place_id"] == ""
    told = ~blank & ~nowhere
    again = told & rows[told].duplicated(KEY).reindex(rows.index, fill_value=False)
    kept = told & ~again
    shared = rows[kept].duplicated(["place_id", "first"], keep=False)
    masks = {
        Reason.ACTOR_BLANK: blank,
        Reason.CHANGE_NOWHERE: nowhere & ~blank,
        Reason.SAME_ACTORS: told & (rows["actor1"] == rows["actor2"]),
        Reason.OTHER_BLANK: told & (rows["actor2"] == ""),
        Reason.NON_VIOLENT: told & (rows["sub_event_type"] == NON_VIOLENT),
        Reason.REGION_STANDS_IN: told & (rows["geo_precision"] == "3"),
        Reason.SAME_DAY: kept & shared.reindex(rows.index, fill_value=False),
        Reason.SAME_DAY_LEFT_OUT: again,
    }
    for reason, mask in masks.items():
        report.mark(reason, rows[mask])
    report.cases += _cases(rows, masks)
    rows = rows[kept].sort_values(["place_id", "first"], kind="stable")
    made = pd.DataFrame("", index=rows.index, columns=[column.name for column in CONTROL.columns])
    made["place_id"] = rows["place_id"]
    made["date"] = iso(rows["first"])
    made["time_precision"] = rows["time_precision"]
    made["controller"] = rows["actor1_id"]
    made["status"] = "held"
    made["attribution"] = codes.REPORTING
    made["confidence"] = "low"
    made["source_id"] = rows["source_id"]
    made["paragraph"] = rows["paragraph"]
    made["note"] = [NOTE.format(event=event) for event in rows["event_id"]]
    return made


def _cases(rows: pd.DataFrame, masks: dict[Reason, "pd.Series[bool]"]) -> list[Case]:
    """Each row that any of the masks has, by place and day, with all the reasons."""
    why = pd.DataFrame({reason.name: mask for reason, mask in masks.items()})
    rows = rows[why.any(axis=1)].sort_values(["place_name", "first"], kind="stable")
    day = iso(rows["first"])
    return [
        Case(file, row, event, place, date, one, other, tuple(why.columns[why.loc[at]]))
        for at, file, row, event, place, date, one, other in zip(
            rows.index, rows["file"], rows["row"], rows["event_id"], rows["place_name"], day,
            rows["actor1"], rows["actor2"], strict=True,
        )
    ]  # fmt: skip
