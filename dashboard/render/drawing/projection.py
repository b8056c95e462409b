"""Web Mercator: from degrees to the pixels of a frame, and outlines to SVG path data."""

import math
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from dashboard.model.scenes import Bounds
from dashboard.render.drawing.markup import number

NORTHERNMOST = 85.0511287798  # degrees: where the square of Web Mercator ends (EPSG:3857)
RADIUS_KM = 6378.137  # of the sphere of Web Mercator: the equator of WGS 84
LEAST = math.radians(0.01)  # a view is never narrower, so that one point has a map around it
DETAIL = 0.25  # pixels: what is finer than this is not seen
MARGIN = 8.0  # pixels drawn beyond the frame, so that no cut edge shows


@dataclass(frozen=True)
class Frame:
    """A window on the map, in pixels from its upper left corner."""

    width: float
    height: float
    scale: float  # pixels for a radian of longitude
    west: float  # longitude of the left edge, in radians
    north: float  # Mercator ordinate of the upper edge, in radians

    @property
    def zoom(self) -> float:
        """The zoom of web maps, whose world is 256 pixels wide at 0."""
        return math.log2(self.scale * 2 * math.pi / 256)

    def point(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a point in degrees stands."""
        x = (math.radians(longitude) - self.west) * self.scale
        return x, (self.north - _ordinate(latitude)) * self.scale

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """The latitude and longitude that stand there."""
        ordinate = self.north - y / self.scale
        latitude = math.degrees(math.atan(math.sinh(ordinate)))
        return latitude, math.degrees(self.west + x / self.scale)

    def holds(self, x: float, y: float) -> bool:
        """Whether that is inside, edges included."""
        return 0 <= x <= self.width and 0 <= y <= self.height

    def km(self, latitude: float) -> float:
        """The kilometres of one pixel at this latitude."""
        return RADIUS_KM * math.cos(math.radians(latitude)) / self.scale

    def cut(self, geometry: dict[str, Any]) -> BaseGeometry:
        """The part of a GeoJSON polygon or polygons that is seen, in degrees; empty if none is."""
        return cut(shape(geometry), self)

    def path(self, seen: BaseGeometry) -> str:
        """SVG path data of what `cut` left, with one decimal; "" if it is too small to see."""
        if seen.is_empty:
            return ""
        placed = shapely.transform(seen, self._pixels).simplify(DETAIL, preserve_topology=False)
        return "".join(
            _ring(ring.coords)
            for polygon in shapely.get_parts(placed)
            if polygon.geom_type == "Polygon"
            for ring in (polygon.exterior, *polygon.interiors)
        )

    def _pixels(self, points: "np.ndarray[Any, np.dtype[np.float64]]") -> Any:
        latitude = np.radians(np.clip(points[:, 1], -NORTHERNMOST, NORTHERNMOST))
        x = (np.radians(points[:, 0]) - self.west) * self.scale
        return np.column_stack([x, (self.north - np.arcsinh(np.tan(latitude))) * self.scale])


def fit(view: Bounds, width: float, height: float) -> Frame:
    """The frame of that size that shows all of `view` (in degrees), as large as it can, centred."""
    south, west, north, east = view
    left, right = math.radians(west), math.radians(east)
    bottom, top = _ordinate(south), _ordinate(north)
    scale = min(width / max(right - left, LEAST), height / max(top - bottom, LEAST))
    return Frame(
        width, height, scale,
        west=(left + right - width / scale) / 2,
        north=(bottom + top + height / scale) / 2,
    )  # fmt: skip


def cut(outline: BaseGeometry, frame: Frame) -> BaseGeometry:
    """The part of an outline in degrees that the frame shows."""
    north, west = frame.degrees(-MARGIN, -MARGIN)
    south, east = frame.degrees(frame.width + MARGIN, frame.height + MARGIN)
    return shapely.clip_by_rect(outline, west, south, east, north)


def _ordinate(latitude: float) -> float:
    """The Mercator ordinate of a latitude in degrees, in radians."""
    held = math.radians(min(max(latitude, -NORTHERNMOST), NORTHERNMOST))
    return math.asinh(math.tan(held))


def _ring(coordinates: Any) -> str:
    points = [point for point, _ in groupby(f"{number(x)} {number(y)}" for x, y in coordinates)]
    return f"M{'L'.join(points)}Z" if len(points) > 2 else ""
