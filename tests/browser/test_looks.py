"""Themes, contrast, motion and layout."""

import io
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from browser.conftest import Open
from browser.tab import MAP, PAINTED, Tab
from dashboard.model import days
from dashboard.view import phrases

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


def test_a_choice_that_is_not_taken_is_seen(open_page: Open) -> None:
    tab = open_page("date=2017-10-20", color_scheme="light")
    tab.page.get_by_role("button", name="According to").click()
    option = tab.page.get_by_test_id("stRadioOption").nth(1)
    option.wait_for()
    # Streamlit's popover comes slowly.
    tab.page.wait_for_function(
        "!document.getAnimations().some((one) => one.playState === 'running')"
    )
    shot = option.locator("> div > div").first.screenshot()
    grey = Image.open(io.BytesIO(shot)).convert("L").getextrema()
    dark, light = sorted((value / 255) ** 2.2 + 0.05 for value in grey)
    assert light / dark >= 3  # what WCAG 2 asks for controls


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

    for word in (
        "Find",
        "According to",
        "Filters",
        "Compare",
        "Sources",
        "Briefing",
        "Map",
        "Share",
    ):
        button = tab.page.locator(".st-key-head button", has_text=word)
        for box in (button.bounding_box(), button.locator("p").bounding_box()):
            assert box is not None
            assert box["width"] > 18
        expect(button).to_be_in_viewport(ratio=1)

    assert scrolls(tab)[0] is False
    tab.side().get_by_role("button", name="Altun Kupri", exact=True).click()
    tab.side().get_by_role("heading", name="In the gazetteer").wait_for()
    assert scrolls(tab)[0] is False
    tab.side().get_by_role("button", name="Back").click()
    tab.side().get_by_role("button", name="Federal forces retake bases").click()
    tab.side().get_by_role("heading", name="Claims").wait_for()
    assert scrolls(tab)[0] is False


def test_the_day_in_the_heading_goes_along_and_the_map_stays(open_page: Open) -> None:
    tab = open_page("date=2017-10-16")
    shown = "(one) => [one.innerText, getComputedStyle(one, '::before').content]"
    for size in ((390, 844), (800, 600), (1024, 768)):
        tab.page.set_viewport_size({"width": size[0], "height": size[1]})
        tab.page.evaluate(PAINTED)
        day, before = tab.page.locator("h1 strong"), top(tab.page.locator(MAP))
        stage = tab.page.locator(".stage").bounding_box()
        assert stage is not None
        tab.page.mouse.move(stage["x"] + stage["width"] * 0.82, stage["y"] + 10)
        tab.page.mouse.down()
        tab.page.mouse.move(stage["x"] + stage["width"] * 0.5, stage["y"] + 10, steps=4)
        there = tab.drawn()["day"]
        assert there < days.number(date(2017, 10, 14))
        words = phrases.heading(days.day(there))
        assert day.evaluate(shown) == ["Monday 16 October 2017", f'"{words}"']
        tab.page.mouse.up()
        expect(day).to_have_text(words)
        tab.settle()
        assert day.evaluate(shown) == [words, "none"]
        assert top(tab.page.locator(MAP)) == before
        tab.step("Next change of control", "2017-10-16")
        assert top(tab.page.locator(MAP)) == before


@pytest.mark.parametrize("query", ["date=2017-10-16", "date=2017-10-16&types=Battles"])
def test_the_figures_stand_in_one_row(open_page: Open, query: str) -> None:
    tab = open_page(query)
    for width in (390, 800, 1024, 1280, 1440, 1920):
        tab.page.set_viewport_size({"width": width, "height": 900})
        tab.page.evaluate(PAINTED)
        figures = tab.side().locator(".figures dd")
        assert len({round(top(figures.nth(at))) for at in range(4)}) == 1


def test_a_note_takes_little_room_and_can_be_closed(open_page: Open) -> None:
    for query in ("date=2017-10-16&places=nowhere", "mode=briefing&scene=99"):
        tab = open_page(query)
        note = tab.page.locator(".st-key-notes")
        for size in ((1024, 768), (1440, 900)):
            tab.page.set_viewport_size({"width": size[0], "height": size[1]})
            tab.page.evaluate(PAINTED)
            box = note.bounding_box()
            assert box is not None
            assert box["height"] <= 44
            assert scrolls(tab) == [False, False]
        tab.page.get_by_role("button", name="Dismiss").click()
        expect(note).to_have_count(0)


def test_a_projector_has_larger_words(open_page: Open) -> None:
    tab = open_page("date=2017-10-16")
    size = "(one) => parseFloat(getComputedStyle(one).fontSize)"
    sizes = []
    for width, height in ((1440, 900), (1920, 1080), (2560, 1440)):
        tab.page.set_viewport_size({"width": width, "height": height})
        parts = (tab.page.locator("h1"), tab.side(), tab.page.locator(".st-key-head p").nth(1))
        sizes.append([part.evaluate(size) for part in parts])
    desk, wide, projector = sizes
    assert desk[1:] == wide[1:]
    assert all(large >= 1.2 * small for large, small in zip(projector, wide, strict=True))


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
