"""What a row of scenes.csv must say beyond the form of its cells."""

from collections.abc import Iterator, Mapping
from datetime import date

import pandas as pd

from dashboard.model import days
from dashboard.model.errors import Problem
from dashboard.model.scenes import bounds
from dashboard.model.schema import SCENES
from dashboard.model.validation.cells import holds, is_date, is_number
from dashboard.model.validation.rules import Rule

Span = tuple[date, date]


def problems(tables: Mapping[str, pd.DataFrame], span: Span) -> Iterator[Problem]:
    """Every scene with a wrong order, a day outside the data or an unclear view.

    `tables` hold text, indexed by row number; `span` are the days that the folder opens with.
    """
    scenes = tables["scenes"]
    if "order" in scenes:
        yield from _order(scenes["order"])
    if "date" in scenes:
        yield from _outside(scenes["date"], _reach(tables, span))
    if "view" in scenes:
        yield from _views(scenes["view"])


def _order(cells: "pd.Series[str]") -> Iterator[Problem]:
    first: dict[float, int] = {}
    for row, cell in zip(cells.index, cells, strict=True):
        if not is_number(cell):
            continue
        number = float(cell)
        if number % 1:
            yield Rule.ORDER_NOT_WHOLE.broken(SCENES.file, row, "order", cell)
        elif number in first:
            yield Rule.ORDER_TWICE.broken(SCENES.file, row, "order", cell, first=first[number])
        first.setdefault(number, row)


def _outside(cells: "pd.Series[str]", reach: Span) -> Iterator[Problem]:
    first, last = (day.isoformat() for day in reach)
    dated = cells[holds(cells, is_date)]
    for row, cell in dated[(dated < first) | (dated > last)].items():
        words = {"first": first, "last": last}
        yield Rule.DAY_OUTSIDE.broken(SCENES.file, int(str(row)), "date", cell, **words)


def _reach(tables: Mapping[str, pd.DataFrame], span: Span) -> Span:
    """The first and the last day of anything: of the opening, of an event, of a state."""
    found = [*span]
    for name in ("events", "control"):
        table = tables.get(name)
        if table is None or "date" not in table:
            continue
        dated = table[holds(table["date"], is_date)]
        cells = {*dated["date"]}
        if name == "events" and {"date_end", "time_precision"} <= {*dated.columns}:
            ends = holds(dated["date_end"], is_date)
            cells |= {*dated["date_end"][ends]}
            latest = dated[~ends].groupby("time_precision")["date"].max()
            found += [
                days.last_of_span(date.fromisoformat(day), str(precision))
                for precision, day in latest.items()
            ]
        found += map(date.fromisoformat, cells)
    return min(found), max(found)


def _views(cells: "pd.Series[str]") -> Iterator[Problem]:
    for row, cell in zip(cells.index, cells, strict=True):
        try:
            bounds(cell)
        except ValueError:
            yield Rule.VIEW_UNCLEAR.broken(SCENES.file, row, "view", cell)
