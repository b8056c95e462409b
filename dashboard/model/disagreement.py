"""On what accounts differ on a day, and what each of them says."""

from dataclasses import dataclass
from datetime import date
from itertools import combinations

from dashboard.model import days
from dashboard.model.claims import CONTRARY, quantities
from dashboard.model.codes import REPORTING
from dashboard.model.control import contradict
from dashboard.model.questions import Questions
from dashboard.model.table import Row


@dataclass(frozen=True)
class Disagreement:
    """A place or an event on which accounts differ, with every account of it."""

    place_id: str  # "" for an event without a place
    event: Row | None  # None where it is about who holds the place
    accounts: list[Row]  # rows of control.csv with their interval, or of events.csv and claims.csv


def on(timeline: Questions, day: date) -> list[Disagreement]:
    """All on which accounts differ on a day: places, then the events that may fall on it."""
    return [*of_control(timeline, day), *of_events(timeline, day)]


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


def of_events(timeline: Questions, day: date) -> list[Disagreement]:
    """The events that may fall on a day and on which accounts differ, with those accounts."""
    return [of_event(timeline, event) for event in timeline.differing(day)]


def of_event(timeline: Questions, event: Row) -> Disagreement:
    """Every account of an event on which accounts differ.

    First the event itself, then the events that contradict it, then claims: those that are
    contrary themselves or part of a quantity on which ranges differ. The other claims stand in
    the event's detail, and so does a stated distance, which can only be mismeasured.
    """
    own = [row for row in timeline.claims(event["event_id"]) if not row["from_place"]]
    apart = {row["claim_id"] for item in quantities(own) if item.differ for row in item.claims}
    wanted = [row for row in own if row["status"] in CONTRARY or row["claim_id"] in apart]
    accounts = [event, *timeline.answers(event["event_id"]), *wanted]
    return Disagreement(event["place_id"], event, accounts)
