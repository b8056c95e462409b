"""Looking a place up: the pairs that it must and must not join, and that it is quick."""

import csv
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model import lookup
from dashboard.model.lookup import ALIAS, NAME, NEAR, PART, Lookup, alike
from dashboard.model.spelling import LETTERS, folded, keys, sounded
from dashboard.sources.folder import BUILT_IN, read

PLACES = read(BUILT_IN).places
KIRKUK = Lookup(PLACES)
with Path(__file__).with_name("pairs.csv").open(encoding="utf-8", newline="") as file:
    PAIRS = [*csv.DictReader(file)]

# Words of our names, and other places whose names are so alike that ours is offered, and never
# taken.
OFFERED_ANYWAY = {"Kirk", "Erbid", "Baghdadi", "Altun", "Kupri"}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['name']}: {pair['why']}")
def test_pairs(pair: dict[str, str]) -> None:
    found = KIRKUK.find(pair["name"])
    exact = [match.place_id for match in found if match.sure]
    if pair["place"]:
        assert found[0].place_id == pair["place"]
        assert exact in ([], [pair["place"]])
    else:
        assert exact == []
        assert bool(found) == (pair["name"] in OFFERED_ANYWAY)


def test_there_are_enough_pairs_of_every_place_and_script() -> None:
    assert len(PAIRS) >= 60
    assert {pair["place"] for pair in PAIRS} - {""} == {*PLACES["place_id"]}
    for place in ("kirkuk", "altun-kupri", "tuz-khormato", "irbil", "baghdad"):
        names = [pair["name"] for pair in PAIRS if pair["place"] == place]
        scripts = {unicodedata.name(name[0]).split()[0] for name in names}
        assert scripts == {"LATIN", "ARABIC"}


def test_every_recorded_spelling_finds_its_place() -> None:
    for row in PLACES.to_dict("records"):
        spellings = [row["name"], *(row[f"name_{code}"] for code in ("ar", "ckb", "kmr", "tr"))]
        for spelling in filter(None, [*spellings, *row["aliases"].split(";")]):
            [match] = KIRKUK.find(spelling)
            assert match.place_id == row["place_id"]
            assert match.how in (NAME, ALIAS)
            assert match.score == 1


def test_a_name_that_two_places_bear_finds_both(folder: Callable[..., Path]) -> None:
    data = read(folder(places={2: {"aliases": "Newtown"}, 3: {"name": "New Town"}}))
    found = Lookup(data.places).find("newtown")
    assert [(match.place_id, match.how) for match in found] == [
        ("beta-town", NAME), ("alpha-town", ALIAS),
    ]  # fmt: skip


def test_what_is_near_is_offered_with_its_score() -> None:
    [match, *_] = KIRKUK.find("Baghdat")
    assert (match.place_id, match.how) == ("baghdad", NEAR)
    assert lookup.OFFERED <= match.score < 1


@pytest.mark.parametrize(("name", "place"), [
    ("Tooz Khurmatu", "tuz-khormato"), ("Kerkook", "kirkuk"), ("Tuz", "tuz-khormato"),
    ("Hawleer", "irbil"),
])  # fmt: skip
def test_what_sounds_alike_is_offered_and_never_sure(name: str, place: str) -> None:
    found = KIRKUK.find(name)
    assert found[0].place_id == place
    assert not any(match.sure for match in found)


def test_a_vowel_tells_two_towns_apart() -> None:
    ours, other = "tuz khurmatu", "taza khurmatu"
    assert sounded(folded("Tooz Xurmatoo")) == sounded(ours) != sounded(other)
    assert KIRKUK.find("Taza Khurmatu") == KIRKUK.find("Taza") == []


def test_a_word_of_a_name_is_offered_as_a_part_of_it() -> None:
    [match] = KIRKUK.find("province")
    assert (match.place_id, match.how, match.sure) == ("kirkuk-governorate", PART, False)
    assert KIRKUK.find("at") == []  # too short to mean At-Ta'mim


@given(st.text(max_size=20))
def test_any_text_can_be_asked(text: str) -> None:
    for match in KIRKUK.find(text):
        assert match.place_id in {*PLACES["place_id"]}
    assert folded(folded(text)) == folded(text)
    assert all(key == key.strip() and key for key in keys(text))


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    one, other = folded(one), folded(other)
    assert 0 <= alike(one, other) <= 1
    assert alike(one, other) == pytest.approx(alike(other, one))
    assert alike(one, one) == 1 or not one


def test_letters_that_stand_for_one_another() -> None:
    for one, others in LETTERS.items():
        for other in others:
            assert folded(f"a{other}b") == folded(f"a{one}b"), other
    assert folded("٢٠١٧ ۲۰۱۷") == "2017 2017"
