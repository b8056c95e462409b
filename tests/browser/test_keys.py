"""Keys and what is read aloud: Escape, the list of keys, the way past the map, plain names."""

import re

from playwright.sync_api import expect

from browser import saved
from browser.conftest import Open

FOCUSED = """() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.getAttribute("aria-label") ?? at?.textContent;
}"""


def test_escape_closes_the_detail_from_anywhere_and_gives_the_focus_back(open_page: Open) -> None:
    tab = open_page("date=2017-10-20")
    waves = "Peshmerga command: the waves were repelled"
    opener = tab.side().locator(".event > .link", has_text=waves)
    opener.focus()
    opener.press("Enter")
    tab.wait_for_address("event", "waves-repelled")
    tab.settle()
    tab.page.get_by_role("slider", name="Day").focus()  # the focus is somewhere else
    tab.page.keyboard.press("Escape")
    tab.page.wait_for_function("() => !location.search.includes('event=')")
    tab.settle()
    expect(opener).to_be_focused()
    tab.page.keyboard.press("Escape")  # nothing is open: nothing happens
    expect(opener).to_be_focused()


def test_the_first_stop_leads_past_the_map(open_page: Open) -> None:
    tab = open_page("date=2017-10-20")
    link = tab.page.get_by_role("link", name="Skip the map")
    tab.page.keyboard.press("Tab")
    expect(link).to_be_focused()
    assert tab.page.evaluate("() => document.elementFromPoint(30, 25).className") == "skip-map"
    tab.page.keyboard.press("Enter")
    expect(tab.page.get_by_role("slider", name="Day")).to_be_focused()
    assert tab.page.evaluate("() => document.elementFromPoint(30, 25).className") != "skip-map"


def test_a_list_of_all_keys_opens_by_a_key_or_a_button(open_page: Open) -> None:
    tab = open_page("date=2017-10-20")
    keys = tab.page.get_by_role("dialog", name="Keys")
    tab.page.keyboard.press("?")
    for group in ("Everywhere", "Time bar", "Map", "Briefing"):
        expect(keys.get_by_role("heading", name=group)).to_be_visible()
    tab.page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    tab.frame.locator(".leaflet-container").focus()
    tab.page.keyboard.press("?")  # heard in the map's frame too
    expect(keys).to_be_visible()
    tab.page.keyboard.press("Escape")
    tab.page.get_by_role("button", name="Keys").click()
    expect(keys).to_be_visible()
    keys.get_by_role("button", name="Close").click()
    expect(keys).to_be_hidden()


def test_the_briefing_has_the_list_too(open_page: Open) -> None:
    tab = open_page("mode=briefing&scene=2")
    tab.page.keyboard.press("?")
    expect(tab.page.get_by_role("dialog", name="Keys")).to_be_visible()
    tab.page.keyboard.press("Escape")
    expect(tab.page.get_by_role("dialog", name="Keys")).to_be_hidden()
    assert tab.address()["scene"] == "2"


def test_no_icon_is_read_aloud_and_choices_are(open_page: Open) -> None:
    tab = open_page("date=2017-10-20&according_to=peshmerga-command&types=Battles&actors=iraq")
    account = tab.page.get_by_role("button", name="According to: Peshmerga command", exact=True)
    expect(account).to_be_visible()
    heard = tab.page.locator("body").aria_snapshot()
    assert not re.findall(r'button "\w+_\w+', heard)
    assert 'button "Find"' in heard
    assert 'button "According to: Peshmerga command"' in heard
    assert 'button "Filters: 2"' in heard
    tab.page.get_by_role("button", name="All accounts").click()
    tab.page.wait_for_function("() => !location.search.includes('according_to')")
    expect(tab.page.get_by_role("button", name="According to", exact=True)).to_be_visible()


def test_the_file_has_all_of_it(kirkuk: bytes, open_file: saved.Open) -> None:
    page = open_file(kirkuk, fragment="date=2017-10-20&event=waves-repelled&scene=99&colour=red")
    notes = page.locator(".notes")
    expect(notes).to_contain_text("The address says scene=99")
    expect(notes).to_contain_text("what this page does not know: colour.")
    page.get_by_role("slider", name="Day").focus()
    page.keyboard.press("Escape")
    page.wait_for_function("() => !location.hash.includes('event=')")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    field = page.get_by_label("Exact date")
    field.fill("16/10/2017")
    field.press("Enter")
    page.wait_for_function("() => location.hash.includes('date=2017-10-16')")
    page.get_by_role("link", name="Skip the map").press("Enter")
    expect(page.get_by_role("slider", name="Day")).to_be_focused()
