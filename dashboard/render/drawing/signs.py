"""A sign of the map by itself, as a picture: a holder's disc, an event's symbol."""

import math
from collections.abc import Mapping

from dashboard.render import style
from dashboard.render.drawing import layers, raster
from dashboard.render.drawing.markup import SVG, Element, dump, el
from dashboard.render.drawing.palette import Held, Palette
from dashboard.render.drawing.text_metrics import FAMILY
from dashboard.render.sizes import SIZES
from dashboard.render.style import ActorStyle

INK = style.INK["light"]
DISC = float(SIZES["disc"])
ROOM = 42.0  # pixels of the map that a holder's picture is wide
SYMBOL_ROOM = 22.0
SIDE = 128  # pixels of a picture


def holder(held: Held, holders: Mapping[str, ActorStyle]) -> bytes:
    """A place's disc as PNG, with the marks that the day gives it."""
    root = _canvas(ROOM)
    palette = Palette(holders, INK, "sign-")
    palette.defs(root, [held.sides] if held.contested else [])
    radius = DISC + (SIZES["contested"] if held.contested else 0)
    palette.sign(root, held, 0, 0, radius)
    if held.changed:
        el("circle", root, r=radius + 4, fill="none", stroke=INK["text"], stroke_width=2,
           stroke_dasharray="5 4")  # fmt: skip
    if held.differs:
        away = radius * math.sqrt(0.5) + 3
        layers.not_equal(root, away, -away, 7.5, INK)
    return _png(root)


def event(kind: str, status: str) -> bytes:
    """The symbol of a kind of events in the line of a status, as PNG."""
    root = _canvas(SYMBOL_ROOM)
    layers.plate(root, 0, 0, kind, status, INK)
    return _png(root)


def _canvas(room: float) -> Element:
    return el(
        "svg", xmlns=SVG, width=room, height=room, font_family=FAMILY,
        viewBox=f"{-room / 2:g} {-room / 2:g} {room:g} {room:g}",
    )  # fmt: skip


def _png(root: Element) -> bytes:
    return raster.png(dump(root), SIDE / float(root.get("width", SIDE)))
