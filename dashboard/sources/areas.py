"""`areas.geojson` becomes the shapes that places may name as their outline."""

import json
from typing import Any

from dashboard.model.errors import Problem
from dashboard.model.validation.rules import Rule
from dashboard.sources.text_file import decode

FILE = "areas.geojson"

Geometry = dict[str, Any]  # {"type": ..., "coordinates": ...}, RFC 7946


def read(data: bytes) -> tuple[dict[str, Geometry], list[Problem]]:
    """The geometry of each feature by its id, and everything wrong with the file.

    An id is the feature's own or its property `id`. Rings may wind either way, and positions
    may carry an altitude; whether a ring crosses itself is not asked.
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
        if rule := _broken_rule(name, geometry, areas):
            shown = str(_member(geometry, "type")) if rule is Rule.NOT_AN_AREA else name
            problems.append(rule.broken(FILE, column=f"feature {number}", value=shown))
        else:
            areas[name] = {key: geometry[key] for key in ("type", "coordinates")}
    return areas, problems


def _member(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _name(feature: Any) -> str:
    """The feature's id as text; "" if it has none."""
    own = _member(feature, "id")
    name = _member(_member(feature, "properties"), "id") if own is None else own
    return str(name).strip() if isinstance(name, str | int) else ""


def _broken_rule(name: str, geometry: Any, areas: dict[str, Geometry]) -> Rule | None:
    if not name:
        return Rule.AREA_WITHOUT_ID
    if any("\ud800" <= character <= "\udfff" for character in name):
        return Rule.BAD_AREA_ID
    if name in areas:
        return Rule.DUPLICATE_AREA
    coordinates = _member(geometry, "coordinates")
    match _member(geometry, "type"):
        case "Polygon":
            polygons = [coordinates]
        case "MultiPolygon":
            polygons = coordinates
        case _:
            return Rule.NOT_AN_AREA
    sound = _filled_list(polygons) and all(
        _filled_list(rings) and all(_is_ring(ring) for ring in rings) for rings in polygons
    )
    return None if sound else Rule.BAD_RING


def _filled_list(value: Any) -> bool:
    return isinstance(value, list) and len(value) > 0


def _is_ring(ring: Any) -> bool:
    """Whether it is closed and on the globe: at least three corners, the first one repeated."""
    return (
        isinstance(ring, list)
        and len(ring) >= 4
        and all(_is_position(position) for position in ring)
        and ring[0] == ring[-1]
    )


def _is_position(position: Any) -> bool:
    if not isinstance(position, list) or len(position) < 2:
        return False
    longitude, latitude = position[:2]
    numbers = type(longitude) in (int, float) and type(latitude) in (int, float)
    return numbers and abs(longitude) <= 180 and abs(latitude) <= 90
