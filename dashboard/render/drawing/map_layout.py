"""What of a day stands where in a frame: places, names, symbols, and what found no room."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

from dashboard.model.codes import kind_of
from dashboard.model.table import Row, records
from dashboard.render import style
from dashboard.render.drawing import labels, placement
from dashboard.render.drawing.labels import Label, Named
from dashboard.render.drawing.palette import Held, held
from dashboard.render.drawing.placement import RINGS, Around, Box, Taken
from dashboard.render.drawing.projection import Frame
from dashboard.render.sheet import Sheet
from dashboard.render.sizes import SIZES

LEAST = SIZES["least_sign"]  # pixels that any sign takes, to each side
MANY = SIZES["many_places"]  # places: more of them have smaller discs
CROWD = SIZES["crowd"]  # events: more of them are drawn as dots
GAP = SIZES["name_gap"]  # pixels between a sign and its name

Sign = tuple[str, str]  # a kind of row in the legend, and which


@dataclass(frozen=True)
class Spot:
    """A place in the frame."""

    place_id: str
    name: str
    x: float
    y: float
    held: Held
    area: BaseGeometry | None  # what is seen of its outline, in degrees
    ring: float | None  # radius in pixels of where it may lie; None: it is known well
    selected: bool

    @property
    def rank(self) -> int:
        """How early its name is placed: what stands out, changed, is contested; towns; areas."""
        if self.selected:
            return 0
        if self.held.changed:
            return 1
        if self.held.contested or self.held.differs:
            return 2
        return 3 if self.area is None else 4


@dataclass(frozen=True)
class Center:
    """What symbols stand around: a place's sign, or the name of an area."""

    x: float
    y: float
    reach: float  # how far the symbols keep away
    half: tuple[float, float]  # its extent to each side, across and down


@dataclass(frozen=True)
class Mark:
    """An event's symbol."""

    event_id: str
    kind: str  # a key of style.SYMBOLS
    status: str
    differs: bool
    chosen: bool
    alpha: float  # from style.FAINTEST to 1, by age
    x: float
    y: float
    of: Center


@dataclass(frozen=True)
class Group:
    """Events that find no room for symbols of their own, as a badge."""

    place_id: str
    count: int
    kinds: tuple[str, ...]  # keys of style.SYMBOLS: of most of them; () where there is no room
    box: Box
    of: Center


@dataclass
class Arrangement:
    """All that is drawn of a day in a frame, and the count of what is not."""

    frame: Frame
    radius: float  # of a disc
    spots: list[Spot] = field(default_factory=list)
    names: list[tuple[Spot, Label]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    dots: list[tuple[float, float, float]] = field(default_factory=list)  # x, y, alpha
    hidden: int = 0  # events without room even in a group
    nameless: int = 0  # places whose name finds no room
    elsewhere: int = 0  # places that the frame does not show
    unplaced: int = 0  # events without a place, or at one that is not shown

    def disc(self, spot: Spot) -> float:
        """The radius of a place's disc: a contested one has room for two letters."""
        return self.radius + (SIZES["contested"] if spot.held.contested else 0)

    def reach(self, spot: Spot) -> float:
        """How far a place's sign reaches, with the rings around it."""
        rings: float = (spot.selected + spot.held.changed) * SIZES["sign_ring"]
        return max(self.disc(spot) + rings + 1, self.differs(spot), float(LEAST))

    def differs(self, spot: Spot) -> float:
        """How far the sign that accounts differ reaches, or 0."""
        if not spot.held.differs or spot.area is not None:
            return 0
        return self.disc(spot) * math.sqrt(0.5) + 3 + float(SIZES["place_differs"])

    def center(self, spot: Spot) -> Center:
        """What a place's events stand around: an area has no sign, so its name."""
        label = next((label for one, label in self.names if one is spot), None)
        if spot.area is None or label is None:
            reach = self.reach(spot)
            return Center(spot.x, spot.y, reach, (reach, reach))
        x, y, wide, high = label.box
        return Center(x + wide / 2, y + high / 2, high / 2, (wide / 2, high / 2))

    def vague(self, spot: Spot) -> bool:
        """Whether a place's ring is large enough to stand for its disc."""
        return spot.ring is not None and spot.ring > self.radius + GAP

    @property
    def contests(self) -> list[tuple[str, ...]]:
        """The pairs of actor ids that contest a place, each once."""
        return sorted({spot.held.sides for spot in self.spots if spot.held.contested})

    @property
    def signs(self) -> set[Sign]:
        """What a legend has to explain."""
        states = [spot.held for spot in self.spots]
        found: set[Sign] = {("holder", side) for state in states for side in state.sides if side}
        found |= {("kind", mark.kind) for mark in self.marks}
        found |= {("kind", kind) for group in self.groups for kind in group.kinds}
        found |= {("status", mark.status) for mark in self.marks}
        found |= {("sure", state.confidence) for state in states if state.strength < 1}
        differ = any(map(self.differs, self.spots)) or any(mark.differs for mark in self.marks)
        there = {
            "contested": any(state.contested for state in states),
            "unknown": any(not spot.held.known for spot in self.spots if spot.area is None),
            "changed": any(state.changed for state in states),
            "differs": differ,
            "rough": any(spot.ring for spot in self.spots),
            "selected": any(spot.selected for spot in self.spots),
            "faded": any(mark.alpha < 1 for mark in self.marks) or bool(self.dots),
            "dots": bool(self.dots),
            "group": bool(self.groups),
        }
        return found | {("mark", name) for name, present in there.items() if present}


def arranged(sheet: Sheet, frame: Frame, edges: Iterable[Box] = ()) -> Arrangement:
    """The sheet's day in a frame; `edges` are boxes that must stay free."""
    data = sheet.page.data
    made = Arrangement(frame, radius=SIZES["small_disc" if len(data.places) > MANY else "disc"])
    made.spots = list(_spots(sheet, frame))
    made.elsewhere = len(data.places) - len(made.spots)
    taken = Taken(frame.width, frame.height, edges)
    for spot in made.spots:
        if spot.area is None:
            taken.add(placement.square(spot.x, spot.y, made.reach(spot)))
    ordered = sorted(made.spots, key=lambda spot: spot.rank)
    found = labels.place([_named(spot, made.reach(spot)) for spot in ordered], taken)
    made.names = [(spot, label) for spot, label in zip(ordered, found, strict=True) if label]
    made.nameless = len(ordered) - len(made.names)
    _add_events(sheet, made, taken)
    return made


def _named(spot: Spot, reach: float) -> Named:
    area = spot.area is not None
    return Named(spot.x, spot.y, spot.name, spot.held.note, reach + GAP, area)


def _spots(sheet: Sheet, frame: Frame) -> Iterator[Spot]:
    page = sheet.page
    states = {row["place_id"]: held(row) for row in page.control}
    for row in records(page.data.places):
        key = row["place_id"]
        outline = page.outlines.areas.get(key)
        point = page.timeline.gazetteer.point(key)
        seen, ring = None, None
        if outline is not None:
            seen = frame.cut(outline)
            if seen.is_empty:
                continue
            longitude, latitude = page.outlines.anchors[key]
            x, y = frame.point(latitude, longitude)
            if not frame.holds(x, y):  # what is seen of it is named there
                inner = seen.representative_point()
                x, y = frame.point(inner.y, inner.x)
        elif point is not None:
            x, y = frame.point(*point)
            if not frame.holds(x, y):
                continue
            if row["precision_km"] > style.RING_FROM_KM:
                ring = row["precision_km"] / frame.km(point[0])
        else:
            continue
        selected = key == page.selection.place
        yield Spot(key, page.labels.places[key], x, y, states[key], seen, ring, selected)


def _add_events(sheet: Sheet, made: Arrangement, taken: Taken) -> None:
    page = sheet.page
    spots = {spot.place_id: spot for spot in made.spots}
    at: dict[str, list[Row]] = {}
    chosen = page.selection.event
    for event in page.events:
        at.setdefault(event["place_id"], []).append(event)
    made.unplaced = sum(len(events) for key, events in at.items() if key not in spots)
    busy = [spot for spot in made.spots if spot.place_id in at]
    if sum(len(at[spot.place_id]) for spot in busy) > CROWD:
        for spot in busy:
            alphas = [_alpha(event, page.selection.window) for event in at[spot.place_id]]
            found = [(*placement.dot(spot.x, spot.y, n), alpha) for n, alpha in enumerate(alphas)]
            inside = [one for one in found if made.frame.holds(*one[:2])]
            made.dots += inside
            made.hidden += len(found) - len(inside)
        return
    for events in at.values():  # what is open is served first
        events.sort(key=lambda event: event["event_id"] != chosen)
    # Places with few events are served before others: they have no other room to go to.
    busy.sort(key=lambda spot: (
        not spot.selected and at[spot.place_id][0]["event_id"] != chosen, len(at[spot.place_id]),
    ))  # fmt: skip
    centers = {spot.place_id: made.center(spot) for spot in made.spots}
    for spot in busy:
        events, center = at[spot.place_id], centers[spot.place_id]
        others = [(one.x, one.y) for key, one in centers.items() if key != spot.place_id]
        away, nearest = placement.neighbours((center.x, center.y), others)
        rings = RINGS if spot.selected else placement.rings_for(nearest, center.reach)
        around = Around(center.x, center.y, center.reach, away, rings)
        fresh = sum(not event["age"] or event["event_id"] == chosen for event in events)
        kinds = len(_kinds(events))
        free, badge = placement.spread(around, len(events), fresh, kinds, taken)
        made.marks += [
            _mark(event, _alpha(event, page.selection.window), one, center, chosen)
            for event, one in zip(events, free, strict=False)
        ]
        rest = events[len(free) :]
        if badge is None:
            made.hidden += len(rest)
        else:
            named = _kinds(rest) if badge.named else ()
            made.groups.append(Group(spot.place_id, len(rest), named, badge.box, center))


def _alpha(event: Row, window: int | None) -> float:
    fades = max(1, window or style.FADE_DAYS)
    return float(1 - (1 - style.FAINTEST) * min(1, event["age"] / fades))


def _kind(event: Row) -> str:
    return kind_of(event["event_type"], event["sub_event_type"])


def _kinds(events: Iterable[Row]) -> tuple[str, ...]:
    """The kinds that a badge has drawings of: of most events, the newest first among equals."""
    counts = Counter(map(_kind, events))
    return tuple(kind for kind, _ in counts.most_common(SIZES["group_kinds"]))


def _mark(
    event: Row, alpha: float, at: tuple[float, float], of: Center, chosen: str | None
) -> Mark:
    own = event["event_id"] == chosen
    strength = 1.0 if own else alpha
    differs = bool(event["differs"])
    return Mark(event["event_id"], _kind(event), event["status"], differs, own, strength, *at, of)
