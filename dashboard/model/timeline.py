"""What had happened and who held what, for any day: all reading of events goes through here."""

from copy import copy
from datetime import date
from functools import cached_property

import pandas as pd

from dashboard.model import days
from dashboard.model.claims import disputed
from dashboard.model.control import accounts, resolved
from dashboard.model.dataset import Dataset
from dashboard.model.gazetteer import Gazetteer
from dashboard.model.lookup import Lookup, spellings
from dashboard.model.perspective import EVERYONE, Perspective, articles
from dashboard.model.selection import Filters, Selection
from dashboard.model.snapshot import Snapshot
from dashboard.model.spelling import folded
from dashboard.model.table import Row, pairs, records

STEPS = {"previous": -1, "next": 1}
WEEK = 7  # days: an event dated no better than this is not told as one of a day


class Timeline:
    """A dataset laid out in time; build it once, ask it often, it never changes."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self.gazetteer = Gazetteer(dataset.places)
        self.accounts = accounts(dataset.control)
        self._actors = pairs(dataset.actors, "actor_id", "name")
        self.events = self._with_days(dataset.events).assign(
            differs=disputed(dataset.events, dataset.claims)
        )
        self._haystack = self._words(self.events)
        # Newest first, exact before rough: every day's events in the order in which they are read.
        self._newest = self.events.sort_values(
            ["start", "end"], ascending=[False, True], kind="stable"
        )
        self._place = self.events.index.get_indexer(self._newest.index)  # of each in file order
        self._tell(EVERYONE)
        self._resolved: dict[Perspective, Timeline] = {EVERYONE: self}

    def under(self, perspective: Perspective) -> "Timeline":
        """The same record as a perspective tells it; made once for each."""
        if perspective not in self._resolved:
            timeline = copy(self)
            timeline._tell(perspective)
            self._resolved[perspective] = timeline
        return self._resolved[perspective]

    @property
    def everyone(self) -> "Timeline":
        """The same record as all accounts tell it."""
        return self.under(EVERYONE)

    def _tell(self, perspective: Perspective) -> None:
        known = articles(self._dataset)
        self.perspective = perspective
        self.control = resolved(self._dataset.control, perspective, known)
        self._tells = perspective.tells(self.events, known)
        begun = self.control["start"][self.control["change"].eq(True)]
        # The days on which any place's state is known to begin, sorted, since 1970.
        self.change_days = sorted({int(day) for day in begun})

    @cached_property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day anything is recorded for, or None for an empty folder."""
        starts = pd.concat([self.events["start"], self.control["start"]])
        if starts.empty:
            return None
        return days.day(starts.min()), days.day(pd.concat([starts, self.events["end"]]).max())

    @cached_property
    def lookup(self) -> Lookup:
        """The gazetteer's spellings."""
        return Lookup(self._dataset.places)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The event types that occur."""
        return frozenset(self.events["event_type"])

    @cached_property
    def named(self) -> frozenset[str]:
        """The actors that any event names, on either side or as the one who says so."""
        columns = ("actor1", "actor2", "attribution")
        return frozenset().union(*(self.events[column] for column in columns))

    def at(self, selection: Selection) -> Snapshot:
        """Everything that is so on the selection's day."""
        day = days.number(selection.day)
        begun = (self._newest["start"] <= day).to_numpy()
        if selection.window is not None:
            begun = begun & (self._newest["end"] > day - selection.window).to_numpy()
        events = self._newest[begun & self.matching(selection.filters).to_numpy()[self._place]]
        events = events.assign(age=(day - events["end"]).clip(lower=0))
        return Snapshot(
            day=selection.day,
            events=events,
            today=events[(events["end"] >= day) & (events["end"] - events["start"] <= WEEK)],
            total=int(begun.sum()),
            control=self._control_on(day),
            changes=self._changes_on(day),
        )

    def matching(self, filters: Filters) -> "pd.Series[bool]":
        """Which events perspective and filters leave, as a mask over `events` in file order."""
        events = self.events
        mask = self._tells.copy()
        for column, wanted in (
            ("event_type", filters.types),
            ("place_id", filters.places),
            ("source_id", filters.sources),
        ):
            if wanted:
                mask &= events[column].isin(wanted)
        if filters.actors:
            named = events[["actor1", "actor2", "attribution"]].isin(filters.actors)
            mask &= named.any(axis=1)
        for word in folded(filters.text).split():
            mask &= self._haystack.str.contains(word, regex=False)
        return mask

    def step(self, selection: Selection, which: str, of: str = "event") -> date | None:
        """The nearest day, before or after the selection's, with an event or a change of control.

        `which` is "previous" or "next", `of` is "event" (as filtered, dated to a week or better)
        or "change"; None where there is no such day.
        """
        if of == "change":
            found = pd.Series(self.change_days, dtype="int64")
        else:
            dated = self.events["end"] - self.events["start"] <= WEEK
            found = self.events["start"][self.matching(selection.filters) & dated]
        day = days.number(selection.day)
        found = found[found > day] if STEPS[which] > 0 else found[found < day]
        if found.empty:
            return None
        return days.day(found.min() if STEPS[which] > 0 else found.max())

    def event(self, event_id: str) -> Row | None:
        """One event by its id, or None."""
        return next(iter(records(self.events[self.events["event_id"] == event_id])), None)

    def _with_days(self, events: pd.DataFrame) -> pd.DataFrame:
        start = days.numbers(events["date"])
        stated_end = events["date_end"].fillna(events["date"])
        end = days.numbers(stated_end)
        rough = events["date_end"].isna() & events["time_precision"].ne("day")
        # Few rows: most events are dated to the day.
        for row in records(events[rough].assign(row=events.index[rough])):
            last = days.last_of_span(row["date"].date(), row["time_precision"])
            end[row["row"]] = days.number(last)
        return events.assign(start=start, end=end)

    def _words(self, events: pd.DataFrame) -> "pd.Series[str]":
        """All that free text may match, folded, one string an event."""
        names = {"": ""} | {
            place: " ".join(name for name, _, _ in spellings(self.gazetteer.row(place)))
            for place in self.gazetteer.ids
        }
        actors = {"": ""} | self._actors
        columns = [
            events["title"],
            events["summary"],
            events["place_id"].map(names),
            events["actor1"].map(actors),
            events["actor2"].map(actors),
            events["sub_event_type"],
        ]
        text = columns[0].astype("str")
        for column in columns[1:]:
            text = text + " " + column.astype("str")
        return text.map(folded)

    def _control_on(self, day: int) -> pd.DataFrame:
        control = self.control
        held = control[(control["start"] <= day) & (day < control["end"])]
        table = held.set_index("place_id").reindex(pd.Index(self.gazetteer.ids, name="place_id"))
        table = table.reset_index()
        table["differs"] = table["differs"].eq(True)
        table["status"] = table["status"].fillna("unknown")
        text = ["controller", "challenger", "attribution", "confidence", "time_precision",
                "source_id", "paragraph", "note"]  # fmt: skip
        table[text] = table[text].fillna("")
        table["changed"] = table["change"].eq(True) & table["start"].eq(day)
        return table

    def _changes_on(self, day: int) -> pd.DataFrame:
        control = self.control
        begun = control[(control["start"] == day) & control["change"].eq(True)]
        order = {place: position for position, place in enumerate(self.gazetteer.ids)}
        begun = begun.sort_values("place_id", key=lambda places: places.map(order))
        held = control[(control["end"] == day) & control["status"].eq("held")]
        until = pairs(held, "place_id", "controller")
        return begun.assign(before=[until.get(place, "") for place in begun["place_id"]])
