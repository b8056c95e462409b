"""What the single file carries: the day's sentences, cards, a policy that lets nothing out."""

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model import days
from dashboard.model.perspective import Perspective
from dashboard.model.scenes import Scene, scenes
from dashboard.model.selection import Filters, Selection
from dashboard.model.timeline import Timeline
from dashboard.render.exports import day_rows, single_file
from dashboard.render.page import Page
from dashboard.render.sheet import Sheet, sheet, sheets
from dashboard.sources import outlines
from dashboard.sources.folder import BUILT_IN, read
from dashboard.view import phrases

Folder = Callable[..., Path]

DATA = read(BUILT_IN)
TIMELINE = Timeline(DATA)
BENEATH = outlines.read(DATA)
SCENES = [*sheets(TIMELINE, BENEATH, scenes(DATA, TIMELINE))]
OPENING = sheet(TIMELINE, BENEATH, Scene(Selection(DATA.settings.opens_on, DATA.settings.span)))
FIRST, LAST = days.number(date(2014, 1, 1)), days.number(date(2017, 12, 31))


def _told(selection: Selection) -> Sheet:
    told = TIMELINE.under(Perspective(selection.according_to))
    return Sheet.of(Page(told, BENEATH, selection))


ASKED = [
    OPENING.page.selection,
    replace(OPENING.page.selection, window=3),
    replace(OPENING.page.selection, according_to="peshmerga-command"),
    replace(OPENING.page.selection, filters=Filters(places=("kirkuk",)), window=1),
]
ROWS = [day_rows.rows(_told(asked).page, FIRST, LAST) for asked in ASKED]


@given(number=st.integers(FIRST, LAST), which=st.integers(0, len(ASKED) - 1))
def test_every_day_says_what_the_page_says(number: int, which: int) -> None:
    sheet = _told(replace(ASKED[which], day=days.day(number)))
    at = max(i for i, day in enumerate(ROWS[which]["days"]) if day <= number)
    assert ROWS[which]["rows"][at] == [sheet.title, *sheet.figures.values()]


def _content(file: bytes) -> dict[str, Any]:
    found = re.search(rb'id="content">([^<]*)</script>', file)
    assert found
    content: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(found[1])))
    return content


@pytest.fixture(scope="module")
def kirkuk() -> bytes:
    return single_file.page(OPENING, SCENES)


def test_it_is_the_same_file_each_time(kirkuk: bytes) -> None:
    assert kirkuk == single_file.page(OPENING, SCENES)


def test_it_says_what_it_shows_on_what_it_rests_and_who_drew_the_outlines(kirkuk: bytes) -> None:
    content = _content(kirkuk)
    about = " ".join(content["about"])
    assert "Up to 20 October 2017, according to all accounts; 35 events" in about
    assert "The Washington Times, 20 Oct 2017" in about
    assert "Natural Earth" in about
    assert content["title"] == "Kirkuk, October 2017"


def test_it_carries_every_scene_with_its_state(kirkuk: bytes) -> None:
    told = _content(kirkuk)["briefing"]["scenes"]
    assert [scene["title"] for scene in told] == [sheet.title for sheet in SCENES]
    assert [scene["notes"] for scene in told] == [sheet.scene.notes for sheet in SCENES]
    for scene, shown in zip(told, SCENES, strict=True):
        assert scene["state"]["day"] == days.number(shown.page.selection.day)
        assert scene["state"]["according_to"] == shown.page.selection.according_to
        assert (scene["state"]["control"] is None) == (scene["state"]["according_to"] == "all")


def test_a_detail_for_every_place_event_and_source(kirkuk: bytes) -> None:
    content = _content(kirkuk)
    details = content["details"]
    assert {*details["place"]} == {*DATA.places["place_id"]}
    assert {*details["event"]} == {*DATA.events["event_id"]}
    assert {*details["source"]} == {*DATA.sources["source_id"]}
    assert [entry["opens"][1] for entry in content["entries"]] == [*DATA.events["event_id"]]
    facts = dict(details["event"]["waves-repelled"]["facts"])
    assert facts["How sure"] == "disputed, told by Peshmerga command"
    source = details["event"]["waves-repelled"]["sections"][0]["items"][0]
    assert source["text"] == "The Washington Times, 20 Oct 2017 ¶2"
    held = details["place"]["altun-kupri"]["sections"][0]
    assert held["heading"] == "Who held it, and when"
    assert len(held["items"]) == 5


def test_its_policy_names_its_own_script_and_no_host_but_those_of_tiles(kirkuk: bytes) -> None:
    text = kirkuk.decode()
    [policy] = re.findall('Content-Security-Policy" content="([^"]*)"', text)
    code = text[text.rindex("<script>") + 8 : text.rindex("</script>")]
    mark = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
    assert f"script-src 'sha256-{mark}'" in policy
    assert "default-src 'none'" in policy
    assert "connect-src" not in policy
    assert {*re.findall(r"https://([^\s;]+)", policy)} == {
        "tile.openstreetmap.org", "*.basemaps.cartocdn.com",
    }  # fmt: skip


def test_a_perspective_and_filters_travel_with_it(folder: Folder) -> None:
    asked = replace(
        OPENING.page.selection, according_to="peshmerga-command", filters=Filters(text="flag")
    )
    content = _content(single_file.page(_told(asked), []))
    assert content["briefing"] is None
    assert content["state"]["according_to"] == "peshmerga-command"
    assert content["state"]["control"]["altun-kupri"]
    assert "Peshmerga command: Altun Kupri" in content["told"]
    assert "“flag”" in " ".join(content["about"])


def test_a_page_that_is_not_asked_for_is_not_made(kirkuk: bytes) -> None:
    heard: list[float] = []

    def cancel(share: float, word: str) -> None:
        heard.append(share)
        raise KeyboardInterrupt(word)

    with pytest.raises(KeyboardInterrupt):
        single_file.page(OPENING, SCENES, progress=cancel)
    assert len(heard) == 1
    assert phrases.heading(DATA.settings.opens_on).encode() in kirkuk
