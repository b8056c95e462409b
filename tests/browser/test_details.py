"""Pointing names a thing; a click on the map, in the table or in the feed opens its detail."""

from playwright.sync_api import expect

from browser.conftest import Open
from browser.tab import Tab


def opened(tab: Tab, title: str) -> str:
    """What the panel says, once it has the title."""
    tab.side().get_by_role("heading", name=title, exact=True).wait_for()
    tab.settle()
    return tab.side().inner_text()


def test_a_click_on_a_place_opens_it(open_page: Open) -> None:
    tab = open_page("date=2017-10-20")
    tab.click(tab.places()["altun-kupri"])
    text = opened(tab, "Altun Kupri")
    for name in ("آلتون كوبري", "پردێ", "Pirdê", "Altınköprü"):  # noqa: RUF001  # Turkish
        assert name in text
    assert "Contested" in text
    assert "Assault on Altun Kupri" in tab.feed()
    assert tab.address()["place"] == "altun-kupri"
    distance = tab.side().locator("td", has_text="38.9")
    expect(distance).to_be_attached()
    expect(tab.side().locator("section > svg .bar").first).to_be_visible()  # its holders over time


def test_a_click_on_an_area_opens_it(open_page: Open) -> None:
    tab = open_page("date=2017-10-20&q=no-such-event")
    tab.click(tab.places()["kirkuk-governorate"])
    assert "Contested: Peshmerga, Federal Iraq" in opened(tab, "Kirkuk governorate")


def test_a_click_on_a_symbol_opens_the_event(open_page: Open) -> None:
    tab = open_page("date=2017-10-20")
    tab.click(tab.events()["vehicles-destroyed"])
    text = opened(tab, "Peshmerga command: Humvees and an Abrams destroyed")
    assert "The article says Friday and appeared on Friday 20 October 2017." in text
    assert "The Washington Times ¶3" in text
    assert "More than 10 Humvees destroyed." in text
    assert "12 Humvees destroyed, as Rudaw had it that night." in text
    assert tab.address()["event"] == "vehicles-destroyed"


def test_a_symbol_over_an_area_is_what_was_meant(open_page: Open) -> None:
    tab = open_page("date=2017-10-20")
    tab.click(tab.events()["bases-and-oil-field-retaken"])
    opened(tab, "Federal forces retake bases and an oil field")
    assert "place" not in tab.address()


def test_the_table_and_the_feed_open_too_and_back_leads_back(open_page: Open) -> None:
    tab = open_page("date=2017-10-20")
    tab.side().get_by_role("button", name="Kirkuk", exact=True).click()
    opened(tab, "Kirkuk")
    tab.side().get_by_role("button", name="Kurdish flag lowered, Iraqi flag raised").click()
    opened(tab, "Kurdish flag lowered, Iraqi flag raised")
    tab.side().get_by_role("button", name="Back").click()
    opened(tab, "Kirkuk")
    tab.side().get_by_role("button", name="Back").click()
    opened(tab, "Who holds what")
    assert tab.address().keys() == {"date", "basemap"}


def test_an_event_and_a_claim_are_copied_as_citations(open_page: Open) -> None:
    tab = open_page("date=2017-10-20&event=waves-repelled")
    tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy = tab.side().get_by_role("button", name="Copy citation")
    source = "Carlo Muñoz, The Washington Times, 20 Oct 2017, ¶2. In: Kirkuk, October 2017."
    for number, cited in (
        (0, "“Peshmerga command: the waves were repelled”, 20 Oct 2017, disputed, told by "
            f"Peshmerga command. {source}"),
        (2, "Peshmerga command: Peshmerga fighters threw back waves of attackers. (disputed) "
            f"{source}"),
    ):  # fmt: skip
        copy.nth(number).click()
        expect(tab.side().get_by_role("button", name="Copied")).to_be_visible()
        assert tab.page.evaluate("navigator.clipboard.readText()") == f"{cited} {tab.page.url}"
        expect(copy).to_have_count(4)


def test_a_place_opens_by_keyboard(open_page: Open) -> None:
    tab = open_page("date=2017-10-20")
    marker = tab.frame.locator(".leaflet-marker-icon[aria-label^='Irbil']")
    marker.focus()
    marker.press("Enter")
    opened(tab, "Irbil")


def test_a_detail_begins_at_its_top(open_page: Open) -> None:
    tab = open_page("date=2017-10-20")
    tab.side().get_by_role("button", name="Residents leave Kirkuk by car").click()
    opened(tab, "Residents leave Kirkuk by car")
    expect(tab.side().get_by_role("button", name="Back")).to_be_in_viewport()
    assert tab.page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0


def test_pointing_names_a_thing(open_page: Open) -> None:
    tab = open_page("date=2017-10-20")
    tip = tab.hover(tab.places()["kirkuk"])
    assert tip == "Kirkuk\nheld by Federal Iraq, since 16 Oct 2017"
    tip = tab.hover(tab.places()["altun-kupri"])
    assert tip.splitlines()[1:] == [
        "contested: Peshmerga, Federal Iraq, since 20 Oct 2017",
        "accounts differ",
    ]
    tip = tab.hover(tab.events()["flag-changed-at-council"])
    assert tip == "Kurdish flag lowered, Iraqi flag raised\nKirkuk, 16 Oct 2017, reported"
