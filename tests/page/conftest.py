"""The page opened without a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.server.application import PAGE
from dashboard.ui import session

Open = Callable[..., AppTest]


def notes(page: AppTest) -> list[str]:
    """What is said of an address, or of changed data, that could not be used."""
    begins = ("The address says", "The data have changed")
    return [text.value.replace("\\", "") for text in page.markdown if text.value.startswith(begins)]


@pytest.fixture
def bar() -> str:
    """What is known of the time bar: there is no browser to run one, unless a test says so."""
    return session.ABSENT


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch, bar: str) -> Open:
    """Opens the page of a folder, or of the built-in data, at an address."""

    def open_one(data: Path | None = None, **address: str) -> AppTest:
        monkeypatch.setenv("DASHBOARD_DATA", str(data or ""))
        page = AppTest.from_file(PAGE, default_timeout=120)
        page.query_params.update(address)
        page.session_state[session.BAR] = bar
        for popover in session.POPOVERS:  # AppTest can't press what opens them
            page.session_state[popover] = True
        page.run()
        assert not page.exception
        return page

    return open_one
