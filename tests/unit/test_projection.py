"""From degrees to pixels: the whole view is seen, shapes keep their form, edges are cut."""

import math
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model.gazetteer import distance
from dashboard.render.drawing import map_furniture
from dashboard.render.drawing.projection import MARGIN, fit

VIEW = (34.0, 42.0, 36.5, 46.0)
LATITUDES = st.floats(-80, 80)
LONGITUDES = st.floats(-180, 180)


def _box(south: float, west: float, north: float, east: float) -> dict[str, Any]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def _numbers(path: str) -> list[tuple[float, float]]:
    found = re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)
    return [(float(x), float(y)) for x, y in found]


@given(LATITUDES, LATITUDES, LONGITUDES, LONGITUDES, st.integers(50, 3000), st.integers(50, 3000))
def test_the_whole_view_is_seen_in_the_middle(
    one: float, two: float, left: float, right: float, width: int, height: int
) -> None:
    south, north, west, east = min(one, two), max(one, two), min(left, right), max(left, right)
    frame = fit((south, west, north, east), width, height)
    x0, y0 = frame.point(north, west)
    x1, y1 = frame.point(south, east)
    assert -0.01 <= x0 <= x1 <= width + 0.01
    assert -0.01 <= y0 <= y1 <= height + 0.01
    assert x0 + x1 == pytest.approx(width, abs=0.01)
    assert y0 + y1 == pytest.approx(height, abs=0.01)


@given(LATITUDES, LONGITUDES)
def test_pixels_lead_back_to_degrees(latitude: float, longitude: float) -> None:
    frame = fit(VIEW, 800, 600)
    there = frame.degrees(*frame.point(latitude, longitude))
    assert there == pytest.approx((latitude, longitude), abs=1e-6)


def test_the_world_of_web_mercator_is_a_square() -> None:
    frame = fit((-85.0511287798, -180, 85.0511287798, 180), 256, 256)
    assert frame.point(0, 0) == pytest.approx((128, 128))
    assert frame.point(90, 180) == pytest.approx((256, 0), abs=1e-6)  # the pole is held back
    # Latitude 66.51326 is tile row 1 of 4, https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames
    assert frame.point(66.51326, -90) == pytest.approx((64, 64), abs=1e-4)


def test_a_town_is_as_wide_as_it_is_high() -> None:
    frame = fit(VIEW, 800, 600)
    x, y = frame.point(35, 44)
    east, north = frame.point(35, 44.1)[0] - x, y - frame.point(35 + 0.1, 44)[1]
    assert north / east == pytest.approx(1 / math.cos(math.radians(35.05)), rel=1e-3)


def test_pixels_measure_kilometres() -> None:
    frame = fit(VIEW, 800, 600)
    west, east = frame.point(35, 43), frame.point(35, 44)
    measured = distance((35, 43), (35, 44)).km
    assert (east[0] - west[0]) * frame.km(35) == pytest.approx(measured, rel=0.005)


def test_outlines_are_cut_to_the_frame_with_one_decimal() -> None:
    frame = fit(VIEW, 800, 600)
    path = frame.path(frame.cut(_box(-20, -20, 80, 170)))
    assert path.startswith("M") and path.endswith("Z")
    assert not re.search(r"\.\d\d", path)
    corners = {(x < 0, y < 0) for x, y in _numbers(path)}
    assert len(corners) == 4
    for x, y in _numbers(path):
        assert -MARGIN - 0.1 <= x <= 800 + MARGIN + 0.1
        assert -MARGIN - 0.1 <= y <= 600 + MARGIN + 0.1


def test_outlines_out_of_sight_or_too_small_to_see_leave_nothing() -> None:
    frame = fit(VIEW, 800, 600)
    assert frame.cut(_box(-20, -20, -10, -10)).is_empty
    assert frame.path(frame.cut(_box(-20, -20, -10, -10))) == ""
    assert frame.path(frame.cut(_box(35, 44, 35.0001, 44.0001))) == ""


def test_holes_and_islands_are_drawn() -> None:
    frame = fit(VIEW, 800, 600)
    outer, hole, island = (
        _box(*box)["coordinates"][0]
        for box in ((34.2, 42.2, 36, 44), (35, 43, 35.5, 43.5), (35, 45, 35.5, 45.5))
    )
    whole = {"type": "MultiPolygon", "coordinates": [[outer, hole], [island]]}
    assert frame.path(frame.cut(whole)).count("Z") == 3


def test_a_view_of_a_single_point_has_a_map_around_it() -> None:
    frame = fit((35, 44, 35, 44), 800, 600)
    assert frame.point(35, 44) == pytest.approx((400, 300))
    assert 0 < frame.km(35) < 1


@given(st.floats(-80, 80), st.floats(0.001, 60), st.integers(60, 2000))
def test_the_scale_s_bar_is_a_round_number_of_kilometres(
    latitude: float, degrees: float, width: int
) -> None:
    frame = fit((latitude, 10, latitude, 10 + degrees), width, width)
    km, pixels = map_furniture.bar(frame)
    assert f"{km:e}"[0] in "125"
    assert float(f"{km:e}"[1:8]) == pytest.approx(0)
    assert 0 < pixels <= map_furniture.BAR + 0.01
    assert pixels * frame.km(latitude) == pytest.approx(km, rel=0.01)
