"""Pointing names a thing; a click on the map, in the table or in the feed opens its detail."""

from playwright.sync_api import expect

from browser.conftest import Open
from browser.saved import Open as File
from browser.tab import DRAWN, Tab


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
    tab = open_page("date=2017-10-20&place=altun-kupri")
    tab.click(tab.events()["vehicles-destroyed"])
    text = opened(tab, "Peshmerga command: Humvees and an Abrams destroyed")
    assert "The article says Friday and appeared on Friday 20 October 2017." in text
    assert "The Washington Times ¶3" in text
    assert "More than 10 Humvees destroyed." in text
    assert "12 Humvees destroyed, as Rudaw had it that night." in text
    assert tab.address()["event"] == "vehicles-destroyed"


def test_a_symbol_over_an_area_is_what_was_meant(open_page: Open) -> None:
    tab = open_page("date=2017-10-20&q=oil field")
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


def test_a_group_says_what_it_holds_and_opens_its_place(open_page: Open) -> None:
    tab = open_page("date=2017-10-20")
    group = tab.groups()["kirkuk"]
    count = len(group["events"])
    place, held = tab.hover(group).splitlines()
    assert place == "Kirkuk"
    assert held.startswith(f"{count} events: ")
    assert sum(int(part.split()[0]) for part in held.split(": ")[1].split(", ")) == count
    assert group["kinds"][0] == "statement"
    tab.click(group)
    opened(tab, "Kirkuk")
    tab.wait("!d.groups.some((group) => group.place === 'kirkuk')")
    assert {*group["events"]} <= tab.events().keys()
    tip = tab.hover(tab.events()["flag-changed-at-council"])
    assert tip == "Kurdish flag lowered, Iraqi flag raised\nKirkuk, 16 Oct 2017, reported"


def test_what_is_open_is_marked_brought_into_sight_and_closed_from_the_map(
    open_page: Open,
) -> None:
    tab = open_page("date=2017-10-20")
    event = "peshmerga-take-over-kirkuk"
    assert event in tab.groups()["kirkuk"]["events"]
    tab.drag((0, -330))
    left = tab.address()
    assert tab.places()["kirkuk"]["hidden"]
    tab.side().get_by_role("button", name="Show more").click()
    tab.side().get_by_role("button", name="Kirkuk city passes to the Peshmerga").click()
    opened(tab, "Kirkuk city passes to the Peshmerga")
    tab.wait("d.events.some(({ id }) => id === a)", event)
    spot = tab.events()[event]
    red, green, _ = tab.picture().getpixel((round(spot["x"]), round(spot["y"] - 11.5)))
    assert red > green + 20  # its halo
    assert {name: tab.address()[name] for name in ("lat", "lng", "zoom")} == {
        name: left[name] for name in ("lat", "lng", "zoom")
    }
    mark = tab.page.locator(".timebar .open")
    expect(mark).to_be_hidden()  # its day is not in the view
    tab.page.get_by_role("button", name="All since 2014").click()
    expect(mark).to_be_visible()
    assert (mark.locator("title").text_content() or "").endswith(": 12 Jun 2014")

    tab.frame.locator(".leaflet-marker-icon[aria-label^='Irbil']").press("Enter")
    opened(tab, "Irbil")
    tab.wait("d.places.find(({ id }) => id === 'irbil').selected")
    lane = tab.page.locator(".lane-name.opened")
    expect(lane).to_have_text("Irbil")
    tab.frame.locator(":focus").press("Escape")
    opened(tab, "Who holds what")
    expect(mark).to_be_hidden()
    expect(lane).to_have_count(0)


def test_the_single_file_marks_and_closes_what_is_open(open_file: File, kirkuk: bytes) -> None:
    page = open_file(kirkuk, fragment="date=2017-10-20&event=peshmerga-take-over-kirkuk")
    title = page.get_by_role("heading", name="Kirkuk city passes to the Peshmerga")
    expect(title).to_be_visible()
    drawn = page.evaluate(DRAWN)
    assert "peshmerga-take-over-kirkuk" in [event["id"] for event in drawn["events"]]
    page.get_by_role("button", name="All since 2014").click()
    expect(page.locator(".timebar .open")).to_be_visible()
    page.locator(".leaflet-marker-icon[aria-label^='Irbil']").press("Escape")
    expect(title).to_be_hidden()
    expect(page.locator(".timebar .open")).to_be_hidden()
