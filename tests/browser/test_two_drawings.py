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
    tab = open_page(f"date={day}")
    live, places = tab.events(), tab.places()
    frame = projection.fit(OUTLINES.view, 900, 600)
    made = map_layout.arranged(
        sheet(TIMELINE, OUTLINES, Scene(Selection(day, DATA.settings.span))), frame
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
    spots = {spot.place_id: spot for spot in made.spots}
    of = dict(zip(DATA.events["event_id"], DATA.events["place_id"], strict=True))
    for event, symbol in live.items():
        place = places[of[event]]
        far = math.hypot(symbol["x"] - place["x"], symbol["y"] - place["y"])
        ring = far - made.reach(spots[of[event]]) - SIZES["first_ring"]
        assert round(ring / SIZES["symbol_room"], 2) in range(SIZES["rings"]), event
