"""What had happened and who held what, for any day: the answers to `Questions`, from pandas."""

from bisect import bisect_left, bisect_right
from collections import Counter
from copy import copy
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from dashboard.model import days
from dashboard.model.control import NO_RECORD, accounts, resolved
from dashboard.model.dataset import Dataset
from dashboard.model.events import Events
from dashboard.model.gazetteer import Gazetteer
from dashboard.model.labels import Labels
from dashboard.model.lookup import Lookup
from dashboard.model.perspective import EVERYONE, Perspective, articles
from dashboard.model.questions import WEEK, Counts, Mask
from dashboard.model.selection import Filters, Selection
from dashboard.model.table import Row, pairs, records

STEPS = {"previous": -1, "next": 1}


class Timeline:
    """A dataset laid out in time; build it once, ask it often, it never changes.

    It answers `questions.Questions`, which says what each question means.
    """

    def __init__(self, data: Dataset) -> None:
        self.data = data
        self.gazetteer = Gazetteer(data.places)
        self.labels = Labels.of(data)
        self.log = Events(data)
        self.accounts = accounts(data.control)
        self._accounts = _by(self.accounts, "place_id")
        self._claims = _by(data.claims, "event_id")
        self._use(EVERYONE)
        self._others: dict[Perspective, Timeline] = {EVERYONE: self}

    def under(self, perspective: Perspective) -> "Timeline":
        """The same data as another perspective has them; made once for each."""
        if perspective not in self._others:
            other = copy(self)
            other._use(perspective)
            self._others[perspective] = other
        return self._others[perspective]

    def _use(self, perspective: Perspective) -> None:
        self.perspective = perspective
        self.control = resolved(self.data.control, perspective, articles(self.data))
        self._history = _by(self.control, "place_id")
        begun = self.control["start"][self.control["change"].eq(True)]
        # The days on which any place's state is known to begin, sorted, since 1970.
        self.change_days = sorted({int(day) for day in begun})

    @property
    def events(self) -> pd.DataFrame:
        """All events in file order, whoever tells them; see `Events.table`."""
        return self.log.table

    @cached_property
    def lookup(self) -> Lookup:
        """The places' spellings."""
        return Lookup(self.data.places)

    # Of the whole, whoever tells it

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day on which anything recorded begins or is over, if any."""
        over = self.accounts["end"]
        found = [*self.log.start, *self.log.end, *self.accounts["start"]]
        found += [*over[over != days.FOREVER]]
        return (days.day(min(found)), days.day(max(found))) if found else None

    @property
    def occurring(self) -> dict[str, frozenset[str]]:
        """What filters may find: the `types` of events, and the `actors` that events name."""
        return self.log.occurring

    @cached_property
    def parties(self) -> dict[str, tuple[int, int]]:
        """How many accounts of control and how many events are each party's own, if any are."""
        control, events = (Counter(one["attribution"]) for one in (self.accounts, self.events))
        counts = {actor: (control[actor], events[actor]) for actor in self.labels.actors}
        return {actor: count for actor, count in counts.items() if any(count)}

    @cached_property
    def holders(self) -> list[str]:
        """The actors that hold any place by any account, then those that challenge one."""
        named = [*self.accounts["controller"], *self.accounts["challenger"]]
        return [actor for actor in dict.fromkeys(named) if actor]

    @cached_property
    def cited(self) -> dict[str, int]:
        """How many rows cite each source."""
        tables = (self.events, self.accounts, self.data.claims)
        return Counter(source for table in tables for source in table["source_id"])

    def resting_on(self, source_id: str) -> list[tuple[str, Row]]:
        """The rows that cite a source: ("event" | "control" | "claim", row)."""
        tables = {"event": self.events, "control": self.accounts, "claim": self.data.claims}
        return [
            (kind, row)
            for kind, table in tables.items()
            for row in records(table[table["source_id"] == source_id])
        ]

    @cached_property
    def distance_claims(self) -> list[tuple[Row, str]]:
        """The claims of how far a place is, in file order, each with the place of its event."""
        claims = self.data.claims
        measuring = records(claims[claims["from_place"] != ""])
        places = pairs(self.events, "event_id", "place_id") if measuring else {}
        return [(claim, places[claim["event_id"]]) for claim in measuring]

    def columns(self, *names: str) -> tuple[list[Any], ...]:
        """These columns of all events, in file order; `words` is what free text may match."""
        found = (self.log.haystack if name == "words" else self.events[name] for name in names)
        return tuple(column.tolist() for column in found)

    # What happened

    def matching(self, filters: Filters) -> Mask:
        """Which events perspective and filters leave, in file order."""
        return self.log.matching(self.perspective, filters)

    def counts(self, selection: Selection) -> Counts:
        """How many events there are up to the selection's day."""
        begun = self.log.begun(selection)
        shown = begun & self.matching(selection.filters)
        day = days.number(selection.day)
        today = shown & self.log.near(day)
        exact = today & (self.log.start == day) & (self.log.end == day)
        return Counts(*(int(mask.sum()) for mask in (shown, begun, today, exact)))

    def feed(
        self, selection: Selection, *, most: int | None = None, place: str | None = None
    ) -> tuple[list[Row], int]:
        """The events shown, newest first, at most `most`; and how many there are in all."""
        mask = self._shown(selection)
        if place is not None:
            mask = mask & (self.events["place_id"] == place).to_numpy(dtype=bool)
        return self.log.newest(mask, selection.day, most), int(mask.sum())

    def today(self, selection: Selection) -> list[Row]:
        """Those of the feed that may fall on the day itself, dated to a week or better."""
        near = self.log.near(days.number(selection.day))
        return self.log.newest(self._shown(selection) & near, selection.day)

    def last_over(self, selection: Selection) -> Row | None:
        """The event of the feed that ended last before the day."""
        return self.log.last_over(self._shown(selection), selection.day)

    def kinds_between(self, earlier: date, later: date, filters: Filters) -> dict[str, int]:
        """Events begun after one day and up to another, by event type, most frequent first."""
        after, until = days.number(earlier), days.number(later)
        mask = (self.log.start > after) & (self.log.start <= until) & self.matching(filters)
        counts = self.events["event_type"][mask].value_counts()
        return {str(kind): int(count) for kind, count in counts.items()}

    def step(self, selection: Selection, which: str, of: str = "event") -> date | None:
        """The nearest day before or after with an event or a change of control.

        `which` is "previous" or "next", `of` is "event" (as filtered, dated to a week or better)
        or "change"; None where there is no such day.
        """
        if of == "change":
            found = np.array(self.change_days, dtype=np.int64)
        else:
            sharp = self.log.end - self.log.start <= WEEK
            found = self.log.start[self.matching(selection.filters) & sharp]
        day = days.number(selection.day)
        found = found[found > day] if STEPS[which] > 0 else found[found < day]
        if not found.size:
            return None
        return days.day(found.min() if STEPS[which] > 0 else found.max())

    def event(self, event_id: str) -> Row | None:
        """One event by its identifier."""
        return self.log.of(event_id)

    def answers(self, event_id: str) -> list[Row]:
        """The events that contradict this one, and the one that it contradicts."""
        return self.log.against(event_id)

    def claims(self, event_id: str) -> list[Row]:
        """The claims of an event, in file order."""
        return self._claims.get(event_id, [])

    def differing(self, day: date, filters: Filters) -> list[Row]:
        """The events, as filtered, that may fall on the day and on which accounts differ."""
        number = days.number(day)
        there = (self.log.start <= number) & (number <= self.log.end)
        there &= self.events["differs"].to_numpy(dtype=bool)
        return self.log.rows(np.flatnonzero(there & self.log.matching(EVERYONE, filters)))

    def _shown(self, selection: Selection) -> Mask:
        return self.log.begun(selection) & self.matching(selection.filters)

    # Who held what

    def control_on(self, day: date) -> list[Row]:
        """Who holds each place: one row a place of the gazetteer, status `unknown` without record.

        `changed` says that the state is known to begin on this very day.
        """
        number = days.number(day)
        return [self._held(place, number) for place in self.gazetteer.ids]

    def _held(self, place_id: str, day: int) -> Row:
        rows = self._history.get(place_id, [])
        at = bisect_right(rows, day, key=lambda row: row["start"]) - 1
        if at < 0 or rows[at]["end"] <= day:
            return {"place_id": place_id, **NO_RECORD}
        row = rows[at]
        return row | {"changed": bool(row["change"]) and row["start"] == day}

    def changes_on(self, day: date) -> list[Row]:
        """The states that begin on the day; `before` is who held the place until then."""
        number = days.number(day)
        if (at := bisect_left(self.change_days, number)) == len(self.change_days):
            return []
        if self.change_days[at] != number:
            return []
        before = {row["place_id"]: row for row in self.control_on(days.day(number - 1))}
        return [
            row | {"before": _holder(before[row["place_id"]])}
            for row in self.control_on(day)
            if row["changed"]
        ]

    def held(self, place_id: str, day: date) -> Row:
        """Who holds one place: its row of `control_on`."""
        return self._held(place_id, days.number(day))

    def history(self, place_id: str) -> list[Row]:
        """The intervals of one place, in order of time."""
        return self._history.get(place_id, [])

    def accounts_of(self, place_id: str) -> list[Row]:
        """Every account of who held a place, in order of time, preferred or not."""
        return self._accounts.get(place_id, [])


def _holder(row: Row) -> str:
    """Who held a place, if one party did."""
    return str(row["controller"]) if row["status"] == "held" else ""


def _by(table: pd.DataFrame, column: str) -> dict[str, list[Row]]:
    """The rows by one column, in the table's order."""
    found: dict[str, list[Row]] = {}
    for row in records(table):
        found.setdefault(row[column], []).append(row)
    return found
