"""Every rule of a data folder, broken once, is reported where it was broken."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from conftest import AREAS, ROWS, table_text
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.model.errors import DataError, Problem
from dashboard.model.validation.rules import Rule
from dashboard.server import datasets
from dashboard.sources import folder as data_folder
from dashboard.sources import text_file
from dashboard.sources.folder import BUILT_IN, SETTLED_NS, check, digest, read

Folder = Callable[..., Path]
Case = tuple[str, dict[str, Any], str, int | None, str | None, str]


def _area(**changes: Any) -> dict[str, Any]:
    """`areas.geojson` with its one feature changed."""
    return {**AREAS, "features": [{**AREAS["features"][0], **changes}]}


def _ring(*positions: list[float]) -> dict[str, Any]:
    return _area(geometry={"type": "Polygon", "coordinates": [[*positions]]})


SHORT_ROW = table_text("actors").replace("Blue Guard,Blue,,blue,,", "Blue Guard")
EVENTS = table_text("events")
A_PLACE = {"place_id": "delta-town", "name": "Delta", "kind": "town"}

# rule, what folder() is given, and where and with which words the problem is told
CASES: list[Case] = [
    # The files
    ("MISSING_FILE", {"events": None}, "events.csv", None, None, "add it"),
    ("MISSING_FILE", {"settings": None}, "dataset.toml", None, None, "add it"),
    ("EMPTY_FILE", {"events": ""}, "events.csv", None, None, "the header line: event_id,date"),
    ("EMPTY_FILE", {"events": "\ufeff \r\n\r\n"}, "events.csv", None, None, "is empty"),
    ("NOT_TEXT", {"events": b"PK\x03\x04..."}, "events.csv", None, None, "a spreadsheet or ZIP"),
    ("NOT_TEXT", {"events": b"\x89PNG\r\n\x1a"}, "events.csv", None, None, "a PNG picture"),
    ("NOT_TEXT", {"events": EVENTS.encode("utf-16")}, "events.csv", None, None, "UTF-16"),
    ("NOT_TEXT", {"events": EVENTS + "\0"}, "events.csv", None, None, "a binary file"),
    ("NOT_TEXT", {"areas": b"PK\x03\x04"}, "areas.geojson", None, None, "GeoJSON in UTF-8"),
    ("FILE_TOO_LARGE", {"settings": "#\n" * 10_001}, "dataset.toml", None, None, "20,000 bytes"),
    (
        "NOT_UTF8",
        {"events": EVENTS.encode().replace(b"A second", b"\xed\xa0\x80")},  # half a character
        *("events.csv", None, None, "byte 0xED on line 3 is not UTF-8"),
    ),
    (
        "NOT_UTF8",
        {"events": EVENTS.replace("A second", "Une d\xe9faite").encode("latin-1")},
        *("events.csv", None, None, "byte 0xE9 on line 3 is not UTF-8; save as UTF-8"),
    ),
    # The shape of a table
    ("WRONG_DELIMITER", {"events": EVENTS.replace(",", ";")}, "events.csv", 1, None, "semicolons"),
    ("WRONG_DELIMITER", {"events": EVENTS.replace(",", "\t")}, "events.csv", 1, None, "tabs"),
    ("NO_HEADER", {"events": "talks,2001-02-03\n"}, "events.csv", 1, None, "event_id,date,"),
    ("NO_HEADER", {"events": '{"events": [1, 2]}'}, "events.csv", 1, None, "the header line"),
    ("NO_HEADER", {"events": "\n" + EVENTS}, "events.csv", 1, None, "the header line"),
    (
        "NAMELESS_COLUMN",
        {"sources": table_text("sources").replace("\n", ",,\n")},
        *("sources.csv", 1, None, "column I has no name"),
    ),
    (
        "DUPLICATE_COLUMN",
        {"actors": table_text("actors").replace("\n", ",\n").replace("note,", "note,name")},
        *("actors.csv", 1, "name", "stands twice"),
    ),
    ("MISSING_COLUMN", {"events": {2: {"summary": None}}}, "events.csv", 1, "summary", "add it"),
    (
        "MISSING_REQUIRED_COLUMN",
        {"claims": {2: {"text": None}}},
        *("claims.csv", 1, "text", "fill its cells"),
    ),
    ("EXTRA_COLUMN", {"events": {2: {"weather": "rain"}}}, "events.csv", 1, "weather", "delete it"),
    (
        "EXTRA_COLUMN",
        {"events": EVENTS.replace("summary", "Sumary")},
        *("events.csv", 1, "Sumary", 'did you mean "summary"?'),
    ),
    ("WRONG_WIDTH", {"actors": SHORT_ROW}, "actors.csv", 3, None, "2 cells, the header 7"),
    (
        "WRONG_WIDTH",
        {"events": EVENTS.replace("A second clash", "A second, clash")},
        *("events.csv", 3, None, "quotation marks"),
    ),
    (
        "BAD_QUOTES",
        {"claims": table_text("claims") + '"x,y\n'},
        "claims.csv",
        3,
        None,
        "not closed",
    ),
    (
        "BAD_QUOTES",
        {"claims": table_text("claims").replace("More than ten", '"More" than ten')},
        *("claims.csv", 2, None, 'write ""'),
    ),
    (
        "CELL_TOO_LONG",
        {"events": {3: {"title": "x" * 2_000_000}}},
        *("events.csv", 3, "title", "holds 2,000,000 characters, 20,000 are allowed"),
    ),
    # One cell
    ("EMPTY_CELL", {"events": {3: {"title": " "}}}, "events.csv", 3, "title", "is empty"),
    (
        "BAD_ID",
        {"events": {4: {"event_id": "Peace Talks"}}},
        "events.csv",
        4,
        "event_id",
        "hyphens",
    ),
    ("BAD_ID", {"events": {4: {"event_id": "talks-"}}}, "events.csv", 4, "event_id", "hyphens"),
    ("BAD_ID", {"events": {4: {"event_id": "caf\xe9"}}}, "events.csv", 4, "event_id", "ASCII"),
    (
        "NOT_A_DATE",
        {"events": {3: {"date": "2017-13-02"}}},
        *("events.csv", 3, "date", '"2017-13-02" is not a date; write YYYY-MM-DD, such as 2017'),
    ),
    ("NOT_A_DATE", {"events": {3: {"date": "2001-02-30"}}}, "events.csv", 3, "date", "YYYY-MM-DD"),
    ("NOT_A_DATE", {"events": {3: {"date": "0000-01-01"}}}, "events.csv", 3, "date", "YYYY-MM-DD"),
    ("NOT_A_DATE", {"events": {3: {"date": "20010203"}}}, "events.csv", 3, "date", "YYYY-MM-DD"),
    ("NOT_A_DATE", {"control": {2: {"date": "3.2.01"}}}, "control.csv", 2, "date", "YYYY-MM-DD"),
    ("NOT_A_NUMBER", {"claims": {2: {"low": "many"}}}, "claims.csv", 2, "low", "write digits"),
    ("NOT_A_NUMBER", {"claims": {2: {"low": "nan"}}}, "claims.csv", 2, "low", "write digits"),
    ("NOT_A_NUMBER", {"claims": {2: {"low": "-inf"}}}, "claims.csv", 2, "low", "write digits"),
    ("NOT_A_NUMBER", {"claims": {2: {"low": "1e999"}}}, "claims.csv", 2, "low", "write digits"),
    ("NOT_A_NUMBER", {"claims": {2: {"low": "1_000"}}}, "claims.csv", 2, "low", "write digits"),
    ("COMMA_IN_NUMBER", {"claims": {2: {"low": "1,5"}}}, "claims.csv", 2, "low", "decimal point"),
    (
        "OUT_OF_RANGE",
        {"places": {3: {"longitude": "181"}}},
        *("places.csv", 3, "longitude", "from -180 to 180"),
    ),
    (
        "OUT_OF_RANGE",
        {"places": {3: {"precision_km": "-1"}}},
        *("places.csv", 3, "precision_km", "from 0 to 2000"),
    ),
    (
        "UNKNOWN_CODE",
        {"actors": {2: {"colour": "pink"}}},
        "actors.csv",
        2,
        "colour",
        "write one of",
    ),
    (
        "UNKNOWN_CODE",
        {"events": {2: {"event_type": "battle"}}},
        *("events.csv", 2, "event_type", 'did you mean "Battles"?'),
    ),
    (
        "UNKNOWN_CODE",
        {"events": {2: {"sub_event_type": "Xyz"}}},
        *("events.csv", 2, "sub_event_type", "the data dictionary lists"),
    ),
    ("NOT_A_LINK", {"sources": {2: {"url": "daily.example"}}}, "sources.csv", 2, "url", "https://"),
    (
        "NOT_A_LINK",
        {"sources": {2: {"url": "javascript:alert(1)"}}},
        *("sources.csv", 2, "url", "not a web address"),
    ),
    # Identifiers and references
    (
        "DUPLICATE_ID",
        {"claims": {3: {"claim_id": "red-losses"}}},
        *("claims.csv", 3, "claim_id", "already the identifier of row 2"),
    ),
    (
        "RESERVED_ID",
        {"actors": {4: {"actor_id": "reporting"}}},
        *("actors.csv", 4, "actor_id", "choose another"),
    ),
    (
        "UNKNOWN_REFERENCE",
        {"events": {3: {"place_id": "alfa-town"}}},
        *("events.csv", 3, "place_id", 'no "alfa-town" in places.csv; did you mean "alpha-town"?'),
    ),
    (
        "UNKNOWN_REFERENCE",
        {"control": {3: {"attribution": "xyz"}}},
        *("control.csv", 3, "attribution", "add it there"),
    ),
    (
        "UNKNOWN_REFERENCE",
        {"claims": {2: {"claimant": "reportings"}}},
        *("claims.csv", 2, "claimant", 'did you mean "reporting"?'),
    ),
    # Places
    ("ONE_COORDINATE", {"places": {3: {"latitude": ""}}}, "places.csv", 3, "latitude", "fill in"),
    ("ONE_COORDINATE", {"places": {3: {"longitude": ""}}}, "places.csv", 3, "longitude", "fill in"),
    (
        "UNKNOWN_OUTLINE",
        {"places": {4: {"outline": "gama-land"}}},
        "places.csv",
        4,
        "outline",
        'did you mean "gamma-land"',
    ),
    ("AREA_NOWHERE", {"places": {4: {"outline": ""}}}, "places.csv", 4, "outline", "a shape"),
    (
        "SWAPPED",
        {
            "places": [
                {**A_PLACE, "place_id": "alpha-town", "latitude": "10", "longitude": "125"},
                {**A_PLACE, "place_id": "beta-town", "latitude": "11", "longitude": "124"},
                {**A_PLACE, "place_id": "gamma-land", "latitude": "10.5", "longitude": "126"},
                {**A_PLACE, "latitude": "125.5", "longitude": "10"},
            ]
        },
        *("places.csv", 5, "latitude", "latitude 125.5 and longitude 10 are swapped"),
    ),
    (
        "STRAY",
        {"places": {5: {**A_PLACE, "latitude": "25.5", "longitude": "10"}}},
        *("places.csv", 5, "latitude", "name its country if it is another one"),
    ),
    (
        "STRAY",
        {"places": {5: {**A_PLACE, "latitude": "25", "longitude": "10", "country": "IRQ"}}},
        *("places.csv", 5, "latitude", "latitude 25 and longitude 10 lie far from"),
    ),
    # Events and claims
    (
        "END_BEFORE_START",
        {"events": {3: {"date_end": "2001-02-02"}}},
        *("events.csv", 3, "date_end", "2001-02-02 is before the start, 2001-02-03"),
    ),
    (
        "FOREIGN_SUB_EVENT",
        {"events": {3: {"sub_event_type": "Mob violence"}}},
        *("events.csv", 3, "sub_event_type", "is not a kind of Battles; write one of: Government"),
    ),
    (
        "LOW_ABOVE_HIGH",
        {"claims": {2: {"high": "9"}}},
        "claims.csv",
        2,
        "low",
        "11 is above high 9",
    ),
    (
        "NOT_A_LENGTH",
        {"claims": {2: {"from_place": "beta-town"}}},
        *("claims.csv", 2, "unit", '"lorries" is not a unit of length'),
    ),
    (
        "LENGTH_OF_NOTHING",
        {"claims": {2: {"from_place": "beta-town", "unit": "km", "low": ""}}},
        *("claims.csv", 2, "low", "fill in the least or the greatest length"),
    ),
    (
        "DIRECTION_FROM_NOWHERE",
        {"claims": {2: {"direction": "north"}}},
        *("claims.csv", 2, "from_place", "but from where?"),
    ),
    # Control
    (
        "SELF_CHALLENGE",
        {"control": {4: {"challenger": "blue-guard"}}},
        *("control.csv", 4, "challenger", "also the controller"),
    ),
    (
        "CONTESTED_ALONE",
        {"control": {4: {"challenger": ""}}},
        *("control.csv", 4, "challenger", "fill in"),
    ),
    (
        "CONTESTED_ALONE",
        {"control": {4: {"controller": ""}}},
        *("control.csv", 4, "controller", "fill in"),
    ),
    (
        "UNKNOWN_HELD",
        {"control": {3: {"status": "unknown"}}},
        *("control.csv", 3, "controller", '"red-army" is named though'),
    ),
    (
        "HELD_BY_NOBODY",
        {"control": {3: {"controller": ""}}},
        *("control.csv", 3, "controller", 'the status is "held"'),
    ),
    (
        "HELD_BY_NOBODY",
        {"control": {3: {"controller": "", "status": "presence"}}},
        *("control.csv", 3, "controller", 'the status is "presence"'),
    ),
    ("REPEATED_CHANGE", {"control": {6: {}}}, "control.csv", 6, None, "repeats row 5"),
    (
        "CONFLICTING_CHANGE",
        {"control": {6: {"controller": "red-army"}}},
        *("control.csv", 6, None, "held by blue-guard; here held by red-army"),
    ),
    # Scenes
    ("ORDER_NOT_WHOLE", {"scenes": {2: {"order": "1.5"}}}, "scenes.csv", 2, "order", "whole"),
    ("ORDER_TWICE", {"scenes": {3: {"order": "1"}}}, "scenes.csv", 3, "order", "row 2"),
    (
        "DAY_OUTSIDE",
        {"scenes": {3: {"date": "2001-02-11"}}},
        "scenes.csv",
        3,
        "date",
        "2001-01-01 to 2001-02-10",
    ),
    ("VIEW_UNCLEAR", {"scenes": {3: {"view": "9, 24, 8, 26"}}}, "scenes.csv", 3, "view", "south"),
    # dataset.toml
    ("BAD_TOML", {"settings": "title = \n"}, "dataset.toml", None, None, "line 1"),
    ("BAD_TOML", {"settings": "a." * 8000}, "dataset.toml", None, None, "2,000 characters"),
    ("MISSING_SETTING", {"settings": {"span": None}}, "dataset.toml", None, "span", "span = ["),
    (
        "UNKNOWN_SETTING",
        {"settings": {"time_zone": "Etc/UTC"}},
        *("dataset.toml", None, "time_zone", 'did you mean "timezone"?'),
    ),
    ("WRONG_TYPE", {"settings": {"title": 3}}, "dataset.toml", None, "title", 'such as title = "'),
    (
        "UNKNOWN_TIMEZONE",
        {"settings": {"timezone": "Asia/Bagdad"}},
        *("dataset.toml", None, "timezone", 'did you mean "Asia/Baghdad"?'),
    ),
    (
        "SPAN_REVERSED",
        {"settings": {"span": ["2001-02-10", "2001-02-01"]}},
        *("dataset.toml", None, "span", "the earlier day first"),
    ),
    (
        "OPENS_OUTSIDE",
        {"settings": {"opens_on": "2001-02-11"}},
        *("dataset.toml", None, "opens_on", "2001-02-01 to 2001-02-10"),
    ),
    (
        "UNKNOWN_BASEMAP",
        {"settings": {"basemap": "google"}},
        *("dataset.toml", None, "basemap", "write one of: osm, light, local, none"),
    ),
    (
        "BAD_COUNTRY",
        {"settings": {"countries": ["IRQ", "Iraq"]}},
        *("dataset.toml", None, "countries", '"Iraq" is not a country code'),
    ),
    (
        "BAD_VIEW",
        {"settings": {"view": [12, 24, 9, 27]}},
        *("dataset.toml", None, "view", "south, west, north, east"),
    ),
    # areas.geojson
    ("BAD_JSON", {"areas": "{"}, "areas.geojson", None, None, "line 1"),
    ("BAD_JSON", {"areas": "[" * 100_000}, "areas.geojson", None, None, "recursion"),
    ("NOT_A_COLLECTION", {"areas": "[]"}, "areas.geojson", None, None, "FeatureCollection"),
    ("AREA_WITHOUT_ID", {"areas": _area(id=None)}, "areas.geojson", None, "feature 1", "give it"),
    ("BAD_AREA_ID", {"areas": _area(id="\ud800")}, "areas.geojson", None, "feature 1", "anew"),
    (
        "DUPLICATE_AREA",
        {"areas": {**AREAS, "features": AREAS["features"] * 2}},
        *("areas.geojson", None, "feature 2", '"gamma-land" is already'),
    ),
    (
        "NOT_AN_AREA",
        {"areas": _area(geometry={"type": "Point", "coordinates": [25, 10]})},
        *("areas.geojson", None, "feature 1", "the shape is Point"),
    ),
    ("NOT_AN_AREA", {"areas": _area(geometry=None)}, "areas.geojson", None, "feature 1", "Polygon"),
    (
        "BAD_RING",
        {"areas": _ring([24, 9], [26, 9], [26, 11], [24, 11])},
        *("areas.geojson", None, "feature 1", "the last equal to the first"),
    ),
    (
        "BAD_RING",
        {"areas": _ring([24, 99], [26, 9], [26, 11], [24, 99])},
        *("areas.geojson", None, "feature 1", "leaves the globe"),
    ),
]


@pytest.mark.parametrize(
    ("given", "file", "row", "column", "phrase"),
    [pytest.param(*case, id=f"{rule}-{number}") for number, (rule, *case) in enumerate(CASES)],
)
def test_one_fault_is_one_problem(
    folder: Folder,
    given: dict[str, Any],
    file: str,
    row: int | None,
    column: str | None,
    phrase: str,
) -> None:
    (problem,) = check(folder(**given))
    assert (problem.file, problem.row, problem.column) == (file, row, column)
    assert phrase in problem.remedy
    assert len(str(problem)) < 700


def test_a_misnamed_file_is_named(folder: Folder) -> None:
    made = folder(claims=None)
    (made / "claim.csv").write_text("")
    (problem,) = check(made)
    assert problem == Problem(
        "claims.csv", None, None, "claim.csv", 'there is "claim.csv" instead; rename it'
    )


def test_a_file_that_cannot_be_opened(folder: Folder) -> None:
    made = folder(claims=None)
    (made / "claims.csv").mkdir()
    (problem,) = check(made)
    assert problem.file == "claims.csv"
    assert "is a directory" in problem.remedy


def test_a_device_is_not_opened(folder: Folder) -> None:
    made = folder(claims=None)
    (made / "claims.csv").symlink_to("/dev/zero")
    (problem,) = check(made)
    assert "is a pipe, socket or device" in problem.remedy


def test_a_pipe_is_not_waited_for(folder: Folder) -> None:
    made = folder(claims=None)
    os.mkfifo(made / "claims.csv")
    command = [sys.executable, "-m", "dashboard", "check", made]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.stdout.startswith("claims.csv: the file cannot be opened (is a pipe")


def test_a_file_without_end_is_read_to_its_limit(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = folder()
    monkeypatch.setitem(text_file.LARGEST, ".csv", len(EVENTS) - 1)
    assert "events.csv" in {problem.file for problem in check(made)}
    monkeypatch.setitem(text_file.LARGEST, ".csv", len(EVENTS))
    assert check(made) == []


def test_a_folder_with_problems_is_read_once(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Path] = []
    held = datasets.Folder("broken", folder(settings="a." * 8000))
    monkeypatch.setattr(data_folder, "read", lambda path: [calls.append(path), read(path)][1])
    for _ in range(2):
        with pytest.raises(DataError, match="1 problem"):
            held.now()
    assert len(calls) == 1


def test_no_folder_is_one_problem(tmp_path: Path) -> None:
    (problem,) = check(tmp_path / "nowhere")
    assert "no such file or directory" in problem.remedy
    assert problem.file.endswith("nowhere")


def test_every_rule_is_broken_above() -> None:
    by_hand = {"MISNAMED_FILE", "UNREADABLE", "NO_FOLDER"}
    by_hand |= {"NO_BASEMAP", "NOT_PMTILES", "PMTILES_VERSION", "NOT_VECTOR"}  # test_base_map.py
    assert {rule for rule, *_ in CASES} | by_hand == {*Rule.__members__}


def test_the_valid_folder_has_no_problem(folder: Folder) -> None:
    assert check(folder()) == []


def test_the_shipped_data_have_no_problem() -> None:
    assert check(BUILT_IN) == []


POINT = re.compile(r"(\d+\.\d+),(\d+\.\d+)")
POINTS = POINT.findall((BUILT_IN / "places.csv").read_text(encoding="utf-8"))


@pytest.mark.parametrize("number", range(len(POINTS)))
def test_any_shipped_place_is_found_when_swapped(folder: Folder, number: int) -> None:
    text = (BUILT_IN / "places.csv").read_text(encoding="utf-8")
    latitude, longitude = POINTS[number]
    swapped = text.replace(f"{latitude},{longitude}", f"{longitude},{latitude}")
    found = [problem for problem in check(folder(places=swapped)) if problem.file == "places.csv"]
    assert [(problem.column, problem.value) for problem in found] == [("latitude", longitude)]


@pytest.mark.parametrize(
    "given",
    [
        {"claims": None, "areas": None, "places": {4: {"kind": "town", "outline": ""}}},
        {"claims": [], "events": []},
        {"events": {3: {}, 4: {"date_end": "2001-02-05"}}},
        {"places": {2: {"latitude": "", "longitude": ""}}},
        {"events": {2: {"place_id": "", "actor1": "", "actor2": ""}}},
        {"control": {3: {"attribution": "blue-guard", "date": "2001-01-01"}}},
        {"control": {5: {"controller": "", "status": "unknown"}}},
        {"claims": {2: {"low": "", "high": "-1.5e3"}}},
        {"events": {2: {"date": "0001-01-01"}, 3: {"date": "9999-12-31"}}},
        {"places": {5: {**A_PLACE, "latitude": "25", "longitude": "10", "country": "UKR"}}},
        {"settings": 'title="T"\ntimezone="Etc/UTC"\nopens_on=2001-02-03\nspan=[2001-02-03,'
         "2001-02-03]\n"},
        {"areas": _area(id=None, properties={"id": "gamma-land"})},
    ],
)  # fmt: skip
def test_what_is_allowed(folder: Folder, given: dict[str, Any]) -> None:
    assert check(folder(**given)) == []


def test_two_places_cannot_tell_which_one_is_astray(folder: Folder) -> None:
    places = {3: {"latitude": "25.5", "longitude": "10.5"}}
    assert check(folder(places=places)) == []


def test_a_country_is_measured_by_its_own_places(folder: Folder) -> None:
    # Exchanged, the second of these coordinates lies in the midst of the other country.
    points = [*[("19", "30", "SDN")] * 8, ("24", "23", "LBY"), ("32.1", "20", "LBY"),
              ("32", "19", "LBY")]  # fmt: skip
    places = {
        number: {**A_PLACE, "place_id": f"town-{number}", "latitude": latitude,
                 "longitude": longitude, "country": country, "outline": ""}
        for number, (latitude, longitude, country) in enumerate(points, 5)
    }  # fmt: skip
    assert check(folder(places=places)) == []


def test_all_problems_come_in_one_report(folder: Folder) -> None:
    faulty = folder(
        settings={"timezone": "Mars/Base", "basemap": "x"},
        areas="{",
        places={2: {"latitude": "x"}, 3: {"kind": "planet", "longitude": ""}},
        actors=None,
        sources={2: {"url": "ftp://x", "kind": ""}},
        events={
            2: {"date": "yesterday", "place_id": "omega-town", "source_id": "weekly"},
            4: {"event_id": "first-clash", "status": "maybe"},
            5: {"date_end": "1999-01-01"},
        },
        control={4: {"challenger": "blue-guard"}, 6: {"confidence": "Low"}},
        claims="\xff".encode("latin-1"),
    )
    assert [(problem.file, problem.row, problem.column) for problem in check(faulty)] == [
        ("actors.csv", None, None),
        ("areas.geojson", None, None),
        ("claims.csv", None, None),
        ("control.csv", 4, "challenger"),
        ("control.csv", 6, "confidence"),
        ("control.csv", 6, None),
        ("dataset.toml", None, "timezone"),
        ("dataset.toml", None, "basemap"),
        ("events.csv", 2, "date"),
        ("events.csv", 2, "place_id"),
        ("events.csv", 2, "source_id"),
        ("events.csv", 4, "status"),
        ("events.csv", 4, "event_id"),
        ("events.csv", 5, "date_end"),
        ("places.csv", 2, "latitude"),
        ("places.csv", 3, "kind"),
        ("places.csv", 3, "longitude"),
        ("sources.csv", 2, "kind"),
        ("sources.csv", 2, "url"),
    ]
    with pytest.raises(DataError, match="19 problems in the data folder") as raised:
        read(faulty)
    assert list(raised.value.problems) == check(faulty)


@pytest.mark.parametrize("table", ROWS)
def test_nothing_follows_from_a_table_that_cannot_be_read(folder: Folder, table: str) -> None:
    (problem,) = check(folder(**{table: b"\xff"}))
    assert problem.file == f"{table}.csv"


def test_faults_of_the_header_do_not_hide_each_other(folder: Folder) -> None:
    text = table_text("actors", {2: {"side": None, "rank": "1"}}).replace("\n", ",,x\n")
    text = text.replace("rank,,x", "rank,,name")
    found = [(problem.row, problem.column) for problem in check(folder(actors=text))]
    assert found == [(1, None), (1, "name"), (1, "rank"), (1, "side")]


@pytest.mark.parametrize(("table", "key"), [("places", "place_id"), ("actors", "actor_id")])
def test_nothing_follows_from_a_missing_key(folder: Folder, table: str, key: str) -> None:
    (problem,) = check(folder(**{table: {2: {key: None}}}))
    assert (problem.row, problem.column) == (1, key)


def test_what_a_problem_repeats_is_short_and_visible(folder: Folder) -> None:
    title = "\u202eevil\x1b[31m" + "x" * 500
    (problem,) = check(folder(events={3: {"status": title}}))
    assert problem.value.startswith(r"\u202eevil\x1b[31mxxx")
    assert problem.value.endswith("x…")
    assert len(problem.value) < 80
    assert problem.value in problem.remedy


def test_bytes_that_differ_in_form_only_read_equal(folder: Folder) -> None:
    plain = read(folder())
    quoted = read(folder(events=EVENTS.replace("A first clash", '"A first clash"')))
    windows = read(folder(events=b"\xef\xbb\xbf" + EVENTS.replace("\n", "\r\n").encode()))
    mac = read(folder(events=EVENTS.replace("\n", "\r")))
    spaced = read(folder(events=EVENTS.replace(",", " , ").replace("\n", "\n\n")))
    for other in (quoted, windows, mac, spaced):
        pd.testing.assert_frame_equal(plain.events, other.events)
        assert plain.digest != other.digest


def test_a_dataset_is_typed(folder: Folder) -> None:
    dataset = read(folder())
    events = dataset.events
    assert events["date"].dt.strftime("%Y-%m-%d").tolist() == [
        row["date"] for row in ROWS["events"]
    ]
    assert events["date"].dt.tz is None
    assert events["date_end"].isna().tolist() == [True, True, False]
    assert events["place_id"].tolist() == ["alpha-town", "alpha-town", ""]
    assert events.index.tolist() == [0, 1, 2]
    assert dataset.claims["low"].tolist() == [11.0]
    assert dataset.claims["high"].isna().all()
    assert dataset.areas == {"gamma-land": AREAS["features"][0]["geometry"]}


def test_an_absent_table_is_an_empty_one_of_the_same_types(folder: Folder) -> None:
    full, empty = read(folder()), read(folder(claims=None, events=[]))
    assert empty.claims.empty
    pd.testing.assert_series_equal(full.claims.dtypes, empty.claims.dtypes)
    pd.testing.assert_series_equal(full.events.dtypes, empty.events.dtypes)


def test_the_digest_is_of_the_content(folder: Folder) -> None:
    one = folder()
    assert read(one).digest == digest(one) == digest(folder())
    (one / "notes.txt").write_text("not read")
    assert digest(one) == digest(folder())
    assert digest(one) != digest(folder(claims=None))


def test_the_digest_is_also_of_what_keeps_a_file_from_being_read(folder: Folder) -> None:
    one = folder(sources=None)
    before = digest(one)
    (one / "source.csv").write_text("source_id\n")
    assert [problem.value for problem in check(one)][-1] == "source.csv"
    assert digest(one) != before


@pytest.mark.parametrize(("age", "read_again"), [(0, True), (2 * SETTLED_NS, False)])
def test_files_that_have_not_moved_are_not_read_again(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, age: int, read_again: bool
) -> None:
    one = folder()
    when = time.time_ns() - age
    monkeypatch.setattr(data_folder, "_stamp", lambda _: {"dataset.toml": (1, 1, when, when)})
    before = digest(one)
    (one / "claims.csv").unlink()
    assert (digest(one) != before) == read_again


BROKEN_BYTES = st.one_of(
    st.binary(max_size=200),
    st.text(st.sampled_from('"\n\r,;\t= \ufeffa1-é\u202e'), max_size=40).map(
        lambda text: (EVENTS + text).encode()
    ),
    st.tuples(st.integers(0, len(EVENTS)), st.binary(min_size=1, max_size=8)).map(
        lambda cut: EVENTS.encode()[: cut[0]] + cut[1] + EVENTS.encode()[cut[0] :]
    ),
)


@pytest.fixture(scope="module")
def a_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("any-bytes")
    for name in ROWS:
        (made / f"{name}.csv").write_text(table_text(name))
    (made / "dataset.toml").write_text(
        'title = "T"\ntimezone = "Etc/UTC"\nopens_on = 2001-02-03\nspan = [2001-02-03, 2001-02-04]'
    )
    return made


@settings(max_examples=50)
@given(data=BROKEN_BYTES)
def test_any_bytes_are_read_or_refused(a_folder: Path, data: bytes) -> None:
    (a_folder / "events.csv").write_bytes(data)
    try:
        dataset = read(a_folder)
    except DataError as error:
        assert error.problems
    else:
        assert dataset.events["event_id"].is_unique
