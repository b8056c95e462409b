"""Other data folders: broken ones are reported, small ones work."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import CHANGE, EVENT, ROWS, TOWN

from browser.conftest import Open

Folder = Callable[..., Path]

ALPHA = {**TOWN, "place_id": "alpha-town", "name": "Alpha", "latitude": "10", "longitude": "25"}
ONE_EVENT = {**EVENT, "event_id": "only", "date": "2001-02-03", "title": "The only event"}
NOWHERE = {**TOWN, "place_id": "lost-town", "name": "Lost"}
HELD = {**CHANGE, "date": "2001-02-03", "controller": "red-army"}


def test_a_broken_folder_is_reported_as_check_reports_it(open_page: Open, folder: Folder) -> None:
    broken = folder(
        events={2: {"date": "2001-13-01", "title": ""}, 3: {"status": "<b>sure</b> **x** $y$"}},
        control={2: {"controller": "reds"}},
        sources=None,
    )
    checked = subprocess.run(
        [sys.executable, "-m", "dashboard", "check", broken], capture_output=True, text=True
    )
    lines = checked.stdout.splitlines()[:-1]
    problems = [line for line in lines if not line.startswith("warning: ")]
    tab = open_page(data=broken, fresh=True, has_map=False)
    listed = tab.page.get_by_test_id("stText")
    listed.last.wait_for()
    assert listed.all_inner_texts() == problems
    assert "Traceback" not in tab.page.locator("body").inner_text()
    assert tab.page.get_by_test_id("stException").count() == 0


def test_a_mended_folder_opens_on_reload(open_page: Open, folder: Folder) -> None:
    tab = open_page(data=folder(places="not a table"), fresh=True, has_map=False)
    assert tab.heading() == "This data folder has errors"
    tab.server.show(folder())
    tab.go("basemap=none", has_map=True)
    assert tab.heading().startswith("Saturday 3 February 2001")


def test_what_is_open_may_go_from_the_data(open_page: Open, folder: Folder) -> None:
    tab = open_page("place=beta-town", data=folder())
    tab.side().get_by_role("heading", name="Beta", exact=True).wait_for()
    tab.server.show(
        folder(places=[ALPHA], control=[{**HELD, "place_id": "alpha-town"}], events=[ONE_EVENT],
               claims=None, scenes=None, areas=None)
    )  # fmt: skip
    tab.page.get_by_role("button", name="The day after").click()
    tab.wait_for_address("date", "2001-02-04")
    tab.settle()
    tab.find_map()
    tab.wait_for_day("2001-02-04")
    assert [*tab.places()] == ["alpha-town"]
    assert [*tab.events()] == ["only"]
    assert tab.feed() == ["The only event"]
    said = tab.page.locator(".st-key-notes").inner_text()
    assert "The data have changed. The address says place=beta-town" in said
    assert tab.page.get_by_test_id("stException").count() == 0


SMALL: dict[str, dict[str, Any]] = {
    "no events": {"events": [], "claims": []},
    "one event": {"events": [ONE_EVENT], "claims": []},
    "one place": {
        "places": [ALPHA],
        "events": [ONE_EVENT],
        "claims": [],
        "control": [{**HELD, "place_id": "alpha-town"}],
        "areas": None,
        "settings": {"view": None},
    },
    "nothing located": {
        "places": [NOWHERE],
        "events": [{**ONE_EVENT, "place_id": "lost-town"}],
        "claims": [],
        "control": [{**HELD, "place_id": "lost-town"}],
        "areas": None,
        "settings": {"view": None},
    },
    "nothing at all": {
        **{table: [] for table in ROWS},
        "areas": None,
        "settings": {"view": None, "span": ["2001-02-03", "2001-02-03"], "countries": []},
    },
}


@pytest.mark.parametrize("name", SMALL)
def test_a_small_folder_works(open_page: Open, folder: Folder, name: str) -> None:
    tab = open_page(data=folder(**SMALL[name]))
    assert tab.heading().startswith("Saturday 3 February 2001")
    assert tab.page.get_by_test_id("stException").count() == 0
    assert tab.page.locator(".figures > div").count() == 4
    assert tab.drawn()["hidden"] == 0
    assert len(tab.feed()) == len(SMALL[name]["events"])


def test_an_unlocated_place_opens(open_page: Open, folder: Folder) -> None:
    tab = open_page("place=lost-town", data=folder(**SMALL["nothing located"]))
    tab.side().get_by_role("heading", name="Lost", exact=True).wait_for()
    assert "Red" in tab.side().inner_text()
    assert tab.page.get_by_test_id("stException").count() == 0


def test_a_place_known_only_roughly_is_a_ring(open_page: Open, folder: Folder) -> None:
    tab = open_page(data=folder(places={3: {"precision_km": "40"}}))
    beta = tab.places()["beta-town"]
    assert beta["ring"] == 40_000
    assert beta["fills"] == []  # no point is drawn
    ring = tab.frame.locator("path.ring").bounding_box()
    assert ring is not None
    assert ring["width"] > 40
    assert tab.places()["alpha-town"]["ring"] is None
