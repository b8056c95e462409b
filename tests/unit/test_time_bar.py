"""What the time bar is sent."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from conftest import CHANGE

from dashboard.model import days
from dashboard.model.selection import Selection
from dashboard.model.timeline import Timeline
from dashboard.render import payload, time_bar
from dashboard.sources.folder import BUILT_IN, read

DATA = read(BUILT_IN)
KIRKUK = Timeline(DATA)
DAY = date(2017, 10, 16)


def test_a_lane_for_each_place_with_a_record(folder: Callable[..., Path]) -> None:
    assert time_bar.dataset(DATA, KIRKUK)["lanes"] == [*DATA.places["place_id"]]
    alpha = {**CHANGE, "place_id": "alpha-town", "date": "2001-01-01", "controller": "red-army"}
    data = read(folder(control=[alpha]))
    assert time_bar.dataset(data, Timeline(data))["lanes"] == ["alpha-town"]


def test_the_bar_reaches_all_that_is_recorded_and_the_opening_span() -> None:
    bar = time_bar.dataset(DATA, KIRKUK)
    assert days.day(bar["first"]) == date(2014, 1, 1)
    assert bar["last"] >= days.number(date(2017, 10, 21))
    assert all(bar["first"] <= day <= bar["last"] for day in bar["busy"])
    assert set(bar["changes"]) <= set(bar["busy"])


def test_presets_offer_the_opening_span_and_everything() -> None:
    found = time_bar.presets(DATA, KIRKUK)
    assert next(iter(found.values())) == (date(2017, 9, 25), date(2017, 10, 21))
    assert next(iter(found.values()))[1] == days.day(KIRKUK.change_days[-1])  # the outcome
    assert list(found)[-1] == "All since 2014"
    assert list(found.values())[-1] == time_bar.whole_span(DATA, KIRKUK)


def test_many_places_leave_lanes_for_those_that_change_most(
    folder: Callable[..., Path],
) -> None:
    towns = [
        {"place_id": f"town-{i}", "name": f"Town {i}", "kind": "town", "latitude": "1",
         "longitude": f"{i}"}
        for i in range(20)
    ]  # fmt: skip
    change = {"time_precision": "day", "status": "held", "attribution": "reporting",
              "confidence": "high", "source_id": "daily-2001"}  # fmt: skip
    control: list[dict[str, Any]] = [
        {**change, "place_id": f"town-{i}", "date": f"2001-02-{day + 1:02}",
         "controller": ("red-army", "blue-guard")[day % 2]}
        for i in range(20)
        for day in range(i + 1)
    ]  # fmt: skip
    data = read(folder(places=towns, control=control, events=[], claims=[], areas=None))
    bar = time_bar.dataset(data, Timeline(data))
    assert bar["lanes"] == [f"town-{i}" for i in range(8, 20)]
    assert bar["left_out"] == 8


def test_the_state_answers_a_commit_by_its_number() -> None:
    state = time_bar.state(Selection(DAY, (DAY, DAY)), "light", 3)
    assert (state["seq"], state["day"]) == (3, state["first"])


def test_what_is_packed_is_the_same_bytes_each_time() -> None:
    value = {"map": {"text": "</script>${x}"}, "time_bar": time_bar.dataset(DATA, KIRKUK)}
    assert payload.packed(value) == payload.packed(json.loads(json.dumps(value)))
