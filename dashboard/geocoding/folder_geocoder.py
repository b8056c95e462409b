"""A geocoder as geopy has them, over the places of a folder: no network, no guesses."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from dashboard.model.lookup import NEAR, Lookup
from dashboard.model.table import Row, records


class FolderGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """Finds the located places of a gazetteer by any of their spellings.

    Anything that takes a geopy geocoder can use it. Only exact spellings count: what is near is
    not the place. `raw` of a Location is the row.
    """

    def __init__(self, places: pd.DataFrame) -> None:
        super().__init__()
        self._rows = {row["place_id"]: row for row in records(places)}
        self._lookup = Lookup(places)

    def geocode(
        self,
        query: str | Mapping[str, str],
        *,
        exactly_one: bool = True,
        timeout: Any = DEFAULT_SENTINEL,  # as geopy has it; nothing takes time here
    ) -> Location | list[Location] | None:
        """The place of that name, or with `exactly_one=False` all of them; None if there is none.

        `query` is a name, or a mapping whose first value is one.
        """
        name = query if isinstance(query, str) else next(iter(query.values()), "")
        found = [
            Location(row["name"], point, row)
            for match in self._lookup.find(name)
            if match.how != NEAR
            for row in [self._rows[match.place_id]]
            if (point := _point(row))
        ]
        if not found:
            return None
        return found[0] if exactly_one else found


def _point(row: Row) -> tuple[float, float] | None:
    """Where it is, whether the cells are numbers or still text; None if that is not known."""
    cells = row["latitude"], row["longitude"]
    if any(cell == "" or cell != cell for cell in cells):  # NaN is not itself
        return None
    latitude, longitude = map(float, cells)
    return latitude, longitude
