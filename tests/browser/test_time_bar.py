"""The time bar: a hand on it moves the map at once, and the page when it lets go."""

from datetime import date

import pytest
from playwright.sync_api import Locator, expect

from browser.conftest import Open
from browser.tab import Tab
from dashboard.model import days

ZONES = ["America/Los_Angeles", "Asia/Baghdad", "Pacific/Auckland"]


def number(day: str) -> int:
    return days.number(date.fromisoformat(day))


def stage(tab: Tab) -> Locator:
    return tab.page.get_by_role("slider", name="Day")


def hold(tab: Tab, share: float) -> None:
    """Move a held mouse to a share of the bar's width."""
    box = stage(tab).bounding_box()
    assert box is not None
    tab.page.mouse.move(box["x"] + share * box["width"], box["y"] + 40)


def letters(tab: Tab, place: str) -> list[str]:
    return tab.places()[place]["letters"]


@pytest.mark.parametrize("zone", ZONES)
def test_a_drag_moves_the_map_at_once_and_the_page_once(open_page: Open, zone: str) -> None:
    tab = open_page("date=2017-10-20", timezone_id=zone)
    tab.runs.clear()
    hold(tab, 25.5 / 27)  # the 20th is the last but one of 27 days
    tab.page.mouse.down()
    for day, share, holder in (("2017-10-16", 21.5 / 27, "F"), ("2017-10-15", 20.5 / 27, "P")):
        hold(tab, share)
        tab.wait("d.day === a", number(day))
        assert letters(tab, "kirkuk") == [holder]
    assert tab.address()["date"] == "2017-10-20"  # the page has not heard of it
    assert tab.heading().startswith("Friday 20 October 2017")
    assert tab.runs == []
    tab.page.mouse.up()
    tab.wait_for_day("2017-10-15")
    assert tab.heading().startswith("Sunday 15 October 2017")
    assert tab.runs.count("whole") == 1


@pytest.mark.parametrize("zone", ZONES)
def test_every_key_moves_as_far_as_it_says(open_page: Open, zone: str) -> None:
    tab = open_page("date=2017-10-16", timezone_id=zone)
    stage(tab).focus()
    for key, day in (
        ("ArrowRight", "2017-10-17"),
        ("Shift+ArrowLeft", "2017-10-10"),
        ("End", "2017-10-21"),
        ("PageUp", "2017-10-20"),
        ("Home", "2017-09-25"),
    ):
        tab.page.keyboard.press(key)
        tab.wait_for_day(day)
        assert stage(tab).get_attribute("aria-valuenow") == str(number(day))


def test_the_slider_speaks_the_day_and_what_is_on_it(open_page: Open) -> None:
    spoken = stage(open_page("date=2017-10-20")).get_attribute("aria-valuetext") or ""
    assert spoken.startswith("Fri 20 Oct 2017, 8 events")
    assert "control changes in Altun Kupri" in spoken


def test_playing_goes_on_by_itself_and_the_page_hears_of_the_pause(open_page: Open) -> None:
    tab = open_page("date=2017-10-14")
    tab.runs.clear()
    tab.page.get_by_role("button", name="Play", exact=True).click()
    tab.wait("d.day >= a", number("2017-10-16"))
    assert tab.runs == []
    tab.page.get_by_role("button", name="Pause", exact=True).click()
    tab.page.wait_for_function("() => !location.search.includes('date=2017-10-14')")
    tab.settle()
    assert tab.drawn()["day"] == number(tab.address()["date"]) >= number("2017-10-16")


def test_a_day_is_typed_in_any_usual_form_and_read_in_one(open_page: Open) -> None:
    tab = open_page("date=2017-10-20", locale="en-US")
    field = tab.page.get_by_label("Exact date")
    expect(field).to_have_value("20 Oct 2017")
    field.fill("16.10.2017")
    field.press("Enter")
    tab.wait_for_day("2017-10-16")
    expect(field).to_have_value("16 Oct 2017")
    assert letters(tab, "kirkuk") == ["F"]
    said = tab.page.locator(".said")
    field.fill("soon")
    field.press("Enter")
    expect(said).to_contain_text("“soon” is not a day: write it as 16 Oct 2017")
    field.press("Escape")
    expect(field).to_have_value("16 Oct 2017")
    expect(said).to_be_empty()
    field.fill("03/04/2017")
    field.press("Enter")
    tab.wait_for_day("2017-04-03")
    expect(said).to_have_text("03/04/2017 is read day first: 3 Apr 2017.")


def test_nothing_is_cut_or_covered_in_the_bar(open_page: Open) -> None:
    for size in ((1440, 900), (390, 844)):
        tab = open_page("date=2017-10-16", size=size)
        found = tab.page.locator(".timebar").evaluate("""(bar) => {
            const box = (one) => one.getBoundingClientRect();
            const [plate, words] = bar.querySelectorAll(".head rect, .head text");
            const shown = [...bar.querySelectorAll(".dates text")]
                .filter((one) => getComputedStyle(one).visibility !== "hidden");
            return {
                words: words.textContent,
                covered: shown.filter((one) => box(one).right > box(plate).left
                    && box(one).left < box(plate).right).map((one) => one.textContent),
                outside: box(words).width > box(plate).width,
                cut: [...bar.querySelectorAll(".lane-name")]
                    .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.title),
                labels: shown.length,
            };
        }""")
        assert found.pop("labels") > 1
        assert found == {"words": "16 Oct", "covered": [], "outside": False, "cut": []}


def test_the_wheel_zooms_about_the_pointer_and_writes_the_span(open_page: Open) -> None:
    tab = open_page("date=2017-10-16")
    hold(tab, 21.5 / 27)
    tab.page.mouse.wheel(0, -300)
    tab.wait_for_address("from")
    tab.settle()
    first, last = tab.address()["from"], tab.address().get("to", "2017-10-21")
    assert "2017-09-25" < first < "2017-10-16" < last <= "2017-10-21"
    assert tab.drawn()["day"] == number("2017-10-16")


def test_lanes_show_who_held_what_when(open_page: Open) -> None:
    tab = open_page("date=2017-10-20")
    lane = tab.page.locator('.lane[data-place="kirkuk"] rect')
    fills = [(r.get_attribute("data-from"), r.get_attribute("fill")) for r in lane.all()]
    # Held since 2014 by one source; from 2017 on a second one has the same.
    assert [start for start, _ in fills] == [str(number("2017-01-01")), str(number("2017-10-16"))]
    assert len({fill for _, fill in fills}) == 2
    marks = tab.page.locator('.lane[data-place="kirkuk"] .change').all()
    assert [m.get_attribute("data-day") for m in marks] == [str(number("2017-10-16"))]


def test_a_long_quiet_stretch_is_folded(open_page: Open) -> None:
    tab = open_page("date=2017-10-16&from=2014-01-01&to=2017-10-31")
    tab.page.locator(".fold").first.wait_for(state="attached")
    marks = tab.page.locator('.lane[data-place="kirkuk"] .change').all()
    x = [float(mark.get_attribute("x1") or "nan") for mark in marks]
    assert x[1] - x[0] < 500  # three years between June 2014 and October 2017


def test_two_days_are_compared_on_the_map_and_in_the_list(open_page: Open) -> None:
    for query in ("date=2017-10-20&compare=2017-10-15", "date=2017-10-15&compare=2017-10-20"):
        tab = open_page(query)
        drawn = tab.places()
        changed = {name for name, place in drawn.items() if place["compared"]}
        assert changed == {"kirkuk", "altun-kupri", "tuz-khormato", "kirkuk-governorate"}
        assert drawn["kirkuk"]["letters"] == ["P", "F"]
        text = tab.side().inner_text()
        assert "From 15 Oct 2017 to 20 Oct 2017" in text
        assert "Kirkuk: Peshmerga → Federal Iraq" in text


def test_two_fingers_zoom(open_page: Open) -> None:
    tab = open_page("date=2017-10-16")
    box = stage(tab).bounding_box()
    assert box is not None
    hands = tab.page.context.new_cdp_session(tab.page)
    y = box["y"] + 40
    middle = box["x"] + box["width"] * 20 / 27

    def touch(kind: str, apart: float) -> None:
        points = [{"x": middle - apart, "y": y}, {"x": middle + apart, "y": y}]
        hands.send("Input.dispatchTouchEvent",
                   {"type": kind, "touchPoints": points if kind != "touchEnd" else []})  # fmt: skip

    touch("touchStart", 30)
    for apart in range(40, 121, 10):
        touch("touchMove", apart)
    touch("touchEnd", 0)
    tab.wait_for_address("from")
    tab.settle()
    first, last = tab.address()["from"], tab.address().get("to", "2017-10-21")
    seen = number(last) - number(first)
    assert 4 <= seen <= 10  # of 27 days, fingers four times as far apart
    assert first < "2017-10-15" < last  # the day between the fingers
    assert tab.address()["date"] == "2017-10-16"


def test_the_edge_of_the_band_sets_how_long_events_are_kept(open_page: Open) -> None:
    tab = open_page("date=2017-10-16")
    before = len(tab.all_events())
    box = stage(tab).bounding_box()
    assert box is not None
    y = box["y"] + 40
    tab.page.mouse.move(box["x"] + 3, y)
    tab.page.mouse.down()
    tab.page.mouse.move(box["x"] + box["width"] * 19 / 27, y, steps=4)
    tab.wait("d.all.length < a", before)  # the map follows at once
    assert "window" not in tab.address()
    tab.page.mouse.up()
    tab.wait_for_address("window", "3")  # the 14th to the 16th
    assert tab.address()["date"] == "2017-10-16"
    kept = tab.page.get_by_role("combobox", name="Events kept")
    assert kept.locator("option:checked").inner_text() == "Last 3 days"
    edge = tab.page.get_by_role("separator", name="Keep events from here on")
    assert edge.evaluate("(one) => getComputedStyle(one).cursor") == "col-resize"
    assert "Drag to keep only the events of the last days" in (edge.get_attribute("title") or "")
    edge.press("ArrowLeft")  # it is a handle for keys too
    tab.wait_for_address("window", "4")
    assert edge.get_attribute("aria-valuetext") == "the last 4 days"
    kept.select_option(label="Any number of days…")
    number_of_days = tab.page.get_by_label("Days whose events are kept")
    number_of_days.fill("5")
    number_of_days.press("Enter")
    tab.wait_for_address("window", "5")
    expect(kept).to_have_value("5")


def test_playing_comes_to_all_that_is_recorded(open_page: Open) -> None:
    tab = open_page("date=2017-10-20")
    tab.step("Next change of control", "2017-10-21")
    assert letters(tab, "altun-kupri") == ["F"]
    assert "from" not in tab.address()  # the opening span holds it
    expect(tab.page.get_by_role("button", name="Next change of control")).to_be_disabled()


def test_a_browser_that_cannot_run_it_gets_a_plain_slider(open_page: Open) -> None:
    tab = open_page("date=2017-10-16", script="delete window.DecompressionStream", has_map=False)
    tab.page.get_by_role("button", name="The day before").click()
    tab.wait_for_address("date", "2017-10-15")
    tab.settle()
    assert tab.heading().startswith("Sunday 15 October 2017")
    expect(tab.page.get_by_role("slider", name="Day")).to_be_visible()
    assert tab.errors  # what it lacks is told to whoever looks
    tab.errors.clear()


REST = """() => new Promise((done) => {
    const end = performance.now() + 340;  // just before the bar would take the hand for gone
    const look = () => (performance.now() > end ? done() : requestAnimationFrame(look));
    look();
})"""


def test_quick_keys_are_never_taken_back(open_page: Open) -> None:
    tab = open_page("date=2017-10-16")
    stage(tab).focus()
    seen = []
    for _ in range(8):  # each answer from the server finds the hand one day further
        tab.page.keyboard.press("ArrowLeft")
        seen.append(int(stage(tab).get_attribute("aria-valuenow") or 0))
        tab.page.evaluate(REST)
    assert seen == [number("2017-10-16") - step for step in range(1, 9)]
    tab.wait_for_day("2017-10-08")


def test_double_click_zooms_in(open_page: Open) -> None:
    tab = open_page("date=2017-10-16")
    box = stage(tab).bounding_box()
    assert box is not None
    tab.page.mouse.dblclick(box["x"] + box["width"] * 0.5, box["y"] + 40)
    tab.wait_for_address("from")
    tab.settle()
    first, last = tab.address()["from"], tab.address().get("to", "2017-10-21")
    assert 11 <= number(last) - number(first) <= 14  # half of 27 days


def test_a_typed_day_comes_into_view_or_is_refused_in_words(open_page: Open) -> None:
    tab = open_page("date=2017-10-16")
    exact = tab.page.get_by_label("Exact date")
    exact.fill("29 Feb 2016")
    exact.press("Enter")
    tab.wait_for_day("2016-02-29")
    tab.wait_for_address("from", "2016-02-29")
    exact.fill("2031-01-01")
    exact.press("Enter")
    expect(tab.page.locator(".said")).to_contain_text("The record runs from ")
    assert tab.address()["date"] == "2016-02-29"


def test_what_is_of_another_day_stands_back_while_a_hand_drags(open_page: Open) -> None:
    tab = open_page("date=2017-10-20")
    hold(tab, 25.5 / 27)
    tab.page.mouse.down()
    hold(tab, 20.5 / 27)
    tab.wait("d.day === a", number("2017-10-15"))
    ahead = "() => document.body.dataset.ahead"
    assert tab.page.evaluate(ahead) == "true"
    tab.page.mouse.up()
    tab.wait_for_day("2017-10-15")
    assert tab.page.evaluate(ahead) is None
