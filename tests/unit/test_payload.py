"""What the browser is sent: columns that fit each other, and messages of state."""

import base64
import json
import math
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from conftest import CHANGE
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model.dataset import Dataset, Outlines
from dashboard.model.selection import Filters, Selection, View
from dashboard.model.table import records
from dashboard.model.timeline import Timeline
from dashboard.render import escaping, payload, style
from dashboard.sources import outlines
from dashboard.sources.folder import BUILT_IN, read

Folder = Callable[..., Path]
Sent = tuple[dict[str, Any], Timeline, Dataset]


WORLD = (-60.0, -180.0, 80.0, 180.0)
NOTHING = Outlines([], [], {}, {}, WORLD, WORLD)  # reading the real ones takes a second


def _sent(path: Path, beneath: Outlines | None = None) -> Sent:
    data = read(path)
    timeline = Timeline(data)
    return payload.dataset(data, timeline, beneath or outlines.read(data)), timeline, data


@pytest.fixture(scope="module")
def built_in() -> Sent:
    return _sent(BUILT_IN)


def _fits(sent: dict[str, Any], timeline: Timeline, data: Dataset) -> None:
    """Columns are parallel, indexes point at something, and it all can be sent."""
    events, places = sent["events"], sent["places"]
    assert {len(column) for column in events.values()} == {len(data.events)}
    assert [place["id"] for place in places] == [*data.places["place_id"]]
    assert events["id"] == [*data.events["event_id"]]
    named = [places[at]["id"] if at >= 0 else "" for at in events["place"]]
    assert named == [*data.events["place_id"]]
    assert all(first <= last for first, last in zip(events["from"], events["to"], strict=True))
    assert {*events["kind"]} <= {*sent["symbols"]}
    assert {*events["status"]} <= {status["key"] for status in sent["status"]}
    for actor in sent["actors"]:
        assert actor["pattern"] in sent["patterns"]
        assert actor["colour"] in style.COLOURS.values()
    assert json.loads(escaping.script(sent)) == json.loads(json.dumps(sent))
    _chains_fit(sent, timeline)


def _chains_fit(sent: dict[str, Any], timeline: Timeline) -> None:
    """Every interval of the timeline is sent under its place, in order of time."""
    ids = [actor["actor_id"] for actor in sent["actors"]]
    chains = [
        (place["id"], start, end, status, *(ids[at] if at is not None else "" for at in sides),
         *rest)
        for place in sent["places"]
        for start, end, status, *sides, confidence, differs, since, precision, change, still in
        place["control"]
        for rest in [(confidence, differs, since, precision, change, still)]
    ]  # fmt: skip
    columns = ["place_id", "start", "end", "status", "controller", "challenger", "confidence",
               "differs", "since", "time_precision", "change", "still"]  # fmt: skip
    expected = [tuple(row[name] for name in columns) for row in records(timeline.control)]
    assert sorted(chains) == sorted(expected)
    for place in sent["places"]:
        starts = [interval[0] for interval in place["control"]]
        assert starts == sorted(starts)


def test_the_built_in_data_fit(built_in: Sent) -> None:
    _fits(*built_in)


def test_a_small_folder_fits(folder: Folder) -> None:
    _fits(*_sent(folder()))


def test_an_empty_folder_fits(folder: Folder) -> None:
    sent, timeline, data = _sent(folder(events=[], claims=[], control=[], places=[]), NOTHING)
    _fits(sent, timeline, data)
    assert sent["actors"] == []


def test_positions_areas_and_rings(built_in: Sent) -> None:
    places = {place["id"]: place for place in built_in[0]["places"]}
    kirkuk, area = places["kirkuk"], places["kirkuk-governorate"]
    assert (kirkuk["point"], kirkuk["ring"], kirkuk["area"]) == ((35.46806, 44.39222), None, None)
    assert (area["point"], area["ring"], area["area"]["type"]) == (None, None, "MultiPolygon")
    assert len(area["anchor"]) == 2


@pytest.mark.parametrize(("precision", "ring"), [("", None), ("5", None), ("5.5", 5.5)])
def test_a_place_known_roughly_is_a_ring(
    folder: Folder, precision: str, ring: float | None
) -> None:
    sent, _, _ = _sent(folder(places={2: {"precision_km": precision}}), NOTHING)
    assert sent["places"][0]["ring"] == ring


def test_holders_by_any_account_are_sent_in_the_order_of_actors(folder: Folder) -> None:
    parties = [{**CHANGE, "place_id": "beta-town", "date": "2001-02-02", "controller": name,
                "attribution": name} for name in ("blue-guard", "red-army")]  # fmt: skip
    sent, timeline, _ = _sent(folder(control=parties), NOTHING)
    assert timeline.holders == ["blue-guard", "red-army"]
    assert [actor["actor_id"] for actor in sent["actors"]] == ["red-army", "blue-guard"]
    assert [actor["letter"] for actor in sent["actors"]] == ["R", "B"]


def test_what_is_not_a_number_is_not_sent(built_in: Sent) -> None:
    def numbers(value: Any) -> list[float]:
        if isinstance(value, dict):
            value = [*value.values()]
        if isinstance(value, list | tuple):
            return [number for item in value for number in numbers(item)]
        return [value] if isinstance(value, float) else []

    assert all(map(math.isfinite, numbers(built_in[0])))


# Messages


@given(st.lists(st.booleans(), max_size=40))
def test_a_mask_is_read_back(shown: list[bool]) -> None:
    data = base64.b64decode(payload.mask(pd.Series(shown, dtype=bool)), validate=True)
    assert len(data) == math.ceil(len(shown) / 8)
    bits = [bool(data[row // 8] >> row % 8 & 1) for row in range(len(shown))]  # as in moment.js
    assert bits == shown
    assert [*np.unpackbits(np.frombuffer(data, np.uint8))].count(1) == sum(shown)


DAY = date(2017, 10, 16)


def test_a_state_without_choices() -> None:
    every = pd.Series([True, True])
    state = payload.state(Selection(DAY, (DAY, DAY)), View("osm"), every, "light")
    assert state == {
        "according_to": "all",
        "control": None,
        "day": 17_455,
        "compare": None,
        "window": None,
        "mask": None,
        "place": None,
        "event": None,
        "theme": "light",
        "basemap": "osm",
        "view": None,
    }


def test_a_state_with_every_choice(built_in: Sent) -> None:
    filters = Filters(types=("Battles",))
    selection = Selection(DAY, (DAY, DAY), 7, filters, "kirkuk", "assault-on-kirkuk")
    shown = built_in[1].matching(filters)
    state = payload.state(selection, View("none", 35.5, 44.4, 8.25), shown, "dark")
    assert state["view"] == {"latitude": 35.5, "longitude": 44.4, "zoom": 8.25}
    assert (state["place"], state["event"], state["window"]) == ("kirkuk", "assault-on-kirkuk", 7)
    assert state["mask"] == payload.mask(shown)
    assert json.loads(escaping.script(state)) == state


def test_what_is_sent_once_has_the_weight_of_a_picture(built_in: Sent) -> None:
    assert len(escaping.script(built_in[0])) < 2_000_000
