"""The sheets of an Excel file, with dates as dates."""

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import islice
from typing import Any, BinaryIO
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from dashboard.importing.batches import MOST_COLUMNS, SIZE, Batch, of_records
from dashboard.model.errors import DashboardError
from dashboard.model.safe_text import shortened

# XML that cannot be parsed is a SyntaxError; what else is missing or odd is one of the others.
DAMAGE = (
    BadZipFile, InvalidFileException, SyntaxError, KeyError, ValueError, TypeError, AttributeError,
    IndexError, RuntimeError, OSError, zlib.error, EOFError,
)  # fmt: skip


class Sheet:
    """One sheet. A formula is refused: what it came to is not certain to be stored."""

    def __init__(self, sheet: Any, name: str) -> None:
        self.name = name
        # What the sheet says of its own size is often wrong.
        sheet.reset_dimensions()
        self._rows = enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1), 1)
        self.written = "Excel"
        _, first = next(self._rows, (1, ()))
        while first and first[-1] is None:
            first = first[:-1]
        self.header = self._cells(1, first)

    def batches(self, places: Sequence[int]) -> Iterator[Batch]:
        """The rows after the header; cells that the sheet leaves out at a row's end are empty."""
        width = len(self.header)
        while records := self._records(width):
            yield of_records(records, width, places)

    def _records(self, width: int) -> list[tuple[int, list[str] | None]]:
        records: list[tuple[int, list[str] | None]] = []
        with _readable(self.name):
            for number, row in islice(self._rows, SIZE):
                cells = self._cells(number, row)
                records.append((number, cells + [""] * (width - len(cells))))
        return records

    def _cells(self, number: int, row: Sequence[Any]) -> list[str]:
        cells = [_text(value) for value in row]
        for place, cell in enumerate(cells):
            if cell.startswith("=") and len(cell) > 1:
                raise DashboardError(
                    f"{self.name}, cell {get_column_letter(place + 1)}{number} holds a formula: "
                    "save the sheet with values alone, or as CSV"
                )
        return cells


def sheets(file: BinaryIO, name: str) -> Iterator[Sheet]:
    """Every sheet of the file that is a table."""
    with _readable(name):
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
    for sheet in book.worksheets:
        shown = name if len(book.worksheets) == 1 else f"{name}, sheet {shortened(sheet.title)}"
        with _readable(shown):
            table = Sheet(sheet, shown)
        yield table


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """What openpyxl raises for a file that is not as it should be is one sentence."""
    try:
        yield
    except DAMAGE as error:
        raise DashboardError(f"{name} is damaged: save it as .xlsx again, or as CSV") from error


def _text(value: object) -> str:
    """A cell as a text file would have it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)
