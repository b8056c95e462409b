"""Two days held against each other: what changed hands between them, and what happened."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.model import days
from dashboard.model.control import STATE
from dashboard.model.selection import Filters, Selection
from dashboard.model.table import Row, records
from dashboard.model.timeline import Timeline


@dataclass(frozen=True)
class Changed:
    """One place that is held differently on the two days."""

    place_id: str
    before: Row  # its row of `Snapshot.control` on the earlier day
    after: Row  # and on the later one
    steps: list[Row]  # the intervals of `control.INTERVAL` that began in between, in order


@dataclass(frozen=True)
class Comparison:
    """What differs between two days, whichever order they were asked for in."""

    earlier: date
    later: date
    places: list[Changed]
    events: "pd.Series[int]"  # events begun after the earlier day, up to the later, by event type


def compare(timeline: Timeline, one: date, other: date, filters: Filters) -> Comparison:
    """Hold two days against each other; filters choose events, never places."""
    earlier, later = sorted((one, other))
    first, last = (
        records(timeline.at(Selection(day, (day, day))).control) for day in (earlier, later)
    )
    control = timeline.control
    since, until = days.number(earlier), days.number(later)
    between = control[(control["start"] > since) & (control["start"] <= until)]
    between = between[between["began"].eq(True)]
    places = [
        Changed(
            before["place_id"],
            before,
            after,
            records(between[between["place_id"] == before["place_id"]]),
        )
        for before, after in zip(first, last, strict=True)
        if any(before[column] != after[column] for column in STATE)
    ]
    events = timeline.events
    begun = (events["start"] > since) & (events["start"] <= until)
    kinds = events["event_type"][begun & timeline.matching(filters)]
    return Comparison(earlier, later, places, kinds.value_counts())
