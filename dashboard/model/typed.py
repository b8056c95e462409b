"""Checked text becomes dates, numbers and text."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from dashboard.model.columns import Kind
from dashboard.model.schema import TABLES


def empty(columns: Iterable[str]) -> pd.DataFrame:
    """A table of text without rows, for a file that may be absent."""
    return pd.DataFrame({name: pd.Series(dtype=str) for name in columns})


def _dates(cells: "pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    """Midnights without a zone, NaT where there is none; microseconds hold years 1 to 9999."""
    dates = pd.to_datetime(cells.where(cells != ""), format="%Y-%m-%d")
    return dates.astype("datetime64[us]")


def _numbers(cells: "pd.Series[str]") -> "pd.Series[float]":
    return pd.to_numeric(cells.where(cells != "")).astype(float)


def _text(cells: "pd.Series[str]") -> "pd.Series[str]":
    return cells.astype(str)


CONVERT: dict[Kind, Callable[["pd.Series[str]"], "pd.Series[Any]"]] = {
    "date": _dates,
    "number": _numbers,
}


def typed(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables as `Dataset` describes them; `tables` has passed the checks.

    Row numbers are for reports: they are dropped, and rows count from 0 again.
    """
    converted = {}
    for table in TABLES:
        frame = tables[table.name].reset_index(drop=True)
        columns = {}
        for column in table.columns:
            convert = CONVERT.get(column.kind, _text)
            columns[column.name] = convert(frame[column.name])
        converted[table.name] = pd.DataFrame(columns)
    return converted
