"""What the browser is sent: the dataset once, as columns, and then small messages of state."""

import base64
import gzip
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import numpy as np

from dashboard.model import days
from dashboard.model.codes import EVENT_TYPES, LOCAL, kind_of
from dashboard.model.dataset import Dataset, Outlines
from dashboard.model.questions import Mask, Questions
from dashboard.model.selection import Selection, View
from dashboard.model.table import records
from dashboard.render import style
from dashboard.render.tiles import TILES

Json = dict[str, Any]


def dataset(data: Dataset, timeline: Questions, outlines: Outlines) -> Json:
    """Everything the map layer needs for any day; days are numbers since 1970.

    Events are parallel columns in file order (`place` and `type` are positions in the gazetteer
    and in EVENT_TYPES, `kind` names a symbol), so a filter is a mask over them. Geometries are
    GeoJSON, [longitude, latitude].
    """
    actors = style.actor_styles(data.actors, timeline.holders)
    return {
        "actors": [*map(asdict, actors.values())],
        "places": _places(timeline, outlines, list(actors)),
        "events": _events(timeline),
        "symbols": {key: asdict(symbol) for key, symbol in style.SYMBOLS.items()},
        "status": [
            {"key": key, "label": label, "dash": dash, "struck": struck}
            for key, (label, dash, struck) in style.STATUS_LINES.items()
        ],
        "patterns": style.PATTERNS,
        "tile": style.PATTERN_TILE,
        "ink": style.INK,
        "nobody": style.NOBODY,
        "strength": style.STRENGTH,
        "fade": {"days": style.FADE_DAYS, "least": style.FAINTEST},
        "tiles": {
            key: asdict(tile) | {"host": tile.host} for key, tile in TILES.items() if key != LOCAL
        },
        "countries": outlines.countries,
        "regions": outlines.regions,
        "view": outlines.view,
    }


def state(
    selection: Selection,
    view: View,
    shown: Mask,
    theme: str,
    control: dict[str, list[list[Any]]] | None = None,
) -> Json:
    """What map and time bar shall show now.

    `shown` is the mask over all events of those that are wanted; `control` the `intervals` of the
    perspective, or None where it is the one that the dataset was sent with.
    """
    return {
        "according_to": selection.according_to,
        "control": control,
        "day": days.number(selection.day),
        "compare": None if selection.compare is None else days.number(selection.compare),
        "window": selection.window,
        "mask": None if shown.all() else mask(shown),
        "place": selection.place,
        "event": selection.event,
        "theme": theme,
        "basemap": view.basemap,
        "view": None
        if view.zoom is None
        else {"latitude": view.latitude, "longitude": view.longitude, "zoom": view.zoom},
    }


def packed(value: Json) -> bytes:
    """The value as gzipped JSON, the same bytes for the same value."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


def mask(shown: Mask) -> str:
    """A column of booleans as base64 of its bits, first row in the lowest bit."""
    bits = np.packbits(shown, bitorder="little")
    return base64.b64encode(bits.tobytes()).decode("ascii")


def _places(timeline: Questions, outlines: Outlines, actors: list[str]) -> list[Json]:
    control = intervals(timeline, actors)
    return [
        {
            "id": row["place_id"],
            "name": row["name"],
            "point": timeline.gazetteer.point(row["place_id"]),
            "ring": row["precision_km"] if row["precision_km"] > style.RING_FROM_KM else None,
            "area": outlines.areas.get(row["place_id"]),
            "anchor": outlines.anchors.get(row["place_id"]),
            "control": control[row["place_id"]],
        }
        for row in records(timeline.data.places)
    ]


def intervals(timeline: Questions, actors: Iterable[str]) -> dict[str, list[list[Any]]]:
    """Place id to its control intervals; actors are positions in `actors`."""
    index = positions(actors)
    return {
        place: [
            [
                row["start"], row["end"], row["status"],
                index.get(row["controller"]), index.get(row["challenger"]),
                row["confidence"], row["differs"], row["since"], row["time_precision"],
                row["change"], row["still"],
            ]
            for row in timeline.history(place)
        ]
        for place in timeline.gazetteer.ids
    }  # fmt: skip


def positions(names: Iterable[str]) -> dict[str, int]:
    """Where each name stands among them, from 0."""
    return {name: position for position, name in enumerate(names)}


def _events(timeline: Questions) -> Json:
    places, types = positions(timeline.gazetteer.ids), positions(EVENT_TYPES)
    event_id, title, place, start, end, kind, sub, status, differs = timeline.columns(
        "event_id", "title", "place_id", "start", "end", "event_type", "sub_event_type", "status",
        "differs",
    )  # fmt: skip
    return {
        "id": event_id,
        "title": title,
        "place": [places.get(one, -1) for one in place],
        "from": start,
        "to": end,
        "type": [types[one] for one in kind],
        "kind": [*map(kind_of, kind, sub)],
        "status": status,
        "differs": [*map(int, differs)],
    }
