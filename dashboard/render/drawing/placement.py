"""Where names and the symbols of events stand, so that none hides another."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.render.drawing import text_metrics
from dashboard.render.sizes import SIZES

RADIUS = SIZES["symbol"]  # in pixels
ROOM = SIZES["symbol_room"]  # that a symbol wants, and the mesh of what is taken
FIRST = SIZES["first_ring"]  # from the edge of a place's sign to the middle of the first symbols
RINGS = SIZES["rings"]
NEAR = SIZES["near"]  # pixels: places this close push each other's symbols away
NAME, NOTE = 14, 12  # sizes of type
LINE, NOTE_LINE = 20, 16  # heights of their lines
PAD = 4  # on each side of a label
COUNT = 32  # width of "+12"

# An area's name may move about inside it: to the right and down, as shares of its own size.
SHIFTS = SIZES["name_shifts"]


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

    def free(self, box: Box) -> bool:
        """Whether a box lies in the frame and on nothing that is taken."""
        return box.inside(*self.size) and not any(
            box.overlaps(other) for cell in _cells(box) for other in self._cells.get(cell, ())
        )


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.x // ROOM), int((box.x + box.width) // ROOM) + 1):
        for row in range(int(box.y // ROOM), int((box.y + box.height) // ROOM) + 1):
            yield column, row


@dataclass(frozen=True)
class Named:
    """A name that wants to stand at a point."""

    x: float
    y: float
    name: str
    note: str  # a second, smaller line, or ""
    reach: float  # from the point to the label's edge
    area: bool  # the name stands on the point itself


@dataclass(frozen=True)
class Label:
    """Where a name stands."""

    box: Box
    anchor: str  # of its lines: "start", "middle" or "end", as SVG has them
    noted: bool  # with its second line


def place(wanted: Iterable[Named], taken: Taken) -> list[Label | None]:
    """A label for each name, the important ones first; None where no side of its place is free.

    Where a name finds no room with its note it stands alone. `taken` has them all from then on.
    """
    labels: list[Label | None] = []
    for named in wanted:
        label = next((found for found in _sides(named) if taken.free(found.box)), None)
        if label is not None:
            taken.add(label.box)
        labels.append(label)
    return labels


def _sides(named: Named) -> Iterator[Label]:
    """A label on each side of its place, the best first."""
    for noted in (True, False) if named.note else (False,):
        wide = text_metrics.width(named.name, NAME, bold=not named.area)
        if noted:
            wide = max(wide, text_metrics.width(named.note, NOTE))
        wide += 2 * PAD
        high = LINE + NOTE_LINE * noted
        x, y, reach = named.x, named.y, named.reach
        if named.area:
            for right, down in SHIFTS:
                box = Box(x + (right - 0.5) * wide, y + (down - 0.5) * high, wide, high)
                yield Label(box, "middle", noted)
            continue
        yield Label(Box(x + reach, y - LINE / 2, wide, high), "start", noted)
        yield Label(Box(x - reach - wide, y - LINE / 2, wide, high), "end", noted)
        yield Label(Box(x - wide / 2, y - reach - high, wide, high), "middle", noted)
        yield Label(Box(x - wide / 2, y + reach, wide, high), "middle", noted)


def spread(
    x: float, y: float, count: int, away: float, taken: Taken, reach: float
) -> list[tuple[float, float]]:
    """Spots for at most `count` symbols in rings around a point, nearest first.

    The rings fill to both sides of the direction `away` (radians); `reach` is how far the place's
    sign reaches. `taken` has them from then on.
    """
    spots: list[tuple[float, float]] = []
    for ring in range(RINGS):
        radius = reach + FIRST + ring * ROOM
        slots = int(2 * math.pi * radius / ROOM)
        for slot in range(slots):
            if len(spots) == count:
                return spots
            turn = (slot + 1) // 2 * (1 if slot % 2 else -1)
            angle = away + turn * 2 * math.pi / slots
            spot = x + radius * math.cos(angle), y + radius * math.sin(angle)
            box = square(*spot, RADIUS + 0.5)
            if taken.free(box):
                taken.add(box)
                spots.append(spot)
    return spots


def room_for_count(x: float, y: float, taken: Taken) -> tuple[float, float]:
    """Where the middle of "+12" stands at a point: below, else where it is free, else below."""
    spots = [(x + right * COUNT, y + down) for down in (25, -16, 42, -34) for right in (0, -1, 1)]
    free = (spot for spot in spots if taken.free(_count_box(*spot)))
    found = next(free, spots[0])
    taken.add(_count_box(*found))
    return found


def _count_box(x: float, y: float) -> Box:
    return Box(x - COUNT / 2, y - 11, COUNT, 14)


def away_from(x: float, y: float, others: Iterable[tuple[float, float]]) -> float:
    """The direction in which there is most room, in radians: away from neighbours, else left."""
    east, south = -0.01, 0.0
    for other_x, other_y in others:
        dx, dy = x - other_x, y - other_y
        far = math.hypot(dx, dy)
        if 1 <= far < NEAR:  # one on the same spot pushes nowhere
            east += dx / far**2
            south += dy / far**2
    return math.atan2(south, east)


# A crowd of events is dots, which the golden angle spreads as evenly as a sunflower's seeds.
_TURN = math.pi * (3 - math.sqrt(5))
_GAP, _FIRST_DOT = SIZES["dot_gap"], SIZES["first_dot"]  # pixels: between, from the place


def dot(x: float, y: float, nth: int) -> tuple[float, float]:
    """Where the nth dot (from 0) around a point stands."""
    far = _FIRST_DOT + _GAP * math.sqrt(nth)
    return x + far * math.cos(nth * _TURN), y + far * math.sin(nth * _TURN)
