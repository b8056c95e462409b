"""What can go wrong, in words a reader can act on.

DashboardError
├── DataError          a data folder cannot be used; carries every Problem found
└── NoAnswer           a geocoder did not answer one question; the next may fare better
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with a data folder: where it is, what it is, how to correct it."""

    file: str
    row: int | None  # as a spreadsheet shows it: the header is row 1; None: the whole file
    column: str | None  # None: the whole row
    value: str  # the offending cell, shortened; "" where there is none to show
    remedy: str  # one plain sentence: what is wrong, what to write instead

    def __str__(self) -> str:
        where = self.file
        if self.row is not None:
            where += f" row {self.row}"
        if self.column is not None:
            where += f", {self.column}"
        return f"{where}: {self.remedy}"


class DashboardError(Exception):
    """Anything the dashboard says in one plain sentence instead of a traceback."""


class DataError(DashboardError):
    """A data folder that cannot be used, with every problem found in it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        super().__init__(f"{count} problem{'' if count == 1 else 's'} in the data folder")


class NoAnswer(DashboardError):
    """A geocoder that did not answer one question, however often it was asked."""
