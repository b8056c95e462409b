"""Files become tables of text: the columns of an export that are used, with the numbers of rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import pandas as pd

from dashboard.importing import archives
from dashboard.importing.batches import MOST_COLUMNS, Batch, Source
from dashboard.importing.excel_table import sheets
from dashboard.importing.exports import USED, Export, normal, recognised, stranger
from dashboard.importing.parquet_table import ParquetTable
from dashboard.importing.reasons import Reason
from dashboard.importing.report import FileRead, Report
from dashboard.importing.text_table import TextTable
from dashboard.model.errors import DashboardError
from dashboard.model.safe_text import shortened
from dashboard.sources.text_file import LARGEST

Progress = Callable[[int, int], None]  # bytes read of a file, its size
MOST_HELD = 2 * LARGEST[".csv"]  # bytes of text; a table of a folder may have half of that
LONGEST_NAME = 120  # characters of a file's name that a report repeats
# What stands for an empty cell.
NOTHING = ("NA", "N/A", "NaN", "NULL", "None", "Na", "na", "n/a", "nan", "null", "none", "-")


@dataclass(frozen=True)
class Raw:
    """A table as it was written: cells trimmed, and columns that it lacks empty."""

    export: Export
    rows: pd.DataFrame  # text, and the columns `file` and `row`


def read(path: Path, report: Report, progress: Progress) -> Iterator[Raw]:
    """Every export in a file; DashboardError if there is none."""
    passed_over: list[str] = []
    others: list[str] = []  # columns of tables that are no exports
    found = False
    for opened in archives.tables(path, passed_over.append):
        size = opened.file.seek(0, 2)
        opened.file.seek(0)
        for name, table in _tables(opened):
            names = [normal(column) for column in table.header]
            if len(names) > MOST_COLUMNS:
                raise DashboardError(
                    f"{name} has more than {MOST_COLUMNS} columns, as no export has: delete those "
                    "that are not needed"
                )
            export = recognised(names)
            if export is None:
                passed_over.append(name)
                others += names
                continue
            found = True
            told = partial(_tell, progress, opened.file, size)
            yield _raw(_unique(name, report), table, names, export, report, told)
    if not found:
        raise stranger(path.name, others)
    for name in passed_over:
        report.notes.append(f"{name} was passed over: it is no export of ACLED or UCDP GED.")


def _tell(progress: Progress, file: BinaryIO, size: int) -> None:
    progress(size if file.closed else file.tell(), size)


def _unique(name: str, report: Report) -> str:
    """Two files of one name, from two folders, are told apart."""
    number = 2
    unique = name = shortened(name, LONGEST_NAME)
    while unique in report.files:
        unique = f"{name} ({number})"
        number += 1
    return unique


def _tables(opened: archives.Opened) -> Iterator[tuple[str, Source]]:
    if opened.kind == "excel":
        for sheet in sheets(opened.file, opened.name):
            yield sheet.name, sheet
    elif opened.kind == "parquet":
        yield opened.name, ParquetTable(opened.file, opened.name)
    else:
        yield opened.name, TextTable(opened.file, opened.name)


def _raw(
    name: str, table: Source, names: list[str], export: Export, report: Report,
    progress: Callable[[], None],
) -> Raw:  # fmt: skip
    places = {column: names.index(column) for column in USED[export.publisher] if column in names}
    ignored = tuple(
        column or "(no name)" for place, column in enumerate(names) if place not in places.values()
    )
    of_file = report.files[name] = FileRead(name, str(export), table.written, ignored)
    parts = []
    for batch in table.batches([*places.values()]):
        frame = _frame(batch, [*places])
        of_file.read += len(batch.numbers) + sum(map(len, batch.broken.values()))
        for reason, numbers in batch.broken.items():
            report.add(reason, name, numbers)
        of_file.held += int(frame.memory_usage(deep=True).sum())
        if sum(one.held for one in report.files.values()) > MOST_HELD:
            raise DashboardError(
                f"{name} has more text than one folder may hold, {MOST_HELD / 1e6:,.0f} MB: import "
                "fewer countries or years into each"
            )
        parts.append(frame)
        progress()
    rows = pd.concat(parts, ignore_index=True) if parts else _frame(Batch([], []), [])
    rows.insert(0, "file", pd.Series(name, index=rows.index, dtype="str"))
    for column in USED[export.publisher]:
        if column not in rows:
            rows[column] = pd.Series("", index=rows.index, dtype="str")
    if len(rows):
        tags = pd.Series(rows.index == 0) & _is_hxl(rows.iloc[:1])
        rows = report.refused(Reason.HXL, rows, tags)
    cells = rows[[*USED[export.publisher]]]
    return Raw(export, report.refused(Reason.BLANK, rows, (cells == "").all(axis=1)))


def _frame(batch: Batch, names: list[str]) -> pd.DataFrame:
    columns: dict[str, pd.Series[Any]] = {"row": pd.Series(batch.numbers, dtype="int64")}
    for name, cells in zip(names, batch.columns, strict=True):
        text = pd.Series(cells, dtype="str").str.strip()
        columns[name] = text.mask(text.isin(NOTHING), "")
    return pd.DataFrame(columns)


def _is_hxl(first: pd.DataFrame) -> bool:
    """Whether every filled cell of the row is a tag such as "#date+year"."""
    filled = [cell for cell in first.drop(columns=["file", "row"]).iloc[0] if cell]
    return bool(filled) and all(cell.startswith("#") for cell in filled)
