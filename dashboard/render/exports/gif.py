"""The crisis in motion: a GIF with a frame for each day that matters."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

import numpy as np
from PIL import Image

from dashboard.model import days
from dashboard.model.dataset import Outlines
from dashboard.model.questions import Questions
from dashboard.model.scenes import Bounds, Scene
from dashboard.model.selection import Selection
from dashboard.render import style
from dashboard.render.drawing import picture, raster
from dashboard.render.drawing.map_furniture import Track
from dashboard.render.drawing.palette import WASH, WASH_PATTERN
from dashboard.render.exports.kits import frame_schedule
from dashboard.render.exports.kits.progress import Progress, silent
from dashboard.render.sheet import Sheet, sheet
from dashboard.view import phrases

SIZE = (960, 600)
COLOURS = 256  # in a GIF
MEASURED = 0.1  # the share of the work that goes before the first frame
UNKNOWN = 256  # a colour that has not been looked up yet

Colour = tuple[int, ...]  # red, green and blue from 0 to 255
Codes = np.ndarray[Any, np.dtype[np.uint32]]


def gif(
    timeline: Questions,
    outlines: Outlines,
    selection: Selection,
    *,
    view: Bounds | None = None,
    size: tuple[int, int] = SIZE,
    ink: str = "light",
    most: int = frame_schedule.MOST,
    progress: Progress = silent,
) -> bytes:
    """The days of the selection's span as a GIF that goes round for ever.

    `timeline` is of all accounts; filters, window, perspective and the place that stands out are
    the selection's, `view` is what the map shows, else what the sheet says. At most `most` days
    have a frame (`frame_schedule.days_shown`). `progress` is called with the share that is done,
    from 0 to 1, and the day: before each is measured for the legend, then before each is drawn.
    What it raises ends the work.
    """
    own = sheet(timeline, outlines, Scene(selection)).page.timeline
    shown = frame_schedule.days_shown(own, selection, most)

    def on(day: date) -> Sheet:
        asked = replace(selection, day=day, event=None, compare=None)
        return sheet(timeline, outlines, Scene(asked, view))

    def reported(first: float, last: float) -> Iterator[Sheet]:
        for number, day in enumerate(shown):
            progress(first + (last - first) * number / len(shown), phrases.short(day))
            yield on(day)

    def frames(planned: picture.Plan) -> Iterator[Image.Image]:
        for day in reported(MEASURED, 1):
            drawn = raster.png(picture.drawn(day, planned, size, ink))
            with Image.open(io.BytesIO(drawn)) as image:
                yield colours.reduced(image)

    held = on(selection.day).page.holders.values()
    colours = Palette(ink, dict.fromkeys(look.colour for look in held))
    first, last = map(days.number, selection.span)
    track = Track(first, last, tuple(day for day in own.change_days if first <= day <= last))
    planned = picture.plan(map(on, shown), size, ink)
    images = frames(picture.series(planned, reported(0, MEASURED), track))
    made = io.BytesIO()
    next(images).save(
        made, "GIF", save_all=True, append_images=images, duration=[*shown.values()], loop=0,
        optimize=False, disposal=1,
    )  # fmt: skip
    return made.getvalue()


class Palette:
    """The same 256 colours for every frame, mixed from the style's own, so that none flickers."""

    def __init__(self, ink: str, holders: Iterable[str]) -> None:
        self._colours = np.array(mixed(ink, holders), dtype=np.int32)
        # The place of the nearest colour for each of the 16.7 million, found when it is needed.
        self._nearest = np.full(1 << 24, UNKNOWN, dtype=np.uint16)

    def reduced(self, image: Image.Image) -> Image.Image:
        """The image in these colours, each pixel in the nearest one."""
        red, green, blue = np.moveaxis(np.asarray(image.convert("RGB"), dtype=np.uint32), 2, 0)
        codes = red << 16 | green << 8 | blue
        found = self._nearest[codes]
        if (found == UNKNOWN).any():
            self._look_up(np.unique(codes[found == UNKNOWN]))
            found = self._nearest[codes]
        made = Image.fromarray(found.astype(np.uint8), "P")
        made.putpalette(self._colours.astype(np.uint8).tobytes())
        return made

    def _look_up(self, codes: Codes) -> None:
        wanted = np.stack([codes >> 16, codes >> 8 & 255, codes & 255], axis=1).astype(np.int32)
        for part in np.array_split(np.arange(len(codes)), len(codes) // 4096 + 1):
            off = wanted[part, None, :] - self._colours[None, :, :]
            self._nearest[codes[part]] = (off**2).sum(axis=2).argmin(axis=1)


def mixed(ink: str, holders: Iterable[str]) -> list[Colour]:
    """At most 256 colours: the map's own and those of `holders` (#rrggbb), then their mixtures."""
    own = {name: _parts(colour) for name, colour in style.INK[ink].items()}
    held = [_parts(colour) for colour in holders]
    grounds = [own[name] for name in ("panel", "paper", "land", "sea", "halo")]
    drawn = [own["text"], own["quiet"], own["accent"], own["line"], own["border"]]
    strengths = product(style.STRENGTH.values(), (WASH, WASH + WASH_PATTERN * (1 - WASH)))
    washes = [_mix(one, grounds[1], sure * laid) for sure, laid in strengths for one in held]
    pens = [_parts(style.NOBODY), (0, 0, 0), (255, 255, 255)]
    known = dict.fromkeys([*grounds, *held, *drawn, *pens, *washes])
    # Soft edges, the commonest first: the colours that lie between what is drawn and what is under.
    edges = [
        *product(drawn, grounds[:2]), *product(held, [*grounds[:2], *pens[1:]]),
        *product(drawn[:1], washes), *product(held, washes), *product(drawn, grounds[2:]),
    ]  # fmt: skip
    for share in (0.5, 0.75, 0.25, 0.85, 0.65, 0.35, 0.15):
        known |= dict.fromkeys(_mix(one, other, share) for one, other in edges)
    return [*known][:COLOURS]


def _parts(colour: str) -> Colour:
    """Red, green and blue from 0 to 255."""
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


def _mix(one: Colour, other: Colour, share: float) -> Colour:
    """So much of one colour over another."""
    pairs = zip(one, other, strict=True)
    return tuple(round(upper * share + lower * (1 - share)) for upper, lower in pairs)
