"""Columns of text become days and numbers, column by column."""

from collections.abc import Mapping

import pandas as pd

# How dates are written in the exports met so far, each with what its cells look like.
DATES = (
    ("%Y-%m-%d", r"\d{4}-\d{1,2}-\d{1,2}"),
    ("%d %B %Y", r"\d{1,2} [A-Za-z]{4,} \d{4}"),
    ("%d %b %Y", r"\d{1,2} [A-Za-z]{3} \d{4}"),
    ("%d-%b-%Y", r"\d{1,2}-[A-Za-z]{3} ?-\d{4}"),
    ("%d-%b-%y", r"\d{1,2}-[A-Za-z]{3}-\d{2}"),
)
NUMERIC = r"\d{1,2}[./-]\d{1,2}[./-]\d{4}"  # day first, unless the column shows otherwise
CLOCK = r"^(\d{4}-\d{1,2}-\d{1,2})[T ]\d{1,2}:.*$"  # a day with a time of day
SERIAL = r"\d{5}(?:\.0+)?"  # Excel's number of a day
EXCEL_ZERO = pd.Timestamp("1899-12-30")  # right from March 1900 on
YEARS = (1800, 2200)  # a day outside is a slip


def days(cells: "pd.Series[str]") -> tuple["pd.Series[pd.Timestamp]", bool]:
    """The days that cells name, NaT where they name none; whether the month is written first.

    15 April 2022, 2022-02-23, 05-Jan-22, 01/01/2014, ISO date-times and Excel's numbers are read.
    Dates in digits have the day first, unless some can only have the month first and none can only
    have the day first.
    """
    distinct = pd.Series(cells.unique(), dtype="str")
    plain = distinct.str.replace(CLOCK, r"\1", regex=True)
    found = pd.Series(pd.NaT, index=distinct.index, dtype="datetime64[us]")
    for form, look in DATES:
        found = found.fillna(_parsed(plain, look, form))
    numeric = plain.str.replace(r"[./-]", "/", regex=True).where(plain.str.fullmatch(NUMERIC), "")
    day_first = _parsed(numeric, ".+", "%d/%m/%Y")
    month_first = _parsed(numeric, ".+", "%m/%d/%Y")
    american = bool(
        (day_first.isna() & month_first.notna()).any()
        and not (month_first.isna() & day_first.notna()).any()
    )
    found = found.fillna(month_first if american else day_first)
    serial = pd.to_numeric(plain.where(plain.str.fullmatch(SERIAL)), errors="coerce")
    found = found.fillna((EXCEL_ZERO + pd.to_timedelta(serial, unit="D")).astype("datetime64[us]"))
    found = found.where(found.dt.year.between(*YEARS))
    return cells.map(dict(zip(distinct, found, strict=True))).astype("datetime64[us]"), american


def _parsed(cells: "pd.Series[str]", look: str, form: str) -> "pd.Series[pd.Timestamp]":
    fitting = cells.where(cells.str.fullmatch(look))
    return pd.to_datetime(fitting, format=form, errors="coerce").astype("datetime64[us]")


def iso(dates: "pd.Series[pd.Timestamp]") -> "pd.Series[str]":
    """Days as 2017-10-16, "" for NaT; each distinct one is written once."""
    distinct = dates.unique()
    written = {day: "" if pd.isna(day) else f"{day:%Y-%m-%d}" for day in distinct}
    return dates.map(written, na_action=None).astype("str")


def code(cells: "pd.Series[str]") -> "pd.Series[str]":
    """Codes without the ".0" that spreadsheets give to whole numbers."""
    return cells.str.replace(r"\.0+$", "", regex=True)


def count(cells: "pd.Series[str]") -> "pd.Series[float]":
    """Whole numbers from 0 on, NaN for everything else."""
    whole = code(cells)
    return pd.to_numeric(whole.where(whole.str.fullmatch(r"\d{1,7}")), errors="coerce").astype(
        float
    )


def degrees(cells: "pd.Series[str]") -> "pd.Series[float]":
    """Degrees, also with a decimal comma; NaN where the cell holds none."""
    number = cells.str.replace(",", ".", regex=False)
    written = number.where(number.str.fullmatch(r"[+-]?\d{1,3}(\.\d*)?"))
    return pd.to_numeric(written, errors="coerce").astype(float)


def looked_up(
    cells: "pd.Series[str]", table: Mapping[str, str], otherwise: str = ""
) -> "pd.Series[str]":
    """What a table has for each cell, asked once for each distinct one."""
    places, distinct = pd.factorize(cells)
    found = pd.array([table.get(cell, otherwise) for cell in distinct], dtype="str")
    return pd.Series(found.take(places), index=cells.index, dtype="str")
