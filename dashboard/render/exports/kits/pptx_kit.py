"""A presentation to build on: wide, in Arial, with one layout, and the same bytes every time.

All lengths are points; text is in the order in which it is read.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.text.text import _Paragraph
from pptx.util import Pt

from dashboard.render.drawing.markup import clean, turned
from dashboard.render.sheet import PRODUCT
from dashboard.render.style import INK

LOOK = INK["light"]
WIDE, HIGH = 960.0, 540.0  # 13.333 by 7.5 inches
TITLE = "Title Only"  # the layout that is kept
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # Office's own table style without any lines
# A line of paper below each cell, so that patches of colour stand apart.
RULE = (
    f'<a:lnB {nsdecls("a")} w="19050"><a:solidFill><a:srgbClr val="{LOOK["paper"][1:]}"/>'
    "</a:solidFill></a:lnB>"
)
ZIP_BEGINS = (1980, 1, 1, 0, 0, 0)


class Box(NamedTuple):
    """A rectangle on the slide, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


class Run(NamedTuple):
    """A stretch of text in one look."""

    text: str
    size: float
    colour: str = LOOK["text"]
    bold: bool = False


Line = Sequence[Run]


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
    written, sealed = io.BytesIO(), io.BytesIO()
    deck.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(sealed, "w") as new:
        for item in old.infolist():
            kept = zipfile.ZipInfo(item.filename, ZIP_BEGINS)
            kept.compress_type, kept.create_system = item.compress_type, 0
            new.writestr(kept, old.read(item))
    return sealed.getvalue()


def title(slide: Slide, line: Line) -> None:
    """The slide's title, in the place that outlines and screen readers look for."""
    shape = slide.shapes.title
    if shape is not None:
        frame = shape.text_frame
        _bare(frame)
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        _write(frame.paragraphs[0], line)


def text(
    slide: Slide, name: str, box: Box, lines: Iterable[Line], *, gap: float = 0, right: bool = False
) -> None:
    """A box of text, with `gap` above each line but the first; it has a name for the outline."""
    shape = slide.shapes.add_textbox(*_emu(box))
    shape.name = name
    _bare(shape.text_frame)
    _lines(shape.text_frame, lines, gap, right)


def picture(slide: Slide, name: str, box: Box, png: bytes, described: str) -> None:
    """A picture with a text for those who do not see it."""
    shape = slide.shapes.add_picture(io.BytesIO(png), *_emu(box))
    shape.name = name
    element: Any = shape._element
    element.nvPicPr.cNvPr.set("descr", clean(described))


def table(
    slide: Slide, name: str, box: Box, widths: Sequence[float], heights: Sequence[float]
) -> Any:
    """An empty table without lines; its height is that of its rows."""
    shape = slide.shapes.add_table(len(heights), len(widths), *_emu(box))
    shape.name = name
    made: Any = shape.table
    made._tbl.tblPr.find(qn("a:tableStyleId")).text = PLAIN
    made.horz_banding = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Pt(width)
    for row, height in zip(made.rows, heights, strict=True):
        row.height = Pt(height)
    shape.height = Pt(sum(heights))
    return made


def fill(
    cell: Any, lines: Iterable[Line], *, ground: str = "", pad: float = 3, centred: bool = False
) -> None:
    """What a cell says, on a ground of a colour or on none."""
    cell.margin_left = cell.margin_right = Pt(pad)
    cell.margin_top = cell.margin_bottom = Pt(1)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    _lines(cell.text_frame, lines, 0, False)
    if centred:
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    if ground:
        cell.fill.solid()
        cell.fill.fore_color.rgb = _rgb(ground)
    else:
        cell.fill.background()
    cell._tc.tcPr.insert(0, parse_xml(RULE))


def _lines(frame: Any, lines: Iterable[Line], gap: float, right: bool) -> None:
    for number, line in enumerate(lines):
        paragraph = frame.add_paragraph() if number else frame.paragraphs[0]
        paragraph.space_before = Pt(gap if number else 0)
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        _write(paragraph, line)


def _write(paragraph: _Paragraph, line: Line) -> None:
    for part in line:
        run = paragraph.add_run()
        run.text = clean(part.text)
        run.font.size, run.font.bold = Pt(part.size), part.bold
        run.font.color.rgb = _rgb(part.colour)
    if turned("".join(part.text for part in line)):
        paragraph.alignment = PP_ALIGN.RIGHT
        element: Any = paragraph._p
        element.get_or_add_pPr().set("rtl", "1")


def _bare(frame: Any) -> None:
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def _rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour[1:]))  # type: ignore[no-untyped-call]


def _emu(box: Box) -> tuple[Pt, Pt, Pt, Pt]:
    return Pt(box.x), Pt(box.y), Pt(box.width), Pt(box.height)


def _put(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = _emu(box)
