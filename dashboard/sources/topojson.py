"""Polygons out of TopoJSON, only those near a box.

Neighbouring polygons share arcs; an arc is a list of quantised positions, each given as the
step from the one before (https://github.com/topojson/topojson-specification).
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

Ring = list[list[float]]  # [longitude, latitude] positions, closed
Bounds = tuple[float, float, float, float]  # south, west, north, east

_DEPTH = {"Polygon": 0, "MultiPolygon": 1}  # lists of arcs are nested so deep above a polygon


@dataclass(frozen=True)
class Feature:
    """One named shape: polygons, each a shell and its holes."""

    id: str
    name: str
    polygons: list[list[Ring]]

    @property
    def geometry(self) -> dict[str, Any]:
        """The shape as a GeoJSON MultiPolygon."""
        return {"type": "MultiPolygon", "coordinates": self.polygons}


def features(path: Path, near: Bounds | None = None) -> Iterator[Feature]:
    """Every shape of the file; with `near`, only polygons whose box meets that one."""
    arcs, objects = _read(path)
    for collection in objects.values():
        for item in collection["geometries"]:
            if item.get("type") not in _DEPTH:
                continue
            polygons = item["arcs"] if _DEPTH[item["type"]] else [item["arcs"]]
            kept = [
                rings
                for polygon in polygons
                if (near is None or arcs.meet(polygon[0], near))
                and (rings := [ring for part in polygon if len(ring := arcs.joined(part)) >= 4])
            ]
            if kept:
                yield Feature(
                    str(item.get("id", "")), str(item.get("properties", {}).get("name", "")), kept
                )


@lru_cache(maxsize=2)  # the world is asked for with every folder, and takes most of a second
def _read(path: Path) -> tuple["_Arcs", dict[str, Any]]:
    topology = json.loads(path.read_text("utf-8"))
    return _Arcs(topology["arcs"], topology["transform"]), topology["objects"]


class _Arcs:
    """All arcs of a file in one array, so that finding what is near decodes nothing else."""

    def __init__(self, arcs: list[list[list[int]]], transform: dict[str, list[float]]) -> None:
        lengths = np.array([len(arc) for arc in arcs])
        self._ends = np.cumsum(lengths)
        self._starts = self._ends - lengths
        steps = np.array(list(chain.from_iterable(arcs)))
        total = np.cumsum(steps, axis=0)
        # What the arcs before have added up to is taken off again.
        before = np.repeat(total[self._starts] - steps[self._starts], lengths, axis=0)
        scale, translate = np.array(transform["scale"]), np.array(transform["translate"])
        self._positions = (total - before) * scale + translate
        self._low = np.minimum.reduceat(self._positions, self._starts)
        self._high = np.maximum.reduceat(self._positions, self._starts)

    def meet(self, ring: list[int], bounds: Bounds) -> bool:
        """Whether the box around a ring meets the bounds."""
        south, west, north, east = bounds
        arcs = [index if index >= 0 else ~index for index in ring]
        low, high = self._low[arcs].min(axis=0), self._high[arcs].max(axis=0)
        return bool(low[0] <= east and high[0] >= west and low[1] <= north and high[1] >= south)

    def joined(self, ring: list[int]) -> Ring:
        """A ring's arcs end to end; ~i means arc i backwards."""
        positions: Ring = []
        for index in ring:
            number = index if index >= 0 else ~index
            arc: Ring = self._positions[self._starts[number] : self._ends[number]].tolist()
            if index < 0:
                arc.reverse()
            positions += arc[1:] if positions else arc
        return positions
