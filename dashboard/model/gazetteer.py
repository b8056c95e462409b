"""The places: their names, where they are, and how far apart."""

import math
from dataclasses import dataclass
from statistics import median

import pandas as pd
from geopy.distance import geodesic

from dashboard.model.codes import DIRECTIONS, LENGTHS
from dashboard.model.table import Row, records

Point = tuple[float, float]  # (latitude, longitude), WGS 84 degrees

LOCAL_NAMES = {"name_ar": "Arabic", "name_ckb": "Sorani", "name_kmr": "Kurmanji",
               "name_tr": "Turkish"}  # fmt: skip


@dataclass(frozen=True)
class Distance:
    """The geodesic from one place to another."""

    place_id: str
    km: float
    azimuth: float  # degrees clockwise from north, 0 <= azimuth < 360

    @property
    def miles(self) -> float:
        """The same length in international miles."""
        return self.km / LENGTHS["mi"]

    @property
    def wind(self) -> str:
        """The nearest of the eight compass directions, in words."""
        return DIRECTIONS[round(self.azimuth / 45) % 8]


class Gazetteer:
    """Look-ups over `places`; every method takes place ids and raises KeyError for strangers."""

    def __init__(self, places: pd.DataFrame) -> None:
        self._rows = {row["place_id"]: row for row in records(places)}
        self.ids: tuple[str, ...] = tuple(self._rows)

    def __contains__(self, place_id: object) -> bool:
        return place_id in self._rows

    def name(self, place_id: str) -> str:
        """The name the map shows."""
        return str(self._rows[place_id]["name"])

    def row(self, place_id: str) -> Row:
        """Everything the table says of the place."""
        return self._rows[place_id]

    @property
    def centre(self) -> Point | None:
        """The middle of all located places, or None if there are none."""
        points = [point for place in self.ids if (point := self.point(place))]
        if not points:
            return None
        return median(point[0] for point in points), median(point[1] for point in points)

    def point(self, place_id: str) -> Point | None:
        """Where the place is, or None for an area and for a place not yet located."""
        row = self._rows[place_id]
        latitude, longitude = row["latitude"], row["longitude"]
        if math.isnan(latitude) or math.isnan(longitude):
            return None
        return float(latitude), float(longitude)

    def local_names(self, place_id: str) -> dict[str, str]:
        """Language to name, for the languages in which one is recorded."""
        row = self.row(place_id)
        return {word: str(row[column]) for column, word in LOCAL_NAMES.items() if row[column]}

    def distances(self, place_id: str) -> list[Distance]:
        """From the place to every other located one, nearest first (WGS 84 ellipsoid)."""
        start = self.point(place_id)
        if start is None:
            return []
        found = []
        for other in self.ids:
            end = self.point(other)
            if other != place_id and end is not None:
                found.append(distance(start, end, other))
        return sorted(found, key=lambda item: item.km)


def distance(start: Point, end: Point, place_id: str = "") -> Distance:
    """The geodesic from `start` to `end` on the WGS 84 ellipsoid (Karney 2013)."""
    line = geodesic(start, end)
    azimuth = line.geod.Inverse(*start, *end)["azi1"]
    return Distance(place_id, line.km, azimuth % 360 % 360)  # -1e-17 % 360 is 360.0


def around(point: Point, km: float) -> tuple[float, float, float, float]:
    """The box that reaches so far from a point to each side: south, west, north, east."""
    reach = geodesic(kilometers=km)
    north, east, south, west = (reach.destination(point, bearing) for bearing in (0, 90, 180, 270))
    return south.latitude, west.longitude, north.latitude, east.longitude
