"""Warnings about places: each kind once, none of a sound folder, and none that stops it."""

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from conftest import TOWN
from geopy.distance import geodesic
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.model.validation.rules import WarningRule
from dashboard.model.validation.warnings import FAR_KM, FAR_TIMES, SAME_KM
from dashboard.sources import outlines
from dashboard.sources.folder import BUILT_IN, check, read, warnings, warnings_despite

Folder = Callable[..., Path]

IRAQ = {"country": "IRQ", "latitude": "35", "longitude": "44", "aliases": "ألفا"}
SOUND = {2: IRAQ, 3: {**IRAQ, "latitude": "35.5", "aliases": "بيتا"}, 4: {"name_ar": "جاما"}}


def told(made: Path) -> list[tuple[int | None, str]]:
    assert check(made) == []  # a doubt is no problem
    found = warnings(made, read(made))
    return [(one.row, one.remedy) for warnings in found.values() for one in warnings]


def changed(row: int, **cells: str) -> dict[int, dict[str, str]]:
    return {**SOUND, row: {**SOUND.get(row, {}), **cells}}


CASES: list[tuple[str, dict[int, dict[str, str]], int, str]] = [
    ("NULL_ISLAND", changed(2, latitude="0", longitude="0.0"), 2, "at 0, 0"),
    ("OUTSIDE", changed(2, latitude="39", longitude="35"), 2, "outside IRQ"),
    ("TOO_FINE", changed(2, longitude="44.1234567", precision_km="2"), 2, "known to 2 km"),
    ("CLOSE", changed(3, latitude="35.002", longitude="44"), 3, "222 m from Alpha (row 2)"),
    ("SHARED", changed(3, aliases="ALFA;الفا"), 3, "also one of Alpha (row 2)"),
    ("NO_LOCAL_NAME", changed(2, aliases="Alfa"), 2, "no name in a local script"),
]


@pytest.mark.parametrize(("doubt", "places", "row", "words"), CASES)
def test_each_doubt_is_told(
    folder: Folder, doubt: str, places: dict[int, dict[str, str]], row: int, words: str
) -> None:
    [(where, sentence)] = told(folder(places=places))
    assert where == row
    assert words in sentence
    told_so = re.escape(WarningRule[doubt].value)
    assert re.fullmatch(re.sub(r"\\{[^}]*\\}", ".+", told_so), sentence)


def test_every_doubt_is_told_by_some_test() -> None:
    by_hand = {"FAR", "UNUSED", "BEYOND_SPAN", "UNCOVERED"}  # below, and in test_base_map.py
    assert {doubt for doubt, *_ in CASES} | by_hand == {*WarningRule.__members__}


def test_a_sound_folder_has_none(folder: Folder) -> None:
    assert told(folder(places=SOUND)) == []
    assert warnings(BUILT_IN, read(BUILT_IN)) == {}


def test_what_lies_after_the_span_is_told(folder: Folder) -> None:
    late = folder(places=SOUND, control={2: {"date": "2001-03-09"}})
    [said] = warnings(late, read(late))[""]
    assert str(said).startswith("dataset.toml, span: rows after 2001-02-10: 1;")
    assert "write span = [2001-02-01, 2001-03-09]" in str(said)


def test_warnings_stand_beside_problems(folder: Folder) -> None:
    places = changed(2, latitude="0", longitude="0.0")
    faulty = folder(places=places, events={2: {"date": "soon"}}, control=None)
    assert [problem.file for problem in check(faulty)] == ["control.csv", "events.csv"]
    said = [one.remedy for found in warnings_despite(faulty).values() for one in found]
    assert any("at 0, 0" in remedy for remedy in said)
    assert not any("delete it" in remedy for remedy in said)  # a row that is faulty may name it


def test_a_place_far_from_all_others(folder: Folder) -> None:
    places = {**SOUND, 5: {"place_id": "delta-town", "name": "Delta", "kind": "town",
                           "country": "", "outline": "", "latitude": "52", "longitude": "13",
                           "aliases": "دلتا"}}  # fmt: skip
    [*_, (row, sentence), unused] = told(folder(places=places))
    assert row == 5
    assert "from the nearest other one" in sentence
    assert "no event, change of control or claim" in unused[1]


def test_a_place_that_no_row_uses(folder: Folder) -> None:
    made = folder(places=SOUND, control=[], claims=[])
    assert told(made) == [(3, WarningRule.UNUSED.value), (4, WarningRule.UNUSED.value)]


def test_how_far_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    assert outlines.outside((35.47, 44.39), "IRQ") is None
    far = outlines.outside((35.47, 50.0), "IRQ")
    assert far is not None
    assert 300 < far < 450
    nowhere: list[Any] = [outlines.outside((0.0, 0.0), code) for code in ("XXX", "../../IRQ", "")]
    assert nowhere == [None, None, None]


POINTS = st.lists(
    st.tuples(st.sampled_from([35.0, 35.002, 35.1, -60.0]), st.sampled_from([44.0, 44.003, 179.9])),
    min_size=2,
    max_size=6,
    unique=True,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(POINTS)
def test_neighbours_are_those_that_every_geodesic_finds(
    folder: Callable[..., Path], points: list[tuple[float, float]]
) -> None:
    towns = [
        {**TOWN, "place_id": f"p-{n}", "name": f"Town {chr(65 + n) * 5}",
         "latitude": str(latitude), "longitude": str(longitude)}
        for n, (latitude, longitude) in enumerate(points)
    ]  # fmt: skip
    path = folder(places=towns, events=[], control=[], claims=[], scenes=[], areas=None)
    found = warnings(path, read(path)).values()
    said = [str(one) for warnings in found for one in warnings]
    far = {pair: geodesic(points[pair[0]], points[pair[1]]).km
           for pair in combinations(range(len(points)), 2)}  # fmt: skip
    close = sum(km < SAME_KM for km in far.values())
    assert sum("if both are one, join them" in one for one in said) == close
    nearest = [min(km for pair, km in far.items() if n in pair) for n in range(len(points))]
    alone = sum(km > max(FAR_KM, FAR_TIMES * median(nearest)) for km in nearest)
    assert sum("from the nearest other one" in one for one in said) == (
        alone if len(points) > 2 else 0
    )
