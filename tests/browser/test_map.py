"""The opening view: everything is in the frame, and nothing hides anything else."""

from datetime import date
from itertools import combinations
from math import dist

from browser.conftest import Open
from browser.tab import MAP, PAINTED, Tab
from dashboard.model import days
from dashboard.render.sizes import SIZES

TOWNS = {"Kirkuk", "Altun Kupri", "Tuz Khormato", "Irbil", "Baghdad"}
WIDTHS = [(390, 844), (800, 600), (1024, 768), (1440, 900), (1920, 1080), (2560, 1440)]
DAYS = [date(2014, 6, 10), date(2017, 9, 25), date(2017, 10, 16), date(2017, 10, 20)]
SYMBOL = SIZES["symbol"]  # radius in pixels

# What is drawn, as [text, left, top, right, bottom]: labels line by line; the signs of places, with
# the mark that accounts differ, a pseudo-element; what stands on the map's edge.
LABELS = """() => [...document.querySelectorAll(".label")].flatMap((label) =>
    [...label.children].filter((line) => line.offsetParent && line.textContent).map((line) => {
        const range = document.createRange();
        range.selectNodeContents(line);
        const { left, top, right, bottom } = range.getBoundingClientRect();
        return [line.textContent, left, top, right, bottom];
    }))"""
SIGNS = """() => [...document.querySelectorAll(".sign")].flatMap((sign) => {
    const { left, top, right, bottom } = sign.getBoundingClientRect();
    const boxes = [["sign", left, top, right, bottom]];
    const mark = getComputedStyle(sign, "::after");
    if (mark.content !== "none") {
        const sides = ["left", "top", "width", "height"];
        const [x, y, w, h] = sides.map((side) => parseFloat(mark[side]));
        boxes.push(["≠", left + x, top + y, left + x + w, top + y + h]);
    }
    return boxes.filter(([, x, y, right, bottom]) => x > 0 && y > 0 && right < innerWidth
        && bottom < document.querySelector(".foot").getBoundingClientRect().top);
})"""
EDGE = ".foot, .leaflet-control-container .leaflet-control"
CONTROLS = """(edge) => [...document.querySelectorAll(edge)].map((control) => {
    const { left, top, right, bottom } = control.getBoundingClientRect();
    return [control.className, left, top, right, bottom];
})"""
LAID_OUT = """([width, height]) => {
    const { x, y } = window.conflictMap.map.getSize();
    return window.parent.innerWidth === width && x === innerWidth && y === innerHeight;
}"""

Box = tuple[str, float, float, float, float]


def overlap(a: Box, b: Box) -> bool:
    touching = 1  # pixel of glyphs' empty rim
    return (
        a[1] + touching < b[3]
        and b[1] + touching < a[3]
        and a[2] + touching < b[4]
        and b[2] + touching < a[4]
    )


def test_nothing_hides_anything(open_page: Open) -> None:
    tab = open_page("date=2017-10-20")
    for size in WIDTHS:
        resize(tab, size)
        for day in DAYS:
            tab.frame.evaluate(
                "(day) => window.conflictMap.follow({ day, window: null })", days.number(day)
            )
            tab.wait("d.day === a", days.number(day))
            labels = check(tab, f"{size} {day}")
            assert labels >= TOWNS, (size, day)
    tab.drag((-150, 60))
    check(tab, "moved")


def test_nothing_hides_anything_in_a_briefing(open_page: Open) -> None:
    tab = open_page("mode=briefing&scene=1", reduced_motion="reduce")
    for size in WIDTHS:
        resize(tab, size)
        tab.page.keyboard.press("Home")
        for scene in range(1, 10):
            tab.page.locator(".progress", has_text=f"{scene} / 9").wait_for()
            tab.frame.evaluate(PAINTED)
            check(tab, f"{size} scene {scene}", large=1.4)
            if scene < 9:
                tab.page.keyboard.press("ArrowRight")
        tab.wait_for_address("scene", "9")
        tab.settle()


def resize(tab: Tab, size: tuple[int, int]) -> None:
    tab.page.set_viewport_size({"width": size[0], "height": size[1]})
    tab.frame.wait_for_function(LAID_OUT, arg=size)
    tab.frame.evaluate(PAINTED)


def check(tab: Tab, where: str, large: float = 1) -> set[str]:
    """That nothing drawn now covers anything else; returns the lines of the labels."""
    drawn = tab.drawn()
    width = tab.frame.evaluate("innerWidth")
    labels, signs, controls = (
        [tuple(box) for box in tab.frame.evaluate(script, EDGE)]
        for script in (LABELS, SIGNS, CONTROLS)
    )
    boxes = [*labels, *controls]
    assert [pair for pair in combinations(boxes, 2) if overlap(*pair)] == [], where
    assert [(a, b) for a in labels for b in signs if overlap(a, b)] == [], where
    assert [box for box in labels if box[1] < 0 or box[3] > width or box[2] < 0] == [], where

    assert drawn["hidden"] == 0, where
    spots = {event["id"]: (event["x"], event["y"]) for event in drawn["events"]}
    close = [pair for pair in combinations(spots, 2)
             if dist(spots[pair[0]], spots[pair[1]]) < 2 * SYMBOL * large]  # fmt: skip
    assert close == [], where
    groups = [(group["place"], *group["box"]) for group in drawn["groups"]]
    radius = SYMBOL * large
    symbols = [
        *groups,
        *((name, x - radius, y - radius, x + radius, y + radius) for name, (x, y) in spots.items()),
    ]
    there = (*labels, *signs, *controls)
    assert [(a, b) for a in symbols for b in there if overlap(a, b)] == [], where
    assert [(a, b) for a in groups for b in symbols if a is not b and overlap(a, b)] == [], where
    assert all(left > 0 and right < width for _, left, _, right, _ in symbols), where
    return {label[0] for label in labels}


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
    tab = open_page("date=2017-10-20&place=altun-kupri")
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
