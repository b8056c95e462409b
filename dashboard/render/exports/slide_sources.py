"""The last slides: the sources of all that the others show, and whose work it is.

All lengths are points.
"""

from collections.abc import Iterator, Sequence

from pptx.presentation import Presentation

from dashboard.render.exports.kits import pptx_kit
from dashboard.render.exports.kits.pptx_kit import LOOK, Box, Line
from dashboard.render.sheet import Sheet

HEADING = "Sources"
TITLE = Box(36, 34, 888, 44)
COLUMNS = (Box(36, 104, 432, 364), Box(492, 104, 432, 364))
CREDIT = Box(36, 488, 888, 18)
LARGE, SIZE, LEAST = 36.0, 18.0, 12.0
GAP = 8.0


def write(deck: Presentation, sheets: Sequence[Sheet]) -> None:
    """As many slides as the sources need: each source once, with a link to where it is read."""
    labels = sheets[0].page.labels
    known = {label for sheet in sheets for label in sheet.sources}
    lines = [
        _line(label, labels.links[source])
        for source, label in labels.sources.items()
        if label in known
    ]
    columns = [*_columns(lines)]
    for first in range(0, max(1, len(columns)), len(COLUMNS)):
        slide = pptx_kit.add(deck)
        pptx_kit.title(slide, TITLE, Line(HEADING, LARGE, bold=True))
        for number, (box, column) in enumerate(zip(COLUMNS, columns[first:], strict=False), 1):
            high = sum(map(_height, column)) + GAP * (len(column) - 1)
            pptx_kit.text(slide, f"Sources {number}", box._replace(height=high), column, gap=GAP)
        credit = Line(sheets[0].credit, LEAST, LOOK["quiet"])
        pptx_kit.text(slide, "Credit", CREDIT, [credit])


def _line(label: str, link: str) -> Line:
    room = COLUMNS[0].width, 2 * SIZE * pptx_kit.LEADING
    fit = pptx_kit.fitted(label, room, (SIZE, 15, LEAST))
    return Line(fit.text, fit.size, link=link)


def _height(line: Line) -> float:
    room = COLUMNS[0].width, COLUMNS[0].height
    return pptx_kit.fitted(line.text, room, [line.size]).height


def _columns(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines in columns that are full, but for the last."""
    column: list[Line] = []
    high = 0.0
    for line in lines:
        high += _height(line) + GAP
        if column and high - GAP > COLUMNS[0].height:
            yield column
            column, high = [], _height(line) + GAP
        column.append(line)
    if column:
        yield column
