"""The find command, and the gazetteer as a table."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.commands import app
from dashboard.model.timeline import Timeline
from dashboard.render import tables
from dashboard.sources.folder import BUILT_IN, read, warnings
from dashboard.view import finding

RUN = CliRunner()
Folder = Callable[..., Path]


@pytest.mark.parametrize("name", ["Erbil", "اربیل", "hewler", "ERBİL"])
def test_any_spelling_is_found(name: str) -> None:
    result = RUN.invoke(app, ["find", name])
    assert result.exit_code == 0
    [_, line] = result.stdout.splitlines()
    assert "irbil  Irbil" in line
    assert "36.19117, 44.00943  GeoNames, checked  87.4 km from the middle of the places" in line


def test_json_has_every_field() -> None:
    result = RUN.invoke(app, ["find", "Altun", "Kupri", "--json"])
    [row] = json.loads(result.stdout)
    assert row == {
        "place_id": "altun-kupri", "name": "Altun Kupri", "matched": "Altun Kupri",
        "how": "its name", "score": 1.0, "latitude": 35.75351, "longitude": 44.14361,
        "geocoder": "GeoNames", "geocoded_on": None, "checked": True, "km_from_centre": 38.9,
    }  # fmt: skip


def test_each_outcome_has_an_exit_code_of_its_own(folder: Folder) -> None:
    broken = str(folder(events={2: {"date": "soon"}}))
    asked = (["Erbil"], ["Baghdat"], ["Taza Khurmatu"], ["Alpha", "--data", broken])
    codes = [RUN.invoke(app, ["find", *words]).exit_code for words in asked]
    assert codes == [0, 3, 4, 1]
    assert RUN.invoke(app, ["find", "Taza Khurmatu", "--json"]).exit_code == 4


def test_near_spellings_are_offered_and_not_taken() -> None:
    result = RUN.invoke(app, ["find", "Baghdat"])
    assert result.stdout.startswith('No place is called "Baghdat". Near spellings:')
    assert "near, 0." in result.stdout


def test_nothing_alike_is_one_sentence() -> None:
    result = RUN.invoke(app, ["find", "Taza Khurmatu"])
    assert 'is called "Taza Khurmatu", and no name is near it' in result.stderr


def test_places_actors_and_events_are_found_under_their_headings() -> None:
    timeline = Timeline(read(BUILT_IN))

    def found(wanted: str) -> dict[str, list[str]]:
        return {
            group.heading: [hit.label for hit in group.hits]
            for group in finding.groups(wanted, timeline)
        }

    assert found("kirkuk")["Places"] == ["Kirkuk (its name)"]
    assert (
        "Some time in October 2017: Barzani: both cities stay under Peshmerga protection"
        in found("barzani both")["Events"]
    )  # of no certain day
    assert "16 Oct 2017: Federal forces enter the city of Kirkuk" in found("KIRKŪK")["Events"]
    assert found("gen comm") == {"Actors": ["Peshmerga General Command: show its events only"]}
    [heading, *_] = found("Tooz Khurmatu")
    assert heading == "No place has that name. Near spellings:"
    assert found("zzz") == found("—") == {}


def test_warnings_and_strict(folder: Folder) -> None:
    made = folder()
    calm = RUN.invoke(app, ["check", str(made)])
    assert calm.exit_code == 0
    assert "warning: places.csv row 2" in calm.stdout
    assert calm.stdout.rstrip().endswith("warnings")
    assert RUN.invoke(app, ["check", str(made), "--strict"]).exit_code == 1
    assert RUN.invoke(app, ["check", str(BUILT_IN), "--strict"]).exit_code == 0


def test_the_gazetteer_as_a_table(folder: Folder) -> None:
    made = folder(places={2: {"name": "=1+1", "aliases": "@here"}})
    data = read(made)
    table = tables.places(data, Timeline(data), warnings(made, data))
    rows = [*csv.DictReader(io.StringIO(tables.csv(table).decode("utf-8-sig")))]
    assert [row["place_id"] for row in rows] == ["alpha-town", "beta-town", "gamma-land"]
    assert rows[0]["name"] == "'=1+1"
    assert (rows[0]["events"], rows[0]["changes"]) == ("2", "2")
    assert "no name in a local script" in rows[0]["problems"]
    features = json.loads(tables.geojson(table))["features"]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [25.0, 10.0]}
    assert features[0]["properties"]["name"] == "=1+1"
    assert features[2]["geometry"] is None


def test_a_broken_folder_points_to_check(folder: Folder) -> None:
    made = folder(events={2: {"date": "soon"}})
    result = RUN.invoke(app, ["find", "Alpha", "--data", str(made)])
    assert str(result.exception) == f"1 problem in the data folder {made}: `check` lists them"
