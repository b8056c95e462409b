"""According to whom, for the single file: what each perspective makes of the record.

What a perspective shares with all accounts is there once, with them. On what accounts differ is
the same whoever tells it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from dashboard.model import days, disagreement
from dashboard.model.codes import ALL, ARTICLES
from dashboard.model.control import NO_RECORD
from dashboard.model.perspective import Perspective
from dashboard.model.questions import Questions
from dashboard.model.selection import Filters, Selection
from dashboard.model.table import Row
from dashboard.render import payload, style
from dashboard.render.payload import Json, positions
from dashboard.view import attribution, day, detail, phrases, sentence
from dashboard.view.day_view import plain

SHARED = ("control", "held", "changes")  # by place, by place, by day
FIRST, LAST = days.number(date.min), days.number(date.max)


def perspectives(timeline: Questions, selection: Selection, also: Iterable[str] = ()) -> Json:
    """What each perspective shows, by its name in a selection; all accounts are first.

    `also` are those that are asked for somewhere, whether or not the data have their word.
    `control` is as the map has it and of all accounts left out: the map's places have it.
    """
    offered = [ALL, ARTICLES, *timeline.parties]
    made: Json = {}
    for who in dict.fromkeys([*offered, *also]):
        asked = replace(selection, according_to=who)
        made[who] = _shown(timeline.under(Perspective(who)), asked) | {"offered": who in offered}
    for who, one in made.items():
        for part in SHARED:
            if who != ALL:
                one[part] = _other(one[part], made[ALL][part])
    del made[ALL]["control"]
    return made


def _other(own: Json, everyone: Json) -> Json:
    """Where one differs from all accounts; None is for what it does not have."""
    keys = sorted({*own, *everyone})
    return {key: own.get(key) for key in keys if own.get(key) != everyone.get(key)}


def _shown(timeline: Questions, selection: Selection) -> Json:
    who, labels = selection.according_to, timeline.labels
    events = timeline.matching(Filters())
    holders = style.actor_styles(timeline.data.actors, timeline.holders)
    return {
        "label": attribution.speaker(who, labels.actors),
        "short": attribution.speaker(who, labels.actors),
        "asked": phrases.according_to(who, labels.actors),
        "explained": attribution.explained(who, timeline),
        "effect": _effect(timeline, selection),
        "mask": None if events.all() else payload.mask(events),
        "control": payload.intervals(timeline, holders),
        "held": {place: _held(timeline, place) for place in timeline.gazetteer.ids},
        "changes": {str(number): _changes(timeline, number) for number in timeline.change_days},
    }


def _effect(timeline: Questions, selection: Selection) -> list[tuple[int, str]]:
    """What the choice did, from which day on."""
    who = selection.according_to
    own = [
        place
        for place in timeline.gazetteer.ids
        if any(row["attribution"] == who for row in timeline.accounts_of(place))
    ]
    found: list[tuple[int, str]] = []
    for number in (FIRST, *_bounds(row for place in own for row in timeline.accounts_of(place))):
        text = attribution.choice(timeline, replace(selection, day=days.day(number)))
        if not found or found[-1][1] != text:
            found.append((number, text))
    return found


def _held(timeline: Questions, place_id: str) -> list[Json]:
    """How a place was held over time; the last entry is for days without record, `start` None."""
    nobody = NO_RECORD | {"place_id": place_id}
    return [
        *(_interval(row, timeline) | plain(detail.span(row, timeline)) | {"change": row["change"]}
          for row in timeline.history(place_id)),
        _interval(nobody, timeline) | {"start": None},
    ]  # fmt: skip


def _interval(row: Row, timeline: Questions) -> Json:
    over = row["status"] == "contested" and row["end"] <= LAST
    last = days.day(row["end"] - 1) if over else None
    held: Json = plain(day.holding(row | {"changed": False}, timeline, last))
    return held | {"lines": detail.state(row, timeline), "source": row["source_id"]}


def _changes(timeline: Questions, number: int) -> Json:
    on = days.day(number)
    rows = timeline.changes_on(on)
    return {
        "clauses": sentence.changed(rows, timeline, on),
        "items": [plain(day.change(row, timeline, on)) for row in rows],
    }


def differences(timeline: Questions, events: list[Row]) -> Json:
    """On what accounts differ, in the order of the page's list.

    `places` are first and last day, item; `events` the positions in file order of those that it is
    about, item.
    """
    position = positions(row["event_id"] for row in events)
    differing = disagreement.of_events(timeline, [row for row in events if row["differs"]])
    return {
        "places": [one for place in timeline.gazetteer.ids for one in _of_place(timeline, place)],
        "events": [
            ([position[event_id] for event_id in one.about], plain(day.difference(one, timeline)))
            for one in differing
        ],
    }


def _of_place(timeline: Questions, place_id: str) -> Iterator[tuple[int, int, Json]]:
    bounds = _bounds(timeline.accounts_of(place_id))
    for start, end in pairwise([*bounds, LAST + 1]):
        found = disagreement.of_place(timeline, place_id, start)
        if found is not None:
            yield start, end - 1, plain(day.difference(found, timeline))


def _bounds(rows: "Iterator[Row] | list[Row]") -> list[int]:
    """The days on which any of these accounts begins or is over, sorted."""
    return sorted({row[side] for row in rows for side in ("start", "end") if row[side] <= LAST})
