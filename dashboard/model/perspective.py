"""Whose account the map tells: which records count, and whose word goes first.

    according to      records that count               whose word goes first
    all accounts      every one                        reporting, then any party
    the articles      those of sources of that kind    reporting, then any party
    a party           every one                        its own, reporting, then any other party

Within one rank the latest word goes first. What does not count is not shown, but still known:
where it says otherwise the place is marked, so no account is ever dropped in silence. Of the
events, a party tells its own and those of reporting.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from dashboard.model.codes import ALL, ARTICLES, REPORTING
from dashboard.model.dataset import Dataset
from dashboard.model.table import Row

OWN, ANY = "own", "any"  # the party itself; whoever is not named before

# The table above. Perspectives that are no word of it are parties, by their actor id.
FIRST: dict[str, tuple[str, ...]] = {
    ALL: (REPORTING, ANY),
    ARTICLES: (REPORTING, ANY),
    OWN: (OWN, REPORTING, ANY),
}


@dataclass(frozen=True)
class Perspective:
    """One way to tell the record: ALL, ARTICLES, or the id of the party that tells it."""

    who: str = ALL

    @property
    def party(self) -> str | None:
        """The party that tells it, or None."""
        return None if self.who in FIRST else self.who

    def counts(self, rows: pd.DataFrame, articles: frozenset[str]) -> "pd.Series[bool]":
        """Which rows (with a `source_id`) count; `articles` are the sources of that kind."""
        if self.who == ARTICLES:
            return rows["source_id"].isin(articles)
        return pd.Series(True, index=rows.index)

    def tells(self, events: pd.DataFrame, articles: frozenset[str]) -> "pd.Series[bool]":
        """Which events count, and of a party's none that are another's."""
        shown = self.counts(events, articles)
        if self.party is not None:
            shown &= events["attribution"].isin([REPORTING, self.party])
        return shown

    @property
    def rank(self) -> Callable[[Row], int]:
        """The place of a row's attribution among those whose word goes first, from 0."""
        order = FIRST[OWN if self.party else self.who]

        def rank(row: Row) -> int:
            who = OWN if row["attribution"] == self.party else row["attribution"]
            return order.index(who if who in order else ANY)

        return rank


EVERYONE = Perspective()


def articles(data: Dataset) -> frozenset[str]:
    """The sources that are articles."""
    return frozenset(data.sources["source_id"][data.sources["kind"] == "article"])
