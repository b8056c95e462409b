"""`areas.geojson` becomes the shapes that places may name as their outline."""

import json
from typing import Any

from shapely import GEOSException, force_2d, from_geojson, to_geojson

from dashboard.model.errors import Problem
from dashboard.model.validation.rules import Rule
from dashboard.sources.text_file import decode

FILE = "areas.geojson"

Geometry = dict[str, Any]  # {"type": ..., "coordinates": ...}, RFC 7946


def read(data: bytes) -> tuple[dict[str, Geometry], list[Problem]]:
    """The geometry of each feature by its id, and everything wrong with the file.

    An id is the feature's own or its property `id`. Rings may wind either way, altitudes are left
    out, and whether a ring crosses itself is not asked.
    """
    text = decode(data, FILE)
    if isinstance(text, Problem):
        return {}, [text]
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:  # JSONDecodeError, or a number without end
        return {}, [Rule.BAD_JSON.broken(FILE, reason=str(error))]
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        return {}, [Rule.NOT_A_COLLECTION.broken(FILE)]
    areas: dict[str, Geometry] = {}
    problems = []
    for number, feature in enumerate(features, start=1):
        name, geometry = _name(feature), _member(feature, "geometry")
        found = _broken_name(name, areas) or _outline(geometry)
        if isinstance(found, Rule):
            shown = str(_member(geometry, "type")) if found is Rule.NOT_AN_AREA else name
            problems.append(found.broken(FILE, column=f"feature {number}", value=shown))
        else:
            areas[name] = found
    return areas, problems


def _member(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _name(feature: Any) -> str:
    """The feature's id as text; "" if it has none."""
    own = _member(feature, "id")
    name = _member(_member(feature, "properties"), "id") if own is None else own
    return str(name).strip() if isinstance(name, str | int) else ""


def _broken_name(name: str, areas: dict[str, Geometry]) -> Rule | None:
    if not name:
        return Rule.AREA_WITHOUT_ID
    if any("\ud800" <= character <= "\udfff" for character in name):
        return Rule.BAD_AREA_ID
    return Rule.DUPLICATE_AREA if name in areas else None


def _outline(geometry: Any) -> Geometry | Rule:
    """The geometry as shapely writes it, or the rule that it breaks."""
    if _member(geometry, "type") not in ("Polygon", "MultiPolygon"):
        return Rule.NOT_AN_AREA
    try:
        shape = force_2d(from_geojson(json.dumps(geometry)))  # raises where a ring is not closed
    except (GEOSException, RecursionError):
        return Rule.BAD_RING
    west, south, east, north = shape.bounds  # NaN of an empty one
    if not (west >= -180 and south >= -90 and east <= 180 and north <= 90):
        return Rule.BAD_RING
    outline: Geometry = json.loads(to_geojson(shape))
    return outline
