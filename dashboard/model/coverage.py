"""On how many independent sources each place rests, and when."""

from datetime import date
from typing import NamedTuple

from dashboard.model import days
from dashboard.model.codes import REPORTING
from dashboard.model.questions import WEEK, Questions

MOST = 40  # columns of the picture; longer spans are counted by several days
PARTY = None  # in place of a publisher: the word of a party


class Covered(NamedTuple):
    """A stretch of days of which something is recorded at a place."""

    place_id: str
    first: int  # days since 1970, both included
    last: int
    sources: int  # independent ones
    party: bool  # whether a party's own word is there too: it is no independent source


def coverage(timeline: Questions, span: tuple[date, date]) -> list[Covered]:
    """Each place and stretch of days within `span` of which there is a record, by place and day.

    Counted are the publishers whose reporting has an event that may have happened there then, or
    a change of control that began there then; a publisher counts once, however often it says so.
    Rows dated no better than to a month say nothing of a day and are left out; of the others each
    day counts that they may mean.
    """
    first, last = map(days.number, span)
    length = -(-(last + 1 - first) // MOST)  # rounded up
    columns = timeline.columns("place_id", "start", "end", "attribution", "source_id")
    rows = [*zip(*columns, strict=True)]
    rows += [
        (place, row["start"], row["start"], row["attribution"], row["source_id"])
        for place in timeline.gazetteer.ids
        for row in timeline.accounts_of(place)
        if row["time_precision"] == "day"
    ]
    found: dict[tuple[str, int], set[str | None]] = {}
    publishers = timeline.labels.publishers
    # Each place, stretch and publisher once: there are far fewer of them than rows.
    for place, start, end, by in {
        (
            place,
            max(start - first, 0) // length,
            (min(end, last) - first) // length,
            publishers[source] if who == REPORTING else PARTY,
        )
        for place, start, end, who, source in rows
        if place and end - start <= WEEK and start <= last and end >= first
    }:
        for at in range(start, end + 1):
            found.setdefault((place, first + at * length), set()).add(by)
    return [
        Covered(place, day, min(day + length - 1, last), len(by - {PARTY}), PARTY in by)
        for (place, day), by in sorted(found.items(), key=lambda cell: cell[0])
    ]
