"""Rows of ACLED, of any generation, become rows that all importers share (see COLUMNS)."""

from typing import Any

import pandas as pd

from dashboard.importing import event_types
from dashboard.importing.cells import code, count, days, degrees, iso, looked_up
from dashboard.importing.countries import country_codes
from dashboard.importing.reasons import Reason
from dashboard.importing.report import Report

# What `convert` of every publisher returns, beside `file` and `row`.
COLUMNS = (
    "key",  # the publisher's identifier as one of ours; "" for none
    "stamp",  # when the row was last changed, NaN if that is not known
    "first", "last",  # days, the last one itself included
    "time_precision", "date_basis",
    "event_type", "sub_event_type",
    "label",  # what a title calls the event
    "actor1", "actor2", "side1", "side2",
    "publisher",  # who reported it, "" for the export itself
    "place", "admin1", "country_name", "country",  # ISO 3166-1 alpha-3
    "latitude", "longitude", "geo_precision", "radius",  # km
    "summary",
    "low", "high", "deaths",  # deaths: what the claim says in words, "" for no claim
    "note",
)  # fmt: skip

Columns = dict[str, "pd.Series[Any]"]

PRECISION = {"1": "day", "2": "week", "3": "month"}
BASIS = {
    "day": "ACLED's date; time_precision 1, the day itself.",
    "month": "ACLED gives the month; time_precision 3.",
    "": "ACLED's date; the export does not say how exact it is.",
}
RADIUS = {"1": 5.0, "2": 25.0, "3": 100.0}  # km, by geo_precision

# inter1 and inter2, as integers and as text of several generations.
SIDES = (
    ("1", "state forces", ("state forces", "government or mutinous force")),
    ("2", "rebel groups", ("rebel groups", "rebel group", "rebel force")),
    ("3", "political militias", ("political militias", "political militia")),
    ("4", "identity militias", ("identity militias", "identity militia", "ethnic militia")),
    ("5", "rioters", ("rioters",)),
    ("6", "protesters", ("protesters",)),
    ("7", "civilians", ("civilians",)),
    ("8", "external forces", ("external/other forces", "other forces", "outside/external force")),
)
SIDE = {word: side for number, side, words in SIDES for word in (number, *words)}


def convert(rows: pd.DataFrame, report: Report) -> pd.DataFrame:
    """The rows that can be used; what cannot, and what was altered, is in the report."""
    date, month_first = days(rows["event_date"])
    if month_first:
        report.mark(Reason.MONTH_FIRST, rows[rows["event_date"].str.contains("/")])
    rows = rows.assign(
        date=date,
        side1=looked_up(code(rows["inter1"]).str.lower(), SIDE),
        side2=looked_up(code(rows["inter2"]).str.lower(), SIDE),
    )
    rows = report.refused(Reason.NO_DATE, rows, rows["date"].isna())
    rows = event_types.of_acled(rows, report)
    rows = rows.assign(**_dates(rows, report), **_where(rows, report), **_deaths(rows, report))
    return rows.assign(
        key=rows["event_id_cnty"].mask(rows["event_id_cnty"] == "", rows["data_id"]),
        stamp=pd.to_numeric(rows["timestamp"].mask(rows["timestamp"] == ""), errors="coerce"),
        publisher=rows["source"],
        place=rows["location"],
        country_name=rows["country"],
        country=country_codes(rows["country"], rows["iso3"]),
        summary=rows["notes"],
        note="",
    )[["file", "row", *COLUMNS]]


def _dates(rows: pd.DataFrame, report: Report) -> Columns:
    """A week is the seven days around its middle, which is what ACLED writes; a month the whole."""
    stated = looked_up(code(rows["time_precision"]), PRECISION)
    report.mark(Reason.NO_PRECISION, rows[stated == ""])
    date = rows["date"]
    week, month = stated == "week", stated == "month"
    three = pd.Timedelta(days=3)
    first = date.mask(week, date - three).mask(month, date - pd.to_timedelta(date.dt.day - 1, "D"))
    last = date.mask(week, date + three).mask(month, date + pd.offsets.MonthEnd(0))
    middle = "ACLED's date, " + iso(date) + ", is the middle of a week; time_precision 2."
    return {
        "first": first,
        "last": last,
        "time_precision": stated.mask(stated == "", "day"),
        "date_basis": looked_up(stated, BASIS).mask(week, middle),
    }


def _where(rows: pd.DataFrame, report: Report) -> Columns:
    stated = code(rows["geo_precision"])
    known = stated.isin([*RADIUS])
    report.mark(Reason.NO_GEO_PRECISION, rows[~known])
    return {
        "geo_precision": stated.where(known, ""),
        "radius": stated.map(RADIUS).fillna(RADIUS["2"]),
        "latitude": degrees(rows["latitude"]),
        "longitude": degrees(rows["longitude"]),
    }


def _deaths(rows: pd.DataFrame, report: Report) -> Columns:
    """ACLED's 0 means none or not known, so it claims nothing."""
    number = count(rows["fatalities"])
    report.mark(Reason.NOT_A_NUMBER, rows[number.isna() & (rows["fatalities"] != "")])
    number = number.where(number > 0)
    figure = number.fillna(0).astype("int64").astype("str")
    plural = pd.Series("s", index=rows.index, dtype="str").mask(number == 1, "")
    return {
        "low": number,
        "high": number,
        "deaths": ("ACLED counts " + figure + " death" + plural + ".").where(number.notna(), ""),
    }
