"""How holders look on paper: colours, patterns and letters, as the live map has them."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from dashboard.model.table import Row
from dashboard.render import style
from dashboard.render.drawing.markup import Element, clean, el
from dashboard.render.drawing.text_metrics import CAPITAL
from dashboard.render.sizes import SIZES
from dashboard.render.style import ActorStyle

NOBODY = ""  # the actor id where nobody said who holds a place
WASH, WASH_PATTERN = SIZES["wash"], SIZES["wash_pattern"]  # strength of an area's colour, pattern
WASH_LINE = SIZES["wash_line"]  # width of its lines
BAND = SIZES["wash_band"]  # tiles: the width of each side's stripes where an area is contested
INLAY = 0.55  # strength of the pattern on a disc
LINE = 1.6  # width of a pattern's lines
FAINT = 0.6  # less strength than this cannot carry a letter in the holder's ink


def spacing(zoom: float) -> float:
    """How much wider apart the marks of areas are at a zoom: close ones are hard to look at."""
    return float(min(SIZES["wash_most"], max(1.0, 1 + (zoom - SIZES["wash_zoom"]) / 2)))


@dataclass(frozen=True)
class Held:
    """Who holds a place on the day, and how well that is known."""

    status: str
    sides: tuple[str, ...]  # actor ids: one, or both of a contest; NOBODY where nobody said
    confidence: str
    changed: bool  # on this very day
    differs: bool  # accounts in force tell of different holders

    @property
    def contested(self) -> bool:
        """Whether two sides are at it."""
        return len(self.sides) == 2

    @property
    def known(self) -> bool:
        """Whether anybody said who holds it."""
        return self.sides[0] != NOBODY

    @property
    def strength(self) -> float:
        """How strongly the colour is laid on, from 0 to 1."""
        return style.STRENGTH.get(self.confidence, 1.0)

    @property
    def note(self) -> str:
        """What stands under the place's name."""
        contested = self.status == "contested"
        notes = [
            "contested today" if contested and self.changed else "",
            "changed today" if self.changed and not contested else "",
            "contested" if contested and not self.changed else "",
            "accounts differ" if self.differs else "",
        ]
        return " · ".join(note for note in notes if note)


def held(row: Row) -> Held:
    """A row of `control_on` as it is drawn."""
    both = row["status"] == "contested" and row["challenger"]
    sides = (row["controller"], row["challenger"]) if both else (row["controller"] or NOBODY,)
    changed, differs = bool(row["changed"]), bool(row["differs"])
    return Held(row["status"], sides, row["confidence"], changed, differs)


def held_by(*sides: str, confidence: str = "high") -> Held:
    """A state for the legend; without `sides` nobody said."""
    return Held("", sides or (NOBODY,), confidence, False, False)


@dataclass(frozen=True)
class Palette:
    """The looks of one picture: its holders, its ink, and names for its patterns."""

    holders: Mapping[str, ActorStyle]
    ink: Mapping[str, str]  # a value of style.INK
    prefix: str  # of the ids: several pictures may stand on one page
    spacing: float = 1.0  # how much wider apart than usual the marks of areas are

    def defs(self, root: Element, contests: Iterable[tuple[str, ...]]) -> None:
        """Writes what `sign` and `area` refer to; of many holders few ever meet in a contest."""
        defs = el("defs", root)
        for number, look in enumerate(self.holders.values()):
            if path := style.PATTERNS[look.pattern]:
                held = self._tiles(defs, f"held-{number}", (style.PATTERN_TILE,) * 2)
                el("path", held, d=path, fill="none", stroke=look.ink, stroke_width=LINE,
                   opacity=INLAY)  # fmt: skip
                area = self._tiles(
                    defs, f"area-{number}", (style.PATTERN_TILE,) * 2, f"scale({self.spacing:g})"
                )
                self._marks(area, look)
        for sides in contests:
            self._bands(defs, sides)

    def _bands(self, defs: Element, sides: tuple[str, ...]) -> None:
        # A gradient that repeats, where the live map has a pattern: no seams show between tiles.
        wide = BAND * style.PATTERN_TILE
        step = wide * self.spacing * math.sqrt(2)
        name = self._contest(sides)
        bands = el(
            "linearGradient", defs, id=self.prefix + name, x1=0, y1=0, x2=step,
            y2=step, gradientUnits="userSpaceOnUse", spreadMethod="repeat",
        )  # fmt: skip
        looks = [self.holders[side] for side in sides]
        one, other = (look.colour for look in looks)
        for offset, colour in ((0, one), (0.5, one), (0.5, other), (1, other)):
            el("stop", bands, offset=offset, stop_color=colour, stop_opacity=WASH)
        turned = f"scale({self.spacing:g}) rotate(45)"
        tiles = self._tiles(defs, f"{name}-marks", (2 * wide, wide), turned)
        for number, look in enumerate(looks):
            for across, down in product(range(BAND), repeat=2):
                self._marks(tiles, look, (number * BAND + across, down))

    def _marks(self, tiles: Element, look: ActorStyle, at: tuple[int, int] = (0, 0)) -> None:
        """A holder's pattern in one tile of an area."""
        x, y = (style.PATTERN_TILE * step for step in at)
        el(
            "path", tiles, d=style.PATTERNS[look.pattern], fill="none", stroke=look.colour,
            stroke_width=WASH_LINE / math.sqrt(self.spacing), opacity=WASH_PATTERN,
            transform=f"translate({x} {y})" if x or y else None,
        )  # fmt: skip

    def _contest(self, sides: tuple[str, ...]) -> str:
        order = [*self.holders]
        return "bands-" + "-".join(str(order.index(side)) for side in sides)

    def _tiles(
        self, defs: Element, name: str, size: tuple[int, int], transform: str = ""
    ) -> Element:
        return el(
            "pattern", defs, id=self.prefix + name, width=size[0], height=size[1],
            patternUnits="userSpaceOnUse", patternTransform=transform,
        )  # fmt: skip

    def _pattern(self, kind: str, actor: str) -> str:
        """The fill that refers to a holder's pattern, or "" if it has none."""
        if not style.PATTERNS[self.holders[actor].pattern]:
            return ""
        return f"url(#{self.prefix}{kind}-{[*self.holders].index(actor)})"

    def area(self, parent: Element, held: Held, shape: str, **attributes: str) -> Element:
        """A shape washed in the colour and pattern of its holder, in bands where contested."""
        group = el("g", parent, opacity=held.strength, **attributes)
        group.set("data-holder", clean(" ".join(held.sides)))
        if held.contested:
            fill = f"url(#{self.prefix}{self._contest(held.sides)})"
            el("path", group, d=shape, fill=fill)
            el("path", group, d=shape, fill=fill.replace(")", "-marks)"))
        elif held.known:
            side = held.sides[0]
            el("path", group, d=shape, fill=self.holders[side].colour, fill_opacity=WASH)
            pattern = self._pattern("area", side)
            if pattern:
                el("path", group, d=shape, fill=pattern)
        return group

    def sign(
        self, parent: Element, held: Held, x: float, y: float, radius: float, vague: bool = False
    ) -> Element:
        """A disc with the holder's colour, pattern and letter, in halves where contested.

        `vague` leaves the disc out, where a ring stands for it.
        """
        group = el("g", parent, transform=f"translate({x:.1f} {y:.1f})")
        group.set("data-holder", clean(" ".join(held.sides)))
        if not vague:
            self._disc(group, held, radius)
        for number, side in enumerate(held.sides):
            look = self.holders.get(side)
            plain = look is None or vague or held.strength < FAINT
            size = radius * (0.95 if held.contested else 1.2)
            el(
                "text", group, look.letter if look else "?",
                x=(number - 0.5) * radius if held.contested else 0, y=CAPITAL / 2 * size,
                font_size=size, font_weight="700", text_anchor="middle",
                fill=self.ink["text"] if plain or look is None else look.ink,
                stroke=self.ink["panel"] if plain or look is None else look.colour,
                stroke_width=radius * 3 / 11, stroke_linejoin="round", paint_order="stroke",
            )  # fmt: skip
        return group

    def _disc(self, group: Element, held: Held, radius: float) -> None:
        r = f"{radius:g}"
        whole = f"M-{r} 0A{r} {r} 0 1 1 {r} 0A{r} {r} 0 1 1 -{r} 0Z"
        halves = [f"M0 -{r}A{r} {r} 0 0 {sweep} 0 {r}Z" for sweep in (0, 1)]
        if held.known and held.strength < 1:  # so that it pales to the same tint wherever it is
            el("circle", group, r=radius, fill=self.ink["panel"])
        for side, shape in zip(held.sides, halves if held.contested else [whole], strict=True):
            look = self.holders.get(side)
            fill = look.colour if look else self.ink["panel"]
            laid = el("g", group, opacity=held.strength if look else None)
            el("path", laid, d=shape, fill=fill)
            pattern = self._pattern("held", side) if look else ""
            if pattern:
                el("path", laid, d=shape, fill=pattern)
        colour, line, dash = self._rim(held)
        el(
            "circle", group, r=radius, fill="none", stroke=colour, stroke_width=line,
            stroke_dasharray=dash,
        )  # fmt: skip

    def _rim(self, held: Held) -> tuple[str, float, str]:
        """Colour, width and dashes of a disc's rim."""
        if not held.known:
            return self.ink["quiet"], 1.5, "3 2"
        if held.strength < FAINT:
            return self.ink["text"], 1.2, "2.5 2"
        return self.ink["panel"], 2, ""
