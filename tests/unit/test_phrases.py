"""What the page says, word for word."""

import math
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import CHANGE, EVENT

from dashboard.model import days
from dashboard.model.dataset import Dataset
from dashboard.model.perspective import Perspective
from dashboard.model.selection import Filters, Selection
from dashboard.model.table import pairs
from dashboard.model.timeline import Timeline
from dashboard.sources.folder import BUILT_IN, read
from dashboard.view import phrases, sentence
from dashboard.view.day import headline

Folder = Callable[..., Path]
Said = tuple[Dataset, Timeline]


@pytest.fixture(scope="module")
def built_in() -> Said:
    data = read(BUILT_IN)
    return data, Timeline(data)


@pytest.fixture
def small(folder: Folder) -> Callable[..., Said]:
    def made(**tables: Any) -> Said:
        data = read(folder(**tables))
        return data, Timeline(data)

    return made


def _names(data: Dataset) -> tuple[dict[str, str], dict[str, str]]:
    return (
        pairs(data.places, "place_id", "name"),
        pairs(data.actors, "actor_id", "short_name"),
    )


def _sentence(said: Said, day: str, window: int | None = None, **filters: Any) -> str:
    data, timeline = said
    selection = Selection(date.fromisoformat(day), data.settings.span, window, Filters(**filters))
    return headline(timeline, selection)[0]


# Days


def test_days_are_written_out() -> None:
    day = date(2017, 10, 6)
    assert phrases.written(day) == "6 October 2017"
    assert phrases.short(day) == "6 Oct 2017"
    assert phrases.heading(day) == "Friday 6 October 2017"
    assert phrases.heading(date(1, 1, 1)) == "Monday 1 January 1"


@pytest.mark.parametrize(
    ("first", "last", "precision", "phrase"),
    [
        ("2017-10-20", "2017-10-20", "day", "20 Oct 2017"),
        ("2017-10-15", "2017-10-16", "day", "15–16 Oct 2017"),
        ("2017-10-09", "2017-10-15", "week", "9–15 Oct 2017"),
        ("2017-10-01", "2017-10-31", "month", "some time in October 2017"),
        ("2017-10-03", "2017-10-31", "month", "3–31 Oct 2017"),
        ("2017-10-01", "2017-11-30", "month", "1 Oct – 30 Nov 2017"),
        ("2014-01-01", "2014-12-31", "year", "some time in 2014"),
        ("2014-01-01", "2015-12-31", "year", "1 Jan 2014 – 31 Dec 2015"),
        ("2014-06-01", "2014-12-31", "year", "1 Jun – 31 Dec 2014"),
    ],
)
def test_a_span_is_as_exact_as_it_is_known(
    first: str, last: str, precision: str, phrase: str
) -> None:
    start, end = (days.number(date.fromisoformat(day)) for day in (first, last))
    assert phrases.span(start, end, precision) == phrase
    assert phrases.when({"start": start, "end": end, "time_precision": precision}) == phrase


@pytest.mark.parametrize(
    ("precision", "phrase"),
    [
        ("day", "since 1 Jun 2014"),
        ("week", "since 1 Jun 2014"),
        ("month", "since Jun 2014"),
        ("year", "since 2014"),
    ],
)
def test_since(precision: str, phrase: str) -> None:
    start = days.number(date(2014, 6, 1))
    assert phrases.since({"since": start, "time_precision": precision}) == phrase
    told = {"since": start, "time_precision": precision, "still": True}
    assert phrases.since(told) == phrase.replace("since", "still, as of")
    assert phrases.since({"since": math.nan, "time_precision": ""}) == ""


# The sentence of a day


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2013-12-31", "Nothing is recorded up to this day."),
        (
            "2017-10-15",
            "Assault on Kirkuk, as The Washington Times tells it, 15–16 Oct 2017.",
        ),
        (
            "2017-10-16",
            "Kirkuk and Tuz Khormato pass to Federal Iraq; Kirkuk governorate is contested.",
        ),
        ("2017-10-19", "Pentagon: support for a unified Iraq."),
        (
            "2017-10-18",
            "No event on this day. Last change of control, 16 Oct 2017: Kirkuk and Tuz Khormato "
            "pass to Federal Iraq; Kirkuk governorate is contested.",
        ),
        (
            "2017-10-20",
            "Altun Kupri is contested, and passes to Federal Iraq by the end of the day.",
        ),
        ("2017-10-21", "Altun Kupri passes to Federal Iraq."),
        (
            "2019-05-01",
            "The record ends on 21 Oct 2017. Last change of control, 21 Oct 2017: "
            "Altun Kupri passes to Federal Iraq.",
        ),
    ],
)
def test_the_built_in_days(built_in: Said, day: str, sentence: str) -> None:
    assert _sentence(built_in, day) == sentence


def test_a_change_on_a_partys_word_alone_names_the_party(built_in: Said) -> None:
    data, timeline = built_in
    told = data, timeline.under(Perspective("iraq-defence-ministry"))
    assert _sentence(told, "2017-10-20") == (
        "Altun Kupri passes to Federal Iraq, according to Iraqi defence ministry."
    )


def test_where_a_party_tells_it_what_reporting_says_is_named(built_in: Said) -> None:
    data, timeline = built_in
    told = data, timeline.under(Perspective("peshmerga-command"))
    assert _sentence(told, "2017-10-21") == (
        "Altun Kupri passes to Federal Iraq, according to reporting."
    )


def test_battles_go_first_among_the_events_of_a_day(small: Callable[..., Said]) -> None:
    talks = {"event_type": "Strategic developments", "sub_event_type": "Agreement"}
    events = [
        {**EVENT, **talks, "event_id": "talks", "date": "2001-02-08", "title": "Talks"},
        {**EVENT, "event_id": "clash", "date": "2001-02-08", "title": "A clash"},
        {**EVENT, **talks, "event_id": "pact", "date": "2001-02-08", "title": "A pact"},
    ]
    said = small(events=events, claims=[])
    assert _sentence(said, "2001-02-08") == "A clash, and 2 more events."
    assert _sentence(said, "2001-02-08", text="pact") == "A pact."


@pytest.mark.parametrize(
    ("status", "sides", "one", "two"),
    [
        ("held", ("red-army", ""), "Alpha passes to Red.", "Alpha and Beta pass to Red."),
        ("presence", ("red-army", ""), "Alpha sees Red.", "Alpha and Beta see Red."),
        (
            "contested",
            ("red-army", "blue-guard"),
            *("Alpha is contested.", "Alpha and Beta are contested."),
        ),
        (
            "unknown",
            ("", ""),
            *("Alpha is in unknown hands.", "Alpha and Beta are in unknown hands."),
        ),
    ],
)
def test_a_day_of_change(
    small: Callable[..., Said], status: str, sides: tuple[str, str], one: str, two: str
) -> None:
    cells = {"status": status, "controller": sides[0], "challenger": sides[1]}
    changes = [{**CHANGE, **cells, "place_id": place, "date": "2001-02-08"}
               for place in ("alpha-town", "beta-town")]  # fmt: skip
    assert _sentence(small(control=changes[:1]), "2001-02-08") == one
    assert _sentence(small(control=changes), "2001-02-08") == two


def test_of_many_places_three_are_named(small: Callable[..., Said]) -> None:
    named = [f"Place {number}" for number in range(1, 9)]
    places = {f"p{number}": name for number, name in enumerate(named)}
    told = {"status": "held", "controller": "red", "attribution": "reporting"}
    rows = [{**told, "place_id": place} for place in places]
    said = [sentence.clauses(rows[:count], places, {"red": "Red"}, {})
            for count in (3, 4, 8)]  # fmt: skip
    assert said == [
        "Place 1, Place 2 and Place 3 pass to Red",
        "Place 1, Place 2, Place 3 and Place 4 pass to Red",
        "Place 1, Place 2, Place 3 and 5 more pass to Red",
    ]
    apart = [{**row, "controller": f"a{number}"} for number, row in enumerate(rows)]
    names = {f"a{number}": f"Army {number}" for number in range(8)}
    assert sentence.clauses(apart, places, names, {}).endswith(
        "; Place 3 passes to Army 2; and 5 more changes"
    )


CONTEST = [
    {**CHANGE, "place_id": "alpha-town", "date": "2001-02-08", "controller": "blue-guard",
     "challenger": "red-army", "status": "contested"},
    {**CHANGE, "place_id": "alpha-town", "date": "2001-02-09", "controller": "red-army"},
]  # fmt: skip
TAKEN = {**EVENT, "event_id": "taken", "date": "2001-02-08", "place_id": "alpha-town",
         "event_type": "Battles", "sub_event_type": "Government regains territory",
         "actor1": "red-army", "status": "confirmed", "title": "Alpha taken"}  # fmt: skip


@pytest.mark.parametrize(
    ("event", "ending"),
    [
        ({}, ", and passes to Red by the end of the day."),
        ({"status": "claimed"}, ", and passes to Red the next day."),
        ({"actor1": "blue-guard"}, ", and passes to Red the next day."),
        ({"sub_event_type": "Armed clash"}, ", and passes to Red the next day."),
        ({"place_id": "beta-town"}, ", and passes to Red the next day."),
        ({"date_end": "2001-02-09"}, ", and passes to Red the next day."),
    ],
)
def test_a_contest_of_one_day_tells_how_it_ends(
    small: Callable[..., Said], event: dict[str, str], ending: str
) -> None:
    said = small(control=CONTEST, events=[{**TAKEN, **event}], claims=[])
    assert _sentence(said, "2001-02-08") == f"Alpha is contested{ending}"


def test_a_contest_that_goes_on_tells_no_end(small: Callable[..., Said]) -> None:
    later = [CONTEST[0], {**CONTEST[1], "date": "2001-02-10"}]
    said = small(control=later, events=[TAKEN], claims=[])
    assert _sentence(said, "2001-02-08") == "Alpha is contested."


def test_a_day_before_all_changes_names_the_event_before(small: Callable[..., Said]) -> None:
    said = small(control=[], events=[TAKEN], claims=[])
    assert _sentence(said, "2001-02-07") == "Nothing is recorded up to this day."
    assert _sentence(said, "2001-02-12") == (
        "The record ends on 8 Feb 2001. The last event before: Alpha taken."
    )
    assert (
        _sentence(said, "2001-02-08", text="no such word") == "No event on this day, as filtered."
    )


def test_filters_and_windows_do_not_make_the_record_empty(built_in: Said) -> None:
    """The sentence heads the page: it may not deny events that are only filtered away."""
    for choice in ({"text": "no such word"}, {"window": 1, "types": ("Riots",)}):
        sentence = _sentence(built_in, "2017-10-19", **choice)
        assert "Nothing is recorded" not in sentence
        assert "No event on this day." not in sentence


def test_an_event_of_several_days_is_not_before_its_own_day(small: Callable[..., Said]) -> None:
    """The talks of 5 and 6 February are recorded for both days."""
    for day in ("2001-02-05", "2001-02-06"):
        assert "No event on this day." not in _sentence(small(), day)


@pytest.mark.parametrize(
    ("day", "clauses"),
    [
        (
            "2017-10-16",
            [
                "Kirkuk passes from Peshmerga to Federal Iraq",
                "Tuz Khormato passes to Federal Iraq",
                "Kirkuk governorate is contested between Peshmerga and Federal Iraq",
            ],
        ),
        ("2017-10-20", ["Altun Kupri is contested between Peshmerga and Federal Iraq"]),
        ("2017-10-21", ["Altun Kupri passes to Federal Iraq"]),
        ("2014-06-01", []),  # dated to the month: no news of that day
    ],
)
def test_changes_one_by_one(built_in: Said, day: str, clauses: list[str]) -> None:
    data, timeline = built_in
    names = _names(data)
    changes = timeline.changes_on(date.fromisoformat(day))
    assert [sentence.change(row, *names) for row in changes] == clauses


# Who, how sure, how much, where from

ACTORS = {"red": "Red", "blue": "Blue"}


@pytest.mark.parametrize(
    ("status", "controller", "challenger", "brief", "full"),
    [
        ("held", "red", "", "Red", "Red"),
        ("presence", "red", "", "Red, present", "Red, present"),
        ("contested", "red", "blue", "Contested", "Contested: Red, Blue"),
        ("unknown", "", "", "Not known", "Not known"),
    ],
)
def test_who_holds_a_place(
    status: str, controller: str, challenger: str, brief: str, full: str
) -> None:
    row = {"status": status, "controller": controller, "challenger": challenger}
    assert phrases.holder(row, ACTORS) == brief
    assert phrases.holding(row, ACTORS) == full


@pytest.mark.parametrize(
    ("status", "told_by", "phrase"),
    [
        ("confirmed", "reporting", "confirmed"),
        ("claimed", "reporting", "claimed"),
        ("claimed", "red", "claimed by Red"),
        ("contradicted", "red", "contradicted, told by Red"),
        ("disputed", "stranger", "disputed, told by stranger"),
    ],
)
def test_how_sure_and_on_whose_word(status: str, told_by: str, phrase: str) -> None:
    assert phrases.status({"status": status, "attribution": told_by}, ACTORS) == phrase


def test_accounts() -> None:
    told = [phrases.account(who, ACTORS) for who in ("reporting", "red", "stranger", "")]
    assert told == ["reporting", "Red", "stranger", ""]


@pytest.mark.parametrize(
    ("low", "high", "unit", "phrase"),
    [
        (11, math.nan, "Humvees", "Humvees: 11 or more"),
        (1, 1, "tanks", "tanks: 1"),
        (2, 3, "", "2 to 3"),
        (math.nan, 4, "", "up to 4"),
        (0, 0, "", "0"),
        (1500, 1_200_000, "people", "people: 1,500 to 1,200,000"),
        (0.1, 0.25, "", "0.1 to 0.25"),
        (math.nan, math.nan, "tanks", ""),
    ],
)
def test_a_quantity(low: float, high: float, unit: str, phrase: str) -> None:
    assert phrases.quantity(low, high, unit) == phrase


@pytest.mark.parametrize(
    ("paragraph", "phrase"),
    [
        ("", "The Daily"),
        ("3", "The Daily ¶3"),
        ("4-5", "The Daily ¶4-5"),
        ("caption", "The Daily, caption"),
    ],
)
def test_a_reference(paragraph: str, phrase: str) -> None:
    row = {"source_id": "daily", "paragraph": paragraph}
    assert phrases.reference(row, {"daily": "The Daily"}) == phrase
    assert phrases.reference(row, {}).startswith("daily")


def test_a_source_with_and_without_its_day(built_in: Said) -> None:
    labels = [*built_in[1].labels.sources.values()]
    assert labels[0] == "The Washington Times, 20 Oct 2017"
    assert len({*labels}) == len(labels)


def test_a_byline_leaves_out_what_is_not_said() -> None:
    event = {
        "event_type": "Battles", "sub_event_type": "Armed clash", "place_id": "alpha",
        "actor1": "red", "actor2": "blue", "status": "claimed", "attribution": "red",
        "source_id": "daily", "paragraph": "2",
    }  # fmt: skip
    names = {"alpha": "Alpha"}, ACTORS, {"daily": "The Daily"}
    line = phrases.byline(event, *names)
    assert line == "Armed clash · Alpha · Red / Blue · claimed by Red · The Daily ¶2"
    bare = {**event, "sub_event_type": "Other", "place_id": "", "actor1": "", "actor2": ""}
    line = phrases.byline(bare, *names)
    assert line == "Battles · no place on the map · claimed by Red · The Daily ¶2"


@pytest.mark.parametrize(
    ("filters", "tally"), [({}, "27 events"), ({"text": "flag"}, "3 of 27 events")]
)
def test_a_tally(built_in: Said, filters: dict[str, str], tally: str) -> None:
    data, timeline = built_in
    selection = Selection(date(2017, 10, 18), data.settings.span, filters=Filters(**filters))
    assert phrases.tally(timeline.counts(selection)) == tally


def test_a_tally_of_one(small: Callable[..., Said]) -> None:
    data, timeline = small()
    selection = Selection(date(2001, 2, 2), data.settings.span)
    assert phrases.tally(timeline.counts(selection)) == "1 event"


def test_what_is_asked_for_in_words() -> None:
    day = date(2017, 10, 20)
    everything = Selection(day, (day, day))
    assert phrases.describe(everything, {}, {}, {}) == "up to 20 October 2017"
    filters = Filters(("Battles", "Riots"), ("red", "blue"), ("alpha",), ("daily",), "flag")
    much = Selection(day, (day, day), 7, filters)
    assert phrases.describe(much, {"alpha": "Alpha"}, ACTORS, {"daily": "The Daily"}) == (
        "7 days to 20 October 2017, Battles and Riots, Red and Blue, Alpha, The Daily, “flag”"
    )


def test_lists_and_counts() -> None:
    listed = [phrases.listed("abc"[:length]) for length in range(4)]
    assert listed == ["", "a", "a and b", "a, b and c"]
    counted = [phrases.counted(number, "event") for number in (0, 1, 1200)]
    assert counted == ["0 events", "1 event", "1,200 events"]
    assert phrases.counted(2, "story", "stories") == "2 stories"
