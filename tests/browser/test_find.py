"""Finding a place, and the gazetteer on the page."""

from playwright.sync_api import expect

from browser.conftest import Open
from browser.tab import Tab


def ask(tab: Tab, name: str) -> None:
    tab.page.get_by_role("button", name="Find", exact=False).first.click()
    box = tab.page.get_by_label("Find a place")
    box.fill(name)
    box.press("Enter")
    tab.settle()


def test_an_arabic_name_moves_the_map_and_keeps_the_day(open_page: Open) -> None:
    tab = open_page("date=2017-10-16")
    ask(tab, "اربیل")
    tab.page.get_by_role("button", name="Irbil (").click()
    tab.wait_for_address("place", "irbil")
    tab.wait("Math.abs(d.center.lat - 36.19) < 0.02 && d.zoom === 11")
    assert tab.address()["date"] == "2017-10-16"
    assert tab.drawn()["day"] == 17455


def test_a_near_spelling_is_only_offered(open_page: Open) -> None:
    tab = open_page("date=2017-10-16")
    before = tab.drawn()["center"]
    ask(tab, "Baghdat")
    expect(tab.page.get_by_text("No place has that name. Near spellings:")).to_be_visible()
    expect(tab.page.get_by_role("button", name="Baghdad (near")).to_be_visible()
    assert tab.drawn()["center"] == before
    ask_again = tab.page.get_by_label("Find a place")
    ask_again.fill("Taza Khurmatu")
    ask_again.press("Enter")
    expect(tab.page.get_by_text("No place, actor or event has that name")).to_be_visible()


def test_an_event_opens_and_an_actor_filters(open_page: Open) -> None:
    tab = open_page("date=2017-10-20")
    ask(tab, "waves repelled")
    expect(tab.page.get_by_role("heading", name="Events")).to_be_visible()
    tab.page.get_by_role("button", name="20 Oct 2017: Peshmerga command: the waves").click()
    tab.wait_for_address("event", "waves-repelled")
    tab.settle()
    ask(tab, "pentagon")
    name = "United States Department of Defense: show its events only"
    tab.page.get_by_role("button", name=name).click()
    tab.wait_for_address("actors", "us-defence-department")


def test_the_gazetteer_is_a_table_to_take_away(open_page: Open) -> None:
    tab = open_page("date=2017-10-16&place=all")
    assert "6 places. Nothing looks wrong" in tab.side().inner_text()
    expect(tab.side().get_by_test_id("stDataFrame")).to_be_visible()
    with tab.page.expect_download() as csv:
        tab.side().locator(".st-key-places_csv button").click()
    assert csv.value.suggested_filename == "places.csv"
    with tab.page.expect_download() as geojson:
        tab.side().get_by_role("button", name="GeoJSON").click()
    assert "altun-kupri" in geojson.value.path().read_text("utf-8")
    tab.side().get_by_role("button", name="Back", exact=True).click()
    tab.page.wait_for_function("() => !location.search.includes('place=')")
