"""What had happened, and who held what, on any day."""

import io
from datetime import date
from typing import Any

import pandas as pd
import pytest
from conftest import CHANGE, EVENT, ROWS, table_text

from dashboard.model.dataset import Dataset, Settings
from dashboard.model.selection import Filters, Selection
from dashboard.model.timeline import Timeline
from dashboard.model.typed import typed
from dashboard.sources.folder import BUILT_IN, read
from tests.answers import Answers, at

EVENTS = [
    {**EVENT, "event_id": "early", "date": "2001-02-01", "title": "Shells on the Café Ångström",
     "event_type": "Explosions/Remote violence", "actor1": "blue-guard",
     "sub_event_type": "Shelling/artillery/missile attack"},
    {**EVENT, "event_id": "clash", "date": "2001-02-03", "title": "A clash",
     "place_id": "beta-town", "summary": "Near the sugar mill.", "source_id": "weekly-2001"},
    {**EVENT, "event_id": "siege", "date": "2001-02-03", "date_end": "2001-02-05",
     "title": "A siege", "actor2": "blue-guard"},
    {**EVENT, "event_id": "talks", "date": "2001-02-04", "time_precision": "week",
     "title": "Talks", "place_id": "", "event_type": "Strategic developments",
     "sub_event_type": "Agreement", "attribution": "blue-guard", "actor1": ""},
    {**EVENT, "event_id": "late", "date": "2001-02-09", "title": "An ÉCHO of shells"},
]  # fmt: skip
SOURCES = [*ROWS["sources"], {**ROWS["sources"][0], "source_id": "weekly-2001"}]


def _held(place: str, day: str, controller: str, **cells: str) -> dict[str, Any]:
    return {**CHANGE, "place_id": place, "date": day, "controller": controller, **cells}


CONTROL = [
    _held("alpha-town", "2001-01-01", "blue-guard"),
    _held("alpha-town", "2001-02-03", "blue-guard", challenger="red-army", status="contested"),
    _held("alpha-town", "2001-02-05", "red-army"),
    _held("alpha-town", "2001-02-05", "blue-guard", attribution="blue-guard"),
    _held("beta-town", "2001-02-05", "red-army", attribution="red-army"),
]


def _lay(**tables: Any) -> Timeline:
    """The tables above, or these instead, laid out in time."""
    rows = {**ROWS, "events": EVENTS, "control": CONTROL, "sources": SOURCES, **tables}
    frames = {
        name: pd.read_csv(io.StringIO(table_text(name, rows[name])), dtype=str).fillna("")
        for name in ROWS
    }
    day = date(2001, 2, 3)
    return Timeline(Dataset(Settings("Two towns", "Etc/UTC", day, (day, day)), **typed(frames)))


USUAL = _lay()


def _on(day: int, window: int | None = None, **filters: Any) -> Selection:
    """A selection on a day of February 2001."""
    span = date(2001, 2, 1), date(2001, 2, 10)
    return Selection(date(2001, 2, day), span, window, Filters(**filters))


def _ids(snapshot: Answers) -> list[str]:
    return [*snapshot.events["event_id"]]


def _holders(timeline: Timeline, day: int) -> dict[str, str]:
    control = at(timeline, _on(day)).control
    return {row.place_id: f"{row.status} {row.controller}".strip() for row in control.itertuples()}


# Events


@pytest.mark.parametrize(
    ("day", "begun"),
    [
        (1, ["early"]),
        (2, ["early"]),
        (3, ["clash", "siege", "early"]),
        (4, ["talks", "clash", "siege", "early"]),
        (9, ["late", "talks", "clash", "siege", "early"]),
    ],
)
def test_events_begun_newest_first_and_exact_before_rough(day: int, begun: list[str]) -> None:
    assert _ids(at(USUAL, _on(day))) == begun


def test_nothing_has_begun_before_the_first() -> None:
    before = at(USUAL, Selection(date(2001, 1, 31), (date(2001, 1, 1), date(2001, 2, 10))))
    assert (before.shown, before.total, len(before.today)) == (0, 0, 0)


def test_events_of_one_day_keep_their_order_in_the_file() -> None:
    same = [{**EVENT, "event_id": f"e-{i}", "date": "2001-02-03", "title": "x"} for i in range(5)]
    assert _ids(at(_lay(events=same), _on(3))) == ["e-0", "e-1", "e-2", "e-3", "e-4"]


@pytest.mark.parametrize(
    ("day", "window", "kept"),
    [
        (1, 1, ["early"]),
        (2, 1, []),
        (2, 2, ["early"]),
        (3, 2, ["clash", "siege"]),
        (5, 1, ["talks", "siege"]),
        (6, 1, ["talks"]),
        (7, 3, ["talks", "siege"]),
        (9, 7, ["late", "talks", "clash", "siege"]),
    ],
)
def test_a_window_keeps_what_touches_its_days(day: int, window: int, kept: list[str]) -> None:
    snapshot = at(USUAL, _on(day, window=window))
    assert _ids(snapshot) == kept
    assert snapshot.total == len(kept)


def test_today_is_what_touches_the_day() -> None:
    touched = {day: [*at(USUAL, _on(day)).today["event_id"]] for day in (2, 3, 5, 6, 9)}
    assert touched == {
        2: [],
        3: ["clash", "siege"],
        5: ["talks", "siege"],
        6: ["talks"],
        9: ["late", "talks"],
    }


def test_age_counts_from_the_last_day() -> None:
    events = at(USUAL, _on(9)).events
    ages = dict(zip(events["event_id"], events["age"], strict=True))
    assert ages == {"late": 0, "talks": 0, "siege": 4, "clash": 6, "early": 8}


@pytest.mark.parametrize(
    ("cells", "first", "last"),
    [
        ({"date": "2001-02-03"}, "2001-02-03", "2001-02-03"),
        ({"date": "2001-02-03", "date_end": "2001-02-04"}, "2001-02-03", "2001-02-04"),
        ({"date": "2001-02-26", "time_precision": "week"}, "2001-02-26", "2001-03-04"),
        ({"date": "2001-02-01", "time_precision": "month"}, "2001-02-01", "2001-02-28"),
        ({"date": "2001-01-01", "time_precision": "year"}, "2001-01-01", "2001-12-31"),
        (
            {"date": "2001-02-03", "date_end": "2001-02-04", "time_precision": "month"},
            *("2001-02-03", "2001-02-04"),
        ),
    ],
)
def test_an_inexact_date_is_a_span(cells: dict[str, str], first: str, last: str) -> None:
    events = _lay(events=[*EVENTS[:4], {**EVENT, "event_id": "odd", "title": "?", **cells}]).events
    (odd,) = events[events["event_id"] == "odd"].itertuples()
    epoch = date(1970, 1, 1).toordinal()
    assert date.fromordinal(epoch + odd.start).isoformat() == first
    assert date.fromordinal(epoch + odd.end).isoformat() == last


# Filters


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        ({"types": ("Battles",)}, ["late", "clash", "siege"]),
        ({"types": ("Battles", "Strategic developments")}, ["late", "talks", "clash", "siege"]),
        ({"places": ("beta-town",)}, ["clash"]),
        ({"sources": ("weekly-2001",)}, ["clash"]),
        ({"actors": ("blue-guard",)}, ["talks", "siege", "early"]),  # as account, 2nd, 1st
        ({"actors": ("red-army",)}, ["late", "clash", "siege"]),
        ({"text": "SHELLS"}, ["late", "early"]),
        ({"text": "  café   angstrom "}, ["early"]),
        ({"text": "écho"}, ["late"]),
        ({"text": "mill"}, ["clash"]),  # the summary
        ({"text": "beta red"}, ["clash"]),  # place and actor
        ({"text": "agreement"}, ["talks"]),  # the kind
        ({"text": "clash.*"}, ["late", "clash", "siege"]),  # no pattern: signs say nothing
        ({"text": "shells sugar"}, []),
        ({"types": ("Battles",), "actors": ("blue-guard",)}, ["siege"]),
        ({"types": ("Battles",), "places": ("alpha-town",), "text": "echo"}, ["late"]),
        ({"places": ("beta-town",), "sources": ("daily-2001",)}, []),
        ({"places": ("atlantis",)}, []),
    ],
)
def test_filters_alone_and_together(wanted: dict[str, Any], kept: list[str]) -> None:
    snapshot = at(USUAL, _on(9, **wanted))
    assert _ids(snapshot) == kept
    assert (snapshot.shown, snapshot.total) == (len(kept), 5)


def test_total_counts_the_window_without_filters() -> None:
    snapshot = at(USUAL, _on(5, window=2, places=("alpha-town",)))
    assert _ids(snapshot) == ["siege"]
    assert (snapshot.shown, snapshot.total) == (1, 2)


def test_filters_leave_control_alone() -> None:
    everything, filtered = at(USUAL, _on(5)), at(USUAL, _on(5, text="nothing"))
    assert filtered.control.equals(everything.control)
    assert filtered.changes.equals(everything.changes)


def test_the_mask_follows_the_file() -> None:
    mask = USUAL.matching(Filters(types=("Battles",)))
    assert [*mask] == [False, True, True, False, True]
    assert USUAL.matching(Filters()).all()


# Control


@pytest.mark.parametrize(
    ("day", "alpha"),
    [
        (2, "held blue-guard"),
        (3, "contested blue-guard"),
        (4, "contested blue-guard"),
        (5, "held red-army"),
        (28, "held red-army"),
    ],
)
def test_a_holder_holds_until_the_day_before_the_next(day: int, alpha: str) -> None:
    assert _holders(USUAL, day)["alpha-town"] == alpha


def test_every_place_has_a_row_unknown_where_nobody_said() -> None:
    unknown = {"beta-town": "unknown", "gamma-land": "unknown"}
    assert _holders(USUAL, 4) == {"alpha-town": "contested blue-guard", **unknown}
    assert _holders(USUAL, 5)["beta-town"] == "held red-army"
    nobody = at(USUAL, _on(4)).control.set_index("place_id").loc["gamma-land"]
    assert [nobody[name] for name in ("controller", "attribution", "note")] == ["", "", ""]
    assert (nobody["differs"], nobody["changed"]) == (False, False)


def test_changed_and_disputed_places_are_marked() -> None:
    marks = {}
    for day in (2, 3, 4, 5, 6):
        snapshot = at(USUAL, _on(day))
        changed = snapshot.control["place_id"][snapshot.control["changed"]]
        marks[day] = [*changed], [*snapshot.disputed["place_id"]]
    assert marks == {
        2: ([], []),
        3: (["alpha-town"], []),
        4: ([], []),
        5: (["alpha-town", "beta-town"], ["alpha-town"]),
        6: ([], ["alpha-town"]),
    }


def test_changes_name_the_holder_before() -> None:

    def changes(day: int) -> list[tuple[str, str, str]]:
        rows = at(USUAL, _on(day)).changes.itertuples()
        return [(row.place_id, row.before, row.controller) for row in rows]

    assert changes(4) == []
    assert changes(3) == [("alpha-town", "blue-guard", "blue-guard")]
    assert changes(5) == [("alpha-town", "", "red-army"), ("beta-town", "", "red-army")]


def test_the_first_word_on_a_place_has_no_holder_before() -> None:
    timeline = _lay(control=CONTROL[:1])
    january = Selection(date(2001, 1, 1), (date(2001, 1, 1), date(2001, 2, 10)))
    assert [*at(timeline, january).changes["before"]] == [""]
    assert at(timeline, _on(1)).changes.empty


# Steps and span


@pytest.mark.parametrize(
    ("day", "previous", "following"), [(1, None, 3), (2, 1, 3), (3, 1, 4), (4, 3, 9), (9, 4, None)]
)
def test_steps_to_the_day_an_event_begins(
    day: int, previous: int | None, following: int | None
) -> None:
    for which, expected in (("previous", previous), ("next", following)):
        found = USUAL.step(_on(day), which)
        assert (found and found.day) == expected


def test_steps_pass_over_filtered_events() -> None:
    assert USUAL.step(_on(1, places=("alpha-town",), text="echo"), "next") == date(2001, 2, 9)
    assert USUAL.step(_on(9, types=("Protests",)), "previous") is None


def test_steps_to_changes_pass_over_a_new_teller_of_the_same() -> None:
    retold = _held("beta-town", "2001-02-07", "red-army")
    timeline = _lay(control=[*CONTROL, retold])
    assert timeline.step(_on(3), "next", "change") == date(2001, 2, 5)
    assert timeline.step(_on(5), "next", "change") is None
    assert timeline.step(_on(3), "previous", "change") == date(2001, 1, 1)


def test_a_step_is_previous_or_next() -> None:
    with pytest.raises(KeyError):
        USUAL.step(_on(3), "sideways")


def test_the_span_holds_all_that_is_recorded() -> None:
    assert USUAL.span == (date(2001, 1, 1), date(2001, 2, 10))  # the talks' week ends on the 10th
    assert _lay(control=[]).span == (date(2001, 2, 1), date(2001, 2, 10))
    assert _lay(events=[]).span == (date(2001, 1, 1), date(2001, 2, 5))


def test_an_event_is_found_by_its_id() -> None:
    found = USUAL.event("siege")
    assert found is not None
    assert found["title"] == "A siege"
    assert USUAL.event("atlantis") is None


# Little or nothing


def test_no_events() -> None:
    timeline = _lay(events=[])
    for wanted in ({}, {"text": "clash"}, {"types": ("Battles",)}, {"actors": ("red-army",)}):
        snapshot = at(timeline, _on(5, **wanted))
        assert (snapshot.shown, snapshot.total, len(snapshot.today)) == (0, 0, 0)
    assert timeline.step(_on(5), "next") is None
    assert _holders(timeline, 5)["alpha-town"] == "held red-army"


def test_events_that_name_neither_place_nor_actor() -> None:
    bare = {"place_id": "", "actor1": "", "actor2": ""}
    timeline = _lay(events=[{**event, **bare} for event in EVENTS])
    assert _ids(at(timeline, _on(9, text="siege"))) == ["siege"]
    assert _ids(at(timeline, _on(9, text="alpha"))) == []


def test_one_event() -> None:
    timeline = _lay(events=EVENTS[:1])
    assert _ids(at(timeline, _on(1))) == ["early"]
    assert timeline.step(_on(2), "previous") == date(2001, 2, 1)


def test_no_control() -> None:
    timeline = _lay(control=[])
    snapshot = at(timeline, _on(5))
    assert [*snapshot.control["status"]] == ["unknown"] * 3
    assert snapshot.changes.empty
    assert snapshot.disputed.empty
    assert timeline.step(_on(5), "previous", "change") is None


def test_one_place() -> None:
    at_alpha = [event for event in EVENTS if event["place_id"] != "beta-town"]
    timeline = _lay(places=ROWS["places"][:1], control=CONTROL[:1], events=at_alpha)
    assert _holders(timeline, 5) == {"alpha-town": "held blue-guard"}
    assert timeline.gazetteer.distances("alpha-town") == []


def test_nothing_at_all() -> None:
    timeline = _lay(events=[], control=[], places=[])
    snapshot = at(timeline, _on(5, text="clash"))
    assert timeline.span is None
    assert (snapshot.total, len(snapshot.control), len(snapshot.changes)) == (0, 0, 0)


def test_a_timeline_does_not_change_its_dataset() -> None:
    data, same = (read(path) for path in (BUILT_IN, BUILT_IN))
    timeline = Timeline(data)
    at(timeline, Selection(data.settings.opens_on, data.settings.span, 7, Filters(text="flag")))
    for table in ("places", "actors", "events", "control"):
        assert getattr(data, table).equals(getattr(same, table))
