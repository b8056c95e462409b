"""A presentation to build on: wide, in Arial, with one layout, and the same bytes every time.

All lengths are points; text is in the order in which it is read.
"""

import io
import zipfile
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Pt

from dashboard.render.drawing import text_metrics
from dashboard.render.drawing.markup import clean, paragraphs, turned
from dashboard.render.exports.kits import zip_kit
from dashboard.render.sheet import PRODUCT
from dashboard.render.style import INK

LOOK = INK["light"]
WIDE, HIGH = 960.0, 540.0  # 13.333 by 7.5 inches
TITLE = "Title Only"  # the layout that is kept
LEADING = 1.2  # from one line to the next, as a share of the size: set, so the same in every font
# How much wider than ours letters may run: a computer without Arial takes what it has, and
# DejaVu Sans, the widest of the usual ones, is up to a fifth wider in bold figures.
WIDEST = 1.2


class Box(NamedTuple):
    """A rectangle on the slide, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


class Line(NamedTuple):
    """A line of text in one look."""

    text: str
    size: float
    colour: str = LOOK["text"]
    bold: bool = False
    link: str = ""


class Fitted(NamedTuple):
    """A text as it fits a box."""

    text: str
    size: float
    height: float
    whole: bool  # or cut


def fitted(
    text: str, room: tuple[float, float], sizes: Sequence[float], *, bold: bool = False
) -> Fitted:
    """The text in the largest of `sizes` (falling) in which it fits a box of width and height.

    Where it fits in none it is cut behind a word, in the smallest. No word is broken but one that
    is wider than the box even then.
    """
    wide, high = room
    text = " ".join(clean(text).split())

    def lines(part: str, size: float) -> list[str]:
        return text_metrics.wrap(part, size * WIDEST, wide, bold)

    for size in sizes:
        found = lines(text, size)
        if " ".join(found) == text and len(found) * size * LEADING <= high:
            return Fitted(text, size, len(found) * size * LEADING, True)
    least = sizes[-1]
    most = max(1, int(high / (least * LEADING)))
    shown = text if len(lines(text, least)) <= most else _cut(
        text, lambda part: len(lines(part, least)) <= most
    )  # fmt: skip
    return Fitted(shown, least, len(lines(shown, least)) * least * LEADING, shown == text)


def _cut(text: str, fits: Callable[[str], bool]) -> str:
    """The longest beginning that fits with dots: whole words, or letters of a first long one."""
    for parts, glue in ((text.split(), " "), ([*text], "")):
        cuts = [glue.join(parts[:count]).rstrip(" ,;:.") + "…" for count in range(1, len(parts))]
        count = bisect_left(cuts, True, key=lambda cut: not fits(cut))
        if count:
            return cuts[count - 1]
    return "…"


def blank(title: str, day: date, at: Box) -> Presentation:
    """A deck without slides, whose titles stand in `at`; `day` is when it says it was made."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDE), Pt(HIGH)
    for layout in [*deck.slide_layouts]:
        if layout.name != TITLE:
            deck.slide_layouts.remove(layout)
    master = deck.slide_master
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    if isinstance(theme, Part):
        theme.blob = theme.blob.replace(b'latin typeface="Calibri"', b'latin typeface="Arial"')
    master.background.fill.solid()
    master.background.fill.fore_color.rgb = _rgb(LOOK["paper"])
    for shape in [*master.placeholders, *deck.slide_layouts[0].placeholders]:
        if shape.placeholder_format.idx == 0:
            _put(shape, at)
        else:  # the template is as high, and narrower
            old = Box(shape.left.pt, shape.top.pt, shape.width.pt, shape.height.pt)
            _put(shape, old._replace(x=old.x * 4 / 3, width=old.width * 4 / 3))
    made = datetime(day.year, day.month, day.day)
    known = deck.core_properties
    known.title, known.author, known.last_modified_by = clean(title)[:255], PRODUCT, PRODUCT
    known.created, known.modified, known.revision = made, made, 1
    return deck


def packed(deck: Presentation) -> bytes:
    """The deck as a file; every date in the archive is the same, whatever the clock says."""
    written = io.BytesIO()
    deck.save(written)
    with zipfile.ZipFile(written) as archive:
        return zip_kit.packed((name, archive.read(name)) for name in archive.namelist())


def add(deck: Presentation) -> Slide:
    """A new slide, the last one."""
    made: Slide = deck.slides.add_slide(deck.slide_layouts[0])
    return made


def notes(slide: Slide, text: str) -> None:
    """What the speaker alone sees."""
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = paragraphs(text)


def title(slide: Slide, box: Box, line: Line) -> None:
    """The slide's title, in the place that outlines and screen readers look for."""
    shape = slide.shapes.title
    if shape is not None:
        _put(shape, box)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.TOP
        _write(shape.text_frame, [line], 0)


def text(slide: Slide, name: str, box: Box, lines: Iterable[Line], *, gap: float = 0) -> None:
    """A box of text, with `gap` above each line but the first; it has a name for the outline."""
    shape = slide.shapes.add_textbox(*_emu(box))
    shape.name = name
    _write(shape.text_frame, lines, gap)


def picture(slide: Slide, name: str, box: Box, png: bytes, described: str) -> None:
    """A picture with a text for those who do not see it."""
    shape = slide.shapes.add_picture(io.BytesIO(png), *_emu(box))
    shape.name = name
    element: Any = shape._element
    element.nvPicPr.cNvPr.set("descr", clean(described))


def _write(frame: Any, lines: Iterable[Line], gap: float) -> None:
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for number, line in enumerate(lines):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        paragraph.space_before = Pt(gap if number else 0)
        paragraph.line_spacing = Pt(line.size * LEADING)
        run = paragraph.add_run()
        run.text = clean(line.text)
        run.font.size, run.font.bold = Pt(line.size), line.bold
        run.font.color.rgb = _rgb(line.colour)
        if line.link:
            run.hyperlink.address = line.link
        paragraph.alignment = PP_ALIGN.LEFT
        if turned(run.text):
            paragraph.alignment = PP_ALIGN.RIGHT
            element: Any = paragraph._p
            element.get_or_add_pPr().set("rtl", "1")


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour[1:]))  # type: ignore[no-untyped-call]


def _emu(box: Box) -> tuple[Pt, Pt, Pt, Pt]:
    return Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height)


def _put(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = _emu(box)
