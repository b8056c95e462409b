"""What may stand in one cell: the pandera schemas, made from the columns of `schema`."""

import math
import re
from collections.abc import Callable
from datetime import date
from functools import cache, partial

import pandas as pd
import pandera.pandas as pa

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

JOINT = ";"  # between the values of a cell that holds several

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


def parts(cell: str) -> tuple[str, ...]:
    """The values of a cell that may hold several."""
    return tuple(part for part in map(str.strip, cell.split(JOINT)) if part)


def is_link(cell: str) -> bool:
    """Whether the cell is a web address; `javascript:` and the like are not."""
    return LINK.fullmatch(cell) is not None


# What a filled cell of each kind must be, and the rule it breaks otherwise.
FORMS: dict[Kind, tuple[Rule, Test]] = {
    "id": (Rule.BAD_ID, is_id),
    "date": (Rule.NOT_A_DATE, is_date),
    "number": (Rule.NOT_A_NUMBER, is_number),
    "link": (Rule.NOT_A_LINK, is_link),
}


def problems(table: Table, frame: pd.DataFrame) -> list[Problem]:
    """Every missing or extra column and every faulty cell; `frame` is indexed by row number."""
    try:
        _schema(table).validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return _told(table, errors.failure_cases)
    return []


def holds(cells: "pd.Series[str]", test: Test) -> "pd.Series[bool]":
    """For each cell, whether it passes; every distinct one is asked once."""
    return cells.isin([cell for cell in cells.unique() if test(cell)])


@cache
def _schema(table: Table) -> pa.DataFrameSchema:
    # No type: all is text here, and asking pandera to confirm it takes half of its time.
    columns = {column.name: pa.Column(checks=_checks(column)) for column in table.columns}
    return pa.DataFrameSchema(columns, strict=True)


def _checks(column: Column) -> list[pa.Check]:
    """The column's checks, each named after the rule it stands for."""
    tests: list[tuple[Rule, Test]] = []
    if column.required:
        tests.append((Rule.EMPTY_CELL, bool))
    if column.kind in FORMS:
        rule, test = FORMS[column.kind]
        tests.append((rule, _if_filled(test)))
    if column.codes:
        tests.append((Rule.UNKNOWN_CODE, _if_filled(_known(column))))
    if column.low is not None and column.high is not None:
        tests.append((Rule.OUT_OF_RANGE, _within(column.low, column.high)))
    return [pa.Check(partial(holds, test=test), name=rule.name) for rule, test in tests]


def _if_filled(test: Test) -> Test:
    return lambda cell: not cell or test(cell)


def _known(column: Column) -> Test:
    if column.many:
        return lambda cell: {*parts(cell)} <= {*column.codes}
    return column.codes.__contains__


def _within(low: float, high: float) -> Test:
    return lambda cell: not is_number(cell) or low <= float(cell) <= high


# pandera's own names for what is wrong with the header.
MISSING, EXTRA = "column_in_dataframe", "column_in_schema"


def _told(table: Table, failures: pd.DataFrame) -> list[Problem]:
    """pandera's failure cases in our words."""
    header = failures["check"].isin([MISSING, EXTRA])
    problems_found = _header(table, failures[header])
    for name, cases in failures[~header].groupby("column", sort=False):
        column = table.column(str(name))
        meant = nearest(cases["failure_case"], column.codes)
        otherwise = f"the data dictionary lists the words of {column.name}"
        for check, cell, row in cases[["check", "failure_case", "index"]].itertuples(index=False):
            rule = Rule[check]
            if rule is Rule.NOT_A_NUMBER and WITH_COMMA.fullmatch(cell):
                rule = Rule.COMMA_IN_NUMBER
            words = {"low": column.low, "high": column.high}
            advice = hint(meant[cell], column.codes, otherwise)
            problems_found.append(
                rule.broken(table.file, int(row), column.name, cell, hint=advice, **words)
            )
    return problems_found


def _header(table: Table, failures: pd.DataFrame) -> list[Problem]:
    """Missing and extra columns; a misspelt name is one fault, not one of each."""
    extra, missing = (
        [*failures.loc[failures["check"] == check, "failure_case"]] for check in (EXTRA, MISSING)
    )
    meant = nearest(extra, missing)
    problems_found = [
        Rule.EXTRA_COLUMN.broken(table.file, 1, name, name, hint=hint(meant[name], (), "delete it"))
        for name in extra
    ]
    for name in missing:
        if name not in meant.values():
            required = table.column(name).required
            rule = Rule.MISSING_REQUIRED_COLUMN if required else Rule.MISSING_COLUMN
            problems_found.append(rule.broken(table.file, 1, name, name))
    return problems_found
