"""Which place is meant by a name, in any spelling.

A name that is recorded, as a place's own or as an alias, is found whatever its case, accents,
joints and letter variants; one that several places bear finds all of them. What is only alike, by
its letters and its sound, is offered with a score, and so is a place of whose name it is a word;
neither is ever taken for the place itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd
from rapidfuzz import fuzz, process

from dashboard.model.gazetteer import LOCAL_NAMES
from dashboard.model.spelling import folded, keys, sounded
from dashboard.model.table import Row, records

# A near spelling is offered from this score on. Measured on the pairs of tests/unit/pairs.csv:
# data/README.md has the table of hits and misses.
OFFERED = 0.78
LIKELY = 0.70  # of the joined spellings; what is less alike need not be looked at closely
OFFERS = 5
SHORTEST = 3  # letters of a word that may stand for the whole name
NAME, ALIAS, NEAR, PART = "name", "alias", "near", "part"


@dataclass(frozen=True)
class Match:
    """One place that a name may mean, and why."""

    place_id: str
    spelling: str  # the recorded spelling that matched
    language: str  # "" for the name itself and for aliases
    how: str  # NAME, ALIAS (a local name or another spelling), NEAR, or PART (a word of it)
    score: float = 1.0  # below 1 unless sure: how alike, or how much of the spelling

    @property
    def sure(self) -> bool:
        """Whether it is the name itself, and not only near it."""
        return self.how in (NAME, ALIAS)


class Lookup:
    """Every spelling of every place, ready to be asked; build it once."""

    def __init__(self, places: pd.DataFrame) -> None:
        self._known: dict[str, list[Match]] = {}
        self._matches: list[Match] = []
        self._words: list[str] = []
        self._bearing: dict[str, set[int]] = {}  # a word as it sounds -> spellings that have it
        for row in records(places):
            for spelling, language, how in spellings(row):
                match = Match(row["place_id"], spelling, language, how)
                for key in keys(spelling):
                    self._known.setdefault(key, []).append(match)
                words = folded(spelling)
                for word in sounded(words).split():
                    self._bearing.setdefault(word, set()).add(len(self._matches))
                self._words.append(words)
                self._matches.append(match)
        self._sounded = [*map(sounded, self._words)]
        self._joined = [words.replace(" ", "") for words in self._sounded]

    def find(self, name: str) -> list[Match]:
        """The places of that name, the best match of each; else those of a near one, best first.

        An exact answer has `how` NAME or ALIAS and may hold several places. A near one holds at
        most OFFERS places; [] says that nothing is alike.
        """
        found = [match for key in keys(name) for match in self._known.get(key, ())]
        return _best(found) if found else self.near(name)

    def near(self, name: str) -> list[Match]:
        """The places with a spelling like this one, by score, at least OFFERED; then of a part.

        The score is the mean of how alike the two are as written and as they sound.
        """
        words = folded(name)
        sound = sounded(words)
        if not sound:
            return []
        likely = process.extract(
            sound.replace(" ", ""), self._joined, scorer=fuzz.ratio, score_cutoff=100 * LIKELY,
            limit=50,
        )  # fmt: skip
        scores = {
            place: (alike(words, self._words[place]) + alike(sound, self._sounded[place])) / 2
            for _, _, place in likely
        }
        found = [self._offer(place, NEAR, score) for place, score in scores.items()
                 if score >= OFFERED]  # fmt: skip
        return _best([*found, *self._parts(sound.split())])[:OFFERS]

    def _parts(self, words: list[str]) -> Iterator[Match]:
        """The spellings of more words than these that have every one of them, as they sound."""
        if len("".join(words)) < SHORTEST:
            return
        for place in set.intersection(*(self._bearing.get(word, set()) for word in words)):
            whole = self._sounded[place].split()
            if len(whole) > len(words):
                yield self._offer(place, PART, len("".join(words)) / len("".join(whole)))

    def _offer(self, place: int, how: str, score: float) -> Match:
        match = self._matches[place]
        return replace(match, how=how, score=min(0.99, round(score, 2)))


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
    order = {NAME: 0, ALIAS: 1, NEAR: 2, PART: 3}
    ranked = sorted(found, key=lambda match: (order[match.how], -match.score))
    return list({match.place_id: match for match in reversed(ranked)}.values())[::-1]
