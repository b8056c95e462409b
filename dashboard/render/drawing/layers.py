"""The map itself, layer over layer: land, areas, rings, events, places, names."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from dashboard.model.dataset import Outlines
from dashboard.render import style
from dashboard.render.drawing.labels import LINE, NAME, NOTE, NOTE_LINE, PAD, Label
from dashboard.render.drawing.map_layout import Arrangement, Center, Group, Mark, Spot
from dashboard.render.drawing.markup import Element, clean, el
from dashboard.render.drawing.palette import Held, Palette
from dashboard.render.drawing.placement import GROUP, KIND, RADIUS, group_width
from dashboard.render.drawing.projection import Frame
from dashboard.render.drawing.text_metrics import CAPITAL
from dashboard.render.sizes import SIZES

DOT = SIZES["dot"]  # pixels: the side of an event's dot in a crowd
SHADES = 10  # strengths of dots that are told apart
NOT_EQUAL = SIZES["differs"]  # radius of the sign that accounts differ, at a symbol


def ground(outlines: Outlines, frame: Frame, ink: Mapping[str, str]) -> Element:
    """Sea, land, regions and borders: what is the same on every day."""
    group = el("g", data_layer="ground")
    el("rect", group, width=frame.width, height=frame.height, fill=ink["sea"])
    land = [frame.path(frame.cut(country)) for country in outlines.countries]
    regions = [frame.path(frame.cut(region)) for region in outlines.regions]
    el("path", group, d="".join(land), fill=ink["land"], fill_rule="evenodd")
    el(
        "path", group, d="".join(regions), fill=ink["paper"], stroke=ink["line"],
        fill_rule="evenodd", stroke_linejoin="round",
    )  # fmt: skip
    el(
        "path", group, d="".join(land), fill="none", stroke=ink["border"], stroke_width=1.4,
        stroke_linejoin="round",
    )  # fmt: skip
    return group


def day(made: Arrangement, palette: Palette) -> Element:
    """All that depends on the day."""
    group = el("g", data_layer="day")
    for spot in made.spots:
        if spot.area is not None:
            _area(group, made, spot, palette)
    for spot in made.spots:
        if spot.ring is not None:
            ring(group, spot.held, (spot.x, spot.y), spot.ring, palette)
    _dots(group, made, palette.ink)
    for mark in made.marks:
        _leader(group, mark.of, (mark.x, mark.y), (RADIUS, RADIUS), palette.ink)
    for spot in sorted(made.spots, key=lambda spot: -spot.rank):  # the important on top
        if spot.area is None:
            _place(group, made, spot, palette)
    for mark in made.marks:
        symbol(group, mark, palette.ink)
    for badge in made.groups:
        _badge(group, badge, palette.ink)
    for spot, label in made.names:
        _name(group, spot, label, palette.ink)
    return group


def _area(group: Element, made: Arrangement, spot: Spot, palette: Palette) -> None:
    shape = made.frame.path(spot.area) if spot.area is not None else ""
    palette.area(group, spot.held, shape, data_place=spot.place_id, data_sign="area")
    changed = spot.held.changed
    ink = palette.ink["accent" if spot.selected else "text"]
    el(
        "path", group, d=shape, fill="none", stroke=ink, stroke_linejoin="round",
        stroke_opacity=1 if changed or spot.selected else 0.55,
        stroke_width=2.5 if changed or spot.selected else 1.5,
        stroke_dasharray="8 5" if changed else None,
        data_changed=spot.place_id if changed else None,
    )  # fmt: skip


def ring(
    group: Element, held: Held, at: tuple[float, float], radius: float, palette: Palette
) -> None:
    """Where a place known only roughly may lie, in its holder's colour."""
    x, y = at
    look = palette.holders.get(held.sides[0])
    if look:
        r = f"{radius:.1f}"
        shape = f"M-{r} 0A{r} {r} 0 1 1 {r} 0A{r} {r} 0 1 1 -{r} 0Z"
        placed = el("g", group, transform=f"translate({x:.1f} {y:.1f})", opacity=0.8)
        palette.area(placed, held, shape, data_sign="ring")
    el(
        "circle", group, cx=x, cy=y, r=radius, fill="none", stroke_width=1.5,
        stroke=look.colour if look else style.NOBODY, stroke_dasharray="5 4",
    )  # fmt: skip


def _place(group: Element, made: Arrangement, spot: Spot, palette: Palette) -> None:
    ink, held = palette.ink, spot.held
    radius = made.disc(spot)
    if spot.selected:
        el(
            "circle", group, cx=spot.x, cy=spot.y, r=radius + 4, fill="none",
            stroke=ink["accent"], stroke_width=4, data_selected=spot.place_id,
        )  # fmt: skip
    sign = palette.sign(group, held, spot.x, spot.y, radius, vague=made.vague(spot))
    sign.set("data-place", clean(spot.place_id))
    if held.changed:
        el(
            "circle", group, cx=spot.x, cy=spot.y, r=made.reach(spot) - 2,
            fill="none", stroke=ink["text"], stroke_width=2, stroke_dasharray="5 4",
            data_changed=spot.place_id,
        )  # fmt: skip
    if held.differs:
        away = radius * math.sqrt(0.5) + 3
        not_equal(group, spot.x + away, spot.y - away, SIZES["place_differs"], ink).set(
            "data-differs", clean(spot.place_id)
        )


def symbol(group: Element, mark: Mark, ink: Mapping[str, str]) -> Element:
    """An event: a plate whose outline says how sure it is, with a drawing of its kind."""
    made = plate(group, mark.x, mark.y, mark.kind, mark.status, ink, mark.chosen)
    made.set("opacity", f"{mark.alpha:.2f}")
    made.set("data-event", clean(mark.event_id))
    if mark.chosen:
        el("circle", made, r=RADIUS + 3.5, fill="none", stroke=ink["accent"], stroke_width=5,
           stroke_opacity=0.35)  # fmt: skip
    if mark.differs:
        not_equal(made, RADIUS * 0.8, -RADIUS * 0.8, NOT_EQUAL, ink)
    return made


def plate(
    group: Element, x: float, y: float, kind: str, status: str, ink: Mapping[str, str],
    chosen: bool = False,
) -> Element:  # fmt: skip
    """The symbol of a kind of events in the line of a status; either may be "" for the legend."""
    _, dash, struck = style.STATUS_LINES.get(status, ("", "", False))
    made = el("g", group, transform=f"translate({x:.1f} {y:.1f})", data_kind=kind)
    made.set("data-status", status)
    line = 2 if status == "confirmed" else 1.1
    el(
        "circle", made, r=RADIUS, fill=ink["panel"], stroke=ink["accent" if chosen else "text"],
        stroke_width=2.5 if chosen else line, stroke_dasharray=dash,
    )  # fmt: skip
    if kind:
        half = RADIUS * SIZES["symbol_drawing"]
        el(
            "path", made, d=style.SYMBOLS[kind].path, fill="none", stroke=ink["text"],
            transform=f"translate({-half:g} {-half:g}) scale({half / 8:g})", stroke_width=2,
            stroke_linecap="round", stroke_linejoin="round",
        )  # fmt: skip
    if struck:
        el("path", made, d=f"M-{RADIUS} {RADIUS}L{RADIUS} -{RADIUS}", stroke=ink["text"],
           stroke_width=1.8)  # fmt: skip
    return made


def not_equal(group: Element, x: float, y: float, radius: float, ink: Mapping[str, str]) -> Element:
    """The sign that accounts differ."""
    made = el("g", group, transform=f"translate({x:.1f} {y:.1f}) scale({radius / NOT_EQUAL:g})")
    el("circle", made, r=NOT_EQUAL, fill=ink["accent"], stroke=ink["panel"], stroke_width=1)
    el("path", made, d="M-2.2 -.9H2.2M-2.2 .9H2.2M-1.3 2.4L1.3 -2.4", fill="none",
       stroke=ink["panel"], stroke_width=0.75)  # fmt: skip
    return made


def _badge(group: Element, badge: Group, ink: Mapping[str, str]) -> None:
    """Several events in one: the kinds of most of them, and their number."""
    x, y = badge.box.x + badge.box.width / 2, badge.box.y + badge.box.height / 2
    wide = group_width(badge.count, len(badge.kinds))
    _leader(group, badge.of, (x, y), (wide / 2, GROUP / 2), ink)
    made = counted(group, badge.count, badge.kinds, (x, y), ink)
    made.set("data-group", clean(badge.place_id))
    made.set("data-count", str(badge.count))


def counted(
    group: Element,
    count: int,
    kinds: Sequence[str],
    at: tuple[float, float],
    ink: Mapping[str, str],
) -> Element:
    """A badge around a point."""
    wide = group_width(count, len(kinds))
    made = el("g", group, transform=f"translate({at[0]:.1f} {at[1]:.1f})")
    el("rect", made, x=-wide / 2, y=-GROUP / 2, width=wide, height=GROUP, rx=GROUP / 2,
       fill=ink["panel"], stroke=ink["text"], stroke_width=1.1)  # fmt: skip
    half = KIND / 2 - 1
    for number, kind in enumerate(kinds):
        left = SIZES["group_pad"] + number * KIND - wide / 2
        el(
            "path", made, d=style.SYMBOLS[kind].path, fill="none", stroke=ink["text"],
            transform=f"translate({left:g} {-half:g}) scale({half / 8:g})", stroke_width=2,
            stroke_linecap="round", stroke_linejoin="round", data_kind=kind,
        )  # fmt: skip
    digits = len(str(count)) * SIZES["digit"]
    el("text", made, str(count), x=wide / 2 - SIZES["group_pad"] - digits / 2,
       y=CAPITAL * 11 / 2, font_size=11, font_weight="700", text_anchor="middle",
       fill=ink["text"])  # fmt: skip
    return made


def _leader(
    group: Element, of: Center, at: tuple[float, float], half: tuple[float, float],
    ink: Mapping[str, str],
) -> None:  # fmt: skip
    """A hair from the place to a symbol or badge of that half size: whose event it is."""
    far = math.hypot(at[0] - of.x, at[1] - of.y)
    dx, dy = (at[0] - of.x) / far, (at[1] - of.y) / far
    start, end = _edge(of.half, dx, dy) - 1, far - _edge(half, dx, dy)
    if start < end:
        el(
            "path", group, stroke=ink["text"], stroke_width=0.8, opacity=0.5,
            d=f"M{of.x + dx * start:.1f} {of.y + dy * start:.1f}"
            f"L{of.x + dx * end:.1f} {of.y + dy * end:.1f}",
        )  # fmt: skip


def _edge(half: tuple[float, float], dx: float, dy: float) -> float:
    """How far it is from the middle of a box to its edge; as wide as high, it is a circle."""
    across, down = half
    if across == down:
        return across
    return min(across / max(abs(dx), 1e-9), down / max(abs(dy), 1e-9))


def _dots(group: Element, made: Arrangement, ink: Mapping[str, str]) -> None:
    """A crowd of events, one path for each strength, the strongest on top."""
    shades: defaultdict[int, list[str]] = defaultdict(list)
    for x, y, alpha in made.dots:
        shades[round(alpha * SHADES)].append(f"M{x - DOT / 2:.1f} {y:.1f}h{DOT}")
    for shade, dots in sorted(shades.items()):
        el("path", group, d="".join(dots), stroke=ink["text"], stroke_width=DOT,
           opacity=shade / SHADES, data_dots=str(len(dots)))  # fmt: skip


def _name(group: Element, spot: Spot, label: Label, ink: Mapping[str, str]) -> None:
    box = label.box
    x = {"start": box.x + PAD, "middle": box.x + box.width / 2, "end": box.x + box.width - PAD}
    at, anchor = x[label.anchor], label.anchor
    _haloed(
        group, spot.name, ink["text"], ink["halo"],
        x=at, y=box.y + (LINE + CAPITAL * NAME) / 2, text_anchor=anchor, font_size=NAME,
        font_weight="700" if spot.area is None else "", data_name=spot.place_id,
    )  # fmt: skip
    if label.noted:
        below = box.y + LINE + (NOTE_LINE + CAPITAL * NOTE) / 2 - 2
        _haloed(
            group,
            spot.held.note,
            ink["text"],
            ink["halo"],
            x=at,
            text_anchor=anchor,
            y=below,
            font_size=NOTE,
        )


def _haloed(
    group: Element, text: str, fill: str, halo: str, **attributes: str | float | None
) -> None:
    el("text", group, text, fill=fill, stroke=halo, stroke_width=3.5, stroke_linejoin="round",
       paint_order="stroke", **attributes)  # fmt: skip
