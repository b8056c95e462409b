"""Distances and directions that a text states, beside those that the gazetteer measures."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import isnan

from dashboard.model.codes import LENGTHS
from dashboard.model.gazetteer import Distance, Gazetteer, distance
from dashboard.model.table import Row


@dataclass(frozen=True)
class StatedDistance:
    """One claim of how far a place is, and which way, from another; lengths in kilometres."""

    claim: Row
    from_place: str
    to_place: str
    low: float  # the least and the greatest length that the claim leaves open
    high: float
    direction: str  # "" where the text gives none
    measured: Distance

    @property
    def excess(self) -> float:
        """By what share of the measured length the claim is too long; below 0: too short."""
        km = self.measured.km
        nearest = min(max(km, self.low), self.high)
        return (nearest - km) / km if km else 0.0

    @property
    def turned(self) -> bool:
        """Whether the text points to another of the eight compass directions."""
        return self.direction not in ("", self.measured.wind)


def stated_distances(
    claims: Iterable[tuple[Row, str]], gazetteer: Gazetteer
) -> list[StatedDistance]:
    """The claims that measure from a place to their event's place, where both are located.

    Each claim comes with that place, as `Questions.distance_claims` has it.
    """
    found = []
    for claim, there in claims:
        here = claim["from_place"]
        start = gazetteer.point(here)
        end = gazetteer.point(there) if there else None
        if start is None or end is None:
            continue
        unit = LENGTHS[claim["unit"]]
        low, high = (
            open_end if isnan(claim[name]) else claim[name] * unit
            for name, open_end in (("low", 0.0), ("high", float("inf")))
        )
        line = distance(start, end, there)
        found.append(StatedDistance(claim, here, there, low, high, claim["direction"], line))
    return found
