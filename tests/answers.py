"""All answers to one selection at once, as tables, for tests that look at several of them."""

from dataclasses import dataclass

import pandas as pd

from dashboard.model.control import INTERVAL
from dashboard.model.questions import Counts
from dashboard.model.selection import Selection
from dashboard.model.timeline import Timeline


@dataclass(frozen=True)
class Answers:
    """What `questions.Questions` says of one day."""

    counts: Counts
    events: pd.DataFrame
    today: pd.DataFrame
    control: pd.DataFrame
    changes: pd.DataFrame

    @property
    def shown(self) -> int:
        return self.counts.shown

    @property
    def total(self) -> int:
        return self.counts.total

    @property
    def disputed(self) -> pd.DataFrame:
        return self.control[self.control["differs"].eq(True)]


def at(timeline: Timeline, selection: Selection) -> Answers:
    """Ask everything."""
    events = [*timeline.events.columns, "age"]
    rows, total = timeline.feed(selection)
    counts = timeline.counts(selection)
    assert (len(rows), total) == (counts.shown, counts.shown)
    return Answers(
        counts,
        pd.DataFrame(rows, columns=events),
        pd.DataFrame(timeline.today(selection), columns=events),
        pd.DataFrame(timeline.control_on(selection.day), columns=[*INTERVAL, "changed"]),
        pd.DataFrame(timeline.changes_on(selection.day), columns=[*INTERVAL, "changed", "before"]),
    )
