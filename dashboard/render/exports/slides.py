"""A briefing as slides: a map picture beside text and tables that stay editable.

All lengths are points. Text is measured in our own font, which runs wider than Arial, so what
fits here fits there; what finds no room is counted on the slide, and long words of a scene stand
whole in the notes.
"""

from collections.abc import Sequence
from datetime import date

from pptx.presentation import Presentation
from pptx.slide import Slide

from dashboard.render.drawing import picture, raster, text_metrics
from dashboard.render.drawing.markup import clean, paragraphs
from dashboard.render.exports import slide_column
from dashboard.render.exports.kits import pptx_kit
from dashboard.render.exports.kits.pptx_kit import LOOK, Box, Run
from dashboard.render.exports.kits.progress import Progress, silent
from dashboard.render.sheet import Sheet

EDGE = 32.0
EYEBROW = Box(EDGE, 20, 620, 18)
DATASET = Box(660, 15, pptx_kit.WIDE - EDGE - 660, 22)
TITLE = Box(EDGE, 38, pptx_kit.WIDE - 2 * EDGE, 54)
MAP = Box(EDGE, 102, 532, 326)
FIGURES = Box(EDGE, 438, 532, 44)
COLUMN = Box(584, 102, pptx_kit.WIDE - EDGE - 584, 380)
FOOT = Box(EDGE, 494, 790, 34)
NUMBER = Box(840, 506, pptx_kit.WIDE - EDGE - 840, 20)

MAP_SCALE = 4 / 3  # pixels of the drawing a point: its 12 pixel names are 9 points high
SHARP = 2.25  # pixels of the picture for one of the drawing: 216 an inch
TITLE_SIZES = (28, 24, 21, 18, 15)
TEXT_SIZES = (15, 14, 13, 12, 11)
TEXT_SHARE = 0.34  # of the column, at most
EFFECT_SIZES = (10, 9, 8)  # of what a perspective did
EFFECT_SHARE = 0.12
FOOT_SIZES = (8, 7, 6)
GAP = 10.0


def pptx(sheets: Sequence[Sheet], progress: Progress = silent) -> bytes:
    """One slide a sheet, 13.333 by 7.5 inches.

    `progress` is told the share done, from 0 to 1, and what comes next; what it raises ends it.
    """
    first = sheets[0].page.selection.day if sheets else date(1980, 1, 1)
    made = pptx_kit.blank(sheets[0].view.dataset if sheets else "", first, TITLE)
    for number, sheet in enumerate(sheets):
        progress(number / len(sheets), sheet.title)
        _slide(made, sheet)
    progress(1.0, "")
    return pptx_kit.packed(made)


def _slide(made: Presentation, sheet: Sheet) -> None:
    slide = made.slides.add_slide(made.slide_layouts[0])
    shown, size, _ = _fitted(sheet.title, (TITLE.width, TITLE.height), TITLE_SIZES, bold=True)
    pptx_kit.title(slide, [Run(shown, size, bold=True)])
    cut = [sheet.title] if shown != clean(sheet.title) else []
    pptx_kit.text(slide, "Day", EYEBROW, [[Run(sheet.view.day, 13, LOOK["accent"], True)]])
    dataset, size, _ = _fitted(sheet.view.dataset, (DATASET.width, DATASET.height), (11, 8))
    pptx_kit.text(slide, "Data", DATASET, [[Run(dataset, size, LOOK["quiet"])]], right=True)
    pptx_kit.picture(slide, "Map", MAP, _map(sheet), _described(sheet))
    _figures(slide, sheet)
    top, left = COLUMN.y, COLUMN.height
    for said, name, share, sizes in (
        (sheet.text, "Text", TEXT_SHARE, TEXT_SIZES),
        (sheet.view.perspective, "Perspective", EFFECT_SHARE, EFFECT_SIZES),
    ):
        if said:
            box = COLUMN._replace(y=top, height=COLUMN.height * share)
            used, whole = _text(slide, name, said.splitlines(), box, sizes)
            top, left = top + used, left - used
            cut += [] if whole else [said]
    slide_column.write(slide, sheet, COLUMN._replace(y=top, height=left))
    _foot(slide, sheet)
    notes = [part for part in (sheet.scene.notes, *cut) if part]
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = "\n".join(map(paragraphs, notes))


def _map(sheet: Sheet) -> bytes:
    size = round(MAP.width * MAP_SCALE), round(MAP.height * MAP_SCALE)
    return raster.png(picture.svg(sheet, size, furniture=False), SHARP)


def _described(sheet: Sheet) -> str:
    """The map in words: what it shows, and who holds what where anything is known."""
    known = [f"{one.place}: {one.holding}" for one in sheet.view.holdings if one.since]
    return f"Map, {sheet.view.day}. {sheet.view.sentence} {'; '.join(known)}".strip()


def _figures(slide: Slide, sheet: Sheet) -> None:
    each = FIGURES.width / len(sheet.figures)
    table = pptx_kit.table(
        slide, "Key figures", FIGURES, [each] * len(sheet.figures), [FIGURES.height]
    )
    for cell, (label, figure) in zip(table.iter_cells(), sheet.figures.items(), strict=True):
        pptx_kit.fill(cell, [[Run(figure, 18, bold=True)], [Run(label, 9, LOOK["quiet"])]], pad=0)


def _text(
    slide: Slide, name: str, said: Sequence[str], box: Box, sizes: Sequence[float]
) -> tuple[float, bool]:
    """Paragraphs in a box; how much of the column they take, and whether all of it is there."""
    shown, size, high = _fitted(" ".join(said), (box.width, box.height), sizes)
    whole = shown == clean(" ".join(said))
    lines = said if whole else [shown]
    high += (len(lines) - 1) * size * text_metrics.LEADING / 2  # each may end in a line begun
    pptx_kit.text(slide, name, box._replace(height=high), [[Run(line, size)] for line in lines])
    return high + GAP, whole


def _foot(slide: Slide, sheet: Sheet) -> None:
    sources = f"Sources: {'; '.join(sheet.sources)}. " if sheet.sources else ""
    text = f"{sheet.view.shown}. {sources}{sheet.credit}"
    shown, size, _ = _fitted(text, (FOOT.width, FOOT.height), FOOT_SIZES)
    pptx_kit.text(slide, "Sources", FOOT, [[Run(shown, size, LOOK["quiet"])]])
    number = f"{sheet.number} / {sheet.total}"
    pptx_kit.text(slide, "Number", NUMBER, [[Run(number, 11, LOOK["quiet"])]], right=True)


def _fitted(
    text: str, room: tuple[float, float], sizes: Sequence[float], bold: bool = False
) -> tuple[str, float, float]:
    """What of a text fits a box, the size of its type, and how high it is."""
    size, lines = text_metrics.fit(text, room, sizes, bold)
    whole = "".join("".join(lines).split()) == "".join(clean(text).split())
    return clean(text) if whole else " ".join(lines), size, len(lines) * size * text_metrics.LEADING
