"""Events on the map, in the feed and in the figures: the same ones, however filtered."""

import csv

from browser.conftest import Open
from browser.tab import Tab
from dashboard.sources.folder import BUILT_IN
from dashboard.view.day import FIRST

with (BUILT_IN / "events.csv").open(encoding="utf-8") as file:
    EVENTS = [*csv.DictReader(file)]


def up_to(day: str) -> list[dict[str, str]]:
    return [event for event in EVENTS if event["date"] <= day]


def placed(events: list[dict[str, str]]) -> set[str]:
    return {event["event_id"] for event in events if event["place_id"]}


def figure(tab: Tab) -> str:
    """The first of the key figures, with its label."""
    return " ".join(tab.side().locator(".figures > div").first.inner_text().split())


def test_all_events_up_to_the_day_are_drawn(open_page: Open) -> None:
    tab = open_page("date=2017-10-17")
    for day in ("2017-10-16", "2017-10-15"):
        tab.step("The day before", day)
        assert tab.all_events() == placed(up_to(day))
        assert tab.side().locator(".figures").inner_text().split()[:2] == [
            "events",
            str(len(up_to(day))),
        ]


def test_older_events_are_fainter(open_page: Open) -> None:
    tab = open_page("date=2017-10-20&place=kirkuk")
    alpha = {name: event["alpha"] for name, event in tab.events().items()}
    assert alpha["assault-on-altun-kupri"] == 1
    assert 0.8 < alpha["flag-changed-at-council"] < 1  # four days old
    assert alpha["independence-referendum"] < 0.6  # 25 days
    assert 0 < alpha["peshmerga-take-over-kirkuk"] < alpha["independence-referendum"]


def test_an_event_without_a_place_is_in_the_feed_and_not_on_the_map(open_page: Open) -> None:
    tab = open_page("date=2017-10-16&sources=nz-herald-2017-10")
    assert "Trump: the US takes no side" in tab.feed()
    assert "trump-takes-no-side" not in tab.all_events()


def test_a_filter_narrows_map_feed_and_figures_alike(open_page: Open) -> None:
    tab = open_page("date=2017-10-20&types=Battles")
    wanted = [event for event in EVENTS if event["event_type"] == "Battles"]
    assert tab.all_events() == placed(wanted)
    assert sorted(tab.feed()) == sorted(event["title"] for event in wanted)
    count = f"{len(wanted)} of {len(EVENTS)} events"
    assert tab.page.get_by_role("button", name=count).is_visible()
    assert f"{len(wanted)} of {len(EVENTS)}" in figure(tab)


def test_the_window_drops_older_events(open_page: Open) -> None:
    tab = open_page("date=2017-10-20&window=1")
    today = [event for event in EVENTS if (event["date_end"] or event["date"]) == "2017-10-20"
             or (event["date_end"] > "2017-10-20" >= event["date"])]  # fmt: skip
    assert tab.all_events() == placed(today)
    assert len(tab.feed()) == len(today)


def test_words_typed_into_the_filters(open_page: Open) -> None:
    tab = open_page("date=2017-10-20")
    holders = tab.places()
    tab.page.get_by_role("button", name="Filters").click()
    field = tab.page.get_by_role("textbox", name="Words")
    field.fill("FLAG")
    field.press("Enter")
    tab.wait_for_address("q", "FLAG")
    tab.settle()
    flags = {"flag-changed-at-council", "al-amiri-at-flag", "al-muhandis-at-flag"}
    assert tab.all_events() == flags
    assert len(tab.feed()) == 3
    assert tab.page.get_by_text(f"3 of {len(EVENTS)} events").first.is_visible()
    assert {name: place["fills"] for name, place in tab.places().items()} == {
        name: place["fills"] for name, place in holders.items()
    }

    tab.page.get_by_role("button", name="Clear filters").click()
    tab.wait("d.all.length === a", len(placed(EVENTS)))


def test_more_of_a_long_feed_is_shown_on_request(open_page: Open) -> None:
    tab = open_page("date=2017-10-20")
    assert len(tab.feed()) == FIRST
    tab.side().get_by_role("button", name="Show more").click()
    tab.side().get_by_text("Kurdish control of Kirkuk governorate begins").wait_for()
    assert len(tab.feed()) == len(EVENTS)
