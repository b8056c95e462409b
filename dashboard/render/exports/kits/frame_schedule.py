"""Which days the moving picture shows, and for how long."""

from datetime import date
from itertools import pairwise

from dashboard.model import days
from dashboard.model.questions import WEEK, Questions
from dashboard.model.selection import Selection

MOST = 120  # frames
QUIET = 7  # days: of a longer quiet stretch only the first and the last day are shown

# Milliseconds that a day stays, by what it brings; GIF counts in hundredths of a second.
CHANGE, EVENT, NOTHING, LAST = 2600, 1300, 450, 5000


def days_shown(timeline: Questions, selection: Selection, most: int = MOST) -> dict[date, int]:
    """The days of the selection's span that get a frame, with the milliseconds they stay.

    In order of time, both ends of the span included. Where there are more than `most` (at least
    2), days of a change of control come before days of events, those before quiet ones, and among
    days of one kind they are spread evenly over the span.
    """
    first, last = map(days.number, selection.span)
    changes = {day for day in timeline.change_days if first <= day <= last}
    spans = zip(
        timeline.matching(selection.filters), *timeline.columns("start", "end"), strict=True
    )
    dated = {start for shown, start, end in spans if shown and end - start <= WEEK}
    busy = {day for day in dated if first <= day <= last} - changes - {first, last}
    kinds = [{first, last}, changes - {first, last}, busy]
    kinds.append(_quiet(sorted(set().union(*kinds))))
    kept: list[int] = []
    for kind in kinds:
        kept += _evenly(sorted(kind), most - len(kept))
    stay = {day: CHANGE if day in changes else EVENT if day in dated else NOTHING for day in kept}
    return {days.day(day): LAST if day == last else stay[day] for day in sorted(kept)}


def _quiet(busy: list[int]) -> set[int]:
    """The quiet days to show between days on which there is something to see."""
    quiet: set[int] = set()
    for before, after in pairwise(busy):
        between = range(before + 1, after)
        long = len(between) > QUIET
        quiet.update((between[0], between[-1]) if long else between)
    return quiet


def _evenly(found: list[int], most: int) -> list[int]:
    """At most so many of a sorted list, spread evenly over it."""
    if len(found) <= most:
        return found
    return [found[place * len(found) // most] for place in range(most)]
