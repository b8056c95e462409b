"""Warnings about places: each kind once, none of a sound folder, and none that stops it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.model.validation.rules import WarningRule
from dashboard.sources import outlines
from dashboard.sources.folder import BUILT_IN, check, read, warnings

Folder = Callable[..., Path]

IRAQ = {"country": "IRQ", "latitude": "35", "longitude": "44", "aliases": "ألفا"}
SOUND = {2: IRAQ, 3: {**IRAQ, "latitude": "35.5", "aliases": "بيتا"}, 4: {"name_ar": "جاما"}}


def said(made: Path) -> list[tuple[int | None, str]]:
    assert check(made) == []  # a warning is no problem
    found = warnings(made, read(made))
    return [(one.row, one.remedy) for of_place in found.values() for one in of_place]


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


@pytest.mark.parametrize(("rule", "places", "row", "words"), CASES)
def test_each_warning_is_given(
    folder: Folder, rule: str, places: dict[int, dict[str, str]], row: int, words: str
) -> None:
    [(where, sentence)] = said(folder(places=places))
    assert where == row
    assert words in sentence
    pattern = re.escape(WarningRule[rule].value)
    assert re.fullmatch(re.sub(r"\\{[^}]*\\}", ".+", pattern), sentence)


def test_every_warning_is_given_by_some_test() -> None:
    by_hand = {"FAR", "UNUSED"}  # below
    assert {rule for rule, *_ in CASES} | by_hand == {*WarningRule.__members__}


def test_a_sound_folder_has_none(folder: Folder) -> None:
    assert said(folder(places=SOUND)) == []
    assert warnings(BUILT_IN, read(BUILT_IN)) == {}


def test_a_place_far_from_all_others(folder: Folder) -> None:
    places = {**SOUND, 5: {"place_id": "delta-town", "name": "Delta", "kind": "town",
                           "country": "", "outline": "", "latitude": "52", "longitude": "13",
                           "aliases": "دلتا"}}  # fmt: skip
    [*_, (row, sentence), unused] = said(folder(places=places))
    assert row == 5
    assert "from the nearest other one" in sentence
    assert "no event, change of control or claim" in unused[1]


def test_a_place_that_no_row_uses(folder: Folder) -> None:
    made = folder(places=SOUND, control=[], claims=[])
    assert said(made) == [(3, WarningRule.UNUSED.value), (4, WarningRule.UNUSED.value)]


def test_how_far_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    assert outlines.outside((35.47, 44.39), "IRQ") is None
    far = outlines.outside((35.47, 50.0), "IRQ")
    assert far is not None
    assert 300 < far < 450
    nowhere: list[Any] = [outlines.outside((0.0, 0.0), code) for code in ("XXX", "../../IRQ", "")]
    assert nowhere == [None, None, None]
