"""The folder as a geocoder: geopy's own ways of asking, without a network."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from geopy.extra.rate_limiter import RateLimiter
from geopy.location import Location

from dashboard.geocoding.choice import Around, Candidate, Place
from dashboard.geocoding.folder_geocoder import FolderGeocoder
from dashboard.geocoding.resolver import fill
from dashboard.sources.folder import BUILT_IN, read

FOLDER = FolderGeocoder(read(BUILT_IN).places)


@pytest.mark.parametrize("name", ["Erbil", "أربيل", "HEWLER", {"city": "Irbil"}])
def test_any_spelling_is_a_location(name: str | dict[str, str]) -> None:
    found = FOLDER.geocode(name)
    assert isinstance(found, Location)
    assert found.address == "Irbil"
    assert (found.latitude, found.longitude) == (36.19117, 44.00943)
    assert found.raw["place_id"] == "irbil"


def test_what_is_near_or_has_no_point_is_not_found() -> None:
    assert FOLDER.geocode("Baghdat") is None
    assert FOLDER.geocode("Kirkuk governorate") is None  # an area
    assert FOLDER.geocode("", exactly_one=False) is None


def test_several_places_of_one_name(folder: Callable[..., Path]) -> None:
    places = read(folder(places={3: {"name": "Alpha"}})).places
    found = FolderGeocoder(places).geocode("alpha", exactly_one=False)
    assert isinstance(found, list)
    assert [one.raw["place_id"] for one in found] == ["alpha-town", "beta-town"]


def test_what_takes_a_geopy_geocoder_takes_it() -> None:
    ask = RateLimiter(FOLDER.geocode, min_delay_seconds=0)
    found = pd.Series(["Kirkuk", "Tikrit", "Bağdat"]).map(ask)
    assert [one and one.raw["place_id"] for one in found.where(found.notna(), None)] == [
        "kirkuk", None, "baghdad",
    ]  # fmt: skip


def test_the_tool_asks_the_folder_first() -> None:
    asked: list[str] = []

    def look(query: str, _: Place) -> list[Candidate]:
        asked.append(query)
        return []

    twin = Place("other", "Hewlêr", "town", ("Nowhere", "Hewlêr"), ("IRQ",))
    itself = Place("irbil", "Irbil", "city", ("Irbil",), ("IRQ",))
    first, second = fill([twin, itself], look, Around(), folder=FOLDER)
    assert first.reason.startswith("irbil has that name already")
    assert second.reason == "nothing was found under any of its names"
    assert asked == ["Irbil"]  # nobody outside is asked about the twin
