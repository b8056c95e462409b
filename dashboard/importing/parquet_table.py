"""A Parquet file, whose columns are read one by one and only where they are wanted."""

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

import pyarrow as pa
from pyarrow import compute, parquet

from dashboard.importing.batches import SIZE, Batch
from dashboard.model.errors import DashboardError

DAMAGE = (pa.ArrowException, OSError, ValueError, KeyError)  # names that are no UTF-8, and more


class ParquetTable:
    """Rows are numbered as a spreadsheet would number them, with the names in row 1."""

    written = "Parquet"

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._name = name
        try:
            self._file = parquet.ParquetFile(file)
            self.header = [str(column) for column in self._file.schema_arrow.names]
        except DAMAGE as error:
            raise self._damaged() from error
        if len({*self.header}) < len(self.header):
            raise DashboardError(f"{name} has two columns of one name: leave one of them out")

    def batches(self, places: Sequence[int]) -> Iterator[Batch]:
        """The rows; a column of lists or the like has empty cells."""
        names = [self.header[place] for place in places]
        number = 2
        try:
            for batch in self._file.iter_batches(SIZE, columns=names):
                columns = [_text(batch.column(name)) for name in names]
                yield Batch(range(number, number + batch.num_rows), columns)
                number += batch.num_rows
        except DAMAGE as error:
            raise self._damaged() from error

    def _damaged(self) -> DashboardError:
        return DashboardError(f"{self._name} is damaged: download it again")


def _text(column: Any) -> list[str]:
    if pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
        return [""] * len(column)
    if pa.types.is_floating(column.type):
        return ["" if value is None or value != value else f"{value:.15g}"
                for value in column.to_pylist()]  # fmt: skip
    texts = compute.fill_null(compute.cast(column, pa.string()), "")
    return [text.replace("\0", "") for text in texts.to_pylist()]
