"""Pages of a PDF that are written from top to bottom, with real text in any script we have.

All lengths are millimetres, but sizes of type, which are points.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate
from typing import NamedTuple

from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos
from fpdf.fonts import TTFFont

from dashboard.render.drawing import text_metrics
from dashboard.render.drawing.markup import clean, turned
from dashboard.render.sheet import PRODUCT
from dashboard.render.style import INK, ActorStyle

LOOK = INK["light"]
EDGE, FOOT = 16.0, 18.0
MM = 25.4 / 72  # in a point
LEADING = 1.3  # from one line to the next, as a share of the size
KEEP = 30.0  # a heading with less than this below it goes to the next page
HEAD_ROOM = 12.0  # of a running head
SWATCH, PAD = 9.0, 1.2
RUNNING, PAGE = 7.5, 8.0  # sizes of the running head and of the page's number
# Stands for the number of pages, and is as wide as one; no cleaned text has such a joiner.
COUNT = "00000\u2060"
MISSING = "\ufffd"  # shown for what none of the fonts has
FAMILY, FALLBACK = "noto", "arabic"


class Say(NamedTuple):
    """How a text is set."""

    size: float
    colour: str = LOOK["text"]
    bold: bool = False


class Line(NamedTuple):
    """A line that fits its column."""

    text: str
    say: Say
    turned: bool = False  # runs from right to left

    @property
    def high(self) -> float:
        """How far the next line is below it."""
        return self.say.size * MM * LEADING


Cell = Sequence[tuple[str, Say]]  # paragraphs, each in its own look; an empty one is left out


class Paper:
    """A file that grows downwards; a new page begins where the last one is full."""

    def __init__(self, paper: str) -> None:
        self._pdf = pdf = _Pages(paper)
        self._wide = pdf.epw
        self._known: set[int] = set()
        for style, arabic, latin in (("", *text_metrics.FONTS[:2]), ("B", *text_metrics.FONTS[2:])):
            pdf.add_font(FAMILY, style, latin)
            pdf.add_font(FALLBACK, style, arabic)
        for font in pdf.fonts.values():
            self._known |= {*getattr(font, "cmap", ())}
        pdf.set_fallback_fonts([FALLBACK])

    def named(self, title: str, made: datetime) -> None:
        """What the file says of itself; `made` takes the place of the clock."""
        self._pdf.set_title(clean(title))
        self._pdf.set_author(PRODUCT)
        self._pdf.set_lang("en")
        self._pdf.set_creation_date(made)

    def begin(self, running: str) -> None:
        """A new page; `running` heads those on which it goes on, as far as it fits one line."""
        self._pdf.running = ""
        self._pdf.add_page()
        first, *more = self._lines(running, Say(RUNNING), self._wide - 10)
        self._pdf.running = f"{first.text} …" if more else first.text

    def file(self) -> bytes:
        """The whole as bytes."""
        return bytes(self._pdf.output())

    def close(self) -> None:
        """Let go of the font files, also where the file is never asked for."""
        for font in self._pdf.fonts.values():
            if isinstance(font, TTFFont):  # ours all are
                font.close()

    @property
    def left(self) -> float:
        """How much room the page has below what is written."""
        return self._pdf.h - self._pdf.b_margin - self._pdf.get_y()

    def tall(self, text: str, say: Say) -> float:
        """How much of it a paragraph would take."""
        return sum(line.high for line in self._lines(text, say, self._wide))

    def high(self, cells: Sequence[Cell], shares: Sequence[float]) -> float:
        """How much of it a row of a table would take."""
        return max(sum(line.high for line in lines) for lines in self._set_in(cells, shares)) + (
            2 * PAD
        )

    def heading(self, text: str, say: Say, keep: float | None = None) -> None:
        """A heading that stays with so much of what follows it (KEEP, if not said)."""
        self._room(KEEP if keep is None else keep)
        self.write(text, say, before=4, after=1)

    def write(self, text: str, say: Say, before: float = 0, after: float = 0) -> None:
        """A paragraph over the whole width; its lines may be parted by the end of a page."""
        pdf = self._pdf
        pdf.set_y(pdf.get_y() + before)
        for line in self._lines(text, say, self._wide):
            self._room(line.high)
            self._set(line, pdf.l_margin, self._wide, Align.R if line.turned else Align.L)
        pdf.set_y(pdf.get_y() + after)

    def picture(self, png: bytes, shape: float, described: str) -> None:
        """A picture over the whole width; `shape` is its height as a share of that."""
        pdf = self._pdf
        self._room(self._wide * shape)
        pdf.image(io.BytesIO(png), pdf.l_margin, pdf.get_y(), self._wide, self._wide * shape,
                  alt_text=clean(described))  # fmt: skip
        pdf.set_y(pdf.get_y() + self._wide * shape + 2)

    def legend(self, looks: Sequence[ActorStyle], say: Say) -> None:
        """Patches of colour with their words, side by side."""
        pdf, high = self._pdf, 5.0
        x = pdf.l_margin
        for look in looks:
            line, *more = self._lines(look.label, say, self._wide - high - 1)
            wide = text_metrics.width(line.text, say.size * MM) + 4
            if x > pdf.l_margin and x + high + wide > pdf.l_margin + self._wide:
                pdf.set_y(pdf.get_y() + high + 1)
                x = pdf.l_margin
            self._room(high + sum(one.high for one in more))
            y = pdf.get_y()
            self._patch(look, x, y, high, high)
            pdf.set_y(y + (high - line.high) / 2)
            for one in (line, *more):
                self._set(one, x + high + 1, wide)
            pdf.set_y(y + sum(one.high for one in more))
            x += high + wide
        if looks:
            pdf.set_y(pdf.get_y() + high + 2)

    def row(
        self, patches: Sequence[ActorStyle], cells: Sequence[Cell], shares: Sequence[float],
        again: Sequence[Cell] = (),
    ) -> None:  # fmt: skip
        """A row of a table, under a line; `again` is repeated first where a new page begins.

        With more than two columns there is room for patches at its front.
        """
        widths = self._widths(shares)
        rest = self._set_in(cells, shares)
        while any(rest):  # more than once where the row is higher than a page
            heads = [_fitting(lines, self._whole - 2 * PAD) for lines in rest]
            band = [lines[:count] for lines, count in zip(rest, heads, strict=True)]
            rest = [lines[count:] for lines, count in zip(rest, heads, strict=True)]
            high = max(sum(line.high for line in lines) for lines in band) + 2 * PAD
            if self._room(high) and again:
                self.row([], again, shares)
            self._band(patches, band, widths, high)

    def _widths(self, shares: Sequence[float]) -> list[float]:
        left = SWATCH if len(shares) > 2 else 0.0
        return [(self._wide - left) * share for share in shares]

    def _set_in(self, cells: Sequence[Cell], shares: Sequence[float]) -> list[list[Line]]:
        """The cells as lines that fit their columns."""
        return [
            [line for text, say in cell if text for line in self._lines(text, say, width - 2 * PAD)]
            for cell, width in zip(cells, self._widths(shares), strict=True)
        ]

    def _band(
        self, patches: Sequence[ActorStyle], cells: Sequence[Sequence[Line]],
        widths: Sequence[float], high: float,
    ) -> None:  # fmt: skip
        """So much of a row as stands on one page."""
        pdf = self._pdf
        y = pdf.get_y()
        pdf.set_draw_color(LOOK["line"])
        pdf.set_line_width(0.1)
        pdf.line(pdf.l_margin, y, pdf.l_margin + self._wide, y)
        for number, look in enumerate(patches):
            each = (SWATCH - 1) / len(patches)
            self._patch(look, pdf.l_margin + number * each, y + 0.4, each, high - 0.8)
        x = pdf.l_margin + self._wide - sum(widths)
        for lines, width in zip(cells, widths, strict=True):
            pdf.set_y(y + PAD)
            for line in lines:
                self._set(line, x + PAD, width - 2 * PAD)
            x += width
        pdf.set_y(y + high)

    @property
    def _whole(self) -> float:
        """What a page has room for below a running head."""
        return self._pdf.h - self._pdf.t_margin - self._pdf.b_margin - HEAD_ROOM

    def _room(self, high: float) -> bool:
        """Begins a page, and says so, where so much finds no room on this one."""
        pdf = self._pdf
        full = pdf.get_y() + high > pdf.h - pdf.b_margin
        if full:
            pdf.add_page()
        return full

    def _shown(self, text: str) -> str:
        return "".join(char if ord(char) in self._known else MISSING for char in clean(text))

    def _lines(self, text: str, say: Say, width: float) -> list[Line]:
        shown = self._shown(text)
        lines = text_metrics.wrap(shown, say.size * MM, width, say.bold)
        return [Line(line, say, turned(shown)) for line in lines]

    def _set(self, line: Line, x: float, width: float, align: Align = Align.L) -> None:
        """Sets a line and goes to the next; the page's end is its own care."""
        pdf, say = self._pdf, line.say
        pdf.set_font(FAMILY, "B" if say.bold else "", say.size)
        pdf.set_text_color(say.colour)
        pdf.set_text_shaping(True, direction="rtl" if line.turned else "ltr")
        pdf.set_x(x)
        pdf.cell(width, line.high, line.text, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _patch(self, look: ActorStyle, x: float, y: float, width: float, height: float) -> None:
        pdf = self._pdf
        pdf.set_fill_color(look.colour)
        pdf.rect(x, y, width, height, style="F")
        letter = Line(self._shown(look.letter), Say(8, look.ink, True))
        pdf.set_y(y + (height - letter.high) / 2)
        self._set(letter, x, width, Align.C)


def _fitting(lines: Sequence[Line], room: float) -> int:
    """How many lines have room."""
    reach = list(accumulate(line.high for line in lines))
    return sum(high <= room for high in reach)


class _Pages(FPDF):
    """Pages with a running head where a sheet goes on, and their number at the foot."""

    def __init__(self, paper: str) -> None:
        super().__init__(format=paper)
        self.running = ""
        self.set_margins(EDGE, EDGE)
        self.set_auto_page_break(True, FOOT)
        self.c_margin = 0
        self.alias_nb_pages(COUNT)

    def header(self) -> None:
        """The running head, on all pages of a sheet but the first."""
        if self.running:
            self._small(RUNNING)
            self.cell(self.epw, 4, self.running, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            self.ln(3)

    def footer(self) -> None:
        """The page's number and how many there are."""
        self.set_y(-FOOT + 6)
        self._small(PAGE)
        self.cell(self.epw, 5, f"{self.page_no()} / {COUNT}", align=Align.L)

    def _small(self, size: float) -> None:
        self.set_text_shaping(True)
        self.set_font(FAMILY, "", size)
        self.set_text_color(LOOK["quiet"])
