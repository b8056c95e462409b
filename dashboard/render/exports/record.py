"""The record as the single file carries it: all that the view of any day is put together of.

Every word is made here, by those who make it for the page; `static/file/day.js` chooses which of
them a selection asks for. Events are columns in file order, beside those of `payload.dataset`.
"""

from collections.abc import Iterable
from dataclasses import replace

from dashboard.model import days
from dashboard.model.codes import ALL, EVENT_TYPES
from dashboard.model.questions import Questions
from dashboard.model.selection import Selection
from dashboard.model.spelling import LETTERS
from dashboard.model.table import Row
from dashboard.render.exports.perspectives import differences, perspectives
from dashboard.render.payload import Json, positions
from dashboard.view import day, detail, phrases, sentence
from dashboard.view.day_view import Section, plain
from dashboard.view.sources import sources


def record(timeline: Questions, selection: Selection, also: Iterable[str]) -> Json:
    """Everything but map and time bar.

    `timeline` is of all accounts; `selection` is what the data open on; `also` are perspectives
    that are asked for somewhere.
    """
    late = replace(selection, day=timeline.span[1] if timeline.span else selection.day)
    rows = {row["event_id"]: row for row in timeline.feed(late)[0]}
    events = [rows[event_id] for event_id in timeline.columns("event_id")[0]]
    return {
        "words": _words(),
        "last": days.number(timeline.span[1]) if timeline.span else None,
        "choices": _choices(timeline),
        "columns": _columns(timeline),
        "entries": [plain(day.entry(row, timeline)) for row in events],
        "perspectives": perspectives(timeline, selection, also),
        "differences": differences(timeline, events),
        "details": _details(timeline, late, events),
    }


def _words() -> Json:
    """The pieces of sentences that depend on what is asked for; {names} are filled in."""
    return {
        "quiet": sentence.QUIET,
        "asked": phrases.ASKED,
        "letters": LETTERS,
        "figures": day.FIGURES,
        "today": phrases.TODAY,
        "roughly": phrases.ROUGHLY,
        "lasting": sentence.LASTING,
        "changes": plain(Section(day.CHANGES)),
        "no_change": day.NO_CHANGE,
        "differences": plain(Section(day.DIFFERENCES)),
        "feed": plain(Section(day.FEED)),
        "there": plain(Section(detail.THERE)),
        "no_event": day.NO_EVENT,
        "none_left": day.NONE_LEFT,
        "no_record": detail.NO_RECORD,
        "later": detail.LATER,
        "sources": "Sources",
        "no_sources": "No sources.",
        "about": plain(Section("About this file")),
        "paging": plain(day.FIRST_PAGE),
    }


def _choices(timeline: Questions) -> dict[str, list[tuple[str, str, str, bool]]]:
    """What each filter may want: identifier, name, name in a sentence, whether to offer it."""
    labels, occurring = timeline.labels, timeline.occurring
    return {
        "types": [(kind, kind, kind, kind in occurring["types"]) for kind in EVENT_TYPES],
        "actors": [
            (actor, name, name, actor in occurring["actors"])
            for actor, name in labels.actors.items()
        ],
        "places": [(place, name, name, True) for place, name in labels.places.items()],
        "sources": [
            (source, name, labels.publishers[source], True)
            for source, name in labels.sources.items()
        ],
    }


def _columns(timeline: Questions) -> Json:
    """What filters look at; actors and sources are positions among the choices."""
    source, actor = positions(timeline.labels.sources), positions(timeline.labels.actors)
    cited, words, *sides = timeline.columns("source_id", "words", "actor1", "actor2", "attribution")
    return {
        "source": [source.get(name, -1) for name in cited],
        "actors": [
            sorted({actor[name] for name in named if name in actor})
            for named in zip(*sides, strict=True)
        ],
        "words": words,
    }


def _details(timeline: Questions, late: Selection, events: list[Row]) -> Json:
    """Every detail; of a place without what depends on day, filters and perspective."""
    return {
        "place": {
            key: plain(replace(
                detail.place(timeline, late, key, 0), lines=detail.names(timeline, key)
            ))
            for key in timeline.gazetteer.ids
        },
        "event": {row["event_id"]: plain(detail.event(timeline, late, row)) for row in events},
        "source": {
            key: plain(sources(timeline, late, key)) for key in (ALL, *timeline.labels.sources)
        },
    }  # fmt: skip
