"""What may stand in one cell, by the columns of `schema`."""

import math
import re
from collections.abc import Callable, Iterator
from datetime import date

import pandas as pd

from dashboard.model.columns import Column, Kind, Table
from dashboard.model.errors import Problem
from dashboard.model.safe_text import hint, nearest
from dashboard.model.validation.rules import Rule

# re.ASCII: `\d` would match the digits of every script, and float() would read them.
IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
WITH_COMMA = re.compile(r"[+-]?[\d.]*\d,\d[\d.,]*", re.ASCII)
LINK = re.compile(r"https?://[^\s/?#]+\S*", re.IGNORECASE)

SEPARATOR = ";"  # between the values of a cell that holds several

Test = Callable[[str], bool]


def is_id(cell: str) -> bool:
    """Whether the cell is lower-case ASCII words joined by hyphens."""
    return IDENTIFIER.fullmatch(cell) is not None


def is_date(cell: str) -> bool:
    """Whether the cell is a day of the calendar, as YYYY-MM-DD and in no other form."""
    if DATE.fullmatch(cell) is None:
        return False
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return True


def is_number(cell: str) -> bool:
    """Whether the cell is a finite number, written with a point."""
    return NUMBER.fullmatch(cell) is not None and math.isfinite(float(cell))


def is_link(cell: str) -> bool:
    """Whether the cell is a web address; `javascript:` and the like are not."""
    return LINK.fullmatch(cell) is not None


def parts(cell: str) -> tuple[str, ...]:
    """The values of a cell that may hold several."""
    return tuple(part for part in map(str.strip, cell.split(SEPARATOR)) if part)


# What a filled cell of each kind must be, and the rule it breaks otherwise.
FORMS: dict[Kind, tuple[Rule, Test]] = {
    "id": (Rule.BAD_ID, is_id),
    "date": (Rule.NOT_A_DATE, is_date),
    "number": (Rule.NOT_A_NUMBER, is_number),
    "link": (Rule.NOT_A_LINK, is_link),
}


def problems(table: Table, frame: pd.DataFrame) -> list[Problem]:
    """Every missing or extra column and every faulty cell; `frame` is indexed by row number."""
    found = _header(table, [*frame.columns])
    for column in table.columns:
        if column.name in frame:
            found += _faulty(table, column, frame[column.name])
    return found


def holds(cells: "pd.Series[str]", test: Test) -> "pd.Series[bool]":
    """For each cell, whether it passes; every distinct one is asked once."""
    return cells.isin([cell for cell in dict.fromkeys(cells) if test(cell)])


def _faulty(table: Table, column: Column, cells: "pd.Series[str]") -> Iterator[Problem]:
    broken = {cell: rule for cell in dict.fromkeys(cells) if (rule := _broken(column, cell))}
    if not broken:
        return
    meant = nearest(broken, column.codes)
    otherwise = f"the data dictionary lists the words of {column.name}"
    for row, cell in zip(cells.index, cells, strict=True):
        if rule := broken.get(cell):
            advice = hint(meant[cell], column.codes, otherwise)
            words = {"hint": advice, "low": column.low, "high": column.high}
            yield rule.broken(table.file, row, column.name, cell, **words)


def _broken(column: Column, cell: str) -> Rule | None:
    """The rule that the cell breaks, if any."""
    if not cell:
        return Rule.EMPTY_CELL if column.required else None
    rule, test = FORMS.get(column.kind, (None, None))
    if test and not test(cell):
        return Rule.COMMA_IN_NUMBER if test is is_number and WITH_COMMA.fullmatch(cell) else rule
    if column.codes and not {*(parts(cell) if column.many else [cell])} <= {*column.codes}:
        return Rule.UNKNOWN_CODE
    if column.low is not None and column.high is not None:
        return None if column.low <= float(cell) <= column.high else Rule.OUT_OF_RANGE
    return None


def _header(table: Table, names: list[str]) -> list[Problem]:
    """Missing and extra columns; a misspelt name is one fault, not one of each."""
    known = {column.name: column for column in table.columns}
    missing = [name for name in known if name not in names]
    meant = nearest([name for name in names if name not in known], missing)
    found = [
        Rule.EXTRA_COLUMN.broken(table.file, 1, name, name, hint=hint(near, (), "delete it"))
        for name, near in meant.items()
    ]
    for name in missing:
        if name not in meant.values():
            required = known[name].required
            rule = Rule.MISSING_REQUIRED_COLUMN if required else Rule.MISSING_COLUMN
            found.append(rule.broken(table.file, 1, name, name))
    return found
