"""Where the symbols of events stand, so that none hides another."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from dashboard.render.sizes import SIZES

RADIUS = SIZES["symbol"]  # in pixels
ROOM = SIZES["symbol_room"]  # that a symbol wants, and the mesh of what is taken
FIRST = SIZES["first_ring"]  # from the edge of a place's sign to the middle of the first symbols
RINGS, FRESH_RINGS, GROUP_RINGS = SIZES["rings"], SIZES["fresh_rings"], SIZES["group_rings"]
GROUP = SIZES["group_height"]  # of a badge for several events
KIND = SIZES["group_kind"]  # the room of a kind's drawing on it
NEAR = SIZES["near"]  # pixels: places this close push each other's symbols away


class Box(NamedTuple):
    """A rectangle in pixels, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share more than an edge."""
        return (
            self.x < other.x + other.width and other.x < self.x + self.width
            and self.y < other.y + other.height and other.y < self.y + self.height
        )  # fmt: skip

    def inside(self, width: float, height: float) -> bool:
        """Whether it lies in a frame of that size, edges included."""
        across = self.x >= 0 and self.x + self.width <= width
        return across and self.y >= 0 and self.y + self.height <= height


def square(x: float, y: float, half: float) -> Box:
    """The square around a point."""
    return Box(x - half, y - half, 2 * half, 2 * half)


class Taken:
    """What is taken of a frame, by cells of a mesh: asking costs little however much is taken."""

    def __init__(self, width: float, height: float, boxes: Iterable[Box] = ()) -> None:
        self.size = width, height
        self._cells: defaultdict[tuple[int, int], list[Box]] = defaultdict(list)
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        """Takes a box."""
        for cell in _cells(box):
            self._cells[cell].append(box)

    def free(self, box: Box, own: Box | None = None) -> bool:
        """Whether a box lies in the frame and on nothing that is taken but its `own`."""
        return box.inside(*self.size) and not any(
            box.overlaps(other)
            for cell in _cells(box)
            for other in self._cells.get(cell, ())
            if other is not own
        )

    def copy(self) -> "Taken":
        """The same, to be taken further."""
        made = Taken(*self.size)
        made._cells.update({cell: [*boxes] for cell, boxes in self._cells.items()})
        return made


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.x // ROOM), int((box.x + box.width) // ROOM) + 1):
        for row in range(int(box.y // ROOM), int((box.y + box.height) // ROOM) + 1):
            yield column, row


@dataclass(frozen=True)
class Around:
    """What symbols stand around."""

    x: float
    y: float
    reach: float  # of the place's sign
    away: float  # the direction, in radians, from which the rings fill to both sides
    rings: int

    def points(self, rings: int, longer: float = 0) -> Iterator[tuple[float, float]]:
        """Points in rings, nearest first; `longer` makes the rings ovals."""
        for ring in range(rings):
            radius = self.reach + FIRST + ring * ROOM
            slots = int(2 * math.pi * radius / ROOM)
            for slot in range(slots):
                turn = (slot + 1) // 2 * (1 if slot % 2 else -1)
                angle = self.away + turn * 2 * math.pi / slots
                across = (radius + longer) * math.cos(angle)
                yield self.x + across, self.y + radius * math.sin(angle)


def rings_for(nearest: float, reach: float) -> int:
    """How many rings a place may have: none reaches farther than half the way to its neighbour."""
    if nearest == math.inf:
        return int(RINGS)
    more = int((nearest / 2 - reach - FIRST - RADIUS) // ROOM)
    return int(1 + min(RINGS - 1, max(0, more)))


def group_width(count: int, kinds: int) -> float:
    """The width of a badge for so many events."""
    width: float = 2 * SIZES["group_pad"] + kinds * KIND + len(str(count)) * SIZES["digit"]
    return width


@dataclass(frozen=True)
class Badge:
    """The box of a badge, and whether it has room for kinds beside the number."""

    box: Box
    named: bool


def spread(
    around: Around, count: int, fresh: int, kinds: int, taken: Taken
) -> tuple[list[tuple[float, float]], Badge | None]:
    """Spots for at most `count` symbols around a place; what finds no room there is grouped.

    The first `fresh` ones are grouped last. The badge of a group is None where all stand singly,
    or nothing is free. `taken` has them all from then on.
    """
    inner = _free_spots(around, GROUP_RINGS if count == 1 else around.rings, count, taken)
    if len(inner) == count or count == 1:
        return _take(inner, None, taken)
    most = max(0, count - 2)  # a group of one would be a symbol in other clothes
    rings = max(around.rings, FRESH_RINGS)
    first = _free_spots(around, rings, min(fresh, most), taken)
    # The badge stands close to its place, if need be where the last of the first would stand.
    kept = [first[: max(0, left)] for left in (len(first), len(first) - 2, 0)]
    forms = [(shown, rings, spots) for spots in kept for shown in (kinds, 0)]
    for named, reach, first in (*forms, (0, GROUP_RINGS, [])):
        box = _badge(around, group_width(count, named), reach, first, taken)
        if box is not None:
            break
    else:
        return _take(inner, None, taken)
    badge = Badge(box, bool(named))
    apart = [badge.box, *map(_room, first)]
    more = [spot for spot in inner if not any(_room(spot).overlaps(box) for box in apart)]
    return _take([*first, *more[: most - len(first)]], badge, taken)


def _room(spot: tuple[float, float]) -> Box:
    return square(*spot, RADIUS + 0.5)


def _free_spots(around: Around, rings: int, count: int, taken: Taken) -> list[tuple[float, float]]:
    free = (spot for spot in around.points(rings) if taken.free(_room(spot)))
    return [*islice(free, count)]


def _take(
    spots: list[tuple[float, float]], badge: Badge | None, taken: Taken
) -> tuple[list[tuple[float, float]], Badge | None]:
    for box in (*map(_room, spots), *([badge.box] if badge else [])):
        taken.add(box)
    return spots, badge


def _badge(
    around: Around, width: float, rings: int, spots: list[tuple[float, float]], taken: Taken
) -> Box | None:
    others = [*map(_room, spots)]
    for x, y in around.points(rings, (width - GROUP) / 2):
        box = Box(x - width / 2, y - GROUP / 2, width, GROUP)
        if taken.free(box) and not any(box.overlaps(other) for other in others):
            return box
    return None


def neighbours(
    at: tuple[float, float], others: Iterable[tuple[float, float]]
) -> tuple[float, float]:
    """The direction in radians away from the others, else left; and how far the nearest is."""
    east, south, nearest = -0.01, 0.0, math.inf
    for other in others:
        dx, dy = at[0] - other[0], at[1] - other[1]
        far = math.hypot(dx, dy)
        nearest = min(nearest, far)
        if 1 <= far < NEAR:  # one on the same spot pushes nowhere
            east += dx / far**2
            south += dy / far**2
    return math.atan2(south, east), nearest


# A crowd of events is dots, which the golden angle spreads as evenly as a sunflower's seeds.
_TURN = math.pi * (3 - math.sqrt(5))
_GAP, _FIRST_DOT = SIZES["dot_gap"], SIZES["first_dot"]  # pixels: between, from the place


def dot(x: float, y: float, nth: int) -> tuple[float, float]:
    """Where the nth dot (from 0) around a point stands."""
    far = _FIRST_DOT + _GAP * math.sqrt(nth)
    return x + far * math.cos(nth * _TURN), y + far * math.sin(nth * _TURN)
