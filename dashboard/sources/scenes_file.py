"""Scenes that come from elsewhere than the folder, held to the rules of `scenes.csv`."""

from dataclasses import replace
from datetime import date

from dashboard.model.dataset import Dataset
from dashboard.model.errors import Problem
from dashboard.model.schema import SCENES, TABLES
from dashboard.model.typed import empty, typed
from dashboard.model.validation import checks, scene_rules
from dashboard.sources import csv_file

KEYS = ("places", "actors", "sources")  # what a scene names


def read(text: str, data: Dataset, reach: tuple[date, date]) -> tuple[Dataset, list[Problem]]:
    """The data with these scenes in place of the folder's, less those with a problem.

    `reach` are the first and the last day of anything.
    """
    names = [column.name for column in SCENES.columns]
    frame, found = csv_file.read(text.encode(), SCENES.file, names)
    if frame is None:
        return replace(data, scenes=data.scenes.iloc[:0]), found
    keys = {table.name: table.key for table in TABLES if table.name in KEYS}
    tables = {name: getattr(data, name)[[key]].astype(object) for name, key in keys.items()}
    found += checks.problems(tables | {SCENES.name: frame}, found)
    found += scene_rules.problems({SCENES.name: frame}, reach)
    found = checks.in_order(problem for problem in found if problem.file == SCENES.file)
    rows = {problem.row for problem in found}
    if not rows.isdisjoint({None, 1}):
        return replace(data, scenes=data.scenes.iloc[:0]), found
    rest = {table.name: empty(column.name for column in table.columns) for table in TABLES}
    good = typed(rest | {SCENES.name: frame[~frame.index.isin(rows)]})
    return replace(data, scenes=good[SCENES.name]), found
