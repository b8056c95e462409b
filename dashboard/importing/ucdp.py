"""Rows of UCDP GED, of any generation, become rows that all importers share."""

import pandas as pd

from dashboard.importing import event_types
from dashboard.importing.acled import COLUMNS, Columns
from dashboard.importing.cells import code, count, days, degrees, looked_up
from dashboard.importing.countries import country_codes
from dashboard.importing.places import COUNTRY_KM
from dashboard.importing.reasons import Reason
from dashboard.importing.report import Report

# date_prec 2 is two to six days.
PRECISION = {"1": "day", "2": "week", "3": "week", "4": "month", "5": "year"}

# where_prec: geo_precision, and the radius in km within which the place lies.
WHERE = {
    "1": ("1", 5.0),  # the place itself
    "2": ("2", 25.0),  # within about 25 km of it
    "3": ("3", 50.0),  # a second-level region
    "4": ("3", 100.0),  # a first-level region
    "5": ("3", 100.0),  # a line or a vague area
    "6": ("3", COUNTRY_KM),  # the country: such an event is not put on the map
    "7": ("3", 100.0),  # sea or air
}
COUNTRY_ONLY = "6"
AGGREGATED = "2"  # event_clarity


def convert(rows: pd.DataFrame, report: Report) -> pd.DataFrame:
    """The rows that can be used; what cannot, and what was altered, is in the report."""
    first, american = days(rows["date_start"])
    last, _ = days(rows["date_end"])
    if american:
        report.mark(Reason.MONTH_FIRST, rows[rows["date_start"].str.contains("/")])
    rows = rows.assign(
        first=first, last=last.fillna(first), type_of_violence=code(rows["type_of_violence"])
    )
    rows = report.refused(Reason.NO_DATE, rows, rows["first"].isna())
    rows = event_types.of_ucdp(rows, report)
    rows = rows.assign(**_dates(rows, report), **_where(rows, report), **_deaths(rows, report))
    empty = pd.Series("", index=rows.index, dtype="str")
    aggregated = code(rows["event_clarity"]) == AGGREGATED
    place = rows["where_coordinates"].mask(rows["where_coordinates"] == "", rows["adm_1"])
    return rows.assign(
        key=("ucdp-" + code(rows["id"])).mask(rows["id"] == "", ""),
        stamp=float("nan"),
        actor1=rows["side_a"],
        actor2=rows["side_b"],
        side1=empty,
        side2=empty,
        publisher=rows["source_office"].mask(rows["source_office"] == "", rows["source_article"]),
        place=place.mask(rows["where"] == COUNTRY_ONLY, ""),
        admin1=rows["adm_1"],
        country_name=rows["country"],
        country=country_codes(rows["country"], rows["iso3"]),
        summary=rows["source_headline"],
        note=empty.mask(aggregated, "UCDP took it from a report that sums up several events."),
    )[["file", "row", *COLUMNS]]


def _dates(rows: pd.DataFrame, report: Report) -> Columns:
    written = code(rows["date_prec"])
    stated = looked_up(written, PRECISION)
    report.mark(Reason.NO_PRECISION, rows[stated == ""])
    reversed_ = rows["last"] < rows["first"]
    report.mark(Reason.DATES_REVERSED, rows[reversed_])
    basis = "UCDP's first and last day; date_prec " + written + "."
    unsaid = "UCDP's first and last day; the export does not say how exact they are."
    return {
        "first": rows["first"].mask(reversed_, rows["last"]),
        "last": rows["last"].mask(reversed_, rows["first"]),
        "time_precision": stated.mask(stated == "", "day"),
        "date_basis": basis.mask(stated == "", unsaid),
    }


def _where(rows: pd.DataFrame, report: Report) -> Columns:
    written = code(rows["where_prec"])
    report.mark(Reason.NO_GEO_PRECISION, rows[~written.isin([*WHERE])])
    report.mark(Reason.COUNTRY_ONLY, rows[written == COUNTRY_ONLY])
    return {
        "where": written,
        "geo_precision": looked_up(written, {code: geo for code, (geo, _) in WHERE.items()}),
        "radius": written.map({code: km for code, (_, km) in WHERE.items()}).fillna(25.0),
        "latitude": degrees(rows["latitude"]),
        "longitude": degrees(rows["longitude"]),
    }


def _deaths(rows: pd.DataFrame, report: Report) -> Columns:
    """UCDP's three estimates as one range, with the best of them in words."""
    estimates = pd.DataFrame({name: count(rows[name]) for name in ("low", "best", "high")})
    unread = estimates.isna() & (rows[["low", "best", "high"]] != "")
    report.mark(Reason.NOT_A_NUMBER, rows[unread.any(axis=1)])
    low, best, high = estimates["low"], estimates["best"], estimates["high"]
    report.mark(Reason.NOT_A_RANGE, rows[(low > best) | (best > high) | (low > high)])
    least, most = estimates.min(axis=1), estimates.max(axis=1)
    claimed = most > 0

    def word(number: "pd.Series[float]") -> "pd.Series[str]":
        figure = number.fillna(0).astype("int64").astype("str")
        return figure.where(number.notna(), "not given")

    text = "UCDP's estimate of deaths: best " + word(best)
    text += ", low " + word(low) + ", high " + word(high) + "."
    return {
        "low": least.where(claimed),
        "high": most.where(claimed),
        "deaths": text.where(claimed, ""),
    }
