"""On what accounts differ on a day, and what each of them says."""

from dataclasses import dataclass

import pandas as pd

from dashboard.model import days
from dashboard.model.claims import CONTRARY, accounts, quantities
from dashboard.model.codes import REPORTING
from dashboard.model.control import STATE
from dashboard.model.dataset import Dataset
from dashboard.model.selection import Selection
from dashboard.model.table import Row, records
from dashboard.model.timeline import Timeline


@dataclass(frozen=True)
class Disagreement:
    """A place or an event on which accounts differ, with every account of it."""

    place_id: str  # "" for an event without a place
    event: Row | None  # None where it is about who holds the place
    accounts: list[Row]  # rows of control.csv with their interval, or of events.csv and claims.csv


def of_control(timeline: Timeline, day: int) -> list[Disagreement]:
    """The places of whose holder accounts in force differ, in the gazetteer's order.

    Accounts that the perspective does not count are there too; those that say "unknown" are not.
    """
    rows = timeline.accounts
    rows = rows[(rows["start"] <= day) & (day < rows["end"]) & rows["status"].ne("unknown")]
    states = rows.groupby("place_id")["status"].size()
    found = []
    for place in timeline.gazetteer.ids:
        if states.get(place, 0) < 2:
            continue
        said = records(rows[rows["place_id"] == place])
        if len({tuple(row[column] for column in STATE) for row in said}) > 1:
            said.sort(key=lambda row: row["attribution"] != REPORTING)
            found.append(Disagreement(place, None, said))
    return found


def of_events(
    today: pd.DataFrame, events: pd.DataFrame, claims: pd.DataFrame
) -> list[Disagreement]:
    """The events of `today` (rows with `differs`) on which accounts differ, with those accounts.

    First the event itself, as it is told, then the events that tell it otherwise, then claims:
    those that are contrary themselves or part of a quantity on which ranges differ. The other
    claims stand in the event's detail.
    """
    found = []
    of_events = accounts(claims)
    for event in records(today[today["differs"]]):
        own = of_events[of_events["event_id"] == event["event_id"]]
        apart = {row["claim_id"] for item in quantities(own) if item.differ for row in item.claims}
        wanted = own["status"].isin(CONTRARY) | own["claim_id"].isin(apart)
        others = (events["event_id"] == event["against"]) | (events["against"] == event["event_id"])
        said = [event, *records(events[others]), *records(own[wanted])]
        found.append(Disagreement(event["place_id"], event, said))
    return found


def on(data: Dataset, timeline: Timeline, selection: Selection) -> list[Disagreement]:
    """All on which accounts differ on the selection's day: places, then the events of that day."""
    day = days.number(selection.day)
    events = timeline.events
    today = events[(events["start"] <= day) & (day <= events["end"])]
    return [*of_control(timeline, day), *of_events(today, events, data.claims)]
