"""What a browser sends: taken over where it makes sense, dropped whole where it does not."""

import json
import math
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.testing.v1 import AppTest

from dashboard.model import days
from dashboard.ui import messages, session
from dashboard.ui.panel import STEP
from dashboard.view.day import FIRST_PAGE

Open = Callable[..., AppTest]

DAY = days.number(date(2017, 10, 18))
COMPONENTS = {
    "ready": "time_bar", "moved": "time_bar", "pick": "time_bar", "view": "view", "act": "panel",
    "scene": "briefing", "leave": "briefing", "kept": "saved_scenes", "unkept": "saved_scenes",
}  # fmt: skip
# One of each kind, as the browser sends them.
SOUND: list[tuple[str, Any]] = [
    ("ready", True),
    ("moved", {"day": DAY, "window": 7, "first": DAY - 9, "last": DAY + 2, "seq": 4}),
    ("moved", {"day": DAY, "window": None, "first": DAY, "last": DAY, "seq": 5}),
    ("pick", {"do": "open", "kind": "place", "id": "kirkuk"}),
    ("pick", {"do": "back"}),
    ("view", {"latitude": 35.5, "longitude": 44, "zoom": 8.25}),
    ("act", {"do": "back"}),
    ("act", {"do": "more", "list": "events"}),
    ("act", {"do": "open", "kind": "event", "id": "no-such-event"}),
    ("act", {"do": "open", "kind": "day", "id": "2017-10-16"}),
    ("scene", {"scene": 2, "seq": 3}),
    ("leave", True),
    ("kept", {"text": "order,date,title,text\n1,2017-10-16,One,Two\n", "of": "0"}),
    ("unkept", True),
]
KEPT = [
    session.DAY, session.SPAN, session.WINDOW, session.SEQ, session.VIEW, session.PLACE,
    session.EVENT, session.SOURCE, session.PAGING, session.SCENE, session.SCENE_SEQ, session.BAR,
]  # fmt: skip


@pytest.fixture
def bar() -> str:
    """As a browser would say."""
    return session.HERE


def send(page: AppTest, kind: str, message: object) -> None:
    """Run the page with a message, as its component in a browser would send it.

    AppTest has no public way to do so.
    """
    [proto] = [part.proto for part in page.get("bidi_component")
               if part.proto.component_name == f"conflict_map_{COMPONENTS[kind]}"]  # fmt: skip
    states = page._tree.get_widget_states()
    trigger = json.dumps([{"event": kind, "value": message}])
    states.widgets.add(id=_make_trigger_id(proto.id, "events"), json_trigger_value=trigger)
    page._run(states)
    assert not page.exception


def kept(page: AppTest) -> dict[str, Any]:
    return {key: page.session_state[key] for key in KEPT if key in page.session_state}


def test_the_time_bar_moves_the_page(open_page: Open) -> None:
    page = open_page()
    send(page, *SOUND[1])
    assert page.query_params["date"] == "2017-10-18"
    assert kept(page)[session.WINDOW] == 7
    assert kept(page)[session.SPAN] == (date(2017, 10, 9), date(2017, 10, 20))
    assert kept(page)[session.SEQ] == 4


def test_days_beyond_the_record_are_its_ends(open_page: Open) -> None:
    page = open_page()
    far = {"day": days.number(date.max), "window": 10**6, "first": days.number(date.min), "last": 0}
    send(page, "moved", {**far, "seq": 1})
    assert page.session_state[session.DAY] == date(2017, 10, 21)
    assert page.session_state[session.SPAN] == (date(2014, 1, 1), date(2014, 1, 1))


def test_a_press_opens_and_back_closes(open_page: Open) -> None:
    page = open_page()
    send(page, "pick", {"do": "open", "kind": "place", "id": "kirkuk"})
    event = next(iter(_events(page)))
    send(page, "act", {"do": "open", "kind": "event", "id": event})
    opened = kept(page)
    assert (opened[session.PLACE], opened[session.EVENT]) == ("kirkuk", event)
    send(page, "act", {"do": "back"})
    assert (kept(page)[session.PLACE], kept(page)[session.EVENT]) == ("kirkuk", None)
    send(page, "act", {"do": "back"})
    assert kept(page)[session.PLACE] is None


def _events(page: AppTest) -> list[str]:
    [panel] = [part.proto for part in page.get("bidi_component")
               if part.proto.component_name == "conflict_map_panel"]  # fmt: skip
    shown = json.loads(json.loads(panel.json)["view"])
    return [
        part["opens"][1]
        for section in shown["detail"]["sections"]
        for part in section["items"]
        if part["opens"] and part["opens"][0] == "event"
    ]


def test_more_is_shown_of_the_list_that_was_asked_for(open_page: Open) -> None:
    page = open_page()
    send(page, "act", {"do": "more", "list": "events"})
    send(page, "act", {"do": "more", "list": "places"})
    assert FIRST_PAGE.events is not None
    assert FIRST_PAGE.places is not None
    shown = page.session_state[session.PAGING]
    assert (shown.events, shown.places) == (FIRST_PAGE.events + STEP, FIRST_PAGE.places + STEP)


def test_where_the_map_stands_is_in_the_address(open_page: Open) -> None:
    page = open_page()
    send(page, "view", {"latitude": 35.5, "longitude": 44, "zoom": 8.25})
    assert page.query_params["lat"] == "35.5000"
    assert page.query_params["zoom"] == "8.25"


@pytest.mark.parametrize("day", ["0001-01-01", "1677-09-20", "9999-12-31"])
def test_any_day_of_the_calendar_can_be_opened(open_page: Open, day: str) -> None:
    page = open_page()
    send(page, "act", {"do": "open", "kind": "day", "id": day})
    assert page.query_params["date"] == day


def test_a_briefing_turns_and_ends(open_page: Open) -> None:
    page = open_page(mode="briefing")
    send(page, "scene", {"scene": 2, "seq": 3})
    assert page.query_params["scene"] == "3"
    send(page, "scene", {"scene": 10**9, "seq": 4})
    assert page.query_params["scene"] == "9"
    send(page, "leave", False)
    assert page.session_state[session.SCENE] is not None
    send(page, "leave", True)
    assert page.session_state[session.SCENE] is None


@pytest.mark.parametrize(("kind", "message"), SOUND)
def test_what_the_browser_sends_is_sound(kind: str, message: object) -> None:
    assert messages.read(kind, message)


NUMBERS = (
    st.integers() | st.floats() | st.sampled_from([10**400, -1, 1.5, math.nan, math.inf, 2**53])
)
ANY = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(max_size=5) | st.text("x", min_size=201),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2)
    ),
    max_leaves=4,
)


@st.composite
def _nearly(draw: st.DrawFn) -> tuple[str, Any]:
    """A message that is sound but for one part of it: another value, none, or one too many."""
    kind, message = draw(st.sampled_from(SOUND))
    if not isinstance(message, dict):
        return kind, draw(ANY)
    part = draw(st.sampled_from([*message, "more"]))
    if draw(st.booleans()):
        return kind, {**message, part: draw(ANY)}
    return kind, {key: value for key, value in message.items() if key != part}


@given(_nearly() | st.tuples(st.sampled_from([*messages.KINDS]), ANY))
@settings(max_examples=500)
def test_whatever_comes_is_read_or_dropped_and_never_raises(sent: tuple[str, Any]) -> None:
    kind, message = sent
    found = messages.read(kind, message)
    if isinstance(found, messages.Message):
        assert found.model_dump(mode="json") == message  # nothing was bent into shape


@pytest.mark.parametrize("mode", ["explore", "briefing"])
def test_a_page_takes_over_nothing_of_a_message_that_makes_no_sense(
    open_page: Open, mode: str
) -> None:
    page = open_page(mode=mode)
    here = {"ready", "moved", "pick", "view"} | (
        {"act"} if mode == "explore" else {"scene", "leave"}
    )

    @given(_nearly() | st.tuples(st.sampled_from(sorted(here)), ANY))
    @settings(max_examples=30)
    def hold(sent: tuple[str, Any]) -> None:
        kind, message = sent
        if kind not in here or messages.read(kind, message):
            return
        before = kept(page)
        send(page, kind, message)
        assert kept(page) == before

    hold()
    send(page, *SOUND[1])  # it still listens
    assert page.session_state[session.DAY] == date(2017, 10, 18)


HEAD = "order,date,place_id,title,text"
WHOLE = "window,according_to,types,actors,places,sources,words,view,notes"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{HEAD},{WHOLE}\n1,2017-10-16,,Mine,Words,,,,,,,,,\n", ["Mine"]),
        (f"{HEAD},{WHOLE}\n1,2017-10-16,,Mine,Words,,,,,,,,,\n2,2017-10-16,nowhere,No,W,,,,,,,,,\n",
         ["Mine"]),
        (f"{HEAD},{WHOLE}\n1,1066-10-14,,Hastings,Words,,,,,,,,,\n", None),
        (f"{HEAD},{WHOLE}\n", None), ("garbage", None), ('"', None), ("\0", None),
    ],
)  # fmt: skip
def test_scenes_that_a_browser_has_kept_are_held_to_the_rules(
    open_page: Open, text: str, shown: list[str] | None
) -> None:
    page = open_page()
    before = [scene.title for scene in page.session_state[session.SCENES]]
    send(page, "kept", {"text": text, "of": "another"})
    assert [scene.title for scene in page.session_state[session.SCENES]] == (shown or before)
    said = " ".join(text.value for text in page.markdown)
    assert ("1 of your scenes cannot be shown" in said) == ("nowhere" in text)
    assert ("scenes have changed" in said) == bool(shown)
