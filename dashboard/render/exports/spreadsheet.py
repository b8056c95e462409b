"""A day as one table for a spreadsheet: about it, who holds what, and the events."""

from collections.abc import Collection

import pandas as pd

from dashboard.model.gazetteer import LOCAL_NAMES
from dashboard.model.table import Row
from dashboard.render import tables
from dashboard.render.exports import flat_records
from dashboard.render.sheet import Sheet
from dashboard.view import phrases

# Days: a state of control lasts `from` a day `until` another, on which it holds no longer (empty
# while nothing has ended it); an event falls on or between its first and last day.
COLUMNS = (
    "record", "title", "summary", "place", *LOCAL_NAMES, "status", "holder", "challenger",
    "since", "from", "until", "first_day", "last_day", "precision", "dated_by",
    "type", "sub_type", "actor1", "actor2", "by_whom", "confidence", "differs",
    "source", "paragraph", "url", "latitude", "longitude", "place_id", "id", "note",
)  # fmt: skip


def csv(sheet: Sheet, kept: Collection[str] = flat_records.RECORDS) -> bytes:
    """What the sheet shows, in UTF-8 with a byte-order mark; no text is taken for a formula.

    The column `record` says what a row is: `about`, `control` or `event`; `kept` says which.
    """
    page, labels = sheet.page, sheet.page.labels
    rows: list[Row] = [
        {"record": "about", "title": name, "summary": text}
        for name, text in flat_records.about(sheet).items()
    ]
    rows += [
        {
            **flat_records.control(page, row),
            "title": f"{labels.places[row['place_id']]}: {phrases.holding(row, labels.actors)}",
            "from": flat_records.iso(row["start"]),
            "until": flat_records.iso(row["end"]),
        }
        for row in page.control
        if row["source_id"]
    ]
    rows += [flat_records.event(page, row) for row in page.events]
    rows = [row for row in rows if row["record"] in kept]
    return tables.csv(pd.DataFrame(rows, columns=COLUMNS, dtype=object))
