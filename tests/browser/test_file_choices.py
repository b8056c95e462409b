"""The single file's filters and perspectives: chosen by hand or by a link, drawn as on the page."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from browser.saved import DRAWN, Open, letters, made, wait_for_day
from dashboard.model import address, days
from dashboard.model.perspective import Perspective
from dashboard.model.timeline import Timeline
from dashboard.render import style
from dashboard.sources.folder import BUILT_IN, read
from dashboard.view.day_view import DayView, Section
from dashboard.view.opened import whole_view

Folder = Callable[..., Path]
CONTRAST = Path(__file__).with_name("contrast.js").read_text()

DATA = read(BUILT_IN)
TIMELINE = Timeline(DATA)
DAY = "2017-10-16"
ASKED = [
    {},
    {"types": "Battles"},
    {"types": "Battles,Protests", "places": "kirkuk,altun-kupri"},
    {"actors": "peshmerga-command"},
    {"places": "tuz-khormato"},
    {"sources": "nz-herald-2017-10"},
    {"q": "FLAG kirkūk"},
    {"q": "no such word"},
    {"q": "<<<"},
    {"window": "1"},
    {"window": "3", "actors": "usa"},
    {"according_to": "articles"},
    {"according_to": "iraq"},
    {"according_to": "peshmerga-command"},
    {"according_to": "iraq-defence-ministry", "types": "Strategic developments"},
    {"place": "altun-kupri", "according_to": "peshmerga-command", "from": "2014-01-01"},
    {"event": "waves-repelled"},
    {"source": "nz-herald-2017-10"},
]


def fragment(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).fragment))


def texts(page: Page, selector: str) -> list[str]:
    return page.locator(f".side {selector}").all_inner_texts()


def titles(section: Section) -> list[str]:
    return [item.text for item in section.items]


def shows(page: Page, view: DayView) -> None:
    """Fails unless heading and panel say what the view says."""
    assert page.locator("h1").inner_text() == f"{view.day}\n{view.sentence}"
    assert page.locator(".perspective p").text_content() == view.perspective
    if view.detail is not None:
        assert page.locator(".side .title").inner_text() == view.detail.title
        assert texts(page, "header > p:not(.links)") == list(view.detail.lines)
        headings = [section.heading for section in view.detail.sections]
        assert texts(page, "h3") == headings
        return
    assert texts(page, ".figures dd") == [figure for _, figure in view.figures]
    rows = page.locator(".side .holdings tr")
    assert rows.count() == len(view.holdings)
    for number, held in enumerate(view.holdings):
        row = rows.nth(number).inner_text()
        for words in (held.place, held.holder, held.sides, held.since):
            assert words in row
        assert (f"by {held.by_whom}" in row) or held.by_whom == "no record"
        assert ("accounts differ" in row) == held.differs
    parts = {
        part.locator(".heading").inner_text(): part.locator(
            "> ul > .item > .link"
        ).all_inner_texts()
        for part in page.locator(".side section").all()
    }
    assert parts["Changed on this day"] == titles(view.changes)
    assert parts.get("Accounts differ", []) == titles(view.differences)
    assert parts["What happened"] == titles(view.feed)
    assert f"{view.shown}." in page.locator(".side section").last.inner_text()


@pytest.mark.parametrize("asked", ASKED, ids=urlencode)
def test_a_link_opens_on_what_the_page_would_show(
    open_file: Open, kirkuk: bytes, asked: dict[str, str]
) -> None:
    params = {"date": DAY, **asked}
    page = open_file(kirkuk, fragment=urlencode(params))
    arrival = address.parse(params, DATA, TIMELINE)
    assert not arrival.notes
    selection = arrival.selection
    timeline = TIMELINE.under(Perspective(selection.according_to))
    shows(page, whole_view(timeline, selection))
    drawn = page.evaluate(DRAWN)
    feed, _ = timeline.feed(selection)
    assert sorted(drawn["all"]) == sorted(row["event_id"] for row in feed if row["place_id"])
    looks = style.actor_styles(DATA.actors, timeline.holders)
    places = {one["id"]: one for one in drawn["places"]}
    for row in timeline.control_on(selection.day):
        place = places[row["place_id"]]
        sides = [row["controller"], row["challenger"] if row["status"] == "contested" else ""]
        assert place["status"] == row["status"]
        assert place["differs"] == row["differs"]
        if place["letters"]:
            assert place["letters"] == [looks[side].letter for side in sides if side] or ["?"]
    near = timeline.log.near(days.number(selection.day)) & timeline.matching(selection.filters)
    said = page.locator(".stage").get_attribute("aria-valuetext") or ""
    assert f", {'1 event' if near.sum() == 1 else f'{near.sum()} events'}" in said
    expect(page.locator(".narrowed")).to_be_visible(visible=bool(selection.filters))
    assert fragment(page) == address.compose(selection, arrival.view, DATA)


def test_a_filter_is_chosen_said_and_cleared_with_keys_alone(
    open_file: Open, kirkuk: bytes
) -> None:
    page = open_file(kirkuk)
    opener = page.locator(".filters > summary")
    opener.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Words").press_sequentially("kirkuk")
    expect(opener).to_contain_text(" of 35 events")
    page.get_by_label("Words").fill("")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    battles = page.get_by_label("Battles")
    battles.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(opener).to_have_text("Filters · 5 of 35 events")
    expect(page.locator(".field .chosen").first).to_have_text("Battles")
    expect(battles).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    expect(battles).to_be_hidden()
    line = page.locator(".narrowed")
    expect(line).to_contain_text("Battles, according to all accounts; 5 of 35 events.")
    assert fragment(page) == {"date": "2017-10-20", "types": "Battles"}
    assert len(page.evaluate(DRAWN)["all"]) == 5
    line.get_by_role("button", name="Clear filters").press("Enter")
    expect(line).to_be_hidden()
    expect(opener).to_have_text("Filters · 35 events")
    assert fragment(page) == {"date": "2017-10-20"}


def test_what_has_no_such_choice_is_found_among_many(open_file: Open, kirkuk: bytes) -> None:
    page = open_file(kirkuk)
    page.locator(".filters > summary").click()
    page.locator(".field > summary", has_text="Actors").click()
    page.get_by_label("Find among actors").fill("peshmerga comm")
    boxes = page.locator(".field[open] .choice:visible")
    expect(boxes).to_have_count(1)
    boxes.click()
    expect(page.locator(".narrowed")).to_contain_text("Peshmerga command")
    page.locator(".field > summary", has_text="Places").click()
    expect(page.get_by_label("Find among actors")).to_be_hidden()  # one field is open at a time
    page.locator(".side .figures").click()
    expect(page.get_by_label("Words")).to_be_hidden()


def test_an_account_is_chosen_and_left_again(open_file: Open, kirkuk: bytes) -> None:
    page = open_file(kirkuk)
    assert letters(page)["altun-kupri"] == ["P", "F"]
    page.locator(".perspectives > summary").click()
    page.get_by_label("Iraqi defence ministry").check()
    expect(page.locator(".perspectives > summary")).to_have_text(
        "According to Iraqi defence ministry"
    )
    assert letters(page)["altun-kupri"] == ["F"]
    lane = page.locator('.lane[data-place="altun-kupri"] rect[data-from]').last
    assert lane.get_attribute("fill") == "url(#held-0)"
    page.keyboard.press("ArrowUp")  # moves on among the radio buttons, begins no briefing
    expect(page.locator(".perspectives > summary")).to_have_text("According to Peshmerga command")
    assert letters(page)["altun-kupri"] == ["P"]
    page.keyboard.press("Escape")
    page.get_by_role("button", name="All accounts").click()
    assert letters(page)["altun-kupri"] == ["P", "F"]
    expect(page.locator(".perspective")).to_be_hidden()


def test_what_was_chosen_outlives_day_briefing_and_reload(open_file: Open, kirkuk: bytes) -> None:
    page = open_file(kirkuk, fragment="date=2017-10-20&according_to=peshmerga-command&q=kirkuk")
    page.get_by_role("button", name="Previous change of control").click()
    wait_for_day(page, date(2017, 10, 16))
    page.locator("h1").click()
    page.keyboard.press("ArrowRight")
    page.locator(".progress").wait_for()
    assert fragment(page) == {"mode": "briefing", "scene": "1"}
    page.keyboard.press("x")
    page.locator(".narrowed", has_text="“kirkuk”").wait_for()
    page.reload()
    page.wait_for_function(DRAWN)
    expect(page.locator(".perspectives > summary")).to_have_text("According to Peshmerga command")
    expect(page.locator(".narrowed")).to_contain_text("“kirkuk”")


def test_another_link_is_followed_while_the_file_is_open(open_file: Open, kirkuk: bytes) -> None:
    page = open_file(kirkuk, fragment="mode=briefing&scene=4")
    expect(page.locator(".progress")).to_have_text("4 / 9")
    expect(page.locator(".presenter h2")).to_have_text("The city changes hands")
    page.evaluate("location.hash = 'date=2017-10-16&lat=35.5&lng=44.5&zoom=9&window=1'")
    wait_for_day(page, date(2017, 10, 16))
    expect(page.locator(".presenter")).to_have_count(0)
    page.wait_for_function(f"{DRAWN}.zoom === 9")
    assert page.get_by_label("Events kept").input_value() == "1"


HOSTILE = "<img src=x onerror=window.hurt=1>"


def test_what_a_link_says_wrongly_is_left_out_and_said(open_file: Open, kirkuk: bytes) -> None:
    wrong = {"date": "2017-02-30", "types": f"Battles,{HOSTILE}", "place": "constructor",
             "according_to": "__proto__", "window": "0", "q": "x" * 201, "lat": "north",
             "from": "2018-01-01", "scene": "3", "compare": "2017-10-15"}  # fmt: skip
    page = open_file(kirkuk, fragment="&".join(f"{k}={quote(v)}" for k, v in wrong.items()))
    wait_for_day(page, date(2017, 10, 20))
    notes = page.locator(".notes")
    for name in ("date", "types", "place", "according_to", "window", "q", "lat", "from", "compare"):
        expect(notes).to_contain_text(f"The address says {name}=")
    assert fragment(page) == {"date": "2017-10-20", "types": "Battles"}
    notes.get_by_role("button", name="Dismiss").click()
    expect(notes).to_be_hidden()
    assert page.evaluate("window.hurt") is None


@pytest.mark.parametrize("scheme", ["Dark", "Light"])
def test_a_phone_has_room_for_the_choices(open_file: Open, kirkuk: bytes, scheme: str) -> None:
    asked = "date=2017-10-20&according_to=iraq-defence-ministry&actors=peshmerga-command"
    page = open_file(kirkuk, size=(390, 844), fragment=asked, has_touch=True)
    if scheme == "Dark":
        page.get_by_role("button", name="Dark").tap()
    for opener in page.locator(".menu > summary").all():
        opener.tap()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".filters > summary").tap()
    page.locator(".field > summary", has_text="Actors").tap()
    for target in page.locator(".field .choice:visible").all()[:3]:
        box = target.bounding_box()
        assert box is not None and box["height"] >= 36
    page.get_by_role("button", name="Clear filters").first.tap()
    expect(page.locator(".narrowed")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_texts_of_the_choices_stand_out(open_file: Open, kirkuk: bytes, scheme: str) -> None:
    page = open_file(kirkuk, fragment="according_to=peshmerga-command&types=Battles&date=nonsense")
    if scheme == "dark":
        page.get_by_role("button", name="Dark").click()
    pale = {}
    for menu in ("basemaps", "perspectives", "filters"):
        page.locator(f".{menu} > summary").click()
        pale |= {text: ratio for text, ratio in page.evaluate(CONTRAST) if ratio < 4.5}
    page.locator(".field > summary", has_text="Actors").click()
    pale |= {text: ratio for text, ratio in page.evaluate(CONTRAST) if ratio < 4.5}
    assert pale == {}


def test_on_a_phone_what_a_link_or_a_press_opens_comes_into_sight(
    open_file: Open, kirkuk: bytes
) -> None:
    page = open_file(kirkuk, size=(390, 844), fragment="date=2017-10-20&place=altun-kupri")
    title = page.locator(".side .title")
    expect(title).to_have_text("Altun Kupri")
    expect(title).to_be_in_viewport()
    page.get_by_role("button", name="Back").click()
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("button", name="Sources", exact=True).click()
    expect(title).to_have_text("Sources")
    expect(title).to_be_in_viewport()


def test_hostile_names_stay_texts_among_the_choices(open_file: Open, folder: Folder) -> None:
    name = HOSTILE + "{title}</script>"
    page = open_file(made(folder(
        places={2: {"name": name}}, actors={2: {"name": name, "short_name": name}},
        sources={2: {"publisher": name}}, control={2: {"attribution": "red-army"}},
    )))  # fmt: skip
    page.locator(".perspectives > summary").click()
    page.get_by_role("radio", name=name).check()
    expect(page.locator(".perspective")).to_contain_text(name)
    page.locator(".filters > summary").click()
    for field in ("Actors", "Places", "Sources"):
        page.locator(".field > summary", has_text=field).click()
        page.locator(".field[open] .choice", has_text=name).first.click()
    expect(page.locator(".narrowed")).to_contain_text(f"{name}, {name}, {name}")
    assert page.evaluate("window.hurt") is None
