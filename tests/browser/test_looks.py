"""Themes, contrast, motion and layout."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from browser.conftest import Open
from browser.tab import MAP, Tab

CONTRAST = Path(__file__).with_name("contrast.js").read_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out(open_page: Open, scheme: str) -> None:
    tab = open_page("date=2017-10-20", color_scheme=scheme)
    tab.wait("d.theme === a", scheme)
    pale = faint(tab)
    tab.side().get_by_role("button", name="Altun Kupri", exact=True).click()
    tab.side().get_by_role("heading", name="In the gazetteer").wait_for()
    pale += faint(tab)
    tab.side().get_by_role("button", name="Peshmerga command: Humvees").click()
    tab.side().get_by_role("heading", name="Claims").wait_for()
    assert pale + faint(tab) == []


def faint(tab: Tab) -> list[tuple[str, float]]:
    """Texts of page and map with a contrast below what WCAG 2 asks for."""
    tab.settle()
    texts = [text for frame in (tab.page, tab.frame) for text in frame.evaluate(CONTRAST)]
    assert len(texts) > 20
    return [(text, round(ratio, 2)) for text, ratio in texts if ratio < 4.5]


def test_no_motion_where_none_is_wanted(open_page: Open) -> None:
    tab = open_page("date=2017-10-15", reduced_motion="reduce")
    tab.page.get_by_role("button", name="The day after", exact=True).click()
    tab.wait("d.day === 17455")  # and at once, before it would have ended
    assert tab.frame.evaluate("document.getAnimations().length") == 0


def top(thing: Locator) -> float:
    box = thing.bounding_box()
    assert box is not None
    return box["y"]


def scrolls(tab: Tab) -> list[bool]:
    """Whether the page scrolls across, and whether down."""
    return tab.page.evaluate(
        """() => {
            const main = document.querySelector('[data-testid="stMain"]');
            const parts = [document.scrollingElement, main];
            return [
                parts.some((part) => part.scrollWidth > part.clientWidth),
                parts.some((part) => part.scrollHeight > part.clientHeight),
            ];
        }"""
    )


DAYS = ["2017-10-16", "2017-10-20"]  # a heading of two lines, and of one


@pytest.mark.parametrize("day", DAYS)
def test_one_screen_holds_the_day(open_page: Open, day: str) -> None:
    tab = open_page(f"date={day}", size=(1440, 900))
    for part in (
        tab.page.get_by_text("Kirkuk, October 2017").first,
        tab.page.locator("h1"),
        tab.page.locator(MAP),
        tab.page.locator(".stage"),
        tab.page.get_by_role("button", name="Show All since 2014"),
        tab.side().get_by_role("button", name="Kirkuk governorate", exact=True),
        tab.side().get_by_text("Changed on this day"),
    ):
        expect(part).to_be_in_viewport(ratio=1)
    assert scrolls(tab) == [False, False]


@pytest.mark.parametrize("size", [(1024, 768), (1920, 1080)], ids=str)
@pytest.mark.parametrize("day", DAYS)
def test_narrower_and_wider_screens(open_page: Open, size: tuple[int, int], day: str) -> None:
    tab = open_page(f"date={day}", size=size)
    expect(tab.page.locator(".stage")).to_be_in_viewport(ratio=1)
    expect(tab.page.get_by_role("button", name="Show All since 2014")).to_be_in_viewport(ratio=1)
    assert scrolls(tab) == [False, False]
    tab.side().get_by_role("button", name="Altun Kupri", exact=True).click()
    tab.side().get_by_role("heading", name="In the gazetteer").wait_for()
    assert scrolls(tab) == [False, False]


def test_on_a_phone_all_is_in_one_column(open_page: Open) -> None:
    tab = open_page("date=2017-10-18", size=(390, 844), has_touch=True)
    column = [tab.page.locator("h1"), tab.page.locator(MAP), tab.page.locator(".stage")]
    tops = [top(part) for part in [*column, tab.side()]]
    assert tops == sorted(tops)
    for part in column:
        expect(part).to_be_in_viewport(ratio=1)
    for name in ("The day before", "The day after", "Previous day with", "Next day with"):
        box = tab.page.get_by_role("button", name=name).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44  # a finger's

    assert scrolls(tab)[0] is False
    tab.side().get_by_role("button", name="Altun Kupri", exact=True).click()
    tab.side().get_by_role("heading", name="In the gazetteer").wait_for()
    assert scrolls(tab)[0] is False
    tab.side().get_by_role("button", name="Back").click()
    tab.side().get_by_role("button", name="Federal forces retake bases").click()
    tab.side().get_by_role("heading", name="Claims").wait_for()
    assert scrolls(tab)[0] is False


# Words of the panel that are broken across lines.
BROKEN = """() => {
    const found = [];
    const panel = document.querySelector('[class*="st-key-side-"]');
    const side = [...panel.querySelectorAll("*")].find((element) => element.shadowRoot).shadowRoot;
    const walker = document.createTreeWalker(side, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        if (walker.currentNode.parentElement.closest("style, svg, canvas")) continue;
        for (const word of walker.currentNode.textContent.matchAll(/[^\\s-]+/g)) {
            const range = document.createRange();
            range.setStart(walker.currentNode, word.index);
            range.setEnd(walker.currentNode, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
            if (lines.size > 1) found.push(word[0]);
        }
    }
    return found;
}"""


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (390, 844)], ids=str)
def test_no_word_is_broken(open_page: Open, size: tuple[int, int]) -> None:
    tab = open_page("date=2017-10-20", size=size)
    assert tab.page.evaluate(BROKEN) == []
