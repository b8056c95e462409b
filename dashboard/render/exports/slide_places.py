"""The list on a slide: places with the sign that they have on the map, and who holds them.

All lengths are points.
"""

from collections.abc import Collection
from typing import NamedTuple

from pptx.slide import Slide

from dashboard.render.drawing import signs
from dashboard.render.drawing.palette import Held, held
from dashboard.render.exports.kits import pptx_kit
from dashboard.render.exports.kits.pptx_kit import LOOK, Box, Fitted, Line
from dashboard.render.sheet import Sheet
from dashboard.view import phrases
from dashboard.view.day_view import Holding

SIGN, BESIDE = 40.0, 40.0  # side of a sign's picture; from the column's edge to the words
AIR = 8.0  # of a sign's picture, to each side of its disc
NAMES, HOLDERS = (17, 15, 14), (15, 14)  # sizes of type
GAP = 6.0
REST = 15.0  # size of the line that counts the other places
REST_LINE = REST * pptx_kit.LEADING


class Row(NamedTuple):
    """A place as it is set."""

    held: Held
    words: list[Fitted]  # its name, who holds it, both sides of a contest

    @property
    def text_height(self) -> float:
        """Of its words."""
        return sum(fit.height for fit in self.words)

    @property
    def height(self) -> float:
        """Of its words, or of its sign, which stands beside the first two lines."""
        return max(self.text_height, SIGN)


def write(slide: Slide, sheet: Sheet, shown: Collection[str], box: Box) -> None:
    """As many places as fit, those that matter most first, and how many others there are.

    `shown` are the places that the map shows.
    """
    states = {row["place_id"]: held(row) for row in sheet.page.control}
    first = sheet.page.selection.place
    places = sorted(sheet.view.holdings, key=lambda one: (
        one.place_id != first,
        not one.changed,
        one.place_id not in shown,
        not one.since,
        not (one.differs or one.challenger),
    ))  # fmt: skip
    rows = [_row(one, states[one.place_id], box.width) for one in places[: int(box.height / SIGN)]]
    count = len(rows)
    while _height(rows[:count], others=len(places) > count) > box.height:
        count -= 1
    others = len(places) - count
    y = box.y + box.height - _height(rows[:count], others=others > 0)
    for number, row in enumerate(rows[:count], start=1):
        _write(slide, sheet, row, number, box._replace(y=y))
        y += row.height + GAP
    if others:
        said = phrases.counted(others, "other place" if count else "place")
        line = Line(f"and {said}" if count else said, REST, LOOK["quiet"])
        pptx_kit.text(slide, "Other places", box._replace(y=y, height=REST_LINE), [line])


def _height(rows: Collection[Row], *, others: bool) -> float:
    return sum(row.height + GAP for row in rows) + (REST_LINE if others else -GAP)


def _row(one: Holding, state: Held, width: float) -> Row:
    def fitted(text: str, lines: int, sizes: tuple[int, ...], *, bold: bool = False) -> Fitted:
        room = width - BESIDE, lines * sizes[0] * pptx_kit.LEADING
        return pptx_kit.fitted(text, room, sizes, bold=bold)

    holding = [one.holder, one.sides] if one.sides else [one.holder]
    words = [fitted(text, 3 - len(holding), HOLDERS) for text in holding]
    return Row(state, [fitted(one.place, 1, NAMES, bold=True), *words])


def _write(slide: Slide, sheet: Sheet, row: Row, number: int, at: Box) -> None:
    looks = sheet.page.looks(*row.held.sides)
    sign = Box(at.x - AIR, at.y, SIGN, SIGN)
    described = " and ".join(f"{look.label}: {look.letter}" for look in looks)
    drawn = signs.holder(row.held, sheet.page.holders)
    pptx_kit.picture(slide, f"Sign {number}", sign, drawn, described)
    above = max(0, SIGN - row.text_height) / 2
    words = Box(at.x + BESIDE, at.y + above, at.width - BESIDE, row.text_height)
    lines = [Line(fit.text, fit.size, bold=not nth) for nth, fit in enumerate(row.words)]
    pptx_kit.text(slide, f"Place {number}", words, lines)
