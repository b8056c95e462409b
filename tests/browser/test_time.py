"""Moving in time: slider, steps and span; the map follows and keeps its view."""

import pytest

from browser.conftest import Open


def test_arrow_keys_on_the_slider_move_the_day(open_page: Open) -> None:
    tab = open_page("date=2017-10-16")
    slider = tab.page.get_by_role("slider")
    slider.focus()
    slider.press("ArrowLeft")
    tab.wait_for_day("2017-10-15")
    assert tab.heading().startswith("Sunday 15 October 2017")
    assert tab.places()["kirkuk"]["letters"] == ["P"]
    slider.press("ArrowRight")
    tab.wait_for_day("2017-10-16")
    assert tab.places()["kirkuk"]["letters"] == ["F"]


def test_each_step_goes_to_its_day(open_page: Open) -> None:
    tab = open_page("date=2017-10-18")
    tab.step("The day before", "2017-10-17")
    tab.step("The day after", "2017-10-18")
    tab.step("Previous day with an event", "2017-10-16")
    tab.step("Next day with an event", "2017-10-19")


def test_the_background_since_2014_is_one_click_away(open_page: Open) -> None:
    tab = open_page("date=2017-10-16")
    tab.page.get_by_role("button", name="Show All since 2014").click()
    tab.wait_for_address("from", "2014-01-01")
    tab.settle()
    tab.page.get_by_role("slider").focus()
    tab.page.get_by_role("slider").press("Home")
    tab.wait_for_day("2014-01-01")
    assert tab.places()["irbil"]["status"] == "held"
    assert tab.places()["kirkuk"]["status"] == "unknown"
    tab.page.get_by_role("button", name="Show 25 Sep – 21 Oct 2017").click()
    tab.wait_for_day("2017-09-25")


def test_day_and_detail_leave_the_view_alone(open_page: Open) -> None:
    tab = open_page("date=2017-10-16")
    tab.frame.evaluate("window.mark = 1")  # gone if the frame is drawn anew
    tab.drag((80, -40))
    view = {name: tab.drawn()[name] for name in ("center", "zoom")}

    tab.step("The day before", "2017-10-15")
    assert {name: tab.drawn()[name] for name in view} == view
    tab.click(tab.places()["kirkuk"])
    tab.wait_for_address("place", "kirkuk")
    tab.settle()
    assert {name: tab.drawn()[name] for name in view} == view
    assert tab.frame.evaluate("window.mark") == 1


SIDE = "document.querySelector('[class*=\"st-key-side-\"]')"


def test_panning_and_zooming_write_the_address_and_rerun_no_page(open_page: Open) -> None:
    tab = open_page("date=2017-10-16")
    tab.runs.clear()
    tab.page.evaluate(f"{SIDE}.scrollTop = 200")
    scrolled = tab.page.evaluate(f"{SIDE}.scrollTop")
    assert scrolled > 0
    for by in ((90, 30), (-40, 20)):
        tab.drag(by)
        center, address = tab.drawn()["center"], tab.address()
        assert float(address["lat"]) == pytest.approx(center["lat"], abs=1e-4)
        assert float(address["lng"]) == pytest.approx(center["lng"], abs=1e-4)
        assert float(address["zoom"]) == tab.drawn()["zoom"]
    wanted = tab.drawn()["zoom"] + 0.5
    tab.frame.get_by_role("button", name="Zoom in").click()
    tab.wait_for_address("zoom", f"{wanted:g}")
    tab.settle()
    assert tab.drawn()["zoom"] == wanted
    assert {*tab.runs} == {"fragment"}
    assert tab.page.evaluate(f"{SIDE}.scrollTop") == scrolled


def test_two_pages_do_not_move_each_other(open_page: Open) -> None:
    one, two = open_page("date=2017-10-16"), open_page("date=2017-10-20")
    one.drag((70, 40))
    one.step("The day before", "2017-10-15")
    assert two.drawn()["day"] == 17459
    assert two.drawn()["center"] != one.drawn()["center"]
    assert "lat" not in two.address()
