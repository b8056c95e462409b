"""The address of a page: written, read back, and read from strangers."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model.address import Arrival, compose, parse, written
from dashboard.model.codes import EVENT_TYPES
from dashboard.model.scenes import Scene, scenes
from dashboard.model.selection import Filters, Selection, View
from dashboard.model.timeline import Timeline
from dashboard.sources.folder import BUILT_IN, read

Folder = Callable[..., Path]

DATA = read(BUILT_IN)
TIMELINE = Timeline(DATA)
PLACES, EVENTS = [*DATA.places["place_id"]], [*DATA.events["event_id"]]
OPENING = parse({}, DATA, TIMELINE)
SCENES = scenes(DATA, TIMELINE)


def _parse(**params: str) -> Arrival:
    return parse(params, DATA, TIMELINE)


def test_no_parameters_are_the_opening() -> None:
    usual = DATA.settings
    assert Selection(usual.opens_on, usual.span) == OPENING.selection
    assert View("osm") == OPENING.view
    assert OPENING.notes == ()


def test_every_parameter_at_once() -> None:
    arrival = _parse(
        date="2017-10-16", **{"from": "2017-10-01", "to": "2017-10-18"}, window="7",
        types="Battles,Strategic developments", actors="iraq", places="kirkuk,irbil",
        sources="reuters-2017-10-16", q="flag & <b>", place="kirkuk", event="residents-leave",
        basemap="none", lat="35.5", lng="-44.4", zoom="8.25",
    )  # fmt: skip
    assert arrival == Arrival(
        Selection(
            date(2017, 10, 16),
            (date(2017, 10, 1), date(2017, 10, 18)),
            7,
            Filters(
                ("Battles", "Strategic developments"),
                ("iraq",),
                ("kirkuk", "irbil"),
                ("reuters-2017-10-16",),
                "flag & <b>",
            ),
            "kirkuk",
            "residents-leave",
        ),
        View("none", 35.5, -44.4, 8.25),
    )


def test_the_opening_is_written_as_its_day_alone() -> None:
    assert compose(OPENING.selection, OPENING.view, DATA) == {"date": "2017-10-20"}


def test_a_scene_is_shown_as_it_is_until_the_address_strays() -> None:
    asked = {"mode": "briefing", "scene": "2"}
    on_script, strayed = (
        parse(params, DATA, TIMELINE, SCENES) for params in (asked, asked | {"date": "2017-10-19"})
    )
    assert on_script.shows(SCENES) == SCENES[1]
    assert written(on_script, SCENES, DATA) == asked
    assert strayed.shows(SCENES) == Scene(strayed.selection)
    assert written(strayed, SCENES, DATA) == asked | {"date": "2017-10-19"}


def test_what_is_ignored_is_said() -> None:
    def said(**params: str) -> tuple[str, ...]:
        return parse(params, DATA, TIMELINE, SCENES).notes

    assert said(scene="99") == (
        "The address says scene=99, which is not possible without mode=briefing; it was ignored.",
    )
    [note] = said(mode="briefing", scene="99")
    assert "one of the 9 scenes" in note
    [note] = said(date="abc")
    assert note.startswith("The address says date=abc, which is not a day")
    assert said(dat="2017-10-16", colour="red") == (
        "The address asks for what this page does not know: dat, colour.",
    )
    assert said(utm_source="chat", fbclid="x") == ()
    shared = parse({"mode": "briefing", "scene": "2", "fbclid": "x"}, DATA, TIMELINE, SCENES)
    assert not shared.strayed(SCENES)


def test_an_address_is_written_in_one_way() -> None:
    asked = {"q": "flag", "date": "2017-10-16", "window": "soon", "utm_source": "chat"}
    assert [*written(_parse(**asked), (), DATA).items()] == [("date", "2017-10-16"), ("q", "flag")]


def test_a_day_outside_of_the_span_widens_it() -> None:
    assert _parse(date="2014-06-12").selection.span == (date(2014, 6, 12), date(2017, 10, 21))
    assert _parse(date="2018-01-01").selection.span == (date(2017, 9, 25), date(2018, 1, 1))


def _some(known: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(known), unique=True, max_size=3).map(tuple)


def _selection(days: list[date], **choice: object) -> Selection:
    first, day, last = sorted(days)
    return Selection(day, (first, last), **choice)


SELECTIONS = st.builds(
    _selection,
    st.lists(st.dates(), min_size=3, max_size=3)
    | st.just([DATA.settings.opens_on, *DATA.settings.span]),
    window=st.none() | st.integers(1, 36_500),
    filters=st.builds(
        Filters,
        types=_some([*EVENT_TYPES]),
        actors=_some([*DATA.actors["actor_id"]]),
        places=_some(PLACES),
        sources=_some([*DATA.sources["source_id"]]),
        text=st.text(max_size=200),
    ),
    place=st.none() | st.sampled_from(PLACES),
    event=st.none() | st.sampled_from(EVENTS),
)
VIEWS = st.builds(View, st.sampled_from(DATA.basemaps)) | st.builds(
    View,
    st.sampled_from(DATA.basemaps),
    st.integers(-850_000, 850_000).map(lambda number: number / 10_000),
    st.integers(-1_800_000, 1_800_000).map(lambda number: number / 10_000),
    st.integers(0, 88).map(lambda quarters: quarters / 4),
)


@given(SELECTIONS, VIEWS)
def test_what_is_written_is_read_back(selection: Selection, view: View) -> None:
    params = compose(selection, view, DATA)
    assert all(params.values())
    assert parse(params, DATA, TIMELINE) == Arrival(selection, view)


MALFORMED = [
    ("date", "banana"),
    ("date", "2017-02-29"),
    ("date", "0000-01-01"),
    ("date", "10000-01-01"),
    ("date", "2017-10-16T12:00"),
    ("from", "yesterday"),
    ("to", "2017"),
    ("from", "2018-01-01"),  # after the last day
    ("to", "2001-01-01"),  # before the first
    ("window", "-3"),
    ("window", "0"),
    ("window", "36501"),
    ("window", "1.5"),
    ("window", "week"),
    ("types", "Picnics"),
    ("types", "battles"),
    ("actors", "atlantis"),
    ("places", "atlantis"),
    ("sources", "';DROP TABLE events;--"),
    ("place", "<script>alert(1)</script>"),
    ("place", "atlantis"),
    ("event", "atlantis"),
    ("event", "kirkuk"),
    ("basemap", "google"),
    ("lat", "nan"),
    ("lat", "91"),
    ("lat", "north"),
    ("lng", "inf"),
    ("lng", "-180.1"),
    ("zoom", "1e9"),
    ("zoom", "-1"),
    ("zoom", "1e999"),
    *((name, "9" * 10_000) for name in ("date", "from", "to", "window", "lat", "lng", "zoom")),
    *((name, "x" * 10_000) for name in ("place", "event", "basemap", "types", "actors", "q")),
    *((name, "x," * 5_000) for name in ("types", "actors", "places", "sources")),
]


@pytest.mark.parametrize(("name", "value"), MALFORMED, ids=[f"{n}={v:.20}" for n, v in MALFORMED])
def test_a_malformed_parameter_is_ignored_with_one_note(name: str, value: str) -> None:
    arrival = _parse(**{name: value})
    assert (arrival.selection, arrival.view) == (OPENING.selection, OPENING.view)
    (note,) = arrival.notes
    assert f"{name}={value[:80]}" in note
    assert len(note) < 250


def test_the_rest_of_a_malformed_address_still_holds() -> None:
    arrival = _parse(date="2017-10-16", place="atlantis", window="7", lat="nan", lng="44", zoom="8")
    assert (arrival.selection.day, arrival.selection.window) == (date(2017, 10, 16), 7)
    assert arrival.view == OPENING.view
    assert len(arrival.notes) == 2


def test_known_names_are_kept_beside_unknown_ones() -> None:
    arrival = _parse(places="kirkuk,atlantis,irbil,kirkuk,")
    assert arrival.selection.filters.places == ("kirkuk", "irbil")
    (note,) = arrival.notes
    assert "atlantis" in note


@pytest.mark.parametrize("zoom", ["0", "22", "7.5"])
def test_zooms_from_0_to_22(zoom: str) -> None:
    assert _parse(lat="1", lng="2", zoom=zoom).view == View("osm", 1.0, 2.0, float(zoom))


def test_parameters_of_others_are_left_alone() -> None:
    assert _parse(embed="true", utm_source="x") == OPENING


NAMES = ["date", "from", "to", "window", "types", "actors", "places", "sources", "q", "place",
         "event", "basemap", "lat", "lng", "zoom"]  # fmt: skip


@given(st.dictionaries(st.sampled_from(NAMES) | st.text(), st.text()))
def test_any_address_is_read(params: dict[str, str]) -> None:
    arrival = parse(params, DATA, TIMELINE)
    first, last = arrival.selection.span
    assert first <= arrival.selection.day <= last
    again = parse(compose(arrival.selection, arrival.view, DATA), DATA, TIMELINE)
    assert again.selection == arrival.selection
    assert again.notes == ()


def test_an_address_holds_in_an_empty_folder(folder: Folder) -> None:
    data = read(folder(places=[], events=[], control=[], claims=[]))
    arrival = parse({"place": "kirkuk", "event": "talks", "places": "a"}, data, Timeline(data))
    assert len(arrival.notes) == 3
    assert arrival.selection == Selection(data.settings.opens_on, data.settings.span)
