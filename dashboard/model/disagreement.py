"""On what accounts differ on a day, and what each of them says."""

from dataclasses import dataclass
from datetime import date
from itertools import combinations

from dashboard.model import days
from dashboard.model.claims import CONTRARY, quantities
from dashboard.model.codes import REPORTING
from dashboard.model.control import contradict
from dashboard.model.questions import Questions
from dashboard.model.selection import Filters
from dashboard.model.table import Row


@dataclass(frozen=True)
class Disagreement:
    """A place or an event on which accounts differ, with every account of it."""

    place_id: str  # "" for an event without a place
    event: Row | None  # None where it is about who holds the place
    accounts: list[Row]  # rows of control.csv with their interval, or of events.csv and claims.csv
    about: tuple[str, ...] = ()  # the events that it is about


def on(timeline: Questions, day: date, filters: Filters) -> list[Disagreement]:
    """All on which accounts differ on a day: places, then the events that may fall on it.

    Filters choose events, never places.
    """
    return [*of_control(timeline, day), *of_events(timeline, timeline.differing(day, filters))]


def of_control(timeline: Questions, day: date) -> list[Disagreement]:
    """The places of whose holder accounts in force differ, in the gazetteer's order.

    Accounts that the perspective does not count are there too; those that say "unknown" are not.
    """
    number = days.number(day)
    found = (of_place(timeline, place, number) for place in timeline.gazetteer.ids)
    return [item for item in found if item]


def of_place(timeline: Questions, place_id: str, day: int) -> Disagreement | None:
    """What accounts of one place's holder say on a day (since 1970) on which they differ."""
    rows = [
        row
        for row in timeline.accounts_of(place_id)
        if row["start"] <= day < row["end"] and row["status"] != "unknown"
    ]
    if not any(contradict(row, other) for row, other in combinations(rows, 2)):
        return None
    rows.sort(key=lambda row: row["attribution"] != REPORTING)
    return Disagreement(place_id, None, rows)


def of_events(timeline: Questions, events: list[Row]) -> list[Disagreement]:
    """On what accounts of these events differ: events that contradict each other are one.

    In order of time; in each, first the events, then claims: those that are contrary themselves or
    part of a quantity on which ranges differ. The other claims stand in the event's detail, and so
    does a stated distance, which can only be mismeasured.
    """
    found: list[Disagreement] = []
    told: set[str] = set()
    for event in events:
        if event["event_id"] in told:
            continue
        rows = _contradicting(timeline, event)
        about = tuple(row["event_id"] for row in rows)
        told.update(about)
        wanted = [claim for event_id in about for claim in _contrary(timeline.claims(event_id))]
        found.append(Disagreement(rows[0]["place_id"], rows[0], [*rows, *wanted], about))
    return sorted(found, key=lambda one: _in_time(one.accounts[0]))


def _contradicting(timeline: Questions, event: Row) -> list[Row]:
    """The event, all that contradict it, all that contradict those, in order of time."""
    rows = [event]
    for row in rows:
        known = {one["event_id"] for one in rows}
        rows += [one for one in timeline.answers(row["event_id"]) if one["event_id"] not in known]
    return sorted(rows, key=_in_time)


def _in_time(event: Row) -> tuple[int, int, str]:
    return event["start"], event["end"], event["event_id"]


def _contrary(claims: list[Row]) -> list[Row]:
    own = [row for row in claims if not row["from_place"]]
    apart = {row["claim_id"] for item in quantities(own) if item.differ for row in item.claims}
    return [row for row in own if row["status"] in CONTRARY or row["claim_id"] in apart]
