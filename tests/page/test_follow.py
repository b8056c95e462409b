"""Follow me on the page, without a browser: offered where it can be, published from then on."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.server import rooms
from dashboard.server.rooms import Hub
from dashboard.ui import session

Open = Callable[..., AppTest]


@pytest.fixture
def bar() -> str:
    """As a browser would say."""
    return session.HERE


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Hub:
    """A hub of this test's own, with routes for followers."""
    made = Hub()
    made.served = True
    monkeypatch.setattr(rooms, "HUB", made)
    return made


def offered(page: AppTest) -> bool:
    return "follow_me" in {button.key for button in page.button}


def test_where_nobody_can_follow_it_is_not_offered(open_page: Open, hub: Hub) -> None:
    assert offered(open_page())
    hub.served = False
    assert not offered(open_page())


def test_whoever_is_followed_publishes_each_move(open_page: Open, hub: Hub) -> None:
    page = open_page(date="2017-10-16")
    page.button(key="follow_me").click().run()
    assert not page.exception
    assert not offered(page)
    [room] = hub._rooms.values()
    assert room.shown.params == {"date": "2017-10-16"}
    page.session_state[session.PLACE] = "kirkuk"
    page.run()
    assert room.shown.params == {"date": "2017-10-16", "place": "kirkuk"}
    assert room.shown.digest
    assert len(room.shown.scenes) == 9


def test_a_scene_is_told_with_where_a_hand_has_moved_the_map(open_page: Open, hub: Hub) -> None:
    page = open_page(date="2017-10-16")
    page.button(key="follow_me").click().run()
    page.button(key="present").click().run()
    [room] = hub._rooms.values()
    assert room.shown.params == {"mode": "briefing", "scene": "1"}
    page.session_state[session.VIEW] = session.View("none", 35.5, 44.4, 9)
    page.run()
    moved = {"lat": "35.5000", "lng": "44.4000", "zoom": "9"}
    assert room.shown.params == {"mode": "briefing", "scene": "1", **moved}


def test_where_it_is_full_the_page_says_so(
    open_page: Open, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "ROOMS", 0)
    page = open_page()
    page.button(key="follow_me").click().run()
    assert offered(page)
    assert any("try again later" in caption.value for caption in page.caption)
