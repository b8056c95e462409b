"""What each geocoding service answers, read as candidates.

A parser takes geopy's Location, with the service's own JSON in `raw`, and raises LookupError,
TypeError or ValueError where that is not what the service documents.
"""

import math
from typing import Any

from dashboard.geocoding.choice import Box, Candidate, Sort
from dashboard.model.countries import three_letters
from dashboard.model.gazetteer import Point

# The services' own words for what they found; a word that stands nowhere is a site.
SORTS: dict[Sort, frozenset[str]] = {
    "settlement": frozenset({
        "city", "town", "village", "hamlet", "isolated_dwelling", "municipality", "borough",
        "suburb", "quarter", "neighbourhood", "neighborhood", "locality",
    }),
    "region": frozenset({
        "country", "state", "region", "province", "governorate", "state_district", "county",
        "district", "city_district", "subdistrict", "administrative", "archipelago",
        "state or province",
    }),
}  # fmt: skip
FEATURE_CLASSES: dict[str, Sort] = {"P": "settlement", "A": "region"}  # GeoNames'

OSM_TYPES = {"N": "node", "W": "way", "R": "relation"}  # Photon's initials


def nominatim(location: Any) -> Candidate:
    """Nominatim, jsonv2 with address details."""
    raw = location.raw
    point = _point(raw["lat"], raw["lon"])
    address = raw.get("address") or {}
    found = str(raw.get("addresstype") or raw.get("type") or "")
    key = f"{raw['osm_type']}/{raw['osm_id']}" if raw.get("osm_type") else ""
    importance = raw.get("importance")
    south, north, west, east = raw.get("boundingbox") or [None] * 4
    return Candidate(
        id=key or _id(point),
        name=str(raw.get("display_name") or ""),
        point=point,
        type=found,
        sort=_sort(found),
        country=three_letters(str(address.get("country_code") or "")),
        region=str(address.get("state") or address.get("province") or address.get("region") or ""),
        importance=None if importance is None else _finite(importance),
        box=_box(south, west, north, east),
        column="osm_id" if key else "",
        key=key,
    )


def photon(location: Any) -> Candidate:
    """Photon, GeoJSON from OpenStreetMap; without importance."""
    raw = location.raw["properties"]
    longitude, latitude = location.raw["geometry"]["coordinates"][:2]
    point = _point(latitude, longitude)
    # A boundary says "administrative" for all levels; then `type` tells a city from a state.
    words = [raw.get("osm_value"), raw.get("type")]
    found = next((str(word) for word in words if word and word != "administrative"), "")
    initial = str(raw.get("osm_type") or "")
    key = f"{OSM_TYPES[initial]}/{raw['osm_id']}" if initial in OSM_TYPES else ""
    west, north, east, south = raw.get("extent") or [None] * 4
    return Candidate(
        id=key or _id(point),
        name=str(location.address or ""),
        point=point,
        type=found,
        sort=_sort(found),
        country=three_letters(str(raw.get("countrycode") or "")),
        region=str(raw.get("state") or ""),
        box=_box(south, west, north, east),
        column="osm_id" if key else "",
        key=key,
    )


def geonames(location: Any) -> Candidate:
    """GeoNames, searchJSON in its usual style, which has neither extent nor importance."""
    raw = location.raw
    key = str(raw["geonameId"])
    return Candidate(
        id=key,
        name=str(location.address or ""),
        point=_point(raw["lat"], raw["lng"]),
        type=str(raw.get("fcodeName") or raw.get("fcode") or ""),
        sort=FEATURE_CLASSES.get(str(raw.get("fcl")), "site"),
        country=three_letters(str(raw.get("countryCode") or "")),
        region=str(raw.get("adminName1") or ""),
        column="geonames_id",
        key=key,
    )


def arcgis(location: Any) -> Candidate:
    """ArcGIS, findAddressCandidates; it has no identifiers, so a position stands for one."""
    raw = location.raw
    point = _point(raw["location"]["y"], raw["location"]["x"])
    attributes = raw.get("attributes") or {}
    found = str(attributes.get("Type") or attributes.get("Addr_type") or "").casefold()
    extent = raw.get("extent") or {}
    return Candidate(
        id=_id(point),
        name=str(attributes.get("LongLabel") or raw.get("address") or ""),
        point=point,
        type=found,
        sort=_sort(found),
        country=three_letters(str(attributes.get("Country") or "")),
        region=str(attributes.get("Region") or ""),
        box=_box(*(extent.get(side) for side in ("ymin", "xmin", "ymax", "xmax"))),
    )


def _sort(word: str) -> Sort:
    return next((sort for sort, words in SORTS.items() if word in words), "site")


def _point(latitude: Any, longitude: Any) -> Point:
    point = _finite(latitude), _finite(longitude)
    if abs(point[0]) > 90 or abs(point[1]) > 180:
        raise ValueError("a position off the globe")
    return point


def _box(*sides: Any) -> Box | None:
    if None in sides:
        return None
    south, west, north, east = sides
    return (*_point(south, west), *_point(north, east))


def _finite(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError("not a finite number")
    return number


def _id(point: Point) -> str:
    return f"{point[0]:.5f},{point[1]:.5f}"
