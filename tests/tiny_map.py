"""A small PMTiles archive, as `pmtiles extract` would make one: a town, waters, a road.

The tiles are written here: the library that makes them wants another protobuf than is pinned.
https://github.com/mapbox/vector-tile-spec/tree/master/2.1
"""

import gzip
import math
from collections.abc import Iterable, Sequence
from pathlib import Path

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

Position = tuple[float, float]  # longitude, latitude
Feature = tuple[str, str, Sequence[Position]]  # layer, kind, positions; a ring is closed

EXTENT = 4096
ZOOMS = range(0, 9)
KIRKUK: list[Feature] = [
    ("landuse", "residential",
     [(44.3, 35.4), (44.5, 35.4), (44.5, 35.54), (44.3, 35.54), (44.3, 35.4)]),
    ("water", "lake", [(43.6, 35.0), (44.1, 35.0), (44.1, 35.3), (43.6, 35.3), (43.6, 35.0)]),
    ("water", "river", [(43.2, 36.0), (44.1, 35.75), (44.6, 35.9)]),
    ("roads", "highway", [(44.0, 36.2), (44.39, 35.47), (44.63, 34.89), (44.4, 33.3)]),
]  # fmt: skip
CREDIT = (
    '<a href="https://openstreetmap.org/copyright">© OpenStreetMap</a><img src=x onerror=alert(1)>'
)


def tiny_map(
    path: Path,
    features: Iterable[Feature] = KIRKUK,
    bounds: tuple[float, float, float, float] = (
        42.0,
        33.0,
        46.0,
        37.0,
    ),  # west, south, east, north
    kind: TileType = TileType.MVT,
    credit: str = CREDIT,
) -> Path:
    """Write it; every tile that the bounds touch is there."""
    features = [*features]
    with path.open("wb") as file:
        writer = Writer(file)
        for zoom in ZOOMS:
            (left, bottom), (right, top) = _at(bounds[:2], zoom), _at(bounds[2:], zoom)
            tiles = [(zoom, x, y) for x in range(int(left), int(right) + 1)
                     for y in range(int(top), int(bottom) + 1)]  # fmt: skip
            for tile in sorted(tiles, key=lambda tile: zxy_to_tileid(*tile)):
                writer.write_tile(
                    zxy_to_tileid(*tile), gzip.compress(_tile(features, *tile), mtime=0)
                )
        west, south, east, north = (round(edge * 10_000_000) for edge in bounds)
        writer.finalize(
            {
                "tile_type": kind, "tile_compression": Compression.GZIP,
                "min_lon_e7": west, "min_lat_e7": south, "max_lon_e7": east, "max_lat_e7": north,
            },
            {"attribution": credit, "vector_layers": []},
        )  # fmt: skip
    return path


def _at(position: Position, zoom: int) -> Position:
    longitude, latitude = position
    across = 2**zoom
    north = math.asinh(math.tan(math.radians(latitude)))
    return across * (longitude + 180) / 360, across * (1 - north / math.pi) / 2


def _tile(features: list[Feature], zoom: int, x: int, y: int) -> bytes:
    """All features in every layer; what lies outside of the tile is not cut off."""
    layers = dict.fromkeys(layer for layer, *_ in features)
    return b"".join(_field(3, _layer(name, features, (zoom, x, y))) for name in layers)


def _layer(name: str, features: list[Feature], tile: tuple[int, int, int]) -> bytes:
    here = [(kind, line) for layer, kind, line in features if layer == name]
    made = b"".join(
        _field(2, _field(2, _varint(0) + _varint(number)) + _geometry(line, tile))
        for number, (_, line) in enumerate(here)
    )
    values = b"".join(_field(4, _field(1, kind.encode())) for kind, _ in here)
    return (
        _number(15, 2)
        + _field(1, name.encode())
        + made
        + _field(3, b"kind")
        + values
        + _number(5, EXTENT)
    )


def _geometry(line: Sequence[Position], tile: tuple[int, int, int]) -> bytes:
    zoom, x, y = tile
    closed = line[0] == line[-1]
    points = [
        (round((across - x) * EXTENT), round((down - y) * EXTENT))
        for across, down in (_at(position, zoom) for position in line[: -1 if closed else None])
    ]
    moves = [
        (one[0] - before[0], one[1] - before[1])
        for before, one in zip([(0, 0), *points], points, strict=False)
    ]
    commands = [1 | 1 << 3, *moves[0], 2 | len(moves) - 1 << 3]
    steps = [*map(_zigzag, moves[0])]
    rest = [_zigzag(part) for move in moves[1:] for part in move]
    numbers = [commands[0], *steps, commands[3], *rest, *([7 | 1 << 3] if closed else [])]
    return _number(3, 3 if closed else 2) + _field(4, b"".join(map(_varint, numbers)))


def _zigzag(number: int) -> int:
    return number << 1 if number >= 0 else -number * 2 - 1


def _varint(number: int) -> bytes:
    parts = []
    while number > 127:
        parts.append(number & 127 | 128)
        number >>= 7
    return bytes([*parts, number])


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _field(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content
