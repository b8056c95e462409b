"""What every reader of a file gives: a header, and rows in batches that fit in memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from dashboard.importing.reasons import Reason

SIZE = 20_000  # rows of a batch
MOST_COLUMNS = 200  # exports have up to about 60


@dataclass(frozen=True)
class Batch:
    """Some rows, column by column, and the rows that are none."""

    numbers: Sequence[int]  # of the rows, as a spreadsheet shows them: the header is row 1
    columns: Sequence[Sequence[str]]  # those asked for, in that order
    broken: Mapping[Reason, Sequence[int]] = field(default_factory=dict)


class Source(Protocol):
    """A table that is open for reading."""

    header: list[str]  # as it is written
    written: str  # what the file is, such as "UTF-8 text, commas"

    def batches(self, places: Sequence[int]) -> Iterator[Batch]:
        """The cells of the columns at these places of the header, as text."""
        ...


def of_records(records: list[tuple[int, list[str] | None]], width: int,
               places: Sequence[int]) -> Batch:  # fmt: skip
    """A batch of rows of cells; None stands for a row whose quotation marks go wrong."""
    good = [(number, cells) for number, cells in records if cells and len(cells) == width]
    broken: dict[Reason, list[int]] = {}
    if len(good) < len(records):
        good = []
        for number, cells in records:
            if cells is not None and len(cells) > width and not any(cells[width:]):
                cells = cells[:width]  # separators at the end of every line
            if cells is None:
                broken.setdefault(Reason.QUOTES, []).append(number)
            elif not any(map(str.strip, cells)):
                broken.setdefault(Reason.BLANK, []).append(number)
            elif len(cells) != width:
                broken.setdefault(Reason.WIDTH, []).append(number)
            else:
                good.append((number, cells))
    columns = [*zip(*(cells for _, cells in good), strict=True)] or [()] * width
    return Batch([number for number, _ in good], [columns[place] for place in places], broken)
