"""A text with separated cells, in whatever encoding and with whatever separator."""

import csv
import io
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import BinaryIO

from dashboard.importing.batches import SIZE, Batch, of_records
from dashboard.importing.encoding import EIGHT_BIT, encoding_of
from dashboard.model.errors import DashboardError

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
LONGEST_HEADER = 100_000  # characters
LONGEST_ROW = 5_000_000

Record = tuple[int, list[str] | None]


class TextTable:
    """CSV and its kin. A record is one row however many line breaks its quotation marks hold."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._name = name
        encoding = encoding_of(file, name)
        file.seek(0)
        self._stream = io.TextIOWrapper(file, encoding, newline="")
        try:
            line = self._stream.readline(LONGEST_HEADER)
        except UnicodeError as error:
            raise self._undecodable(encoding) from error
        self._encoding = encoding
        separator = max(SEPARATORS, key=line.count)
        shown = encoding.removesuffix("-sig").upper()
        told = f"{shown} text, as its letters show" if encoding in EIGHT_BIT else f"{shown} text"
        self.written = f"{told}, {SEPARATORS[separator]}"
        self._stream.seek(0)
        self._length = 0  # characters of the row that is being read
        self._records = self._read(csv.reader(self._lines(), delimiter=separator, strict=True))
        _, header = next(self._records, (1, None))
        self.header = header or []

    def batches(self, places: Sequence[int]) -> Iterator[Batch]:
        """The rows after the header; DashboardError where a quotation is never closed."""
        while records := [*islice(self._records, SIZE)]:
            yield of_records(records, len(self.header), places)
        self._stream.detach()

    def _lines(self) -> Iterator[str]:
        """The lines of the file, as long as those of one row come to an end."""
        for line in iter(partial(self._stream.readline, LONGEST_ROW + 1), ""):
            self._length += len(line)
            if self._length > LONGEST_ROW:
                raise DashboardError(
                    f"{self._name} has a row of more than {LONGEST_ROW:,} characters, in which a "
                    "quotation mark is probably never closed: download the file again"
                )
            yield line

    def _read(self, reader: Iterator[list[str]]) -> Iterator[Record]:
        number = 0
        while True:
            try:
                for cells in reader:
                    number += 1
                    self._length = 0
                    yield number, cells
                return
            except csv.Error as error:
                number += 1
                self._length = 0
                if "unexpected end of data" in str(error):
                    raise DashboardError(
                        f"{self._name} row {number}: a quotation mark is never closed, so the rows "
                        "from there on cannot be told apart: download the file again"
                    ) from error
                yield number, None
            except UnicodeError as error:
                raise self._undecodable(self._encoding) from error

    def _undecodable(self, encoding: str) -> DashboardError:
        return DashboardError(
            f"{self._name} begins as {encoding.upper()} and does not go on so: save it as CSV in "
            "UTF-8"
        )
