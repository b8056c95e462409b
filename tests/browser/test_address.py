"""A copied link reopens the same page; a bad one opens a page with a note."""

import pytest
from playwright.sync_api import expect

from browser.conftest import Open
from browser.tab import Json

LINK = "date=2017-10-16&types=Battles&place=kirkuk&lat=35.5&lng=44.3&zoom=9"


def test_a_link_restores_day_filters_detail_and_view(open_page: Open) -> None:
    tab = open_page(LINK)
    drawn = tab.drawn()
    assert tab.heading().startswith("Monday 16 October 2017")
    assert {event["kind"] for event in drawn["events"]} == {"battle"}
    assert (drawn["center"]["lat"], drawn["center"]["lng"]) == pytest.approx((35.5, 44.3), abs=5e-3)
    assert drawn["zoom"] == 9
    expect(tab.side().get_by_role("heading", name="Kirkuk", exact=True)).to_be_visible()
    assert len(tab.feed()) == 1  # one battle at Kirkuk by then


def steady(drawn: Json) -> Json:
    """What a link must bring back, beside the middle of the map."""
    places = [(place["id"], place["fills"], place["changed"]) for place in drawn["places"]]
    events = [(event["id"], event["alpha"]) for event in drawn["events"]]
    rest = {name: drawn[name] for name in ("day", "theme", "basemap", "zoom", "hidden")}
    return {**rest, "places": places, "events": events}


def test_a_copied_address_shows_the_same_elsewhere(open_page: Open) -> None:
    tab = open_page("date=2017-10-18")
    tab.drag((120, -50))
    before = tab.drawn()["zoom"]
    tab.frame.get_by_role("button", name="Zoom in").click()
    tab.wait_for_address("zoom", f"{before + 0.5:g}")
    tab.step("Next day with an event", "2017-10-19")
    tab.click(tab.places()["kirkuk"])
    tab.wait_for_address("place", "kirkuk")
    tab.settle()

    copy = open_page(
        tab.page.url.partition("?")[2].removesuffix("&basemap=none"), locale="de-DE"
    )  # a context of its own
    assert steady(copy.drawn()) == steady(tab.drawn())
    pixel = 360 / 256 / 2 ** tab.drawn()["zoom"]  # degrees: Leaflet sets a view to whole pixels
    for name in ("lat", "lng"):
        assert copy.drawn()["center"][name] == pytest.approx(tab.drawn()["center"][name], abs=pixel)
    assert copy.heading() == tab.heading()
    assert copy.side().inner_text() == tab.side().inner_text()
    assert copy.address() == tab.address()


def test_the_browsers_back_goes_back(open_page: Open) -> None:
    tab = open_page("date=2017-10-16")
    tab.step("The day after", "2017-10-17")
    tab.page.go_back()
    tab.wait_for_day("2017-10-16")
    assert tab.heading().startswith("Monday 16 October 2017")
    tab.page.go_forward()
    tab.wait_for_day("2017-10-17")


def test_a_bad_address_opens_with_a_note(open_page: Open) -> None:
    tab = open_page("date=banana&place=%3Cscript%3Ewindow.hit=1%3C/script%3E&zoom=nan")
    assert tab.heading().startswith("Friday 20 October 2017")
    note = tab.page.locator(".st-key-notes").inner_text()
    assert "date=banana" in note
    assert "place=<script>window.hit=1</script>" in note
    assert "zoom=nan" in note
    assert tab.page.evaluate("window.hit === undefined")
    assert tab.address() == {"date": "2017-10-20", "basemap": "none"}
    tab.page.get_by_role("button", name="Dismiss").click()
    expect(tab.page.locator(".st-key-notes")).not_to_be_attached()


def test_a_link_shows_the_same_day_in_every_time_zone(open_page: Open) -> None:
    seen = set()
    for zone in ("America/Los_Angeles", "Asia/Baghdad", "Pacific/Auckland"):
        tab = open_page("date=2017-10-16", timezone_id=zone)
        slider = tab.page.locator(".stage").get_attribute("aria-valuetext") or ""
        seen.add((tab.drawn()["day"], tab.heading(), slider))
        assert tab.hover(tab.places()["kirkuk"]).endswith("since 16 Oct 2017")
        tab.page.get_by_role("slider").press("ArrowLeft")
        tab.wait_for_day("2017-10-15")
    [(day, heading, slider)] = seen
    assert day == 17455
    assert heading.startswith("Monday 16 October 2017")
    assert "Mon 16 Oct 2017" in slider
