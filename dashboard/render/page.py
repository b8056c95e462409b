"""A day of a dataset as it is drawn: what was asked, what is so, and how holders look."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from dashboard.model.dataset import Dataset, Outlines
from dashboard.model.errors import Problem
from dashboard.model.labels import Labels
from dashboard.model.questions import Questions
from dashboard.model.selection import Selection
from dashboard.model.table import Row
from dashboard.render import style


@dataclass(frozen=True)
class Page:
    """A dataset and what the reader asked of it; rows are those of `questions.Questions`."""

    timeline: Questions  # of the selection's perspective
    outlines: Outlines
    selection: Selection
    warnings: Callable[[], Mapping[str, list[Problem]]] = dict  # warnings, by place

    @property
    def data(self) -> Dataset:
        """The dataset itself."""
        return self.timeline.data

    @property
    def labels(self) -> Labels:
        """What its places, actors and sources are called."""
        return self.timeline.labels

    @cached_property
    def events(self) -> list[Row]:
        """Every event shown, newest first."""
        return self.timeline.feed(self.selection)[0]

    @cached_property
    def today(self) -> frozenset[str]:
        """The events that may fall on the day itself."""
        return frozenset(row["event_id"] for row in self.timeline.today(self.selection))

    @cached_property
    def control(self) -> list[Row]:
        """Who holds each place."""
        return self.timeline.control_on(self.selection.day)

    @cached_property
    def history(self) -> list[Row]:
        """Who held each place over all time, interval by interval."""
        return [
            row for place in self.timeline.gazetteer.ids for row in self.timeline.history(place)
        ]

    @cached_property
    def holders(self) -> dict[str, style.ActorStyle]:
        """The looks of the actors that hold places."""
        return style.actor_styles(self.data.actors, self.timeline.holders)

    def looks(self, *sides: str) -> list[style.ActorStyle]:
        """The looks of a state of control: the holder's, both of a contest, or nobody's."""
        return [self.holders[side] for side in sides if side in self.holders] or [style.UNHELD]
