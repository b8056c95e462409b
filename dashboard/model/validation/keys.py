"""Identifiers and the cells that refer to them, within and between the tables."""

from collections.abc import Iterator, Mapping

import pandas as pd

from dashboard.model.codes import RESERVED
from dashboard.model.columns import Column, Table
from dashboard.model.errors import Problem
from dashboard.model.safe_text import hint, nearest
from dashboard.model.schema import TABLES
from dashboard.model.validation.cells import parts
from dashboard.model.validation.rules import Rule


def problems(tables: Mapping[str, pd.DataFrame]) -> Iterator[Problem]:
    """Identifiers used twice, and references to rows that are not there.

    A table that could not be read is not in `tables`; what refers to it is taken on trust.
    """
    for table in TABLES:
        frame = tables.get(table.name)
        if frame is None:
            continue
        if table.key in frame:
            yield from _identifiers(table, frame[table.key])
        for column in table.columns:
            if column.refers_to and column.name in frame:
                yield from _references(table, column, frame[column.name], tables)


def _identifiers(table: Table, cells: "pd.Series[str]") -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row, cell in _numbered(cells[cells != ""]):
        if cell in first:
            yield Rule.DUPLICATE_ID.broken(table.file, row, table.key, cell, first=first[cell])
        elif cell in RESERVED.get(table.name, ()):
            yield Rule.RESERVED_ID.broken(table.file, row, table.key, cell)
        first.setdefault(cell, row)


def _references(
    table: Table, column: Column, cells: "pd.Series[str]", tables: Mapping[str, pd.DataFrame]
) -> Iterator[Problem]:
    target = next(other for other in TABLES if other.name == column.refers_to)
    if target.name not in tables or target.key not in tables[target.name]:
        return
    known = dict.fromkeys([*tables[target.name][target.key], *filter(None, [column.or_word])])
    if column.many:
        cells = cells.map(parts).explode().fillna("")
    if {*cells} <= {*known, ""}:
        return
    unknown = cells[(cells != "") & ~cells.isin(known)]
    meant = nearest(unknown, known)
    for row, cell in _numbered(unknown):
        advice = hint(meant[cell], (), "add it there, or write an identifier of that table")
        words = {"table": target.file, "hint": advice}
        yield Rule.UNKNOWN_REFERENCE.broken(table.file, row, column.name, cell, **words)


def _numbered(cells: "pd.Series[str]") -> Iterator[tuple[int, str]]:
    return zip(cells.index, cells, strict=True)
