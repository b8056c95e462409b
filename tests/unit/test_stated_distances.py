"""StatedDistance distances beside measured ones."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.model.dataset import Dataset
from dashboard.model.stated_distances import StatedDistance, stated_distances
from dashboard.model.timeline import Timeline
from dashboard.sources.folder import BUILT_IN, check, read
from dashboard.view import attribution

Folder = Callable[..., Path]
CLAIM = {"kind": "measure", "unit": "km", "from_place": "beta-town", "low": "78", "high": "78"}


def _stated(data: Dataset) -> list[StatedDistance]:
    timeline = Timeline(data)
    return stated_distances(timeline.distance_claims, timeline.gazetteer)


def test_thirty_miles_north_is_not_so() -> None:
    data = read(BUILT_IN)
    [item] = _stated(data)
    assert (item.from_place, item.to_place) == ("kirkuk", "altun-kupri")
    assert item.low == item.high == pytest.approx(48.28, abs=0.01)
    assert item.measured.km == pytest.approx(38.9, abs=0.05)
    assert item.excess == pytest.approx(0.24, abs=0.005)
    assert item.turned
    names = {"kirkuk": "Kirkuk", "altun-kupri": "Altun Kupri"}
    assert attribution.measured(item, names) == (
        "30 miles north of Kirkuk (48.3 km)",
        "24.1 miles (38.9 km) north-west",
        "24% too long; it lies to the north-west, not north",
    )


@pytest.mark.parametrize(
    ("cells", "excess"),
    [
        ({"low": "78", "high": "78"}, 0),
        ({"low": "50", "high": "100"}, 0),
        ({"low": "50", "high": ""}, 0),
        ({"low": "156", "high": ""}, 1),
        ({"low": "", "high": "39"}, -0.5),
    ],
)
def test_a_range_is_measured_from_its_nearest_end(
    folder: Folder, cells: dict[str, str], excess: float
) -> None:
    data = read(folder(claims={2: {**CLAIM, **cells}}))
    [item] = _stated(data)
    assert item.excess == pytest.approx(excess, abs=0.01)
    assert not item.turned


def test_what_is_not_located_is_not_measured(folder: Folder) -> None:
    data = read(folder(claims={2: {**CLAIM, "from_place": "gamma-land"}}))
    assert _stated(data) == []


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"unit": "leagues"}, 'claims.csv row 2, unit: "leagues" is not a unit of length'),
        ({"low": "", "high": ""}, "claims.csv row 2, low: the claim measures from a place"),
        ({"from_place": "", "direction": "north"}, "row 2, from_place: the claim has a direction"),
        ({"direction": "nord"}, 'row 2, direction: "nord" is not a word of this list'),
        ({"from_place": "atlantis"}, 'row 2, from_place: there is no "atlantis"'),
    ],
)
def test_bad_distances_are_explained(folder: Folder, cells: dict[str, str], said: str) -> None:
    problems = [str(problem) for problem in check(folder(claims={2: {**CLAIM, **cells}}))]
    assert len(problems) == 1, problems
    assert said in problems[0]
