"""Which of a geocoder's answers is taken: only the one that is clearly meant."""

from dataclasses import replace

import pytest

from dashboard.geocoding.choice import (
    LEADS,
    LEAST_REACH_KM,
    SAME_KM,
    WIDEST_KM,
    Around,
    Candidate,
    Place,
    judge,
)
from dashboard.model.countries import THREE_LETTERS, TWO_LETTERS, three_letters, two_letters
from dashboard.model.gazetteer import distance

TOWN = Place("here", "Here", "town", ("Here",), countries=("IRQ",))
ONE = Candidate(
    "node/1", "Here, Iraq", (35.0, 44.0), "town", "settlement", "IRQ", importance=0.4,
    column="osm_id", key="node/1",
)  # fmt: skip
TWO = replace(ONE, id="node/2", key="node/2", point=(36.0, 44.0))
AROUND = Around({"there": ("There", (35.5, 44.5))}, (34.5, 43.2, 36.4, 45.3))


def _clear(*candidates: Candidate, place: Place = TOWN, around: Around = AROUND) -> str | None:
    clear = judge(place, candidates, around).clear
    return clear.id if clear else None


def _refusal(candidate: Candidate, place: Place = TOWN, around: Around = AROUND) -> str:
    verdict = judge(place, [candidate], around)
    assert verdict.clear is None
    ((refused, reason),) = verdict.refused
    assert refused == candidate
    return reason


def test_the_only_one_is_clear() -> None:
    assert _clear(ONE) == "node/1"
    assert _clear() is None


def test_two_alike_are_not_clear() -> None:
    verdict = judge(TOWN, [ONE, TWO], AROUND)
    assert verdict.clear is None
    assert {one.id for one in verdict.open} == {"node/1", "node/2"}


def test_another_country_is_refused() -> None:
    abroad = replace(ONE, country="IRN")
    assert _refusal(abroad) == "in IRN, not in IRQ"
    assert _clear(abroad, TWO) == "node/2"
    assert _clear(abroad, place=replace(TOWN, countries=("IRQ", "IRN"))) == "node/1"
    assert _clear(abroad, place=replace(TOWN, countries=())) == "node/1"


def test_a_place_in_no_country_is_left_to_a_person() -> None:
    assert _refusal(replace(ONE, country="")).startswith("in no country that the service names")


def test_what_is_far_from_everything_is_refused() -> None:
    far = replace(ONE, point=(30.5, 47.8))
    reason = _refusal(far)
    assert reason == "634 km from There, the nearest place; 500 are allowed"
    wide = Around(AROUND.located, (29.0, 38.0, 38.0, 49.0))
    assert wide.reach > LEAST_REACH_KM
    assert _clear(far, around=wide) == "node/1"


def test_far_is_measured_from_the_view_where_nothing_is_located() -> None:
    far = replace(ONE, point=(10.0, 44.0))
    assert "from the middle of the view" in _refusal(far, around=Around({}, AROUND.box))
    assert _clear(far, around=Around()) == "node/1"


def test_a_place_does_not_vouch_for_itself() -> None:
    own = Around({"here": ("Here", (10.0, 44.0)), **AROUND.located}, AROUND.box)
    assert "from There" in _refusal(replace(ONE, point=(10.0, 44.0)), around=own)


@pytest.mark.parametrize(
    ("kind", "fitting"),
    [
        ("city", {"settlement"}),
        ("town", {"settlement"}),
        ("village", {"settlement"}),
        ("site", {"settlement", "site"}),
        ("area", {"region"}),
    ],
)
def test_another_sort_is_refused(kind: str, fitting: set[str]) -> None:
    for sort in ("settlement", "region", "site"):
        taken = _clear(replace(ONE, sort=sort), place=replace(TOWN, kind=kind))
        assert (taken is not None) == (sort in fitting)
    assert _refusal(replace(ONE, sort="region", type="state")) == "state, not a town"


def test_a_point_and_an_outline_of_one_town_are_one() -> None:
    near = replace(TWO, point=(35.01, 44.01), importance=0.5)
    assert distance(ONE.point, near.point).km < SAME_KM
    assert _clear(ONE, near) == "node/2"  # the more important one
    apart = replace(TWO, point=(35.02, 44.01))
    assert distance(ONE.point, apart.point).km > SAME_KM
    assert _clear(ONE, apart) is None


@pytest.mark.parametrize("kind", ["city", "town"])
def test_a_lead_in_importance_is_clear(kind: str) -> None:
    place = replace(TOWN, kind=kind)
    assert _clear(TWO, replace(ONE, importance=0.4 + LEADS[kind]), place=place) == "node/1"
    assert _clear(TWO, replace(ONE, importance=0.39 + LEADS[kind]), place=place) is None


@pytest.mark.parametrize("kind", ["village", "site"])
def test_a_village_has_no_lead(kind: str) -> None:
    assert _clear(TWO, replace(ONE, importance=1.0), place=replace(TOWN, kind=kind)) is None


def test_no_importance_is_no_lead() -> None:
    assert _clear(ONE, replace(TWO, importance=None)) is None


def test_the_only_one_in_the_region_is_clear() -> None:
    inside = replace(TWO, region="Kirkuk Governorate")
    outside = replace(ONE, region="Erbil Governorate", importance=0.9)
    kirkuk = replace(TOWN, admin1="Kirkûk")
    assert _clear(outside, inside, place=kirkuk) == "node/2"
    assert _clear(inside, replace(ONE, region="Kirkuk"), place=kirkuk) is None
    second = replace(inside, id="node/3", point=(35.5, 44.0))
    assert _clear(outside, inside, second, place=kirkuk) is None  # outside leads nothing here
    assert _clear(outside, inside, place=replace(TOWN, admin1="Kir")) == "node/1"  # by its lead
    assert _clear(inside, replace(ONE, region="Erbil"), place=replace(TOWN, admin1="")) is None


def test_an_identifier_that_the_row_has_decides() -> None:
    known = replace(TOWN, keys={"osm_id": "node/2"})
    assert _clear(replace(ONE, importance=1.0), TWO, place=known) == "node/2"
    assert _clear(ONE, place=known) is None
    assert judge(known, [ONE], AROUND).open == (ONE,)
    assert _clear(ONE, place=replace(TOWN, keys={"geonames_id": "7"})) == "node/1"


def test_an_identifier_is_no_excuse_for_another_country() -> None:
    known = replace(TOWN, keys={"osm_id": "node/1"})
    assert _clear(replace(ONE, country="IRN"), place=known) is None


def test_the_radius_reaches_to_the_farthest_side() -> None:
    assert ONE.precision_km is None
    box = replace(ONE, box=(34.9, 43.95, 35.05, 44.05))
    side = distance(ONE.point, (34.9, 44.0)).km
    assert side <= (box.precision_km or 0) <= side + 0.1
    wide = replace(ONE, box=(34.95, 43.7, 35.05, 44.05))
    assert wide.precision_km == pytest.approx(27.4, abs=0.1)
    assert replace(ONE, box=(35.0, 44.0, 35.0, 44.0)).precision_km == 0.1
    assert replace(ONE, box=(-90.0, -180.0, 90.0, 180.0)).precision_km == WIDEST_KM


def test_countries_go_both_ways() -> None:
    assert len(TWO_LETTERS) == len(THREE_LETTERS) == 250
    assert two_letters("IRQ") == "IQ"
    assert three_letters("iq") == three_letters("irq") == "IRQ"
    assert (two_letters("XXX"), three_letters("Iraq"), three_letters("")) == ("", "", "")
