"""One day as a picture: the map with its heading, legend, scale and sources, as SVG."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, replace

from dashboard.model import days
from dashboard.render import style
from dashboard.render.drawing import layers, legend, map_furniture
from dashboard.render.drawing.map_layout import Arrangement, Sign, arranged
from dashboard.render.drawing.markup import SVG, Element, dump, el
from dashboard.render.drawing.palette import Palette, spacing
from dashboard.render.drawing.placement import Box
from dashboard.render.drawing.projection import Frame, fit
from dashboard.render.drawing.text_metrics import FAMILY
from dashboard.render.sheet import Sheet

SIZE = (1600, 1000)
USUAL = (1600, 1000)  # pixels at which everything is drawn ENLARGED times as large as on the page
ENLARGED = 1.4
LEAST = (640, 400)  # a smaller picture is drawn for this size and then made smaller
COLUMN = 0.21  # the legend's share of the width


@dataclass(frozen=True)
class Plan:
    """Where the parts of a picture stand: the same on every picture of a series."""

    width: float  # in the pixels that everything is drawn in
    height: float
    head: float  # heights of heading and foot
    foot: float
    frame: Frame
    ground: Element
    signs: Set[Sign] | None = None  # what the legend explains; None: what is drawn
    track: map_furniture.Track | None = None  # of a series that runs through time

    @property
    def column(self) -> float:
        """The width of the legend."""
        return self.width - self.frame.width


def svg(
    sheet: Sheet, size: tuple[int, int] = SIZE, ink: str = "light", *, furniture: bool = True
) -> str:
    """A sheet as an SVG picture of that many pixels; `ink` is a key of style.INK.

    Without `furniture` it is the map alone, with names and a scale, for those that set the words
    themselves.
    """
    return drawn(sheet, plan([sheet], size, ink, words=furniture), size, ink)


def unit(size: tuple[int, int]) -> float:
    """How much larger than on the page everything is drawn on a picture of that size."""
    usual, least = ([side / of for side, of in zip(size, to, strict=True)] for to in (USUAL, LEAST))
    return max(ENLARGED * min(usual), min(1.0, *least))


def plan(
    sheets: Iterable[Sheet], size: tuple[int, int], ink: str, *, words: bool = True,
    enlarged: float = 0,
) -> Plan:  # fmt: skip
    """Room for the words of every one of `sheets`; the map is the first one's.

    `enlarged` is how much larger than on the page everything is drawn; 0: as usual at this size.
    """
    width, height = (side / (enlarged or unit(size)) for side in size)
    colours = style.INK[ink]
    head = foot = 0.0
    first = None
    for sheet in sheets:
        first = first or sheet
        if words:
            head = max(head, map_furniture.heading(sheet, width, height, colours)[1])
            foot = max(foot, map_furniture.foot(sheet, width, height, colours)[1])
    if first is None:
        raise ValueError("a plan wants a sheet")
    frame = fit(first.bounds, width * (1 - COLUMN if words else 1), height - head - foot)
    ground = layers.ground(first.page.outlines, frame, colours)
    return Plan(width, height, head, foot, frame, ground)


def series(planned: Plan, sheets: Iterable[Sheet], track: map_furniture.Track) -> Plan:
    """The plan with a legend that explains what is drawn of any of `sheets`, and their track."""
    signs: set[Sign] = set()
    for sheet in sheets:
        signs |= arrangement(sheet, planned).signs
    return replace(planned, signs=signs, track=track)


def arrangement(sheet: Sheet, planned: Plan) -> Arrangement:
    """What of the sheet's day stands where on the plan's map."""
    return arranged(sheet, planned.frame, [_scale_box(planned.frame)])


def _scale_box(frame: Frame) -> Box:
    return map_furniture.scale(frame, style.INK["light"])[1]


def drawn(sheet: Sheet, planned: Plan, size: tuple[int, int], ink: str) -> str:
    """The sheet by a plan."""
    colours = style.INK[ink]
    palette = Palette(
        sheet.page.holders, colours, f"{ink}-{sheet.number}-", spacing(planned.frame.zoom)
    )
    root = el(
        "svg", xmlns=SVG, width=size[0], height=size[1], font_family=FAMILY, role="img",
        viewBox=f"0 0 {planned.width:.2f} {planned.height:.2f}",
    )  # fmt: skip
    el("title", root, f"{sheet.view.day}: {sheet.title}")
    made = arrangement(sheet, planned)
    palette.defs(root, made.contests)
    frame = planned.frame
    el("rect", root, width=planned.width, height=planned.height, fill=colours["panel"])
    window = el(
        "svg", root, y=planned.head, width=frame.width, height=frame.height, overflow="hidden",
        data_layer="map",
    )  # fmt: skip
    scale, _ = map_furniture.scale(frame, colours)
    window.extend([planned.ground, layers.day(made, palette), scale])
    if planned.head:
        _around(root, sheet, planned, made, palette)
    return dump(root)


def _around(
    root: Element, sheet: Sheet, planned: Plan, made: Arrangement, palette: Palette
) -> None:
    """The words and the legend."""
    ink, frame = palette.ink, planned.frame
    width, height = planned.width, planned.height
    root.append(map_furniture.heading(sheet, width, height, ink)[0])
    below = el("g", root, transform=f"translate(0 {height - planned.foot:.1f})")
    below.append(map_furniture.foot(sheet, width, height, ink)[0])
    corner = (frame.width + map_furniture.PAD * 0.8, planned.head + map_furniture.PAD * 0.6)
    beside = el("g", root, transform="translate({:.1f} {:.1f})".format(*corner))
    legend.draw(
        beside, made.signs if planned.signs is None else planned.signs, map_furniture.notes(made),
        palette, planned.column - map_furniture.PAD * 1.4, frame.height - map_furniture.PAD,
    )  # fmt: skip
    if planned.track is not None:
        day = days.number(sheet.page.selection.day)
        line = el("g", root, transform=f"translate(0 {planned.head - map_furniture.TRACK:.1f})")
        line.append(planned.track.draw(day, width, ink))
    edges = f"M0 {planned.head:.1f}H{width:.1f}M0 {height - planned.foot:.1f}H{width:.1f}"
    side = f"M{frame.width:.1f} {planned.head:.1f}v{frame.height:.1f}"
    el("path", root, d=edges + side, fill="none", stroke=ink["line"], stroke_width=1)
