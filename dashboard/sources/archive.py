"""`basemap.pmtiles`, a base map of vector tiles in one file: its header, and what that promises.

The archive may have gigabytes, so no more is read than the header, which says what it holds; tiles
are read in the browser. https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
"""

import struct
from pathlib import Path

from dashboard.model.codes import BASEMAP_FILE
from dashboard.model.dataset import Archive, Dataset
from dashboard.model.errors import Problem
from dashboard.model.validation.rules import Rule, WarningRule
from dashboard.sources.text_file import head

FILE = BASEMAP_FILE
HEADER = 127  # bytes
# Name and version, then what is not looked at, the type of the tiles, and the corners.
LAYOUT = struct.Struct("<7sB 91x B 2x 4i 9x")
DEGREE = 10_000_000  # corners are whole numbers of this part of a degree
VECTOR = 1
OTHERS = {2: "PNG pictures", 3: "JPEG pictures", 4: "WebP pictures", 5: "AVIF pictures"}
ROOM = 0.5  # degrees around the outermost places
NAMED = 3  # places that a warning names


def load(path: Path) -> bytes | Problem:
    """The header as it is written."""
    return head(path, HEADER)


def read(header: bytes) -> Archive | Problem:
    """What the header promises, or why the archive cannot be shown."""
    if len(header) < HEADER or not header.startswith(b"PMTiles"):
        return Rule.NOT_PMTILES.broken(FILE)
    _, version, kind, *corners = LAYOUT.unpack(header)
    if version != 3:
        return Rule.PMTILES_VERSION.broken(FILE, value=str(version))
    if kind != VECTOR:
        return Rule.NOT_VECTOR.broken(FILE, value=OTHERS.get(kind, "tiles of an unknown kind"))
    west, south, east, north = (corner / DEGREE for corner in corners)
    if not (-90 <= south < north <= 90 and -180 <= west < east <= 180):
        return Rule.NOT_PMTILES.broken(FILE)
    return Archive((south, west, north, east))


def uncovered(data: Dataset) -> list[Problem]:
    """A warning where the archive does not reach all places."""
    if data.archive is None:
        return []
    south, west, north, east = data.archive.bounds
    located = data.places.dropna(subset=["latitude", "longitude"])
    inside = located["latitude"].between(south, north) & located["longitude"].between(west, east)
    names = [*located["name"][~inside]]
    if not names:
        return []
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return [
        WarningRule.UNCOVERED.broken(
            FILE, places=", ".join(names[:NAMED]) + more, bbox=bbox(data) or ""
        )
    ]


def bbox(data: Dataset) -> str | None:
    """West, south, east, north around the places, as `pmtiles extract` takes them."""
    located = data.places.dropna(subset=["latitude", "longitude"])
    if located.empty:
        return None
    west, south = (located[name].min() - ROOM for name in ("longitude", "latitude"))
    east, north = (located[name].max() + ROOM for name in ("longitude", "latitude"))
    box = (max(west, -180), max(south, -85), min(east, 180), min(north, 85))
    return ",".join(f"{edge:.1f}" for edge in box)
