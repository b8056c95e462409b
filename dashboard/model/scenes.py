"""The briefing: scenes in order, each a whole state of the page with words to it."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dashboard.model import days, fields
from dashboard.model.codes import ALL, ARTICLES
from dashboard.model.dataset import Dataset
from dashboard.model.fields import FIELDS, Field
from dashboard.model.questions import Questions
from dashboard.model.selection import Selection, View
from dashboard.model.table import Row, records
from dashboard.model.validation.cells import SEPARATOR, parts

Bounds = tuple[float, float, float, float]  # south, west, north, east in degrees

MOST = 12  # scenes that are proposed
FRAME = (800, 500)  # pixels of the map that a view is taken to fill


@dataclass(frozen=True)
class Scene:
    """One step of a briefing; `selection.place` is the place that stands out."""

    selection: Selection
    view: Bounds | None = None  # None: around the place that stands out, else the opening view
    title: str = ""  # proposed scenes have no words of their own
    text: str = ""
    notes: str = ""  # for the one who speaks


def scenes(data: Dataset, timeline: Questions) -> list[Scene]:
    """The scenes of the folder in their order, or where it has none those that the data propose.

    `timeline` is of all accounts.
    """
    written = data.scenes.sort_values("order", kind="stable")
    if written.empty:
        return [Scene(Selection(day, _span(data, day))) for day in proposed(timeline)]
    return [_scene(row, data) for row in records(written)]


def proposed(timeline: Questions, most: int = MOST) -> list[date]:
    """The days that a briefing could stop at: every change of control, then the fullest days.

    At most `most` of them, in order of time; where there are more changes, those of the days with
    most events. Empty for an empty folder.
    """
    spans = zip(*timeline.columns("start", "end"), strict=True)
    counts = Counter(start for start, end in spans if start == end)
    changes = set(timeline.change_days)
    order = sorted({*changes, *counts}, key=lambda day: (day not in changes, -counts[day]))
    return [days.day(day) for day in sorted(order[:most])]


def _scene(row: Row, data: Dataset) -> Scene:
    day = row["date"].date()
    found = {field.name: _value(field, row) for field in FIELDS} | {"day": day}
    selection = fields.selection(found, _span(data, day))
    return Scene(selection, bounds(row["view"]), row["title"], row["text"], row["notes"])


def _value(field: Field, row: Row) -> Any:
    cell = row[field.column.name] if field.in_scenes else None
    if cell is None or cell != cell or cell == "":  # NaN: not said
        return field.unset
    if field.column.many:
        return parts(cell)
    return int(cell) if field.column.kind == "number" else cell


def _span(data: Dataset, day: date) -> tuple[date, date]:
    first, last = data.settings.span
    return min(first, day), max(last, day)


def bounds(cell: str) -> Bounds | None:
    """South, west, north, east as a cell has them; None for an empty cell, ValueError otherwise."""
    if not cell:
        return None
    south, west, north, east = (float(part) for part in cell.split(","))
    if not (-90 <= south < north <= 90 and -180 <= west < east <= 180):
        raise ValueError(cell)
    return south, west, north, east


def seen(view: View) -> Bounds | None:
    """What a view has in sight on a map of `FRAME` pixels; None for the opening view.

    Web Mercator: at zoom z the world is 256 · 2^z pixels wide.
    """
    if view.latitude is None or view.longitude is None or view.zoom is None:
        return None
    world = 256 * 2**view.zoom
    east = 180 * FRAME[0] / world
    north = math.asinh(math.tan(math.radians(view.latitude)))
    low, high = (
        math.degrees(math.atan(math.sinh(north + way * math.pi * FRAME[1] / world)))
        for way in (-1, 1)
    )
    return low, max(view.longitude - east, -180.0), high, min(view.longitude + east, 180.0)


def rows(kept: Iterable[Scene]) -> list[Row]:
    """The scenes as rows of `scenes.csv`, numbered in their order; every cell is text."""
    return [_row(number, scene) for number, scene in enumerate(kept, start=1)]


def _row(number: int, scene: Scene) -> Row:
    chosen = fields.values(scene.selection)
    if chosen["place"] == ALL:
        chosen["place"] = None
    return {
        "order": str(number),
        **{
            field.column.name: field.text(chosen[field.name], SEPARATOR)
            for field in FIELDS if field.in_scenes
        },
        "view": "" if scene.view is None else ", ".join(f"{edge:.3f}" for edge in scene.view),
        "title": scene.title,
        "text": scene.text,
        "notes": scene.notes,
    }  # fmt: skip


def fits(scene: Scene, data: Dataset) -> bool:
    """Whether the data have all that a scene names; those it was written for may be gone."""
    selection, filters = scene.selection, scene.selection.filters
    actors, places = {*data.actors["actor_id"]}, {*data.places["place_id"]}
    return (
        {*filters.actors} <= actors
        and {*filters.places} <= places
        and {*filters.sources} <= {*data.sources["source_id"]}
        and selection.place in {None, ALL, *places}
        and selection.according_to in {ALL, ARTICLES, *actors}
    )


def moved(kept: list[Scene], at: int, by: int) -> list[Scene]:
    """The scenes with one of them moved by so many places, as far as there is room."""
    to = min(max(at + by, 0), len(kept) - 1)
    others = kept[:at] + kept[at + 1 :]
    return [*others[:to], kept[at], *others[to:]]


def reworded(scene: Scene, title: str, text: str, notes: str) -> Scene:
    """The scene with other words."""
    return replace(scene, title=title, text=text, notes=notes)
