"""What is claimed of an event: quantities side by side, and whether accounts differ.

A quantity is a range, both ends included; an end that is not known is open. Numbers of different
claimants stand beside each other and are never added up or averaged.
"""

from dataclasses import dataclass
from math import inf, isnan

import pandas as pd

from dashboard.model.table import Row, records

CONTRARY = ("disputed", "contradicted")  # statuses that say that another account differs
QUANTITY = ["event_id", "kind", "unit"]  # what makes two ranges comparable


@dataclass(frozen=True)
class Quantity:
    """What several claimants say of one thing: the claims with a number, in file order."""

    kind: str
    unit: str
    claims: list[Row]

    @property
    def differ(self) -> bool:
        """Whether two claimants' ranges have no number in common."""
        spans = [(row["claimant"], *reach(row)) for row in self.claims]
        return any(
            one[0] != other[0] and (one[1] > other[2] or other[1] > one[2])
            for one in spans
            for other in spans
        )


def reach(claim: Row) -> tuple[float, float]:
    """The least and the greatest value that the claim leaves open."""
    low, high = claim["low"], claim["high"]
    return -inf if isnan(low) else low, inf if isnan(high) else high


def accounts(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that are accounts of what happened: a stated distance can only be mismeasured."""
    return claims[claims["from_place"] == ""]


def quantities(claims: list[Row]) -> list[Quantity]:
    """The claims of one event that have a number, by what they count, in file order."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in claims:
        if not (isnan(row["low"]) and isnan(row["high"])):
            found.setdefault((row["kind"], row["unit"]), []).append(row)
    return [Quantity(kind, unit, rows) for (kind, unit), rows in found.items()]


def disputed(events: pd.DataFrame, claims: pd.DataFrame) -> "pd.Series[bool]":
    """Which events accounts differ on, as a mask over `events`.

    One is disputed or contradicted itself, or tells another otherwise, or a claim of it is
    disputed or contradicted, or two claimants' ranges exclude each other.
    """
    claims = accounts(claims)
    contrary = {*claims["event_id"][claims["status"].isin(CONTRARY)]}
    numbers = claims[claims[["low", "high"]].notna().any(axis=1)]
    several = numbers[numbers.groupby(QUANTITY)["claimant"].transform("nunique") > 1]
    for event_id, rows in several.groupby("event_id", sort=False):
        if any(quantity.differ for quantity in quantities(records(rows))):
            contrary.add(event_id)
    named = events["event_id"].isin({*events["against"]} - {""})
    stated = events["status"].isin(CONTRARY) | (events["against"] != "")
    return stated | named | events["event_id"].isin(contrary)
