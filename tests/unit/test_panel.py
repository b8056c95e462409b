"""What the panel's messages do; they come from a browser and may say anything."""

from typing import Any

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as st_

from dashboard.ui import panel, session
from dashboard.view.day import FIRST_PAGE

OPEN = {session.PLACE: None, session.EVENT: None, session.SOURCE: None}


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    kept: dict[str, Any] = dict(OPEN)
    monkeypatch.setattr(st, "session_state", kept)
    return kept


def test_a_press_opens_and_back_closes(state: dict[str, Any]) -> None:
    panel.act({"do": "open", "kind": "place", "id": "kirkuk"})
    panel.act({"do": "open", "kind": "event", "id": "clash"})
    assert (state[session.PLACE], state[session.EVENT]) == ("kirkuk", "clash")
    panel.act({"do": "back"})
    assert (state[session.PLACE], state[session.EVENT]) == ("kirkuk", None)
    panel.act({"do": "back"})
    assert state == OPEN


def test_more_is_shown_of_the_list_that_was_asked_for(state: dict[str, Any]) -> None:
    panel.act({"do": "more", "list": "events"})
    shown = session.paging()
    assert (shown.events, shown.places) == (FIRST_PAGE.events + panel.STEP, FIRST_PAGE.places)  # type: ignore[operator]
    panel.act({"do": "more", "list": "places"})
    assert session.paging().places == FIRST_PAGE.places + panel.STEP  # type: ignore[operator]


ANY = st_.recursive(
    st_.none() | st_.booleans() | st_.floats() | st_.text(max_size=5),
    lambda inner: st_.lists(inner, max_size=2),
)


@given(st_.dictionaries(st_.sampled_from(["kind", "id", "list", "more"]), ANY), ANY)
def test_a_message_that_makes_no_sense_does_nothing(
    message: dict[str, object], what: object
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        kept: dict[str, Any] = dict(OPEN)
        patch.setattr(st, "session_state", kept)
        panel.act({**message, "do": what if what != "back" else "forth"})
        panel.act({"do": "open", "kind": "day", "id": "2017-13-45"})
        assert kept == OPEN
