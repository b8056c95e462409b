"""Where the names of places stand, so that none hides another or a sign."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from dashboard.render.drawing import text_metrics
from dashboard.render.drawing.placement import Box, Taken
from dashboard.render.sizes import SIZES

NAME, NOTE = 14, 12  # sizes of type
LINE, NOTE_LINE = 20, 16  # heights of their lines
PAD = 4  # on each side of a label

# An area's name may move about inside it: to the right and down, as shares of its own size.
SHIFTS = SIZES["name_shifts"]


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


def place(wanted: Sequence[Named], taken: Taken) -> list[Label | None]:
    """A label for each name, the important ones first; None where no side of its place is free.

    A note goes before any name. `taken` has them all from then on.
    """
    labels = _notes_first(wanted, taken.copy())
    if not all(labels):
        others = _names_first(wanted, taken.copy())
        if sum(map(bool, others)) > sum(map(bool, labels)):
            labels = others
    for label in filter(None, labels):
        taken.add(label.box)
    return labels


def _notes_first(wanted: Iterable[Named], taken: Taken) -> list[Label | None]:
    """Each with its note, or without it where there is no room for both."""
    labels: list[Label | None] = []
    for named in wanted:
        sides = chain(_sides(named, noted=bool(named.note)), _sides(named, noted=False))
        label = next((found for found in sides if taken.free(found.box)), None)
        if label is not None:
            taken.add(label.box)
        labels.append(label)
    return labels


def _names_first(wanted: Sequence[Named], taken: Taken) -> list[Label | None]:
    """All names, and then the notes that find room beneath them."""
    sides: list[int | None] = []
    labels: list[Label | None] = []
    for named in wanted:
        found = enumerate(_sides(named, noted=False))
        side, label = next(((n, one) for n, one in found if taken.free(one.box)), (None, None))
        if label is not None:
            taken.add(label.box)
        sides.append(side)
        labels.append(label)
    for number, (named, side, label) in enumerate(zip(wanted, sides, labels, strict=True)):
        if side is None or label is None or not named.note:
            continue
        noted = next(islice(_sides(named, noted=True), side, None))
        if taken.free(noted.box, label.box):
            taken.add(noted.box)
            labels[number] = noted
    return labels


def _sides(named: Named, *, noted: bool) -> Iterator[Label]:
    """A label on each side of its place, the best first."""
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
        return
    beside = (("start", x + reach), ("end", x - reach - wide))
    yield from (Label(Box(at, y - LINE / 2, wide, high), to, noted) for to, at in beside)
    yield Label(Box(x - wide / 2, y - reach - high, wide, high), "middle", noted)
    yield Label(Box(x - wide / 2, y + reach, wide, high), "middle", noted)
    for up in (high, 0, LINE * 0.75, LINE * 0.25):
        yield from (Label(Box(at, y - up, wide, high), to, noted) for to, at in beside)
