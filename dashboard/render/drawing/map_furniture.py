"""What stands around a map: the day and its words above, sources below, a scale on it."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.render.drawing import text_metrics
from dashboard.render.drawing.map_layout import Arrangement
from dashboard.render.drawing.markup import Element, clean, el
from dashboard.render.drawing.placement import Box
from dashboard.render.drawing.projection import Frame
from dashboard.render.drawing.text_metrics import CAPITAL, LEADING
from dashboard.render.sheet import Sheet
from dashboard.view import phrases

PAD = 22  # pixels around words
TITLE = (26, 24, 22, 20, 18, 16, 14)  # sizes of type, falling: the largest that fits is taken
TEXT = (14, 13, 12, 11)
SMALL = (10, 9, 8, 7)
OVER = 13  # size of the lines over the title
MOST_HEAD, MOST_FOOT = 0.36, 0.24  # shares of the picture's height
BAR = 130  # pixels: the scale's bar is shorter
TRACK = 5  # height of the line that shows how far a series has come
STEPS = (5, 2, 1)  # leading figures of its length

Ink = Mapping[str, str]


def heading(sheet: Sheet, width: float, height: float, ink: Ink) -> tuple[Element, float]:
    """Dataset, day, title and words, in at most 36 % of the picture's height; its own height."""
    group = el("g", data_layer="heading")
    wide, room = width - 2 * PAD, height * MOST_HEAD - PAD
    y = float(PAD)
    if sheet.view.dataset:
        size, lines = text_metrics.fit(sheet.view.dataset, (wide, room * 0.2), (12, 11, 10))
        y = _write(group, lines, size, y, ink["quiet"], "dataset") + 4
    y = _write(group, [sheet.view.day], OVER + 3, y, ink["text"], "day", bold=True) + 6
    left = room - y
    share = 0.65 if sheet.text else 1.0
    size, lines = _headline(sheet.title, wide, left * share)
    y = _write(group, lines, size, y, ink["text"], "title", bold=True)
    if sheet.text:
        size, lines = text_metrics.fit(sheet.text, (wide, room - y - 4), TEXT)
        y = _write(group, lines, size, y + 4, ink["text"], "text")
    return group, y + PAD / 2


def _headline(text: str, width: float, height: float) -> text_metrics.Lines:
    """A title in few lines: rather a little smaller than with a last word on a line of its own."""
    for most in (1, 2):
        for size in TITLE[: len(TITLE) // 2 + 1]:
            lines = text_metrics.wrap(text, size, width, bold=True)
            if len(lines) <= most and len(lines) * size * LEADING <= height:
                return size, lines
    return text_metrics.fit(text, (width, height), TITLE[len(TITLE) // 2 :], bold=True)


@dataclass(frozen=True)
class Track:
    """The days that a series of pictures runs through, as numbers since 1970."""

    first: int
    last: int
    changes: tuple[int, ...]  # the days on which control changes

    def draw(self, day: int, width: float, ink: Ink) -> Element:
        """A line over the width up to the day, with a notch for each change; its top is 0."""
        step = width / max(1, self.last - self.first)
        group = el("g", data_layer="track")
        el("rect", group, width=width, height=TRACK, fill=ink["line"], opacity=0.5)
        done = (day - self.first) * step if self.last > self.first else width
        el("rect", group, width=done, height=TRACK, fill=ink["quiet"], data_done=f"{done:.1f}")
        notches = "".join(f"M{(at - self.first) * step:.1f} 0v{TRACK}" for at in self.changes)
        el("path", group, d=notches, stroke=ink["accent"], stroke_width=3, fill="none")
        return group


def foot(sheet: Sheet, width: float, height: float, ink: Ink) -> tuple[Element, float]:
    """What was asked for, on which sources it rests, whose work it is; its own height.

    In at most 24 % of the picture's height; sources that do not fit even in the smallest type are
    counted.
    """
    group = el("g", data_layer="foot")
    wide, room = width - 2 * PAD, height * MOST_FOOT - PAD
    size, paragraphs = _small_print(sheet, wide, room)
    y = PAD / 2
    for name, lines in paragraphs.items():
        y = _write(group, lines, size, y, ink["quiet"], name)
    return group, y + PAD / 2


def _small_print(sheet: Sheet, width: float, height: float) -> tuple[float, dict[str, list[str]]]:
    """The size of type, and the paragraphs in lines."""
    sources = sheet.sources
    size = SMALL[-1]
    for kept in _falling(len(sources)):
        left_out = len(sources) - kept
        ending = f"; and {phrases.counted(left_out, 'more source')}" if left_out else ""
        listed = f"Sources: {'; '.join(sources[:kept])}{ending}." if sources else ""
        texts = {
            "shown": f"{sheet.view.shown}.", "perspective": sheet.view.perspective,
            "sources": listed, "credit": sheet.credit,
        }  # fmt: skip
        for size in SMALL if kept == len(sources) else SMALL[-1:]:
            found = {name: text_metrics.wrap(text, size, width) for name, text in texts.items()}
            if sum(map(len, found.values())) * size * LEADING <= height:
                return size, found
    # Not even without the sources' names: each paragraph has its share, and says what it lacks.
    fitted = {
        name: text_metrics.fit(text, (width, height / len(texts)), SMALL[-1:])[1]
        for name, text in texts.items()
        if text
    }
    return size, fitted


def _falling(count: int) -> Iterable[int]:
    """From all down to none, in steps that grow: a thousand sources are not tried one by one."""
    step = 1
    while count > 0:
        yield count
        count -= step
        step = max(1, count // 8)
    yield 0


def _write(
    group: Element, lines: list[str], size: float, y: float, fill: str, name: str,
    bold: bool = False,
) -> float:  # fmt: skip
    """Sets lines from `y` on; returns where they end."""
    for number, line in enumerate(lines):
        baseline = y + (number + 0.5) * size * LEADING + CAPITAL * size / 2
        el("text", group, line, x=PAD, y=baseline, font_size=size, fill=fill,
           font_weight="700" if bold else "", data_words=name)  # fmt: skip
    return y + len(lines) * size * LEADING


def notes(made: Arrangement) -> list[str]:
    """What the map does not show, counted."""
    found = {
        f"{phrases.counted(made.hidden, 'event')} without room for a symbol": made.hidden,
        f"{phrases.counted(made.unplaced, 'event')} not on this map": made.unplaced,
        f"{phrases.counted(made.elsewhere, 'place')} not on this map": made.elsewhere,
        f"{phrases.counted(made.nameless, 'place')} without room for a name": made.nameless,
    }
    return [clean(note) for note, count in found.items() if count]


def bar(frame: Frame) -> tuple[float, float]:
    """The scale's length in kilometres, a round number, and in pixels, at the frame's middle."""
    latitude, _ = frame.degrees(frame.width / 2, frame.height / 2)
    km = frame.km(latitude)
    most = min(BAR, frame.width / 3) * km
    power = 10.0 ** math.floor(math.log10(most))
    length = next((step * power for step in STEPS if step * power <= most), power)
    return length, length / km


def scale(frame: Frame, ink: Ink) -> tuple[Element, Box]:
    """A bar with its length in km in the lower left corner, and the room it takes."""
    km, wide = bar(frame)
    x, y = 14.0, frame.height - 14
    group = el("g", data_layer="scale", data_km=f"{km:g}", data_pixels=f"{wide:.1f}")
    el("path", group, d=f"M{x} {y - 6}V{y}H{x + wide:.1f}V{y - 6}", fill="none",
       stroke=ink["quiet"], stroke_width=1.5)  # fmt: skip
    el(
        "text", group, f"{km:,.10g} km", x=x + wide / 2, y=y - 7, font_size=11,
        text_anchor="middle",
        fill=ink["text"], stroke=ink["halo"], stroke_width=3, paint_order="stroke",
    )  # fmt: skip
    return group, Box(x - 6, y - 20, wide + 12, 26)
