"""The page without a browser: what it says, and what its widgets do to it."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import TOWN
from exports import acled
from streamlit.testing.v1 import AppTest

from dashboard.importing.importer import import_files
from dashboard.sources import folder as data_folder
from dashboard.sources.folder import BUILT_IN, check, read
from dashboard.ui import plain_slider
from page.conftest import notes

Folder = Callable[..., Path]
Open = Callable[..., AppTest]
Texts = list[str]

# A folder without anything that the usual one of the tests has.
WITHOUT: dict[str, Any] = {
    "places": [{**TOWN, "place_id": "delta-town", "name": "Delta"}],
    "actors": [{"actor_id": "green-band", "name": "Green Band", "short_name": "Green"}],
    "sources": [{"source_id": "weekly-2001", "kind": "article", "publisher": "The Weekly"}],
    **{table: [] for table in ("events", "control", "claims", "scenes")},
}
FIRST, LAST = date(2017, 9, 25), date(2017, 10, 21)


def plain(markdown: str) -> str:
    """What Markdown that has been escaped shows."""
    return re.sub(r"\\(.)", r"\1", markdown)


def heading(page: AppTest) -> str:
    """The day, and its sentence."""
    shown = next(text.value for text in page.markdown if text.value.startswith("# "))
    return plain(re.sub(r"^# \*\*(.*?)\*\* ", r"\1: ", shown).removeprefix("# "))


def view(page: AppTest) -> dict[str, Any]:
    """What the panel is given to draw."""
    [panel] = [part.proto for part in page.get("bidi_component")
               if part.proto.component_name == "conflict_map_panel"]  # fmt: skip
    shown: dict[str, Any] = json.loads(json.loads(panel.json)["view"])
    return shown


def figures(page: AppTest) -> dict[str, str]:
    return dict(view(page)["figures"])


def feed(page: AppTest) -> Texts:
    """The titles of the events listed."""
    return [item["text"] for item in view(page)["feed"]["items"]]


def said(part: object) -> Iterator[str]:
    """Every text of a view."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from said(inner)


def texts(page: AppTest) -> Texts:
    return [*said(view(page)), *(plain(text.value) for text in [*page.markdown, *page.caption])]


def press(page: AppTest, **what: str | None) -> AppTest:
    """Open what a press in the panel opens, or with None close it."""
    for key, value in what.items():
        page.session_state[key] = value
    return page.run()


def address(page: AppTest) -> dict[str, str]:
    return {
        name: value if isinstance(value, str) else value[0]
        for name, value in page.query_params.items()
    }


def test_it_opens_on_the_day_of_the_settings(open_page: Open) -> None:
    page = open_page()
    assert heading(page) == (
        "Friday 20 October 2017: Altun Kupri is contested, "
        "and passes to Federal Iraq by the end of the day."
    )
    assert address(page) == {"date": "2017-10-20"}
    assert figures(page) == {
        "events": "35",
        "on this day, 1 roughly": "7",
        "control changed": "1",
        "accounts differ": "2",
    }
    assert not notes(page)


def test_every_day_of_the_span_has_its_sentence(open_page: Open) -> None:
    page = open_page(date=FIRST.isoformat())
    day = FIRST
    while day <= LAST:
        assert not page.exception
        assert re.fullmatch(rf"{day:%A} {day.day} {day:%B} {day.year}: .+\.", heading(page))
        assert address(page)["date"] == day.isoformat()
        day += timedelta(days=1)
        if day <= LAST:
            page.button(key="next_day").click().run()
    assert page.button(key="next_day").disabled


def test_the_day_that_kirkuk_fell(open_page: Open) -> None:
    page = open_page(date="2017-10-16")
    assert heading(page) == (
        "Monday 16 October 2017: Kirkuk and Tuz Khormato pass to Federal Iraq; "
        "Kirkuk governorate is contested."
    )
    assert "Kirkuk passes from Peshmerga to Federal Iraq" in texts(page)
    assert figures(page)["control changed"] == "3"
    assert feed(page)[0] != feed(page)[-1]
    assert "Trump: the US takes no side" in feed(page)  # it has no place


@pytest.mark.parametrize(
    ("button", "day"),
    [
        ("previous_day", "2017-10-17"),
        ("next_day", "2017-10-19"),
        ("previous_event", "2017-10-16"),
        ("next_event", "2017-10-19"),
    ],
)
def test_steps(open_page: Open, button: str, day: str) -> None:
    page = open_page(date="2017-10-18")
    page.button(key=button).click().run()
    assert address(page)["date"] == day


def test_the_slider_moves_the_day(open_page: Open) -> None:
    page = open_page()
    page.slider(key=plain_slider.SLIDER).set_value(date(2017, 10, 15)).run()
    assert heading(page).startswith("Sunday 15 October 2017")
    assert address(page) == {"date": "2017-10-15"}


def test_a_step_before_the_span_widens_it(open_page: Open) -> None:
    page = open_page(date="2017-09-25")
    page.button(key="previous_event").click().run()
    assert heading(page).startswith("Thursday 12 June 2014")
    assert address(page) == {"date": "2014-06-12", "from": "2014-06-12", "to": "2017-10-21"}


def test_filters_narrow_feed_and_figures_alike(open_page: Open) -> None:
    page = open_page()
    page.multiselect(key="types").select("Battles").run()
    assert len(feed(page)) == 5
    assert figures(page)["events"] == "5 of 35"
    assert address(page) == {"date": "2017-10-20", "types": "Battles"}

    page.multiselect(key="places").select("Kirkuk").run()
    assert len(feed(page)) == 1
    assert any(text.startswith("Shown: 1 of 35 events") for text in texts(page))

    page.button(key="clear_filters").click().run()
    assert figures(page)["events"] == "35"
    assert address(page) == {"date": "2017-10-20"}


@pytest.mark.parametrize(
    ("key", "option", "found"),
    [
        ("actors", "Soleimani", 1),
        ("places", "Tuz Khormato", 2),
        ("sources", "Rudaw, 25 Sep 2017", None),
    ],
)
def test_each_filter(open_page: Open, key: str, option: str, found: int | None) -> None:
    page = open_page()
    page.multiselect(key=key).select(option).run()
    count = int(figures(page)["events"].removesuffix(" of 35"))
    assert count == len(feed(page))
    assert found in (count, None)


def test_words_are_found_whatever_their_case(open_page: Open) -> None:
    page = open_page()
    page.text_input(key="text").input("fLaG raising").run()
    assert feed(page) == [
        "Hadi al-Amiri stands at the flag raising",
        "Abu Mahdi al-Muhandis stands at the flag raising",
    ]
    page.text_input(key="text").input("no such word").run()
    assert feed(page) == []
    assert "No event, as filtered." in texts(page)
    assert "Federal Iraq" in texts(page)  # who holds what is always shown


def test_the_window_keeps_the_last_days(open_page: Open) -> None:
    page = open_page()
    page.selectbox(key=plain_slider.KEPT).select(1).run()
    assert (figures(page)["events"], figures(page)["on this day, 1 roughly"]) == ("9", "7")
    assert address(page) == {"date": "2017-10-20", "window": "1"}


def test_a_place_opens_and_closes(open_page: Open) -> None:
    page = press(open_page(), place="altun-kupri")
    assert not page.exception
    assert address(page)["place"] == "altun-kupri"
    detail = view(page)["detail"]
    assert detail["title"] == "Altun Kupri"
    names = "آلتون كوبري (Arabic) · پردێ (Sorani) · Pirdê (Kurmanji) · Altınköprü (Turkish)"  # noqa: RUF001
    assert names in texts(page)
    assert "20 Oct 2017: Federal Iraq" in texts(page)  # the ministry's account
    [distances] = [part["table"] for part in detail["sections"] if part["table"]]
    assert distances["rows"][0] == ["Kirkuk", "38.9", "24.1", "south-east"]
    assert view(press(page, place=None))["detail"] is None
    assert address(page) == {"date": "2017-10-20"}


def test_an_event_opens_with_how_its_date_was_found(open_page: Open) -> None:
    page = open_page(event="peshmerga-take-over-kirkuk")
    found = ["How its date was found", "Reuters and the BBC reported it on 12 June 2014."]
    assert found in view(page)["detail"]["facts"]
    assert "The Peshmerga held the city of Kirkuk on 12 June 2014." in texts(page)
    place, day = (link["opens"] for link in view(page)["detail"]["links"])
    assert (place, day) == (["place", "kirkuk"], ["day", "2014-06-12"])


def test_beneath_an_event_its_place_stays_open(open_page: Open) -> None:
    page = press(open_page(place="kirkuk", event="flag-changed-at-council"), event=None)
    assert view(page)["detail"]["title"] == "Kirkuk"
    assert address(page) == {"date": "2017-10-20", "place": "kirkuk"}


def test_every_place_event_and_source_opens(open_page: Open) -> None:
    page = open_page()
    data = read(BUILT_IN)
    for kind, names in (
        ("place", data.places["place_id"]),
        ("event", data.events["event_id"]),
        ("source", data.sources["source_id"]),
    ):
        for name in names:
            press(page, **{kind: name})
            assert not page.exception
            assert view(page)["detail"]["kind"] == kind
            press(page, **{kind: None})


@pytest.mark.parametrize("kind", ["place", "event", "source"])
def test_what_the_data_do_not_have_is_not_opened(open_page: Open, kind: str) -> None:
    page = press(open_page(), **{kind: "no-such-thing"})
    assert not page.exception
    assert view(page)["detail"] is None


@pytest.mark.parametrize(
    "asked",
    [
        {"place": "alpha-town"},
        {"event": "first-clash"},
        {"source": "daily-2001"},
        {"places": "alpha-town"},
        {"actors": "red-army"},
        {"sources": "daily-2001"},
        {"according_to": "blue-guard"},
    ],
    ids=lambda asked: next(iter(asked)),
)
def test_what_is_chosen_may_go_from_the_data(
    open_page: Open, folder: Folder, asked: dict[str, str]
) -> None:
    data = folder(events={3: {"attribution": "blue-guard"}})
    page = open_page(data, date="2001-02-05", types="Battles", **asked)
    assert not notes(page)
    shutil.copytree(folder(**WITHOUT), data, dirs_exist_ok=True)
    page.run()
    assert not page.exception
    assert view(page)["detail"] is None
    [[name, value]] = asked.items()
    [said] = notes(page)
    assert said.startswith(f"The data have changed. The address says {name}={value}, which is not")
    assert said.count("The address says") == 1
    assert address(page) == {"date": "2001-02-05", "types": "Battles"}  # what is known still stays
    page.run()
    assert address(page) == {"date": "2001-02-05", "types": "Battles"}


def test_an_address_is_kept_as_it_is(open_page: Open) -> None:
    wanted = {
        "date": "2017-10-16",
        "from": "2017-10-01",
        "to": "2017-10-20",
        "window": "30",
        "types": "Battles,Strategic developments",
        "actors": "iraq",
        "places": "kirkuk",
        "sources": "nz-herald-2017-10",
        "q": "flag",
        "place": "kirkuk",
        "basemap": "none",
        "lat": "35.5000",
        "lng": "44.3000",
        "zoom": "9.5",
    }
    assert address(open_page(**wanted)) == wanted


def test_what_an_address_gets_wrong_is_noted_and_dropped(open_page: Open) -> None:
    page = open_page(date="banana", place="<script>", types="Battles,Balls", zoom="-3", window="0")
    [said] = notes(page)
    for part in ("date=banana", "place=<script>", "types=Balls", "zoom=-3", "window=0"):
        assert part in said
    assert address(page) == {"date": "2017-10-20", "types": "Battles"}
    page.button(key="dismiss_notes").click().run()
    assert not notes(page)


def test_a_parameter_that_is_not_known_is_no_harm(open_page: Open) -> None:
    assert heading(open_page(utm_source="mail")).startswith("Friday 20 October 2017")


def test_a_broken_folder_is_reported(open_page: Open, folder: Folder) -> None:
    broken = folder(events={2: {"date": "soon"}, 3: {"status": "<b>"}}, control=None)
    page = open_page(broken)
    assert page.title[0].value == "This data folder has errors"
    assert [line.value for line in page.text] == [str(problem) for problem in check(broken)]
    assert len(page.text) == 3


def test_a_broken_folder_is_checked_once(
    open_page: Open, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = folder(control="\n")
    said = [line.value for line in open_page(broken).text]
    monkeypatch.setattr(data_folder, "read", None)
    assert [line.value for line in open_page(broken).text] == said


def test_a_page_outlives_a_folder_that_is_broken_for_a_while(
    open_page: Open, folder: Folder
) -> None:
    data = folder()
    page = open_page(data, types="Battles", place="alpha-town")
    events = (data / "events.csv").read_text()
    for text, newest in (
        (events[:-60], "A second clash"),  # the last good data stay
        (events.replace("A second clash", "Another clash"), "Another clash"),
    ):
        (data / "events.csv").write_text(text)
        page.run()
        assert not page.exception
        assert not page.title
        assert newest in {event["text"] for event in view(page)["feed"]["items"]}
    assert view(page)["detail"]["kind"] == "place"
    assert address(page)["types"] == "Battles"


def test_a_folder_that_is_not_there_is_reported(open_page: Open, tmp_path: Path) -> None:
    page = open_page(tmp_path / "nowhere")
    assert [line.value for line in page.text] == [
        str(problem) for problem in check(tmp_path / "nowhere")
    ]


def test_a_changed_folder_is_read_anew(open_page: Open, folder: Folder) -> None:
    data = folder()
    assert feed(open_page(data))[0] == "A second clash"
    events = (data / "events.csv").read_text()
    (data / "events.csv").write_text(events.replace("A second clash", "Another clash"))
    assert feed(open_page(data))[0] == "Another clash"


def test_texts_of_a_folder_are_escaped(open_page: Open, folder: Folder) -> None:
    hostile = "**bold** <b>x</b> [a](javascript:x) $y$ :red[z]"
    data = folder(
        settings={"title": hostile},
        events={3: {"title": hostile, "summary": hostile}},
        places={2: {"name": hostile, "note": hostile}},
        actors={2: {"name": hostile, "short_name": hostile}},
    )
    page = open_page(data)
    assert feed(page)[0] == hostile
    shown = [text.value for text in [*page.markdown, *page.caption, *page.button]]
    shown += [button.label for button in page.button]
    assert not [text for text in shown if "<b>" in str(text)]
    assert hostile in texts(press(page, event="second-clash"))


def test_two_days_are_compared_by_one_press_or_typed(open_page: Open) -> None:
    page = open_page(date="2017-10-20")
    for label, day in (
        ("The day before", "2017-10-19"),
        ("A week before", "2017-10-13"),
        ("Before the last change of control", "2017-10-19"),
    ):
        page.button(key=f"compare-{label}").click().run()
        assert address(page)["compare"] == day
    typed = page.text_input(key="compare_typed")
    assert typed.value == "19 Oct 2017"
    typed.set_value("16.10.2017").run()
    assert address(page)["compare"] == "2017-10-16"
    page.button(key="compare_swap").click().run()
    assert (address(page)["date"], address(page)["compare"]) == ("2017-10-16", "2017-10-20")


def test_a_day_to_compare_with_is_never_dropped_without_a_word(open_page: Open) -> None:
    page = open_page(date="2017-10-20", compare="2017-10-15")
    for text, said in (
        ("soon", '"soon" is not a day'),
        ("1 Jan 2031", "The record runs from 1 Jan 2014"),
        ("03/04/2017", "03/04/2017 is read day first: 3 Apr 2017."),
    ):
        page.text_input(key="compare_typed").set_value(text).run()
        assert any(said in plain(caption.value) for caption in page.caption)
    assert address(page)["compare"] == "2017-04-03"


def test_an_imported_export_opens_on_its_fullest_week(open_page: Open, tmp_path: Path) -> None:
    gained = {"event_type": "Battles", "sub_event_type": "Government regains territory"}
    export = tmp_path / "export.csv"
    export.write_text(acled("2023", gained, {"fatalities": "3"}), "utf-8")
    import_files([export], tmp_path / "made", lambda share, word: None)
    page = open_page(tmp_path / "made")
    assert heading(page).startswith("Monday 16 October 2017: Alphaville")
    assert len(view(page)["feed"]["items"]) == 2
