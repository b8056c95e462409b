"""What is asked of a dataset: every question about events and control, and what answers look like.

The view of a day, the drawings and the files ask these questions and nothing else, so that what
answers them is one module: `timeline.Timeline` holds pandas frames; a database would be another.
Rows are plain dictionaries with the columns of the tables. Days are days since 1970-01-01.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from dashboard.model.dataset import Dataset
from dashboard.model.gazetteer import Gazetteer
from dashboard.model.labels import Labels
from dashboard.model.lookup import Lookup
from dashboard.model.perspective import Perspective
from dashboard.model.selection import Filters, Selection
from dashboard.model.table import Row

WEEK = 7  # days: an event dated no better than this is not one of a day
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Counts:
    """How many events a selection has, up to its day and within its window."""

    shown: int  # as perspective and filters leave them
    total: int  # without either
    today: int  # of those shown, that may fall on the day itself, dated to a week or better
    exact: int  # of those, that are dated to this very day


class Questions(Protocol):
    """All that may be asked of a dataset as one perspective has it.

    An event row has the columns of `events.csv`, `start` and `end` (its first and last possible
    day, both included), `differs` (whether accounts differ on it), and where a day was asked for
    `age` (days since its last day, at least 0). A control row has `control.INTERVAL`.
    """

    @property
    def data(self) -> Dataset:
        """Settings and the tables of places, actors, sources and scenes: all that is small.

        Events, control and claims are never read from here, but asked for below.
        """

    @property
    def labels(self) -> Labels:
        """What places, actors and sources are called."""

    @property
    def gazetteer(self) -> Gazetteer:
        """The places."""

    @property
    def lookup(self) -> Lookup:
        """The places' spellings."""

    @property
    def perspective(self) -> Perspective:
        """Whose account this is."""

    def under(self, perspective: Perspective) -> "Questions":
        """The same data as another perspective has them."""

    # Of the whole, whoever tells it

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day on which anything recorded begins or is over, if any."""

    @property
    def occurring(self) -> dict[str, frozenset[str]]:
        """What filters may find: the `types` of events, and the `actors` that events name."""

    @property
    def parties(self) -> dict[str, tuple[int, int]]:
        """How many accounts of control and how many events are each party's own, if any are.

        In the order of the actors; reporting is no party.
        """

    @property
    def holders(self) -> list[str]:
        """The actors that hold any place by any account, then those that challenge one."""

    @property
    def cited(self) -> dict[str, int]:
        """How many rows cite each source."""

    def resting_on(self, source_id: str) -> list[tuple[str, Row]]:
        """The rows that cite a source: ("event" | "control" | "claim", row).

        Events and claims are in file order, control in order of time.
        """

    @property
    def distance_claims(self) -> list[tuple[Row, str]]:
        """The claims of how far a place is, in file order, each with the place of its event."""

    def columns(self, *names: str) -> tuple[list[Any], ...]:
        """These columns of all events, in file order.

        Those of an event row, and `words`: all that free text may match, folded.
        """

    # What happened

    def counts(self, selection: Selection) -> Counts:
        """How many events there are up to the selection's day."""

    def feed(
        self, selection: Selection, *, most: int | None = None, place: str | None = None
    ) -> tuple[list[Row], int]:
        """The events shown, newest first, at most `most`; and how many there are in all.

        Of one day, exactly dated ones come before rough ones. `place` keeps those of one place.
        """

    def today(self, selection: Selection) -> list[Row]:
        """Those of the feed that may fall on the day itself, dated to a week or better."""

    def last_over(self, selection: Selection) -> Row | None:
        """The event of the feed that ended last before the day."""

    def kinds_between(self, earlier: date, later: date, filters: Filters) -> dict[str, int]:
        """Events begun after one day and up to another, by event type, most frequent first."""

    def step(self, selection: Selection, which: str, of: str = "event") -> date | None:
        """The nearest day before or after with an event or a change of control."""

    def event(self, event_id: str) -> Row | None:
        """One event by its identifier."""

    def answers(self, event_id: str) -> list[Row]:
        """The events that contradict this one, and the one that it contradicts."""

    def claims(self, event_id: str) -> list[Row]:
        """The claims of an event, in file order."""

    def differing(self, day: date, filters: Filters) -> list[Row]:
        """The events, as filtered, that may fall on the day and on which accounts differ.

        Whoever tells it: no perspective hides an account.
        """

    def matching(self, filters: Filters) -> Mask:
        """Which events perspective and filters leave, in file order."""

    # Who held what

    @property
    def change_days(self) -> list[int]:
        """The days, since 1970, on which any place's state is known to begin, sorted."""

    def control_on(self, day: date) -> list[Row]:
        """Who holds each place: one row a place of the gazetteer, status `unknown` without record.

        `changed` says that the state is known to begin on this very day.
        """

    def changes_on(self, day: date) -> list[Row]:
        """The states that begin on the day; `before` is who held the place until then."""

    def held(self, place_id: str, day: date) -> Row:
        """Who holds one place: its row of `control_on`."""

    def history(self, place_id: str) -> list[Row]:
        """The intervals of one place, in order of time."""

    def accounts_of(self, place_id: str) -> list[Row]:
        """Every account of who held a place, in order of time, preferred or not."""
