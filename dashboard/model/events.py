"""The events of a dataset laid out in time, as arrays that answer what happened by a day."""

from datetime import date
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.model import days
from dashboard.model.claims import disputed
from dashboard.model.dataset import Dataset
from dashboard.model.lookup import spellings
from dashboard.model.perspective import Perspective, articles
from dashboard.model.questions import WEEK, Mask
from dashboard.model.selection import Filters, Selection
from dashboard.model.spelling import folded
from dashboard.model.table import Row, pairs, records

FILTERS_KEPT = 64  # masks, for all readers: filters are few and shared


class Events:
    """All events, in file order, with `start` and `end` in days since 1970, both included."""

    def __init__(self, data: Dataset) -> None:
        self._data = data
        dated = _with_days(data.events)
        self.table = dated.assign(differs=disputed(data.events, data.claims))
        self.start = self.table["start"].to_numpy()
        self.end = self.table["end"].to_numpy()
        # Newest first, exact before rough: every day's events in the order in which they are read.
        self._newest = np.lexsort((self.end, -self.start))
        self.ids = pd.Index(self.table["event_id"])
        self._against: dict[str, list[str]] = {}
        contrary = self.table[self.table["against"] != ""]
        for one, other in zip(contrary["event_id"], contrary["against"], strict=True):
            self._against.setdefault(one, []).append(other)
            self._against.setdefault(other, []).append(one)
        self.matching = lru_cache(FILTERS_KEPT)(self._matching)

    def _matching(self, perspective: Perspective, filters: Filters) -> Mask:
        """Which events perspective and filters leave, in file order; never to be written to."""
        table = self.table
        mask = perspective.tells(table, articles(self._data))
        for column, wanted in (
            ("event_type", filters.types),
            ("place_id", filters.places),
            ("source_id", filters.sources),
        ):
            if wanted:
                mask &= table[column].isin(wanted)
        if filters.actors:
            named = table[["actor1", "actor2", "attribution"]].isin(filters.actors)
            mask &= named.any(axis=1)
        # Signs alone fold to nothing: as they are, they stand in no text that may match.
        for word in folded(filters.text).split() or filters.text.split():
            mask &= self.haystack.str.contains(word, regex=False)
        found: Mask = mask.to_numpy(dtype=bool)
        found.flags.writeable = False
        return found

    def begun(self, selection: Selection) -> Mask:
        """Which events have begun by the day and are still within the window."""
        day = days.number(selection.day)
        mask: Mask = self.start <= day
        if selection.window is not None:
            mask = mask & (self.end > day - selection.window)
        return mask

    def near(self, day: int) -> Mask:
        """Which events may fall on the day, dated to a week or better."""
        mask: Mask = (self.start <= day) & (day <= self.end) & (self.end - self.start <= WEEK)
        return mask

    def newest(self, mask: Mask, day: date, most: int | None = None) -> list[Row]:
        """Those of the mask, newest first, with their `age` on the day; at most so many."""
        found = self._newest[mask[self._newest]][:most]
        rows = self.table.iloc[found]
        return records(rows.assign(age=(days.number(day) - rows["end"]).clip(lower=0)))

    def last_over(self, mask: Mask, day: date) -> Row | None:
        """Of the mask, the event that ended last before the day."""
        over = self._newest[(mask & (self.end < days.number(day)))[self._newest]]
        if not over.size:
            return None
        return self.rows([over[np.argmax(self.end[over])]])[0]

    def rows(self, positions: "list[int] | npt.NDArray[np.intp]") -> list[Row]:
        """The events at these positions in file order."""
        return records(self.table.iloc[positions])

    def of(self, event_id: str) -> Row | None:
        """One event by its identifier."""
        found = self.ids.get_indexer([event_id])
        return None if found[0] < 0 else self.rows(found)[0]

    def against(self, event_id: str) -> list[Row]:
        """The events that contradict this one, and the one that it contradicts."""
        found = self.ids.get_indexer(self._against.get(event_id, []))
        return self.rows(np.unique(found[found >= 0]))

    @cached_property
    def occurring(self) -> dict[str, frozenset[str]]:
        """The `types` of events, and the `actors` on either side or as the one who says so."""
        named = (self.table[column] for column in ("actor1", "actor2", "attribution"))
        return {
            "types": frozenset(self.table["event_type"]),
            "actors": frozenset().union(*named) - {""},
        }

    @cached_property
    def haystack(self) -> "pd.Series[str]":
        """All that free text may match, folded, one string an event; made when first asked."""
        places = {row["place_id"]: row for row in records(self._data.places)}
        names = {"": ""} | {
            place: " ".join(name for name, _, _ in spellings(row)) for place, row in places.items()
        }
        actors = {"": ""} | pairs(self._data.actors, "actor_id", "name")
        table = self.table
        columns = [
            table["title"],
            table["summary"],
            table["place_id"].map(names),
            table["actor1"].map(actors),
            table["actor2"].map(actors),
            table["sub_event_type"],
        ]
        return _joined([_folded(column) for column in columns])


def _folded(column: "pd.Series[str]") -> "pd.Series[str]":
    """The column folded, each distinct text once."""
    return column.map({text: folded(str(text)) for text in column.unique()}).astype("str")


def _joined(columns: "list[pd.Series[str]]") -> "pd.Series[str]":
    text = columns[0]
    for column in columns[1:]:
        text = text + " " + column
    return text


def _with_days(events: pd.DataFrame) -> pd.DataFrame:
    start = days.numbers(events["date"])
    end = days.numbers(events["date_end"].fillna(events["date"]))
    rough = events["date_end"].isna() & events["time_precision"].ne("day")
    # Few rows: most events are dated to the day.
    for row in records(events[rough].assign(row=events.index[rough])):
        last = days.last_of_span(row["date"].date(), row["time_precision"])
        end[row["row"]] = days.number(last)
    return events.assign(start=start, end=end)
