"""Everything wrong with a set of tables, at once.

cells   one cell by itself
rows    the cells of a row, the rows of a table
keys    identifiers and references, between the tables
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from dashboard.model.errors import Problem
from dashboard.model.schema import TABLES
from dashboard.model.validation import cells, keys, rows

Cell = tuple[str, int | None, str | None]  # (file, row, column)


def problems(tables: Mapping[str, pd.DataFrame], already: Iterable[Problem] = ()) -> list[Problem]:
    """Every rule that the tables break.

    Tables hold text, trimmed, and are indexed by the row number a spreadsheet shows. One that
    could not be read is left out of `tables`. `already` are the problems met while reading:
    what follows from them is not reported again.
    """
    known = {_cell(problem) for problem in already if problem.row != 1 or problem.column}
    of_cells: list[Problem] = []
    of_rows: list[Problem] = []
    for table in TABLES:
        if table.name in tables:
            frame = tables[table.name]
            broken = [row for file, row, column in known if file == table.file and column is None]
            whole = frame[~frame.index.isin(broken)]
            of_cells += cells.problems(table, whole)
            of_rows += rows.problems(table, whole)
    # A row explains its cells: "swapped" says more than "latitude out of range".
    explained = {_cell(problem) for problem in of_rows}
    found = [problem for problem in of_cells if _cell(problem) not in explained]
    found += [*of_rows, *keys.problems(tables)]
    return [problem for problem in found if not _follows(problem, known)]


def in_order(found: Iterable[Problem]) -> list[Problem]:
    """The problems by file and row; within a row, as they were found."""
    return sorted(found, key=lambda problem: (problem.file, problem.row or 0))


def _cell(problem: Problem) -> Cell:
    return problem.file, problem.row, problem.column


def _follows(problem: Problem, known: set[Cell]) -> bool:
    """Whether the problem's cell, its whole row, or its column's name is known to be broken."""
    file, row, column = _cell(problem)
    return not known.isdisjoint({(file, row, column), (file, row, None), (file, 1, column)})
