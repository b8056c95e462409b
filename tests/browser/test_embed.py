"""The page in another site's frame: a line, the map, the time bar, and nothing else."""

from typing import Any

import pytest
from playwright.sync_api import expect

from browser.conftest import Open
from browser.tab import MAP, PAINTED, Tab

SIZES = [(320, 300), (600, 400), (1024, 600)]
LINE = ".st-key-embed"
# Parts of the page that are in sight, as boxes; and what of them has more to show than it shows.
PARTS = [f"{LINE} h1", f'{LINE} [data-testid^="stBaseLinkButton"]', MAP, ".controls", ".stage"]
# Controls on the map's edge.
EDGE = ".leaflet-bar, .legend, .leaflet-control-attribution, .date, .leaflet-control-scale"
SCROLLS = """() => [...document.querySelectorAll("*")].filter((one) =>
    /auto|scroll/.test(getComputedStyle(one).overflow)
    && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)
).map((one) => one.outerHTML.slice(0, 100))"""

Box = dict[str, float]


def framed(open_page: Open, query: str, size: tuple[int, int], **options: Any) -> Tab:
    """The frame once all of it is laid out: the map makes room for the time bar."""
    tab = open_page(f"{query}&embed=true", size=size, **options)
    tab.page.locator(".stage").wait_for()
    tab.settle()
    tab.frame.evaluate(PAINTED)
    return tab


def boxes(tab: Tab) -> list[Box]:
    found = [tab.page.locator(part).bounding_box() for part in PARTS]
    return [dict(box) for box in found if box is not None]


def overlap(one: Box, other: Box) -> bool:
    return (
        one["x"] < other["x"] + other["width"] and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"] and other["y"] < one["y"] + one["height"]
    )  # fmt: skip


def overlapping(found: list[Box]) -> list[tuple[Box, Box]]:
    return [
        (one, other)
        for at, one in enumerate(found)
        for other in found[at + 1 :]
        if overlap(one, other)
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_overlaps_or_is_cut(open_page: Open, size: tuple[int, int], scheme: str) -> None:
    tab = framed(open_page, "date=2017-10-20", size, color_scheme=scheme)
    tab.wait("d.theme === a", scheme)
    found = boxes(tab)
    assert len(found) == len(PARTS)
    for box in found:
        assert 0 <= box["x"] <= box["x"] + box["width"] <= size[0]
        assert 0 <= box["y"] <= box["y"] + box["height"] <= size[1]
    assert overlapping(found) == []
    assert found[PARTS.index(MAP)]["height"] >= 110
    edge = tab.frame.locator(EDGE)
    shown = [edge.nth(at).bounding_box() for at in range(edge.count())]
    assert overlapping([dict(box) for box in shown if box is not None]) == []
    heading = tab.page.locator(f"{LINE} h1")
    assert heading.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    assert heading.evaluate("one => one.scrollWidth <= one.clientWidth + 1")
    assert tab.page.evaluate(SCROLLS) == []
    assert tab.frame.evaluate(SCROLLS) == []


def test_nothing_else_is_there(open_page: Open) -> None:
    tab = framed(open_page, "date=2017-10-16", (1024, 600))
    for part in (".st-key-head", ".st-key-side-panel", ".st-key-notes"):
        expect(tab.page.locator(part)).to_have_count(0)
    for chrome in ("stHeader", "stToolbar", "stStatusWidget", "stMainMenu", "stDecoration"):
        expect(tab.page.get_by_test_id(chrome)).not_to_be_visible()


def test_the_address_stays_one_of_a_frame(open_page: Open) -> None:
    tab = framed(open_page, "date=2017-10-16", (600, 400))
    tab.step("The day after", "2017-10-17")
    assert tab.address()["embed"] == "true"
    link = tab.page.get_by_role("link", name="Open the full page")
    expect(link).to_have_attribute("target", "_blank")
    assert "no" in (link.get_attribute("rel") or "")
    expect(link).to_have_attribute("href", tab.page.url.replace("embed=true&", ""))
    tab.drag((40, 20))
    assert tab.address()["embed"] == "true"
    tab.page.reload()
    tab.settle()
    expect(tab.page.locator(".st-key-head")).to_have_count(0)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_what_is_clicked_opens_over_the_map_and_closes(
    open_page: Open, size: tuple[int, int]
) -> None:
    tab = framed(open_page, "date=2017-10-16&lat=35.4&lng=44.4&zoom=9", size)
    tab.click(tab.places()["kirkuk"])
    detail = tab.side().get_by_role("heading", name="Kirkuk", exact=True)
    expect(detail).to_be_in_viewport(ratio=1)
    back = tab.side().get_by_role("button", name="Back")
    expect(back).to_be_in_viewport(ratio=1)
    tab.wait_for_address("place", "kirkuk")
    assert tab.address()["embed"] == "true"
    back.click()
    expect(detail).not_to_be_attached()
    expect(tab.page.locator(LINE)).to_be_in_viewport(ratio=1)


def test_a_scene_is_shown_as_a_view(open_page: Open) -> None:
    tab = framed(open_page, "mode=briefing&scene=3", (600, 400))
    assert tab.heading().startswith("15 Oct 2017")
    assert tab.drawn()["day"] == 17454
    assert tab.address()["date"] == "2017-10-15"
    assert not {"mode", "scene"} & tab.address().keys()


def test_whose_account_it_is_stands_in_the_line(open_page: Open) -> None:
    tab = framed(open_page, "date=2017-10-16&according_to=articles", (320, 300))
    assert tab.heading().startswith("The articles alone: ")
