"""A briefing as slides: a sentence, a large map, and who holds what, in type that carries far.

All lengths are points. Text is measured for the widest font that a computer without Arial may
take; the title hangs from the top of a column and the list stands at its foot, so that a title
that takes fewer lines in a narrower font leaves no hole. Everything else that is told of a day
stands in the speaker's notes, and the sources on slides of their own at the end.
"""

from collections.abc import Sequence
from datetime import date

from pptx.presentation import Presentation

from dashboard.model.codes import ALL
from dashboard.render.drawing import picture, raster
from dashboard.render.exports import slide_notes, slide_places, slide_sources
from dashboard.render.exports.kits import pptx_kit
from dashboard.render.exports.kits.pptx_kit import LOOK, Box, Line
from dashboard.render.exports.kits.progress import Progress, silent
from dashboard.render.sheet import Sheet
from dashboard.view import phrases

EDGE = 36.0
MAP = Box(352, 0, pptx_kit.WIDE - 352, pptx_kit.HIGH)
COLUMN = Box(EDGE, 34, MAP.x - EDGE - 24, 452)
NUMBER = Box(EDGE, 496, COLUMN.width, 17)

MAP_SCALE = 1.28  # points for a pixel of the drawing: its 11 pixel figures are 14 points high
SHARP = 2.8  # pixels of the picture for a point: 201 an inch
PIXELS = round(MAP.width * SHARP), round(MAP.height * SHARP)
HEAD_SIZES = (16, 15, 14)
HEAD = HEAD_SIZES[0] * pptx_kit.LEADING  # height of one line
TITLE_SIZES = (36, 32, 28, 25, 22, 20, 18)
TITLE_SHARE = 0.42  # of the column, at most
SMALL = 14.0
GAP = 20.0


def pptx(sheets: Sequence[Sheet], progress: Progress = silent) -> bytes:
    """One slide a sheet, 13.333 by 7.5 inches, and the sources behind them.

    `progress` is told the share done, from 0 to 1, and what comes next; what it raises ends it.
    """
    first = sheets[0].page.selection.day if sheets else date(1980, 1, 1)
    title = COLUMN._replace(height=COLUMN.height * TITLE_SHARE)
    made = pptx_kit.blank(sheets[0].view.dataset if sheets else "", first, title)
    for number, sheet in enumerate(sheets):
        progress(number / len(sheets), sheet.title)
        _slide(made, sheet)
    if sheets:
        slide_sources.write(made, sheets)
    progress(1.0, "")
    return pptx_kit.packed(made)


def _slide(made: Presentation, sheet: Sheet) -> None:
    slide = pptx_kit.add(made)
    head = _head(sheet)
    room = COLUMN.width, COLUMN.height * TITLE_SHARE
    title = pptx_kit.fitted(sheet.title, room, TITLE_SIZES, bold=True)
    high = sum(line.size * pptx_kit.LEADING for line in head)
    top = COLUMN.y + high + GAP / 2
    pptx_kit.title(
        slide, COLUMN._replace(y=top, height=title.height), Line(title.text, title.size, bold=True)
    )
    pptx_kit.text(slide, "Day", COLUMN._replace(height=high), head)
    planned = picture.plan([sheet], PIXELS, "light", words=False, enlarged=SHARP * MAP_SCALE)
    drawn = raster.png(picture.drawn(sheet, planned, PIXELS, "light"))
    pptx_kit.picture(slide, "Map", MAP, drawn, _described(sheet))
    shown = {spot.place_id for spot in picture.arrangement(sheet, planned).spots}
    top += title.height + GAP
    below = COLUMN._replace(y=top, height=COLUMN.y + COLUMN.height - top)
    slide_places.write(slide, sheet, shown, below)
    number = f"{sheet.number} / {sheet.total}"
    pptx_kit.text(slide, "Number", NUMBER, [Line(number, SMALL, LOOK["quiet"])])
    pptx_kit.notes(slide, slide_notes.written(sheet, whole=title.whole))


def _head(sheet: Sheet) -> list[Line]:
    """The day, and whose account the slide follows, where it is not everybody's."""
    who, names = sheet.page.selection.according_to, sheet.page.labels.actors
    said = "" if who == ALL else phrases.according_to(who, names)
    account = said[:1].upper() + said[1:]
    return [
        Line(fit.text, fit.size, LOOK[colour], bold)
        for text, colour, bold in ((sheet.view.day, "accent", True), (account, "quiet", False))
        if (fit := pptx_kit.fitted(text, (COLUMN.width, HEAD), HEAD_SIZES, bold=bold)).text
    ]


def _described(sheet: Sheet) -> str:
    """The map in words: what it shows, and who holds what where anything is known."""
    known = [f"{one.place}: {one.holding}" for one in sheet.view.holdings if one.since]
    return f"Map, {sheet.view.day}. {sheet.view.sentence} {'; '.join(known)}".strip()
