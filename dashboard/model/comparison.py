"""Two days held against each other: what changed hands between them, and what happened."""

from dataclasses import dataclass
from datetime import date

from dashboard.model import days
from dashboard.model.control import STATE
from dashboard.model.questions import Questions
from dashboard.model.selection import Filters
from dashboard.model.table import Row


@dataclass(frozen=True)
class Changed:
    """One place that is held differently on the two days."""

    place_id: str
    before: Row  # its row of `control_on` the earlier day
    after: Row  # and on the later one
    steps: list[Row]  # the intervals of `control.INTERVAL` that began in between, in order


@dataclass(frozen=True)
class Comparison:
    """What differs between two days, whichever order they were asked for in."""

    earlier: date
    later: date
    places: list[Changed]
    events: dict[str, int]  # begun after the earlier day, up to the later, by event type


def compare(timeline: Questions, one: date, other: date, filters: Filters) -> Comparison:
    """Hold two days against each other; filters choose events, never places."""
    earlier, later = sorted((one, other))
    since, until = days.number(earlier), days.number(later)
    places = [
        Changed(
            before["place_id"],
            before,
            after,
            [
                step
                for step in timeline.history(before["place_id"])
                if step["began"] and since < step["start"] <= until
            ],
        )
        for before, after in zip(
            timeline.control_on(earlier), timeline.control_on(later), strict=True
        )
        if any(before[column] != after[column] for column in STATE)
    ]
    return Comparison(earlier, later, places, timeline.kinds_between(earlier, later, filters))
