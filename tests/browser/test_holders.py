"""Who holds what on the map: the right holder by colour, pattern and letter, day by day."""

from statistics import median

import pytest
from PIL import Image

from browser.conftest import Open
from browser.tab import Json, Tab

BLUE, ORANGE = "#0072b2", "#e69f00"  # Okabe & Ito's
PALETTE = {"blue": (0, 114, 178), "orange": (230, 159, 0), "paper": (255, 255, 255)}

# Town, then status, letters, colours.
FEDERAL, PESHMERGA, KRG = ("held", "F", [BLUE]), ("held", "P", [ORANGE]), ("held", "K", [ORANGE])
HOLDERS = {
    "2017-10-15": {
        "kirkuk": PESHMERGA,
        "altun-kupri": PESHMERGA,
        "tuz-khormato": ("unknown", "?", []),
        "irbil": KRG,
        "baghdad": FEDERAL,
        "kirkuk-governorate": ("held", "", [ORANGE]),
    },
    "2017-10-16": {
        "kirkuk": FEDERAL,
        "altun-kupri": PESHMERGA,
        "tuz-khormato": FEDERAL,
        "irbil": KRG,
        "baghdad": FEDERAL,
        "kirkuk-governorate": ("contested", "", [ORANGE, BLUE]),
    },
    "2017-10-20": {
        "kirkuk": FEDERAL,
        "altun-kupri": ("contested", "PF", [ORANGE, BLUE]),
        "tuz-khormato": FEDERAL,
        "irbil": KRG,
        "baghdad": FEDERAL,
        "kirkuk-governorate": ("contested", "", [ORANGE, BLUE]),
    },
}
CHANGED = {
    "2017-10-15": set(),
    "2017-10-16": {"kirkuk", "tuz-khormato", "kirkuk-governorate"},
    "2017-10-20": {"altun-kupri"},
}

# The colours behind a fill: those of the rectangles in the SVG pattern that it names.
COLOURS = """(fills) => fills.flatMap((fill) => {
    const id = fill.replace(/^url\\(#(.*)\\)$/, "$1");
    const tile = document.getElementById(id);
    return tile ? [...tile.querySelectorAll("rect")].map((part) => part.getAttribute("fill")) : [];
})"""


def shown(tab: Tab, place: Json) -> tuple[str, str, list[str]]:
    colours = tab.frame.evaluate(COLOURS, place["fills"])
    return place["status"], "".join(place["letters"]), colours


@pytest.mark.parametrize("day", HOLDERS)
def test_every_place_has_its_holder(open_page: Open, day: str) -> None:
    tab = open_page(f"date={day}")
    places = tab.places()
    assert {name: shown(tab, place) for name, place in places.items()} == HOLDERS[day]
    assert {name for name, place in places.items() if place["changed"]} == CHANGED[day]
    disagreed = {name for name, place in places.items() if place["differs"]}
    assert disagreed == ({"altun-kupri"} if day == "2017-10-20" else set())

    fill = tab.frame.locator("path.area").get_attribute("fill")
    assert tab.frame.evaluate(COLOURS, [fill]) == HOLDERS[day]["kirkuk-governorate"][2]
    assert [row.split("\n")[0] for row in changes(tab)] == [
        tab.places()[name]["label"].removesuffix("changed today").removesuffix("contested today")
        for name in places
        if name in CHANGED[day] and name != "altun-kupri"
    ] + (["Altun Kupri"] if "altun-kupri" in CHANGED[day] else [])


def changes(tab: Tab) -> list[str]:
    """The rows of the control table that are set off from the rest."""
    return tab.side().locator("tr.changed th").all_inner_texts()


def test_the_colours_reach_the_screen(open_page: Open) -> None:
    tab = open_page("date=2017-10-15")
    assert seen(tab.picture(), tab.places()["kirkuk"]) == "orange"
    tab.step("The day after", "2017-10-16")
    assert seen(tab.picture(), tab.places()["kirkuk"]) == "blue"


def seen(picture: Image.Image, place: Json) -> str:
    """The palette's colour nearest to what a disc shows around its letter."""
    x, y = round(place["x"]), round(place["y"])
    spots = [(8, 0), (-8, 0), (0, -8), (0, 8), (-6, -6), (6, 6), (6, -6), (-6, 6), (-7, 3)]
    found = [picture.getpixel((x + right, y + down)) for right, down in spots]
    middle = [median(pixel[part] for pixel in found) for part in range(3)]

    def far(name: str) -> float:
        return sum((a - b) ** 2 for a, b in zip(middle, PALETTE[name], strict=True))

    return min(PALETTE, key=far)


# Points of the map where the governorate is on top.
INSIDE = """() => {
    const found = [];
    for (let x = 4; x < innerWidth; x += 6) for (let y = 4; y < innerHeight; y += 6) {
        if (document.elementFromPoint(x, y)?.classList.contains("area")) found.push([x, y]);
    }
    return found;
}"""


def test_the_governorate_is_shaded_in_the_colours_of_both_sides(open_page: Open) -> None:
    tints = {}
    tab = open_page("date=2017-10-14&q=no-such-event")  # nothing lies over the area
    for day in ("2017-10-15", "2017-10-16"):
        tab.step("The day after", day)
        picture = tab.picture()
        points = tab.frame.evaluate(INSIDE)
        assert len(points) > 100
        pixels = [picture.getpixel((x, y)) for x, y in points]
        blue = sum(b > r + 15 for r, _, b in pixels) / len(pixels)
        orange = sum(r > b + 15 for r, _, b in pixels) / len(pixels)
        tints[day] = (blue > 0.25, orange > 0.25, blue > 0.02)
    assert tints == {"2017-10-15": (False, True, False), "2017-10-16": (True, True, True)}


def test_holders_differ_without_colour_and_the_legend_names_them(open_page: Open) -> None:
    tab = open_page("date=2017-10-15")
    places = tab.places()
    looks = {name: (place["letters"], place["fills"]) for name, place in places.items()}
    assert len({"".join(letters) for letters, _ in looks.values()}) == 5  # F P K ? and no letter
    # Two holders share a colour: their patterns tell them apart.
    tiles = [
        tab.frame.locator(f"[id='{fill[5:-1]}'] path").get_attribute("d")
        for fill in (*looks["kirkuk"][1], *looks["irbil"][1])
    ]
    assert tiles[0] != tiles[1]
    legend = tab.frame.locator(".legend > ul > li > span").all_inner_texts()
    assert {"Federal Iraq", "Peshmerga", "Kurdistan Region", "Contested"} <= {*legend}
