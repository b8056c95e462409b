"""The view of a day: one plain value, the same for the same question, JSON all through."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.model.codes import ALL, ARTICLES
from dashboard.model.perspective import Perspective
from dashboard.model.selection import Filters, Selection
from dashboard.model.timeline import Timeline
from dashboard.sources.folder import BUILT_IN, read
from dashboard.view.day import WHOLE, Paging, headline, view
from dashboard.view.day_view import DayView, as_json
from dashboard.view.opened import whole_view

Folder = Callable[..., Path]

DATA = read(BUILT_IN)
KIRKUK = Timeline(DATA)
OPENING = Selection(DATA.settings.opens_on, DATA.settings.span)

SELECTIONS = st.builds(
    Selection,
    day=st.integers(0, 1500).map(lambda n: date(2014, 1, 1) + timedelta(days=n)),
    span=st.just(DATA.settings.span),
    window=st.none() | st.integers(1, 40),
    filters=st.builds(
        Filters,
        types=st.sampled_from([(), ("Battles",)]),
        places=st.sampled_from([(), ("kirkuk",)]),
        text=st.sampled_from(["", "flag", "no such word"]),
    ),
    place=st.none() | st.sampled_from([*DATA.places["place_id"]]),
    event=st.none() | st.sampled_from([*DATA.events["event_id"]]),
    source=st.none() | st.sampled_from([ALL, *DATA.sources["source_id"]]),
    compare=st.none() | st.just(date(2017, 10, 15)),
    according_to=st.sampled_from([ALL, ARTICLES, "iraq", "peshmerga-command"]),
)


def made(selection: Selection, paging: Paging = WHOLE) -> DayView:
    return whole_view(KIRKUK.under(Perspective(selection.according_to)), selection, paging)


def leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from leaves(inner)
    else:
        yield value


@settings(max_examples=60)
@given(SELECTIONS)
def test_a_view_is_plain_and_agrees_with_itself(selection: Selection) -> None:
    shown = made(selection)
    assert shown == made(selection)
    found = json.loads(as_json(shown))
    assert all(leaf is None or isinstance(leaf, str | int | float | bool) for leaf in leaves(found))
    assert not any(leaf != leaf for leaf in leaves(found))  # NaN is no JSON
    timeline = KIRKUK.under(Perspective(selection.according_to))
    assert headline(timeline, selection) == (shown.sentence, shown.figures)
    figures = dict(shown.figures)
    assert figures["events"].split(" ")[0] == str(len(shown.feed.items))
    assert figures["control changed"] == str(len(shown.changes.items))
    assert figures["accounts differ"] == str(len(shown.differences.items))
    assert [one.place_id for one in shown.holdings] == [*DATA.places["place_id"]]


@given(st.integers(1, 40))
def test_a_page_counts_what_it_leaves_out(most: int) -> None:
    whole, part = made(OPENING), made(OPENING, Paging(most, 2))
    assert part.feed.items == whole.feed.items[:most]
    assert len(part.feed.items) + part.feed.more == len(whole.feed.items)
    assert len(part.holdings) + part.holdings_more == len(whole.holdings)
    # Of many places first those that changed or are in doubt.
    assert [one.place_id for one in part.holdings] == ["altun-kupri", "kirkuk-governorate"]


def test_the_view_of_the_opening_day() -> None:
    shown = made(OPENING)
    ending = "Federal Iraq by the end of the day"
    told = f", and passes to {ending}"
    assert shown.heading == f"Friday 20 October 2017: Altun Kupri is contested{told}."
    town = shown.holdings[1]
    assert (town.holding, town.since, town.by_whom, town.changed, town.differs) == (
        "Contested: Peshmerga, Federal Iraq", "since 20 Oct 2017", "reporting", True, True,
    )  # fmt: skip
    assert [one.outcome for one in shown.holdings] == ["", ending, "", "", "", ""]
    [change] = shown.changes.items
    assert change.text.endswith(f"between Peshmerga and Federal Iraq{told}")
    assert change.caption == "by reporting · The Washington Times ¶1-2"
    assert change.items[0].text.startswith("Attacked in the morning.")
    assert shown.feed.items[0].when == "20 Oct 2017"
    assert shown.detail is None


@pytest.mark.parametrize(
    ("opened", "title"),
    [
        ({"place": "kirkuk"}, "Kirkuk"),
        ({"place": "kirkuk", "event": "waves-repelled"},
         "Peshmerga command: the waves were repelled"),
        ({"source": ALL}, "Sources"),
        ({"source": "ap-2017-10-20"}, "Associated Press, 20 Oct 2017"),
        ({"place": ALL}, None),
    ],
)  # fmt: skip
def test_what_is_open(opened: dict[str, str], title: str | None) -> None:
    detail = made(replace(OPENING, **opened)).detail
    assert (detail and detail.title) == title


def test_an_empty_folder_has_a_view_too(folder: Folder) -> None:
    data = read(folder(events=[], control=[], claims=None, scenes=None, places=[], areas=None))
    shown = view(Timeline(data), Selection(data.settings.opens_on, data.settings.span))
    assert shown.sentence == "Nothing is recorded up to this day."
    assert (shown.holdings, shown.feed.note) == ((), "No event so far.")
