"""Who reported each row becomes a source: one for each wording, the rare ones under the export.

An event cites its source and, as the paragraph, its row in the export; the source's note names the
export.
"""

import pandas as pd

from dashboard.importing.cells import looked_up
from dashboard.importing.identifiers import identifiers
from dashboard.importing.reasons import Reason
from dashboard.importing.report import Report
from dashboard.model import codes
from dashboard.model.schema import SOURCES

MOST = 1000  # sources beside the exports: the page lists them all


def cited(rows: pd.DataFrame, report: Report) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows with `source_id`, `paragraph` and what `note` must add; the table, as text."""
    publisher = rows["publisher"]
    counts = publisher[publisher != ""].value_counts()
    kept = sorted(counts.sort_index().sort_values(ascending=False, kind="stable").index[:MOST])
    rare = (publisher != "") & ~publisher.isin(kept)
    report.mark(Reason.NO_PUBLISHER, rows[publisher == ""])
    report.mark(Reason.RARE_PUBLISHER, rows[rare])
    files = [*report.files]
    exports = [f"{report.files[name].export} ({name})" for name in files]
    whole = (publisher == "") | rare
    needed = [*rows["file"][whole].unique()]
    shown = [*kept, *(exports[files.index(name)] for name in needed)]
    ids = identifiers(shown, "source", codes.RESERVED["sources"])
    of_publisher = dict(zip(kept, ids, strict=False))
    of_file = dict(zip(needed, ids[len(kept) :], strict=True))
    source = looked_up(publisher, of_publisher).where(~whole, looked_up(rows["file"], of_file))
    several = len(files) > 1
    paragraph = "row " + rows["row"].astype("str") + (" of " + rows["file"] if several else "")
    named = ("Reported by " + publisher + ".").where(rare, "")
    rows = rows.assign(
        source_id=source,
        paragraph=paragraph,
        note=(rows["note"] + " " + named).str.strip(),
    )
    table = pd.DataFrame("", index=range(len(shown)), columns=[c.name for c in SOURCES.columns])
    table["source_id"] = ids
    table["kind"] = "article"
    table["publisher"] = shown
    note = "As named in " + "; ".join(exports) + "."
    whole_note = "The export itself, for rows that name no source or one that is seldom named."
    table["note"] = [note] * len(kept) + [whole_note] * len(needed)
    return rows, table.astype("str")
