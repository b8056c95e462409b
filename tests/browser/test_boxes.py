"""Nothing cut, nothing beside the window, nothing on anything else: page, briefing, single file.

`boxes.js` finds what a reader would find broken. One page is opened for each way to look at it, and
is seen in windows of all sizes; the map's own signs are within its frame.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser import saved
from browser.conftest import Open
from browser.tab import PAINTED
from dashboard.model.scenes import scenes
from dashboard.model.timeline import Timeline
from dashboard.sources.folder import BUILT_IN, read

BROKEN = Path(__file__).with_name("boxes.js").read_text()
SIZES = ((390, 844), (800, 600), (1024, 600), (1024, 768), (1440, 900), (1920, 1080), (2560, 1440))
DATA = read(BUILT_IN)
TOTAL = len(scenes(DATA, Timeline(DATA)))
LONGEST = (3, 8)  # scenes with the most words
ALL_SCENES = ((800, 600), (1440, 900))
# All that the toolbar can have, and a note; a heading of many words.
FULL = "date=2017-10-16&types=Battles&compare=2017-10-01&places=nowhere"


def broken(page: Page, *, whole: bool = False) -> list[str]:
    page.evaluate(PAINTED)  # what follows the window's size
    page.evaluate(PAINTED)
    found: list[str] = page.evaluate(BROKEN, whole)
    return found


def sized(page: Page) -> Iterator[str]:
    """The page in windows of all sizes, by what they are called in a failure."""
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        yield f"{width} × {height}"


def walked(page: Page, heard: Callable[[int], None] = lambda _: None) -> dict[str, list[str]]:
    """What is broken in a briefing, by size and scene; `heard` waits for a server to know it."""
    found = {}
    for size in SIZES:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.keyboard.press("Home")
        for number in range(1, TOTAL + 1):
            page.locator(".progress", has_text=f"{number} / {TOTAL}").wait_for()
            if size in ALL_SCENES or number in LONGEST:
                heard(number)
                found[f"{size[0]} × {size[1]}, scene {number}"] = broken(page, whole=True)
            page.keyboard.press("ArrowRight")
    return {where: what for where, what in found.items() if what}


@pytest.mark.parametrize("query", ["date=2017-10-16", FULL, "date=2017-10-20&place=altun-kupri"])
def test_the_page_at_every_width(open_page: Open, query: str) -> None:
    tab = open_page(query)
    assert {size: what for size in sized(tab.page) if (what := broken(tab.page))} == {}


def test_the_briefing_at_every_width(open_page: Open) -> None:
    tab = open_page("mode=briefing&scene=99", reduced_motion="reduce")
    noted = {size: what for size in sized(tab.page) if (what := broken(tab.page, whole=True))}
    assert noted == {}  # with what of the address could not be used
    tab.page.get_by_role("button", name="Dismiss").click()
    expect(tab.page.locator(".st-key-notes")).to_have_count(0)
    assert walked(tab.page, lambda number: tab.wait_for_address("scene", str(number))) == {}
    tab.page.keyboard.press("q")  # the card for those who shall follow
    tab.page.locator(".invitation img").wait_for()
    invited = {size: what for size in sized(tab.page) if (what := broken(tab.page, whole=True))}
    assert invited == {}


@pytest.mark.parametrize("fragment", ["date=2017-10-16", "types=Battles&q=kirkuk&place=kirkuk"])
def test_the_single_file_at_every_width(
    open_file: saved.Open, kirkuk: bytes, fragment: str
) -> None:
    page = open_file(kirkuk, fragment=fragment)
    assert {size: what for size in sized(page) if (what := broken(page))} == {}


def test_the_files_briefing_at_every_width(open_file: saved.Open, kirkuk: bytes) -> None:
    page = open_file(kirkuk, fragment="mode=briefing&scene=1", reduced_motion="reduce")
    assert walked(page) == {}
