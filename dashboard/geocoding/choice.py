"""Which of a geocoder's answers is the place that was meant, if that is clear.

A candidate is refused if it is
  in another country than the row says, or, where the row says none, than the data set says;
  far: more than `reach` away from every located place;
  of another sort: a region for a town, a railway station for a village.
Those left that lie within SAME_KM of each other are one. It is clear which one is meant if
  one bears an identifier that the row already has (and then no other will do);
  only one is left, of those in the row's `admin1` if there are any;
  one of them leads in importance by as much as LEADS asks for the kind of place.
Everything else is left to a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dashboard.model.gazetteer import Point, distance
from dashboard.model.spelling import folded

Box = tuple[float, float, float, float]  # south, west, north, east
Sort = Literal["settlement", "region", "site"]

# What a row's kind may be found as.
FITS: dict[str, tuple[Sort, ...]] = {
    "city": ("settlement",),
    "town": ("settlement",),
    "village": ("settlement",),
    "site": ("site", "settlement"),
    "area": ("region",),
}

# By how much the most important candidate (0 to 1) must lead the next. A village has no lead:
# the famous namesake is not the village that a war passed through.
LEADS = {"city": 0.15, "town": 0.25}

SAME_KM = 2.0  # one town, once as a point and once as an outline
LEAST_REACH_KM = 500.0  # a data set that has located one town only still has neighbours
WIDEST_KM = 2000.0  # what precision_km may hold


@dataclass(frozen=True)
class Candidate:
    """One answer of a geocoder."""

    id: str  # by which --pick names it
    name: str  # as the service writes it in full
    point: Point
    type: str  # the service's own word
    sort: Sort
    country: str = ""  # ISO 3166-1 alpha-3; "" where the service names none
    region: str = ""  # first-level region
    importance: float | None = None  # 0 to 1
    box: Box | None = None  # its extent
    column: str = ""  # the column of places.csv that takes its identifier
    key: str = ""  # that identifier

    @property
    def precision_km(self) -> float | None:
        """How far its extent reaches from its point, rounded up; None without an extent.

        To the sides, not to the corners: few towns fill those, and the map draws a place that is
        known less exactly than RING_FROM_KM as a ring.
        """
        if self.box is None:
            return None
        latitude, longitude = self.point
        south, west, north, east = self.box
        sides = [(south, longitude), (north, longitude), (latitude, west), (latitude, east)]
        farthest = max(distance(self.point, side).km for side in sides)
        return min(max(int(farthest * 10 + 1) / 10, 0.1), WIDEST_KM)


@dataclass(frozen=True)
class Place:
    """A row of places.csv that lacks coordinates, or whose coordinates are asked again."""

    place_id: str
    name: str
    kind: str
    names: tuple[str, ...]  # what to ask, in this order
    countries: tuple[str, ...] = ()  # alpha-3: its own, else the data set's
    admin1: str = ""
    point: Point | None = None  # where it was so far
    keys: Mapping[str, str] = field(default_factory=dict)  # identifiers that the row has


@dataclass(frozen=True)
class Around:
    """Where the data set lies."""

    located: Mapping[str, tuple[str, Point]] = field(default_factory=dict)  # id: name, point
    box: Box | None = None  # its view, else the extent of the located places

    @property
    def reach(self) -> float:
        """How far from the nearest located place another may lie, in kilometres."""
        if self.box is None:
            return LEAST_REACH_KM
        south, west, north, east = self.box
        return max(LEAST_REACH_KM, distance((south, west), (north, east)).km)

    def nearest(self, point: Point, but: str = "") -> tuple[str, float] | None:
        """The nearest located place other than `but`: its name, how far in kilometres."""
        others = [
            (distance(point, other).km, name)
            for place_id, (name, other) in self.located.items()
            if place_id != but
        ]
        if not others:
            return None
        km, name = min(others)
        return name, km

    def far(self, point: Point, but: str) -> str:
        """Why the point is too far away, or ""."""
        found = self.nearest(point, but)
        if found is None and self.box is not None:
            south, west, north, east = self.box
            middle = (south + north) / 2, (west + east) / 2
            found = "the middle of the view", distance(point, middle).km
        if found is None or found[1] <= self.reach:
            return ""
        name, km = found
        return f"{km:,.0f} km from {name}, the nearest place; {self.reach:,.0f} are allowed"


@dataclass(frozen=True)
class Verdict:
    """What became of the candidates: one is clear or none, some are open, some refused."""

    clear: Candidate | None
    open: tuple[Candidate, ...]
    refused: tuple[tuple[Candidate, str], ...]  # with the reason


def judge(place: Place, candidates: Sequence[Candidate], around: Around) -> Verdict:
    """Sort the candidates by the rule at the top of this module."""
    refused = []
    fit: list[Candidate] = []
    for candidate in candidates:
        if reason := _refusal(place, candidate, around):
            refused.append((candidate, reason))
        else:
            fit.append(candidate)
    clear, left = _clear(place, fit)
    return Verdict(clear, tuple(left), tuple(refused))


def same(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are the same place."""
    return one.id == other.id or distance(one.point, other.point).km <= SAME_KM


def inside(candidate: Candidate, admin1: str) -> bool:
    """Whether the candidate's region is the row's, as in "Kirkuk" and "Kirkuk Governorate"."""
    wanted, region = folded(admin1).split(), folded(candidate.region).split()
    return bool(wanted) and region[: len(wanted)] == wanted


def _refusal(place: Place, candidate: Candidate, around: Around) -> str:
    """Why the candidate cannot be the place, or ""."""
    if place.countries and candidate.country not in place.countries:
        where = candidate.country or "no country that the service names"
        return f"in {where}, not in {' or '.join(place.countries)}"
    if reason := around.far(candidate.point, place.place_id):
        return reason
    if candidate.sort not in FITS[place.kind]:
        return f"{candidate.type or candidate.sort}, not a {place.kind}"
    return ""


def _clear(place: Place, fit: Sequence[Candidate]) -> tuple[Candidate | None, list[Candidate]]:
    """The candidate that is meant, if that is clear, and those among which it was sought."""
    known = [candidate for candidate in fit if place.keys.get(candidate.column)]
    if known:
        own = [one for one in known if one.key == place.keys[one.column]]
        return (own[0] if own else None), _merged(fit)
    left = _merged(fit)
    pool = [one for one in left if inside(one, place.admin1)] or left
    if len(pool) == 1:
        return pool[0], left
    if len(pool) > 1 and _leads(place.kind, *pool[:2]):
        return pool[0], left
    return None, left


def _leads(kind: str, first: Candidate, second: Candidate) -> bool:
    """Whether the first is so much more important that nobody means the second."""
    if kind not in LEADS or first.importance is None or second.importance is None:
        return False
    # Rounded, or 0.6 would not lead 0.35 by 0.25.
    return round(first.importance - second.importance, 6) >= LEADS[kind]


def _merged(fit: Sequence[Candidate]) -> list[Candidate]:
    """The candidates by importance, without those that an earlier one stands for."""
    ranked = sorted(fit, key=lambda one: -(one.importance or 0))
    kept: list[Candidate] = []
    for candidate in ranked:
        if not any(same(candidate, other) for other in kept):
            kept.append(candidate)
    return kept
