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

from dashboard.model import days
from dashboard.model.codes import ALL, ARTICLES
from dashboard.model.perspective import Perspective
from dashboard.model.scenes import Scene, scenes
from dashboard.model.selection import Filters, Selection
from dashboard.model.timeline import Timeline
from dashboard.render.exports import single_file
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


def _told(selection: Selection) -> Sheet:
    told = TIMELINE.under(Perspective(selection.according_to))
    return Sheet.of(Page(told, BENEATH, selection))


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


def test_it_says_what_it_is_and_who_drew_the_outlines(kirkuk: bytes) -> None:
    content = _content(kirkuk)
    assert "Natural Earth" in content["credit"]
    assert content["title"] == "Kirkuk, October 2017"
    assert content["look"] == ""  # the reader's
    assert _content(single_file.page(OPENING, [], "dark"))["look"] == "dark"


def test_it_carries_every_scene_with_what_it_asks_for(kirkuk: bytes) -> None:
    told = _content(kirkuk)["briefing"]["scenes"]
    assert [scene["title"] for scene in told] == [sheet.title for sheet in SCENES]
    assert [scene["notes"] for scene in told] == [sheet.scene.notes for sheet in SCENES]
    for scene, shown in zip(told, SCENES, strict=True):
        assert scene["asked"] == single_file.asked(shown.page.selection)
        assert scene["asked"]["day"] == days.number(shown.page.selection.day)


def test_a_detail_for_every_place_event_and_source(kirkuk: bytes) -> None:
    content = _content(kirkuk)["record"]
    details = content["details"]
    assert {*details["place"]} == {*DATA.places["place_id"]}
    assert {*details["event"]} == {*DATA.events["event_id"]}
    assert {*details["source"]} == {"all", *DATA.sources["source_id"]}
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
    assert content["asked"]["according_to"] == "peshmerga-command"
    assert content["asked"]["filters"]["text"] == "flag"
    assert content["usual"]["according_to"] == "all"


def test_a_perspective_holds_only_what_it_tells_otherwise(kirkuk: bytes) -> None:
    perspectives = _content(kirkuk)["record"]["perspectives"]
    assert [*perspectives] == [ALL, ARTICLES, *TIMELINE.parties]
    assert {*perspectives[ALL]["held"]} == {*DATA.places["place_id"]}
    for who, place in (("peshmerga-command", "altun-kupri"), ("iraq", None)):
        assert (
            [*perspectives[who]["control"]]
            == [*perspectives[who]["held"]]
            == ([place] if place else [])
        )
    command = perspectives["peshmerga-command"]
    day = days.number(date(2017, 10, 20))
    [held] = [one for one in command["held"]["altun-kupri"] if one["start"] == day]
    assert (held["holder"], held["by_whom"]) == ("Peshmerga", "Peshmerga command")
    assert command["changes"][str(day)] is None
    assert any("Altun Kupri held by Peshmerga" in text for _, text in command["effect"])


def test_a_scene_may_be_told_by_someone_whose_word_the_data_do_not_have(folder: Folder) -> None:
    data = read(folder())
    timeline, beneath = Timeline(data), outlines.read(data)
    told = [*sheets(timeline, beneath, scenes(data, timeline))]
    content = _content(single_file.page(told[0], told))
    assert content["briefing"]["scenes"][1]["asked"]["according_to"] == "blue-guard"
    perspectives = content["record"]["perspectives"]
    assert [who for who, one in perspectives.items() if one["offered"]] == [ALL, ARTICLES]
    assert "blue-guard" in perspectives


def test_a_page_that_is_not_asked_for_is_not_made(kirkuk: bytes) -> None:
    heard: list[float] = []

    def cancel(share: float, word: str) -> None:
        heard.append(share)
        raise KeyboardInterrupt(word)

    with pytest.raises(KeyboardInterrupt):
        single_file.page(OPENING, SCENES, progress=cancel)
    assert heard == [0.1]
    assert phrases.heading(DATA.settings.opens_on).encode() in kirkuk
