"""The spreadsheet, the GeoJSON and the KMZ of a day, read back."""

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest
from conftest import CHANGE, EVENT, TOWN
from hypothesis import given
from hypothesis import strategies as st
from made_sheets import opening
from PIL import Image

from dashboard.model import days
from dashboard.model.selection import Filters
from dashboard.render import style, tables
from dashboard.render.drawing.markup import paragraphs
from dashboard.render.exports.geojson import geojson
from dashboard.render.exports.kmz import kmz
from dashboard.render.exports.spreadsheet import csv as spreadsheet
from dashboard.render.sheet import Sheet
from dashboard.sources.folder import BUILT_IN

Folder = Callable[..., Path]
Cells = dict[str, str]
NAMESPACE = b"http://www.opengis.net/kml/2.2"
KML = f"{{{NAMESPACE.decode()}}}"


@pytest.fixture(scope="module")
def built_in() -> Sheet:
    return opening(BUILT_IN)


def _rows(sheet: Sheet, record: str = "") -> list[Cells]:
    rows = csv.DictReader(io.StringIO(spreadsheet(sheet).decode("utf-8-sig"), newline=""))
    return [row for row in rows if record in ("", row["record"])]


def _features(sheet: Sheet, record: str) -> list[dict[str, Any]]:
    features = json.loads(geojson(sheet))["features"]
    return [one for one in features if one["properties"]["record"] == record]


def _files(sheet: Sheet) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(kmz(sheet))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _document(sheet: Sheet) -> ElementTree.Element:
    return ElementTree.fromstring(_files(sheet)["doc.kml"])  # noqa: S314 - our own


def _marks(sheet: Sheet, folder: str) -> list[ElementTree.Element]:
    document = _document(sheet)
    (found,) = (
        one for one in document.iter(f"{KML}Folder") if one.findtext(f"{KML}name") == folder
    )
    return found.findall(f"{KML}Placemark")


@pytest.mark.parametrize("export", [spreadsheet, geojson, kmz])
def test_the_same_bytes_for_the_same_sheet(export: Callable[[Sheet], bytes]) -> None:
    assert export(opening(BUILT_IN)) == export(opening(BUILT_IN))


@pytest.mark.parametrize("export", [spreadsheet, geojson, lambda sheet: _files(sheet)["doc.kml"]])
def test_a_folder_without_rows_can_be_exported(
    folder: Folder, export: Callable[[Sheet], bytes]
) -> None:
    bare = folder(places=[], actors=[], sources=[], events=[], control=[], claims=[], scenes=[])
    assert "Two towns" in export(opening(bare)).decode()


# The spreadsheet


def test_a_spreadsheet_is_one_rectangle_and_says_what_it_is(folder: Folder) -> None:
    asked = Filters(types=("Battles",))
    content = spreadsheet(opening(folder(), filters=asked, according_to="blue-guard"))
    assert content.startswith(b"\xef\xbb\xbf")
    lines = [*csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))]
    assert len({len(line) for line in lines}) == 1
    about = {line[1]: line[2] for line in lines if line[0] == "about"}
    assert about["Title"] == "Two towns"
    assert about["Day"] == "Saturday 3 February 2001"
    assert "Battles" in about["Shown"]
    assert "Blue" in about["Perspective"]
    assert about["Sources"]
    assert "Natural Earth" in about["Credit"]


def test_a_spreadsheet_has_every_state_and_every_event_shown(folder: Folder) -> None:
    sheet = opening(folder(), day=date(2001, 2, 2))
    control = {row["place_id"]: row for row in _rows(sheet, "control")}
    assert {*control} == {"alpha-town", "beta-town", "gamma-land"}
    assert control["beta-town"]["title"] == "Beta: Contested: Blue, Red"
    alpha = control["alpha-town"]
    assert (alpha["since"], alpha["from"], alpha["until"]) == (
        "2001-01-01", "2001-01-01", "2001-02-03",
    )  # fmt: skip
    assert (control["beta-town"]["challenger"], control["beta-town"]["until"]) == ("Red", "")
    (event,) = _rows(sheet, "event")
    assert (event["id"], event["first_day"], event["last_day"]) == (
        "first-clash", "2001-02-02", "2001-02-02",
    )  # fmt: skip
    assert (event["source"], event["paragraph"]) == ("The Daily, 9 Feb 2001", "¶1")
    assert event["url"] == "https://daily.example/1"
    assert (event["latitude"], event["longitude"]) == ("10.0", "25.0")


def test_a_place_of_which_nobody_said_anything_has_no_row(folder: Folder) -> None:
    sheet = opening(folder(), day=date(2001, 2, 1))
    assert "beta-town" not in {row["place_id"] for row in _rows(sheet, "control")}


def test_the_built_in_spreadsheet_counts_what_the_page_shows(built_in: Sheet) -> None:
    assert len(_rows(built_in, "event")) == len(built_in.page.events)
    assert {row["place"] for row in _rows(built_in, "event")} >= {"Kirkuk", ""}
    assert {row["name_ar"] for row in _rows(built_in, "control")} >= {"كركوك"}


def test_no_text_of_a_folder_is_taken_for_a_formula(folder: Folder) -> None:
    made = folder(places={2: {"name": "@here"}}, events={3: {"title": "=1+1", "summary": "-2\n=3"}})
    (event, *_) = _rows(opening(made), "event")
    assert (event["title"], event["summary"], event["place"]) == ("'=1+1", "'-2\n=3", "'@here")


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.text(alphabet="=+-@\t\r\n\uff1d a1"))
def test_any_text_comes_back_from_a_spreadsheet_and_is_inert(text: str) -> None:
    content = tables.csv(pd.DataFrame([{"cell": text, "last": "end"}])).decode("utf-8-sig")
    ((cell, last),) = [*csv.reader(io.StringIO(content, newline=""))][1:]
    assert last == "end"
    assert cell.removeprefix("'") == text.removeprefix("'")
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"))


# GeoJSON


def test_geojson_says_how_it_was_filtered_and_whom_to_credit(folder: Folder) -> None:
    whole = json.loads(geojson(opening(folder(), filters=Filters(text="clash"))))
    assert whole["type"] == "FeatureCollection"
    assert whole["name"] == "Two towns: Saturday 3 February 2001"
    assert "“clash”" in whole["description"]
    assert "Natural Earth" in whole["attribution"]
    assert whole["sources"] == ["The Daily, 9 Feb 2001"]


def test_geojson_tells_the_whole_chain_and_marks_what_is_in_force(built_in: Sheet) -> None:
    features = _features(built_in, "control")
    rows = built_in.page.history
    assert len(features) == len(rows)
    for feature, row in zip(features, rows, strict=True):
        known = feature["properties"]
        begin = datetime.fromisoformat(known["begin"])
        assert begin.tzinfo is None
        assert days.number(begin.date()) == row["start"]
        assert known["date"] == f"{begin:%Y-%m-%d}"
        if row["end"] == days.FOREVER:
            assert known["end"] is None
        else:
            assert days.number(datetime.fromisoformat(known["end"]).date()) == row["end"]
    shown = [one["properties"]["place_id"] for one in features if one["properties"]["shown"]]
    assert sorted(shown) == sorted(row["place_id"] for row in _rows(built_in, "control"))
    assert len({feature["id"] for feature in features}) == len(features)


def test_geojson_has_areas_points_and_events_of_no_place(folder: Folder) -> None:
    sheet = opening(folder(), day=date(2001, 2, 6))
    shapes = {one["properties"]["place_id"]: one["geometry"] for one in _features(sheet, "control")}
    assert shapes["gamma-land"]["type"] in ("Polygon", "MultiPolygon")
    assert shapes["alpha-town"] == {"type": "Point", "coordinates": [25.0, 10.0]}
    events = {one["id"]: one for one in _features(sheet, "event")}
    assert events["talks"]["geometry"] is None
    assert events["talks"]["properties"]["begin"] == "2001-02-05T00:00:00"
    assert events["talks"]["properties"]["end"] == "2001-02-07T00:00:00"  # exclusive


def test_geojson_colours_are_those_of_the_map(built_in: Sheet) -> None:
    looks = {look.label: look.colour for look in built_in.page.holders.values()}
    for feature in _features(built_in, "control"):
        known = feature["properties"]
        assert known["colour"] == looks.get(known["holder"], style.NOBODY)
        assert re.fullmatch("#[0-9a-f]{6}", known["colour"])


# KMZ


def _times(mark: ElementTree.Element) -> tuple[str | None, str | None]:
    return (
        mark.findtext(f"{KML}TimeSpan/{KML}begin") or mark.findtext(f"{KML}TimeStamp/{KML}when"),
        mark.findtext(f"{KML}TimeSpan/{KML}end"),
    )


def test_kmz_has_the_timeline_s_intervals(built_in: Sheet) -> None:
    rows = built_in.page.history
    for mark, row in zip(_marks(built_in, "Control"), rows, strict=True):
        begin, end = _times(mark)
        assert begin == days.day(row["start"]).isoformat()
        assert end == (None if row["end"] == days.FOREVER else days.day(row["end"]).isoformat())


def test_kmz_events_are_those_shown_with_stamp_or_span(folder: Folder) -> None:
    sheet = opening(folder(), day=date(2001, 2, 6))
    marks = {mark.findtext(f"{KML}name"): mark for mark in _marks(sheet, "Events")}
    assert {*marks} == {"Talks somewhere", "A first clash", "A second clash"}
    clash, talks = marks["A first clash"], marks["Talks somewhere"]
    assert clash.find(f"{KML}TimeStamp") is not None
    assert _times(clash) == ("2001-02-02", None)
    assert _times(talks) == ("2001-02-05", "2001-02-07")
    assert clash.findtext(f"{KML}Point/{KML}coordinates") == "25.000000,10.000000"
    assert talks.find(f"{KML}Point") is None
    known = {one.get("name"): one.findtext(f"{KML}value") for one in clash.iter(f"{KML}Data")}
    assert known["url"] == "https://daily.example/1"
    (wanted,) = _marks(opening(folder(), filters=Filters(text="first")), "Events")
    assert wanted.findtext(f"{KML}name") == "A first clash"


def test_kmz_descriptions_show_a_folder_s_markup_as_text(folder: Folder) -> None:
    cell = '<img src="https://evil.example/x"> AT&T <script>alert(1)</script>'
    sheet = opening(folder(events={2: {"summary": cell}}, settings={"title": cell}))
    document = _document(sheet)
    told = [one.text or "" for one in document.iter(f"{KML}description")]
    assert any(html.escape(cell, quote=False) in text for text in told)
    assert not [text for text in told if "<" in text]


def test_kmz_has_its_icons_inside_and_the_table_s_colours(built_in: Sheet) -> None:
    files = _files(built_in)
    document = _document(built_in)
    looks = {f"#{look.get('id')}": look for look in document.iter(f"{KML}Style")}
    assert {
        mark.findtext(f"{KML}styleUrl") for name in ("Control", "Events")
        for mark in _marks(built_in, name)
    } == {*looks}  # fmt: skip
    icons = {name: look.findtext(f"{KML}IconStyle/{KML}Icon/{KML}href")
             for name, look in looks.items()}  # fmt: skip
    assert ["doc.kml", *icons.values()] == [*files]
    assert b"http" not in files["doc.kml"].replace(NAMESPACE, b"")
    for mark, row in zip(_marks(built_in, "Control"), built_in.page.history, strict=True):
        style = str(mark.findtext(f"{KML}styleUrl"))
        colour = built_in.page.holders[row["controller"]].colour
        red, green, blue = colour[1:3], colour[3:5], colour[5:7]
        assert looks[style].findtext(f"{KML}LineStyle/{KML}color") == f"ff{blue}{green}{red}"
        with Image.open(io.BytesIO(files[str(icons[style])])) as icon:
            there = {colour for _, colour in icon.convert("RGBA").getcolors(maxcolors=9999)}
        if row["confidence"] == "high":
            assert (*bytes.fromhex(colour[1:]), 255) in there


def test_kmz_draws_an_area_with_closed_rings(folder: Folder) -> None:
    (area,) = [
        mark
        for mark in _marks(opening(folder()), "Control")
        if mark.find(f"{KML}MultiGeometry") is not None
    ]
    ring = area.findtext(f".//{KML}outerBoundaryIs/{KML}LinearRing/{KML}coordinates")
    points = str(ring).split()
    assert points[0] == points[-1]
    assert len(points) >= 4


HOSTILE = "<b>]]>${x}\x1b\u202e & “ok”"


def test_hostile_text_stays_text(folder: Folder) -> None:
    made = folder(
        places={2: {"name": HOSTILE}},
        events={3: {"title": HOSTILE, "summary": HOSTILE}},
        actors={2: {"short_name": HOSTILE}},
    )
    sheet = opening(made)
    shown = paragraphs(HOSTILE)
    assert shown == "<b>]]>${x} & “ok”"
    assert shown in [mark.findtext(f"{KML}name") for mark in _marks(sheet, "Events")]
    titles = [one["properties"]["title"] for one in _features(sheet, "event")]
    assert sheet.page.events[0]["title"] in titles


def test_the_first_and_the_last_day_of_the_calendar_can_be_told(folder: Folder) -> None:
    made = folder(
        places=[{**TOWN, "place_id": "alpha-town", "name": "Alpha"}],
        events=[{**EVENT, "event_id": "end", "date": "9999-12-31", "title": "The end"}],
        control=[
            {**CHANGE, "place_id": "alpha-town", "date": "0001-01-01", "controller": "red-army"}
        ],
        claims=None,
        scenes=[],
        areas=None,
    )
    sheet = opening(made, day=date.max)
    ((_, end),) = map(_times, _marks(sheet, "Control"))
    assert end is None
    (event,) = _features(sheet, "event")
    assert (event["properties"]["begin"], event["properties"]["end"]) == (
        "9999-12-31T00:00:00", None,
    )  # fmt: skip
    assert _rows(sheet, "control")[0]["from"] == "0001-01-01"
