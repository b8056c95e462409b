"""Outlines: TopoJSON decoded, and what of it a dataset wants drawn."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from shapely import buffer
from shapely.geometry import Point, box, shape

from dashboard.model.dataset import Dataset, Outlines
from dashboard.model.errors import DashboardError
from dashboard.sources import outlines
from dashboard.sources.folder import BUILT_IN, read
from dashboard.sources.topojson import Feature, features

Folder = Callable[..., Path]
Drawn = tuple[Dataset, Outlines]

NOTHING_ELSE = {"events": [], "control": [], "claims": []}

# Two squares side by side share arc 0; a third one, far off, has a hole. Half a degree a step:
#
#   4 +---+---+        16 +-------+
#     | A 0 B |           | +---+ |
#   0 +---+---+           | +---+ |
#     0   4   8        10 +-------+
#                        20      26
TOPOLOGY: dict[str, Any] = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
    "arcs": [
        [[4, 0], [0, 4]],
        [[4, 4], [-4, 0], [0, -4], [4, 0]],
        [[4, 0], [4, 0], [0, 4], [-4, 0]],
        [[20, 10], [6, 0], [0, 6], [-6, 0], [0, -6]],
        [[22, 12], [0, 2], [2, 0], [0, -2], [-2, 0]],
    ],
    "objects": {
        "regions": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "a", "properties": {"name": "Aland"}, "arcs": [[0, 1]]},
                {"type": "Polygon", "id": "b", "properties": {"name": "Beland"}, "arcs": [[~0, 2]]},
                {"type": "Polygon", "id": 7, "arcs": [[3], [4]]},
                {"type": "MultiPolygon", "id": "ac", "arcs": [[[0, 1]], [[3], [4]]]},
                {"type": "Point", "coordinates": [0, 0]},
                {"type": None},
            ],
        }
    },
}


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.topo.json"
    path.write_text(json.dumps(TOPOLOGY), "utf-8")
    return path


def _by_id(found: Iterator[Feature]) -> dict[str, Feature]:
    return {feature.id: feature for feature in found}


def test_steps_add_up_and_are_put_to_scale(tiny: Path) -> None:
    found = _by_id(features(tiny))
    assert found["a"].polygons == [[[[12, 20], [12, 22], [10, 22], [10, 20], [12, 20]]]]


def test_a_shared_border_is_walked_backwards_by_the_neighbour(tiny: Path) -> None:
    found = _by_id(features(tiny))
    assert found["b"].polygons == [[[[12, 22], [12, 20], [14, 20], [14, 22], [12, 22]]]]
    one, other = (shape(found[name].geometry) for name in "ab")
    assert one.touches(other)
    assert one.union(other).equals(box(10, 20, 14, 22))


def test_a_hole_is_the_second_ring(tiny: Path) -> None:
    (rings,) = _by_id(features(tiny))["7"].polygons
    assert [len(ring) for ring in rings] == [5, 5]
    lake = shape(_by_id(features(tiny))["7"].geometry)
    assert lake.area == 9 - 1
    assert not lake.contains(Point(21.5, 26.5))


def test_names_and_ids_are_text_and_what_is_no_polygon_is_left_out(tiny: Path) -> None:
    named = [(feature.id, feature.name) for feature in features(tiny)]
    assert named == [("a", "Aland"), ("b", "Beland"), ("7", ""), ("ac", "")]


def test_every_ring_is_closed(tiny: Path) -> None:
    for feature in features(tiny):
        assert all(ring[0] == ring[-1] for rings in feature.polygons for ring in rings)


@pytest.mark.parametrize(
    ("near", "kept"),
    [
        ((19.0, 9.0, 21.0, 11.0), {"a": 1, "ac": 1}),
        ((21.0, 11.0, 21.5, 13.0), {"a": 1, "b": 1, "ac": 1}),
        ((20.0, 12.0, 22.0, 12.0), {"a": 1, "b": 1, "ac": 1}),  # on the border
        ((24.0, 19.0, 30.0, 30.0), {"7": 1, "ac": 1}),
        ((0.0, 0.0, 90.0, 90.0), {"a": 1, "b": 1, "7": 1, "ac": 2}),
        ((50.0, 50.0, 60.0, 60.0), {}),
    ],
)
def test_near_keeps_the_polygons_that_meet_the_box(
    tiny: Path, near: tuple[float, float, float, float], kept: dict[str, int]
) -> None:
    found = features(tiny, near)  # south, west, north, east
    assert {feature.id: len(feature.polygons) for feature in found} == kept


# What a dataset wants drawn


@pytest.fixture(scope="module")
def built_in() -> Drawn:
    data = read(BUILT_IN)
    return data, outlines.read(data)


def _box(bounds: tuple[float, float, float, float]) -> Any:
    south, west, north, east = bounds
    return box(west, south, east, north)


def test_kirkuk_lies_in_its_governorate_and_the_other_towns_do_not(built_in: Drawn) -> None:
    data, drawn = built_in
    area = shape(drawn.areas["kirkuk-governorate"])
    points = data.places.dropna(subset="latitude").set_index("place_id")
    inside = {place: area.contains(Point(row.longitude, row.latitude)) for place, row in
              points.iterrows()}  # fmt: skip
    assert inside["kirkuk"]
    assert not any(inside[place] for place in ("tuz-khormato", "irbil", "baghdad"))


def test_an_anchor_stands_in_its_area_clear_of_the_places(built_in: Drawn) -> None:
    data, drawn = built_in
    assert drawn.anchors.keys() == drawn.areas.keys() == {"kirkuk-governorate"}
    anchor = Point(drawn.anchors["kirkuk-governorate"])
    assert shape(drawn.areas["kirkuk-governorate"]).contains(anchor)
    located = data.places.dropna(subset="latitude")
    for longitude, latitude in zip(located["longitude"], located["latitude"], strict=True):
        assert anchor.distance(Point(longitude, latitude)) > 0.1


def test_all_that_is_drawn_is_inside_the_bounds(built_in: Drawn) -> None:
    _, drawn = built_in
    bounds = _box(drawn.bounds).buffer(0.001)  # positions are rounded
    assert bounds.covers(_box(drawn.view))
    for outline in [*drawn.countries, *drawn.regions, *drawn.areas.values()]:
        assert bounds.covers(shape(outline))
    assert len(drawn.regions) == 18  # governorates of Iraq
    assert len(drawn.countries) > 5


def test_the_opening_view_holds_every_place(built_in: Drawn) -> None:
    data, drawn = built_in
    view = _box(drawn.view)
    assert view.contains(shape(drawn.areas["kirkuk-governorate"]))
    located = data.places.dropna(subset="latitude")
    for longitude, latitude in zip(located["longitude"], located["latitude"], strict=True):
        assert view.contains(Point(longitude, latitude))


def test_a_view_of_the_settings_is_taken_as_it_is(folder: Folder) -> None:
    drawn = outlines.read(read(folder(settings={"view": [9.0, 24.0, 12.0, 27.0]})))
    assert drawn.view == (9.0, 24.0, 12.0, 27.0)
    assert drawn.bounds == (3.0, 18.0, 18.0, 33.0)


def test_an_area_of_one_s_own_is_drawn(folder: Folder) -> None:
    drawn = outlines.read(read(folder()))
    area = shape(drawn.areas["gamma-land"])
    assert area.equals(box(24.5, 9.5, 26, 11))
    assert area.contains(Point(drawn.anchors["gamma-land"]))


@pytest.mark.parametrize("name", ["IQ.TS", "At-Ta'mim"])
def test_a_region_goes_by_its_id_and_by_its_name(folder: Folder, name: str) -> None:
    drawn = outlines.read(read(folder(places={4: {"outline": name}})))
    assert shape(drawn.areas["gamma-land"]).contains(Point(44.39, 35.47))


def test_a_dataset_without_countries_has_no_regions(folder: Folder) -> None:
    drawn = outlines.read(read(folder(settings={"countries": []})))
    assert drawn.regions == []
    assert drawn.areas.keys() == {"gamma-land"}
    assert drawn.countries


def test_one_town_is_seen_with_some_land_around_it(folder: Folder) -> None:
    places = [{"place_id": "alpha-town", "name": "Alpha", "kind": "town",
               "latitude": "10", "longitude": "25"}]  # fmt: skip
    data = read(folder(settings={"view": None}, areas=None, places=places, **NOTHING_ELSE))
    drawn = outlines.read(data)
    assert drawn.view == pytest.approx((9.8, 24.8, 10.2, 25.2))


def test_the_world_is_shown_where_nothing_is_located(folder: Folder) -> None:
    nowhere = {row: {"latitude": "", "longitude": "", "kind": "town"} for row in (2, 3)}
    places = {**nowhere, 4: {"outline": "", "kind": "town"}}
    drawn = outlines.read(read(folder(settings={"view": None, "countries": []}, places=places)))
    assert drawn.view == outlines.WORLD
    assert drawn.bounds == (-66.0, -180.0, 85.0, 180.0)
    assert drawn.areas == drawn.anchors == {}
    assert len(drawn.countries) > 200
    boxes = [shape(country).bounds for country in drawn.countries]
    assert all(west >= -180 and east <= 180 for west, _, east, _ in boxes)
    assert all(south >= -66 and north <= 85 for _, south, _, north in boxes)


def test_every_point_on_land_is_in_one_country(built_in: Drawn) -> None:
    _, drawn = built_in
    for town in ((44.39, 35.47), (44.40, 33.34), (46.29, 38.08)):  # Kirkuk, Baghdad, Tabriz
        assert (
            sum(buffer(shape(country), 0).contains(Point(town)) for country in drawn.countries) == 1
        )


def test_a_country_across_the_180th_meridian_does_not_flood_the_map(folder: Folder) -> None:
    eastern_europe = {"view": [46.0, 26.0, 64.0, 54.0], "countries": []}
    drawn = outlines.read(read(folder(settings=eastern_europe, places=[], **NOTHING_ELSE)))

    def countries(longitude: float, latitude: float) -> int:
        point = Point(longitude, latitude)
        return sum(buffer(shape(country), 0).contains(point) for country in drawn.countries)

    assert countries(34.5, 43.2) == 0  # the Black Sea
    assert countries(37.6, 55.75) == countries(30.5, 50.45) == 1  # Moscow, Kyiv


@pytest.mark.parametrize("edge", ["89.99", "-89.99"])
def test_a_place_at_a_pole_leaves_the_map_on_the_globe(folder: Folder, edge: str) -> None:
    data = read(folder(settings={"view": None}, places={2: {"latitude": edge}}))
    south, west, north, east = outlines.read(data).bounds
    assert -90 <= south < north <= 90
    assert -180 <= west < east <= 180


def test_outlines_that_are_not_installed_are_told(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    data = read(folder())
    monkeypatch.setattr(outlines, "VENDOR", tmp_path)
    with pytest.raises(DashboardError, match="not installed"):
        outlines.read(data)
