"""Which place is meant by a name, in any spelling.

A name that is recorded, as a place's own or as an alias, is found whatever its case, accents,
joints and letter variants; one that several places bear finds all of them. What is only alike is
offered with a score, and never taken for the place itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from rapidfuzz import fuzz, process

from dashboard.model.gazetteer import LOCAL_NAMES
from dashboard.model.spelling import folded, keys
from dashboard.model.table import Row, records

# A near spelling is offered from this score on. Measured on the pairs of tests/unit/pairs.csv:
# data/README.md has the table of hits and misses.
OFFERED = 0.78
LIKELY = 0.70  # of the joined spellings; what is less alike need not be looked at closely
OFFERS = 5
NAME, ALIAS, NEAR = "name", "alias", "near"


@dataclass(frozen=True)
class Match:
    """One place that a name may mean, and why."""

    place_id: str
    spelling: str  # the recorded spelling that matched
    language: str  # "" for the name itself and for aliases
    how: str  # NAME, ALIAS (a local name or another spelling), or NEAR
    score: float = 1.0  # 1 unless near


class Lookup:
    """Every spelling of every place, ready to be asked; build it once."""

    def __init__(self, places: pd.DataFrame) -> None:
        self._known: dict[str, list[Match]] = {}
        words: list[str] = []
        self._matches: list[Match] = []
        for row in records(places):
            for spelling, language, how in spellings(row):
                match = Match(row["place_id"], spelling, language, how)
                for key in keys(spelling):
                    self._known.setdefault(key, []).append(match)
                words.append(folded(spelling))
                self._matches.append(match)
        self._words = words
        self._joined = [spelling.replace(" ", "") for spelling in words]

    def find(self, name: str) -> list[Match]:
        """The places of that name, the best match of each; else those of a near one, best first.

        An exact answer has `how` NAME or ALIAS and may hold several places. A near one holds at
        most OFFERS places; [] says that nothing is alike.
        """
        found = [match for key in keys(name) for match in self._known.get(key, ())]
        return _best(found) if found else self.near(name)

    def near(self, name: str) -> list[Match]:
        """The places with a spelling like this one, by score, at least OFFERED."""
        words = folded(name)
        joined = words.replace(" ", "")
        if not joined:
            return []
        likely = process.extract(
            joined, self._joined, scorer=fuzz.ratio, score_cutoff=100 * LIKELY, limit=50
        )
        found = []
        for _, _, place in likely:
            score = alike(words, self._words[place])
            if score >= OFFERED:
                match = self._matches[place]
                found.append(
                    Match(match.place_id, match.spelling, match.language, NEAR, round(score, 2))
                )
        return _best(found)[:OFFERS]


def alike(one: str, other: str) -> float:
    """How alike two folded names are, from 0 to 1.

    The least alike pair of words counts as much as the whole: a first word that differs names
    another town, however long the second is. A name that is joined up is parted where the other
    has its gap; names of other numbers of words are compared as a whole.
    """
    words, others = sorted((one.split(), other.split()), key=len)
    whole = fuzz.ratio("".join(words), "".join(others)) / 100
    if len(words) == len(others):
        return (whole + _least(words, others)) / 2
    if len(words) == 1 and len(others) == 2:
        parts = ([words[0][:cut], words[0][cut:]] for cut in range(1, len(words[0])))
        return (whole + max((_least(pair, others) for pair in parts), default=0)) / 2
    return whole


def _least(words: list[str], others: list[str]) -> float:
    return min(map(fuzz.ratio, words, others), default=0) / 100


def spellings(row: Row) -> Iterator[tuple[str, str, str]]:
    """Every recorded spelling of a place: spelling, language, how."""
    yield row["name"], "", NAME
    for column, language in LOCAL_NAMES.items():
        if row[column]:
            yield row[column], language, ALIAS
    for alias in str(row["aliases"]).split(";"):
        if alias.strip():
            yield alias.strip(), "", ALIAS


def _best(found: list[Match]) -> list[Match]:
    """The best match of each place: its own name before an alias, then by score."""
    order = {NAME: 0, ALIAS: 1, NEAR: 2}
    ranked = sorted(found, key=lambda match: (order[match.how], -match.score))
    return list({match.place_id: match for match in reversed(ranked)}.values())[::-1]
