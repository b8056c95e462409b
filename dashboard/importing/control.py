"""Changes of control, derived from ACLED's three territorial sub-event types.

The first actor is proposed as the one that holds the place: usually it gained it, not always. So
every row says that it is derived and is of low confidence; what needs a person's eye is listed.
"""

import pandas as pd

from dashboard.importing.cells import iso
from dashboard.importing.reasons import Reason
from dashboard.importing.report import Report
from dashboard.model import codes
from dashboard.model.schema import CONTROL

NON_VIOLENT = "Non-violent transfer of territory"
KEY = ["place_id", "first", "source_id"]  # of one account there is one row for these
NOTE = "Derived from the sub-event type of {event}: the first actor is proposed as the holder."


def changes(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that tell of a change of control; UCDP GED has none."""
    return rows[rows["sub_event_type"].isin(codes.TERRITORIAL)]


def control(rows: pd.DataFrame, report: Report) -> pd.DataFrame:
    """The table of control as text."""
    rows = changes(rows)
    report.mark(Reason.ACTOR_BLANK, rows[rows["actor1"] == ""])
    nowhere = rows["place_id"] == ""
    report.mark(Reason.CHANGE_NOWHERE, rows[nowhere & (rows["actor1"] != "")])
    rows = rows[(rows["actor1"] != "") & ~nowhere]
    report.mark(Reason.SAME_ACTORS, rows[rows["actor1"] == rows["actor2"]])
    report.mark(Reason.OTHER_BLANK, rows[rows["actor2"] == ""])
    report.mark(Reason.NON_VIOLENT, rows[rows["sub_event_type"] == NON_VIOLENT])
    report.mark(Reason.REGION_STANDS_IN, rows[rows["geo_precision"] == "3"])
    again = rows.duplicated(KEY)
    report.mark(Reason.SAME_DAY_LEFT_OUT, rows[again])
    rows = rows[~again]
    report.mark(Reason.SAME_DAY, rows[rows.duplicated(["place_id", "first"], keep=False)])
    rows = rows.sort_values(["place_id", "first"], kind="stable")
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
