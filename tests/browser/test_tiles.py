"""The base map: with its tiles out of reach the map is complete, with them they are credited."""

import io
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from tiny_map import tiny_map

from browser.conftest import Open
from browser.tab import is_tile
from dashboard.render.style import INK

Make = Callable[..., Path]
OSM = "© OpenStreetMap contributors"
# Whether the local map has this colour at a position, one pixel or so around.
PAINTED = """([colour, latitude, longitude]) => {
    const { map } = window.conflictMap;
    const { x, y } = map.latLngToContainerPoint([latitude, longitude]);
    const { x: left, y: top } = map.getContainer().getBoundingClientRect();
    return [...document.querySelectorAll(".leaflet-ground-pane canvas")].some((canvas) => {
        const box = canvas.getBoundingClientRect();
        const scale = canvas.width / box.width;
        const [across, down] = [(x + left - box.x) * scale, (y + top - box.y) * scale];
        if (Math.min(across, down) < 1 || Math.max(across, down) > canvas.width - 2) return false;
        const { data } = canvas.getContext("2d").getImageData(across - 1, down - 1, 3, 3);
        const wanted = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
        return Array.from({ length: 9 }, (_, k) => data.subarray(4 * k, 4 * k + 4)).some((pixel) =>
            pixel[3] > 200 && wanted.every((part, k) => Math.abs(part - pixel[k]) < 12));
    });
}"""


def test_without_tiles_the_outlines_remain(open_page: Open) -> None:
    tab = open_page("date=2017-10-16", tiles=True)
    tab.wait("d.basemap === 'osm'")
    assert tab.frame.locator("path.region").count() >= 18
    with tab.page.expect_event("requestfailed", predicate=lambda request: is_tile(request.url)):
        tab.drag((200, 0))
    credit = tab.frame.locator(".leaflet-control-attribution").inner_text()
    assert credit == "Outlines: Natural Earth"
    assert tab.frame.locator(".leaflet-tile-loaded").count() == 0
    assert len(tab.places()) == 6
    for status in ("alert", "status"):
        assert tab.page.get_by_role(status).filter(visible=True).all_inner_texts() == []


def test_tiles_that_arrive_are_drawn_and_credited(open_page: Open) -> None:
    png = io.BytesIO()
    Image.new("RGB", (256, 256), (180, 200, 220)).save(png, "PNG")
    tab = open_page("date=2017-10-16", tiles=True, tile=png.getvalue())
    tab.frame.locator(".leaflet-tile-loaded").first.wait_for()
    credit = tab.frame.locator(".leaflet-control-attribution")
    credit.get_by_text(OSM).wait_for()
    assert "Outlines: Natural Earth" in credit.inner_text()
    tab.page.get_by_role("button", name="Map", exact=True).click()
    tab.page.get_by_text("Outlines only, no network").click()
    tab.wait("d.basemap === 'none'")
    assert OSM not in credit.inner_text()
    assert tab.frame.locator(".leaflet-tile").count() == 0
    tab.wait_for_address("basemap", "none")


def test_nobody_is_asked_without_tiles(open_page: Open) -> None:
    assert open_page("date=2017-10-16").asked == []


def test_the_folders_own_map_is_painted_beneath_the_data(open_page: Open, folder: Make) -> None:
    made = folder({"basemap": None})
    around = [(24.2, 9.2), (24.9, 9.2), (24.9, 9.9), (24.2, 9.9), (24.2, 9.2)]
    tiny_map(
        made / "basemap.pmtiles",
        [("water", "lake", around), ("roads", "highway", [(24.0, 10.2), (27.0, 10.2)])],
        (24.0, 9.0, 27.0, 12.0),
    )
    tab = open_page("date=2001-02-03&lat=10&lng=25&zoom=9", data=made, fresh=True, tiles=True)

    def painted(theme: str, thing: str, *at: float) -> None:
        tab.frame.wait_for_function(PAINTED, arg=[INK[theme][thing], *at])

    painted("light", "water", 9.5, 24.5)
    painted("light", "road", 10.2, 24.7)
    credit = tab.frame.locator(".leaflet-control-attribution")
    assert credit.inner_text() == "Outlines: Natural Earth, © OpenStreetMap"
    assert credit.locator("a, img").count() == 0, "it is set as text"
    assert tab.asked == []
    tab.page.get_by_role("button", name="Map", exact=True).click()
    tab.page.get_by_text("Outlines only, no network").click()
    tab.wait_for_address("basemap", "none")
    tab.frame.locator(".leaflet-ground-pane canvas").first.wait_for(state="detached")
    assert credit.inner_text() == "Outlines: Natural Earth"
    tab.go("mode=briefing&scene=1", has_map=True)
    painted("light", "water", 9.5, 24.5)
    tab.page.keyboard.press("d")
    painted("dark", "water", 9.5, 24.5)


def test_a_local_map_with_damaged_tiles_leaves_the_page_and_a_sentence(
    open_page: Open, folder: Make
) -> None:
    made = folder({"basemap": None})
    archive = tiny_map(made / "basemap.pmtiles", bounds=(24.0, 9.0, 27.0, 12.0))
    content = archive.read_bytes()
    archive.write_bytes(content[:127] + bytes(len(content) - 127))
    tab = open_page("date=2001-02-03", data=made, fresh=True, tiles=True)
    credit = tab.frame.locator(".leaflet-control-attribution")
    credit.get_by_text("The local map cannot be read; the outlines remain.").wait_for()
    assert len(tab.places()) == 3
    tab.step("The day after", "2001-02-04")
