"""The base map: with its tiles out of reach the map is complete, with them they are credited."""

import io

from PIL import Image

from browser.conftest import Open
from browser.tab import is_tile

OSM = "© OpenStreetMap contributors"


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
