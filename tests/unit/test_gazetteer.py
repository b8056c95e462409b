"""Places: their names, where they are, and how far apart."""

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from geopy.distance import geodesic
from hypothesis import example, given
from hypothesis import strategies as st

from dashboard.model.codes import DIRECTIONS
from dashboard.model.gazetteer import Distance, Gazetteer, Point, distance
from dashboard.model.spelling import folded
from dashboard.sources.folder import BUILT_IN, read

Folder = Callable[..., Path]


@pytest.fixture(scope="module")
def built_in() -> Gazetteer:
    return Gazetteer(read(BUILT_IN).places)


def test_distances_from_kirkuk_nearest_first(built_in: Gazetteer) -> None:
    found = {item.place_id: round(item.km, 1) for item in built_in.distances("kirkuk")}
    assert found == {"altun-kupri": 38.9, "tuz-khormato": 68.0, "irbil": 87.4, "baghdad": 236.0}
    assert [*found] == ["altun-kupri", "tuz-khormato", "irbil", "baghdad"]


def test_altun_kupri_lies_24_miles_north_west_of_kirkuk(built_in: Gazetteer) -> None:
    nearest = built_in.distances("kirkuk")[0]
    assert nearest.place_id == "altun-kupri"
    assert round(nearest.miles, 1) == 24.1
    assert round(nearest.azimuth, 1) == 324.7
    assert nearest.wind == "north-west"


def test_the_way_back_is_as_long(built_in: Gazetteer) -> None:
    back = {item.place_id: item for item in built_in.distances("altun-kupri")}["kirkuk"]
    assert back.km == pytest.approx(built_in.distances("kirkuk")[0].km)
    assert back.wind == "south-east"


POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(POINTS, POINTS)
@example((0.0, 0.0), (0.5, 179.7))  # nearly antipodal, where simpler formulas fail
@example((90.0, 0.0), (-90.0, 0.0))
def test_lengths_agree_with_geopy(start: Point, end: Point) -> None:
    assert distance(start, end).km == pytest.approx(geodesic(start, end).km, abs=1e-6)


@given(POINTS, POINTS)
def test_lengths_are_near_those_on_a_sphere(start: Point, end: Point) -> None:
    """Haversine on the mean radius, which is off by the flattening and no more."""
    (south, west), (north, east) = (map(math.radians, point) for point in (start, end))
    across = math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    half = math.sqrt(min(1, math.sin((north - south) / 2) ** 2 + across))
    assert distance(start, end).km == pytest.approx(2 * 6371.0088 * math.asin(half), rel=6e-3)


@given(POINTS, POINTS)
@example((0.0, 0.0), (1.0, -1e-17))  # a hair west of north
def test_an_azimuth_is_from_0_up_to_360(start: Point, end: Point) -> None:
    assert 0 <= distance(start, end).azimuth < 360


@pytest.mark.parametrize(
    ("azimuth", "wind"), [*zip(range(0, 360, 45), DIRECTIONS, strict=True), (359.9, "north")]
)
def test_winds(azimuth: float, wind: str) -> None:
    assert Distance("there", 1, azimuth).wind == wind
    assert Distance("there", 1, (azimuth + 20) % 360).wind == wind


def test_an_area_has_no_point_and_no_distances(built_in: Gazetteer) -> None:
    assert built_in.point("kirkuk-governorate") is None
    assert built_in.distances("kirkuk-governorate") == []
    assert built_in.point("kirkuk") == (35.46806, 44.39222)


def test_a_point_on_the_zero_lines_is_a_point(folder: Folder) -> None:
    zero = Gazetteer(read(folder(places={2: {"latitude": "0", "longitude": "0"}})).places)
    assert zero.point("alpha-town") == (0.0, 0.0)


def test_local_names_are_those_recorded(built_in: Gazetteer) -> None:
    assert built_in.local_names("altun-kupri") == {
        "Arabic": "آلتون كوبري",
        "Sorani": "پردێ",
        "Kurmanji": "Pirdê",
        "Turkish": "Alt\u0131nköprü",
    }
    assert [*built_in.local_names("kirkuk-governorate")] == ["Arabic", "Sorani"]


def test_strangers_are_told_apart(built_in: Gazetteer) -> None:
    assert "kirkuk" in built_in
    assert "atlantis" not in built_in
    assert built_in.name("kirkuk") == "Kirkuk"
    for ask in (built_in.name, built_in.row, built_in.point, built_in.distances):
        with pytest.raises(KeyError):
            ask("atlantis")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Kerkûk", "kerkuk"),
        ("KERKÜK", "kerkuk"),
        ("İzmir", "izmir"),
        ("Straße", "strasse"),
        ("ﬁre", "fire"),
        ("Sign™", "signtm"),
        ("كُركوك", "كركوك"),
    ],
)
def test_folded_text_has_neither_case_nor_accents(text: str, plain: str) -> None:
    assert folded(text) == plain


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)
