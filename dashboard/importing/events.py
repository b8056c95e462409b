"""Rows become the tables of events and claims."""

from typing import Any

import pandas as pd

from dashboard.importing.cells import iso, looked_up
from dashboard.importing.identifiers import identifier
from dashboard.importing.reasons import Reason
from dashboard.importing.report import Report
from dashboard.model import codes
from dashboard.model.columns import Table
from dashboard.model.schema import CLAIMS, EVENTS
from dashboard.sources.csv_file import LONGEST_CELL

TITLE = 60  # characters
SAME = ["first", "place", "sub_event_type", "deaths"]  # what tells two versions of an event apart


def once(rows: pd.DataFrame, report: Report) -> pd.DataFrame:
    """Each event once, with `event_id`: of several versions the one changed last."""
    # As `identifier` does it, which is asked for those alone that are not short and plain.
    event_id = rows["key"].str.lower().str.replace(r"[^a-z0-9]+", "-", regex=True).str.strip("-")
    odd = ~rows["key"].str.fullmatch(r"([A-Za-z0-9][!-&(-~]{0,58})?")
    names = rows["key"][odd]
    made = looked_up(names, {name: identifier(name, "event") for name in names.unique()})
    event_id = event_id.mask(odd, made.reindex(rows.index))
    nameless = event_id == ""
    report.mark(Reason.NO_ID, rows[nameless])
    files = {name: f"row-{number}-" for number, name in enumerate(rows["file"].unique(), 1)}
    own = looked_up(rows["file"], files) + rows["row"].astype("str")
    rows = rows.assign(event_id=event_id.mask(nameless, own))
    newest = rows["stamp"].fillna(0).sort_values(ascending=False, kind="stable").index
    again = rows.loc[newest, "event_id"].duplicated().reindex(rows.index)
    if not again.any():
        return rows
    kept = rows[~again].set_index("event_id")[SAME]
    versions = kept.reindex(rows.loc[again, "event_id"]).set_axis(rows.index[again])
    other = (rows.loc[again, SAME] != versions).any(axis=1)
    report.mark(Reason.REPEATED, rows[again][~other])
    report.mark(Reason.OUTDATED, rows[again][other])
    kept_rows: pd.DataFrame = rows[~again].reset_index(drop=True)
    return kept_rows


def events(rows: pd.DataFrame, short: dict[str, str], report: Report) -> pd.DataFrame:
    """The table of events as text; `short` are the actors' short names by their names."""
    first, last = iso(rows["first"]), iso(rows["last"])
    one_day = (rows["first"] == rows["last"]) & (rows["time_precision"] == "day")
    long = rows["summary"].str.len() > LONGEST_CELL
    report.mark(Reason.CUT, rows[long])
    plain = rows["summary"].str.replace(r"\r\n?", "\n", regex=True)
    return _table(EVENTS, rows, {
        "event_id": rows["event_id"],
        "date": first,
        "date_end": last.mask(one_day, ""),
        "time_precision": rows["time_precision"],
        "date_basis": rows["date_basis"],
        "place_id": rows["place_id"],
        "geo_precision": rows["geo_precision"],
        "event_type": rows["event_type"],
        "sub_event_type": rows["sub_event_type"],
        "title": titles(rows, short),
        "summary": plain.str.slice(0, LONGEST_CELL),
        "actor1": rows["actor1_id"],
        "actor2": rows["actor2_id"],
        "attribution": codes.REPORTING,
        "status": "reported",
        "source_id": rows["source_id"],
        "paragraph": rows["paragraph"],
        "note": rows["note"],
    })  # fmt: skip


def titles(rows: pd.DataFrame, short: dict[str, str]) -> "pd.Series[str]":
    """What happened, who, where: as much of it as has room, what happened in any case."""
    one, other = (looked_up(rows[name], short) for name in ("actor1", "actor2"))
    label = rows["label"].astype("str")
    where = (", " + rows["place_name"]).mask(rows["place_name"] == "", "")
    both = one + (" and " + other).mask((other == "") | (one == ""), "")
    found = (label + where).str.slice(0, TITLE)
    for who in (one, both):
        longer = label + (": " + who).mask(who == "", "") + where
        found = found.mask(longer.str.len() <= TITLE, longer)
    return found.mask((label + where).str.len() > TITLE, label.str.slice(0, TITLE))


def claims(rows: pd.DataFrame) -> pd.DataFrame:
    """The figures of deaths, each as the export's own and none added to another."""
    rows = rows[rows["deaths"] != ""]
    return _table(CLAIMS, rows, {
        "claim_id": rows["event_id"] + "-losses",
        "event_id": rows["event_id"],
        "claimant": codes.REPORTING,
        "kind": "losses",
        "text": rows["deaths"],
        "low": _whole(rows["low"]),
        "high": _whole(rows["high"]),
        "unit": "deaths",
        "status": "reported",
        "source_id": rows["source_id"],
        "paragraph": rows["paragraph"],
    })  # fmt: skip


def _whole(numbers: "pd.Series[float]") -> "pd.Series[str]":
    return numbers.fillna(-1).astype("int64").astype("str").mask(numbers.isna(), "")


def _table(table: Table, rows: pd.DataFrame, columns: dict[str, Any]) -> pd.DataFrame:
    """The table's columns in order, those not given empty."""
    made = pd.DataFrame(index=rows.index)
    for column in table.columns:
        made[column.name] = columns.get(column.name, "")
    return made
