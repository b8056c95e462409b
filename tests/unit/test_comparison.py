"""Two days held against each other."""

from datetime import date

import pytest

from dashboard.model.comparison import Comparison, compare
from dashboard.model.selection import Filters
from dashboard.model.timeline import Timeline
from dashboard.sources.folder import BUILT_IN, read

KIRKUK = Timeline(read(BUILT_IN))
DAY = date.fromisoformat


def changed(found: Comparison) -> dict[str, tuple[str, str]]:
    """Place id to the holders before and after."""
    return {p.place_id: (p.before["controller"], p.after["controller"]) for p in found.places}


def test_what_changed_hands_between_two_days() -> None:
    found = compare(KIRKUK, DAY("2017-10-15"), DAY("2017-10-16"), Filters())
    assert changed(found) == {
        "kirkuk": ("peshmerga", "iraq"),
        "tuz-khormato": ("", "iraq"),
        "kirkuk-governorate": ("peshmerga", "peshmerga"),  # contested by federal forces
    }


def test_a_change_names_when_and_by_whose_account() -> None:
    found = compare(KIRKUK, DAY("2017-10-15"), DAY("2017-10-21"), Filters())
    [town] = [place for place in found.places if place.place_id == "altun-kupri"]
    assert [(step["status"], step["attribution"]) for step in town.steps] == [
        ("contested", "reporting"),
        ("held", "reporting"),
    ]
    assert [step["start"] for step in town.steps] == [17_459, 17_460]


def test_either_order_of_dates_says_the_same() -> None:
    one = compare(KIRKUK, DAY("2017-10-15"), DAY("2017-10-20"), Filters())
    other = compare(KIRKUK, DAY("2017-10-20"), DAY("2017-10-15"), Filters())
    assert (one.earlier, one.later) == (other.earlier, other.later)
    assert changed(one) == changed(other)
    assert one.events == other.events


def test_a_day_differs_in_nothing_from_itself() -> None:
    found = compare(KIRKUK, DAY("2017-10-16"), DAY("2017-10-16"), Filters())
    assert (found.places, found.events) == ([], {})


@pytest.mark.parametrize(
    "filters", [Filters(), Filters(types=("Battles",)), Filters(places=("kirkuk",))]
)
def test_events_between_are_those_after_the_first_day_up_to_the_second(filters: Filters) -> None:
    found = compare(KIRKUK, DAY("2017-10-15"), DAY("2017-10-20"), filters)
    events = KIRKUK.events[KIRKUK.matching(filters)]
    between = events[(events["start"] > 17_454) & (events["start"] <= 17_459)]
    assert found.events == between["event_type"].value_counts().to_dict()
    assert found.events
