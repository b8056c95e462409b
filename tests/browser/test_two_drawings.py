"""The map in the browser and the picture of the same day are one drawing, made twice."""

import math
from datetime import date

import pytest

from browser.conftest import Open
from dashboard.model.scenes import Scene
from dashboard.model.selection import Selection
from dashboard.model.timeline import Timeline
from dashboard.render.drawing import map_layout, projection
from dashboard.render.sheet import sheet
from dashboard.render.sizes import SIZES
from dashboard.sources import outlines
from dashboard.sources.folder import BUILT_IN, read

DATA = read(BUILT_IN)
TIMELINE, OUTLINES = Timeline(DATA), outlines.read(DATA)


@pytest.mark.parametrize("day", [date(2017, 10, 16), date(2017, 10, 20)], ids=str)
def test_signs_and_symbols_are_the_same(open_page: Open, day: date) -> None:
    tab = open_page(f"date={day}&place=kirkuk")
    live, places, groups = tab.events(), tab.places(), tab.groups()
    frame = projection.fit(OUTLINES.view, 900, 600)
    made = map_layout.arranged(
        sheet(TIMELINE, OUTLINES, Scene(Selection(day, DATA.settings.span, place="kirkuk"))), frame
    )
    drawn = {mark.event_id: mark for mark in made.marks}
    both = live.keys() & drawn.keys()
    assert len(both) > 10
    for event in both:
        one, other = live[event], drawn[event]
        assert (one["kind"], one["status"], one["differs"]) == (
            other.kind, other.status, other.differs,
        )  # fmt: skip
        assert one["alpha"] == pytest.approx(other.alpha, abs=0.005)
    of = dict(zip(DATA.events["event_id"], DATA.events["place_id"], strict=True))
    in_picture = {group.place_id: group for group in made.groups}
    assert groups.keys() & in_picture.keys()
    for place in places:
        shown, other = groups.get(place), in_picture.get(place)
        single = [sum(of[event] == place for event in events) for events in (live, drawn)]
        grouped = [len(shown["events"]) if shown else 0, other.count if other else 0]
        assert single[0] + grouped[0] == single[1] + grouped[1], place
        if shown and other and grouped[0] == grouped[1] and shown["kinds"] and other.kinds:
            assert tuple(shown["kinds"]) == other.kinds
    spots = {spot.place_id: spot for spot in made.spots}
    for event, symbol in live.items():
        spot = spots[of[event]]
        if spot.area is not None:  # around its name, which is where there was room
            continue
        place = places[of[event]]
        far = math.hypot(symbol["x"] - place["x"], symbol["y"] - place["y"])
        ring = far - made.reach(spot) - SIZES["first_ring"]
        assert round(ring / SIZES["symbol_room"], 2) in range(SIZES["rings"]), event
