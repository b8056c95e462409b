"""The opening view: everything is in the frame, and nothing hides anything else."""

from itertools import combinations
from math import dist

import pytest

from browser.conftest import Open
from browser.tab import MAP, Tab

TOWNS = {"Kirkuk", "Altun Kupri", "Tuz Khormato", "Irbil", "Baghdad"}
SIZES = [(1440, 900), (1024, 768), (1920, 1080), (390, 844)]
DISC, SYMBOL = 11, 8  # radii in pixels

# What is drawn of the labels, as [text, left, top, right, bottom].
LABELS = """() => [...document.querySelectorAll(".label")].flatMap((label) =>
    [...label.children].filter((line) => line.offsetParent && line.textContent).map((line) => {
        const range = document.createRange();
        range.selectNodeContents(line);
        const { left, top, right, bottom } = range.getBoundingClientRect();
        return [line.textContent, left, top, right, bottom];
    }))"""
CONTROLS = """() => [...document.querySelectorAll(".leaflet-control")].map((control) => {
    const { left, top, right, bottom } = control.getBoundingClientRect();
    return [control.className, left, top, right, bottom];
})"""

Box = tuple[str, float, float, float, float]


def overlap(a: Box, b: Box) -> bool:
    touching = 1  # pixel of glyphs' empty rim
    return (
        a[1] + touching < b[3]
        and b[1] + touching < a[3]
        and a[2] + touching < b[4]
        and b[2] + touching < a[4]
    )


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_hides_anything(open_page: Open, size: tuple[int, int]) -> None:
    tab = open_page("date=2017-10-20", size=size)
    check(tab)
    tab.step("Previous day with an event", "2017-10-19")
    tab.step("Previous day with an event", "2017-10-16")
    check(tab)


def check(tab: Tab) -> None:
    drawn = tab.drawn()
    width, height = tab.frame.evaluate("[innerWidth, innerHeight]")
    labels = [tuple(box) for box in tab.frame.evaluate(LABELS)]
    controls = [tuple(box) for box in tab.frame.evaluate(CONTROLS)]
    discs = [
        (place["id"], *(place["x"] - DISC, place["y"] - DISC, place["x"] + DISC, place["y"] + DISC))
        for place in drawn["places"]
        if place["letters"]
    ]

    names = {label[0] for label in labels}
    assert names >= TOWNS
    boxes = [*labels, *controls]
    assert [pair for pair in combinations(boxes, 2) if overlap(*pair)] == []
    assert [(box, disc) for box in boxes for disc in discs if overlap(box, disc)] == []
    assert [box for box in (*labels, *discs) if box[1] < 0 or box[3] > width] == []
    assert [box for box in (*labels, *discs) if box[2] < 0 or box[4] > height] == []

    assert drawn["hidden"] == 0
    spots = {event["id"]: (event["x"], event["y"]) for event in drawn["events"]}
    assert all(0 < x < width and 0 < y < height for x, y in spots.values())
    close = [pair for pair in combinations(spots, 2)
             if dist(spots[pair[0]], spots[pair[1]]) < 2 * SYMBOL]  # fmt: skip
    assert close == []
    symbols = [(name, x - SYMBOL, y - SYMBOL, x + SYMBOL, y + SYMBOL)
               for name, (x, y) in spots.items()]  # fmt: skip
    assert [(a, b) for a in symbols for b in (*labels, *discs) if overlap(a, b)] == []


def test_the_map_fills_its_frame(open_page: Open) -> None:
    tab = open_page()
    inside = tab.frame.evaluate(
        "(({ x, y, width, height }) => [x, y, width, height])"
        "(document.querySelector('.conflict-map').getBoundingClientRect())"
    )
    assert inside == [0, 0, *tab.frame.evaluate("[innerWidth, innerHeight]")]
    box = tab.page.locator(MAP).bounding_box()
    assert box is not None
    assert box["height"] > 500
    assert box["width"] > 800


def test_scale_attribution_buttons_and_the_full_legend_fit_on_the_map(open_page: Open) -> None:
    frame = open_page().frame
    assert "km" in frame.locator(".leaflet-control-scale").inner_text()
    assert frame.locator(".leaflet-control-attribution").inner_text() == "Outlines: Natural Earth"
    assert frame.locator(".legend > summary").inner_text() == "Legend"
    assert frame.get_by_role("button", name="Full screen").is_visible()
    assert frame.get_by_role("button", name="Opening view").is_visible()
    frame.locator(".legend .more > summary").click()
    assert frame.get_by_text("Accounts differ", exact=True).is_visible()
    bottom = frame.evaluate("document.querySelector('.legend').getBoundingClientRect().bottom")
    assert bottom <= frame.evaluate("innerHeight")


def test_an_event_symbol_can_be_seen(open_page: Open) -> None:
    tab = open_page("date=2017-10-20")
    event = tab.events()["altun-kupri-under-federal-control"]
    x, y = round(event["x"]), round(event["y"])
    square = tab.picture().convert("L").crop((x - 9, y - 9, x + 10, y + 10))
    darkest, lightest = square.getextrema()
    assert darkest < 80  # its ink
    assert lightest > 240  # its ground


def test_the_way_home(open_page: Open) -> None:
    tab = open_page()
    opening = tab.drawn()["center"]
    tab.drag((150, -60))
    tab.frame.get_by_role("button", name="Opening view").click()
    tab.wait("Math.hypot(d.center.lat - a.lat, d.center.lng - a.lng) < 0.02", opening)
    tab.wait_for_address("lat", f"{tab.drawn()['center']['lat']:.4f}")
