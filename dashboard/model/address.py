"""The address: every view of the page as query parameters, and back.

Parameters come from anywhere, so each is parsed to a known value or ignored with a note.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, TypeVar

from dashboard.model import fields
from dashboard.model.codes import ALL, ARTICLES
from dashboard.model.columns import Column
from dashboard.model.dataset import Dataset
from dashboard.model.fields import FIELDS, MOST_TEXT, Field
from dashboard.model.questions import Questions
from dashboard.model.safe_text import shortened
from dashboard.model.scenes import Scene, seen
from dashboard.model.selection import Selection, View

Params = dict[str, str]
T = TypeVar("T")
# Every parameter that an address may have.
KNOWN = frozenset({
    *(field.parameter for field in FIELDS),
    "from", "to", "basemap", "lat", "lng", "zoom", "mode", "scene", "lang",
})  # fmt: skip
EXPLORE, BRIEFING = "explore", "briefing"  # modes of the page
# Parameters of Streamlit, and those that others add to links: they deserve no note.
FOREIGN = ("embed", "utm_", "fbclid", "gclid", "msclkid")
LONGEST = 80  # characters of a refused value that a note repeats


@dataclass(frozen=True)
class Arrival:
    """What an address asks for, and what in it could not be used."""

    selection: Selection
    view: View
    refused: tuple[str, ...] = ()  # "date=soon, which is not a day such as 2017-10-16"
    scene: int | None = None  # of the briefing, from 0; None: no briefing
    unknown: tuple[str, ...] = ()  # names of parameters that mean nothing

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence for each part that could not be used."""
        refused = (f"The address says {part}; it was ignored." for part in self.refused)
        names = ", ".join(shortened(name) for name in self.unknown)
        unknown = f"The address asks for what this page does not know: {names}."
        return (*refused, *([unknown] if names else []))

    def strayed(self, scenes: Sequence[Scene]) -> bool:
        """Whether it shows something else than a scene, be it from within the briefing."""
        return self.scene is None or scenes[self.scene].selection != self.selection

    def shows(self, scenes: Sequence[Scene]) -> Scene:
        """What the page shows there, as a scene."""
        if self.scene is None or self.strayed(scenes):
            return Scene(self.selection, seen(self.view))
        return scenes[self.scene]


def parse(
    params: Mapping[str, str], data: Dataset, timeline: Questions, scenes: Sequence[Scene] = ()
) -> Arrival:
    """The address as values; whatever it leaves out is as the dataset opens.

    A briefing shows its scene; where the address has more to say, what it says.
    """
    reader = _Reader(params)
    scene = _scene(reader, scenes)
    unknown = tuple(name for name in params if name not in KNOWN and not name.startswith(FOREIGN))
    if scene is not None and not {*params} & KNOWN - {"mode", "scene", "basemap", "lang"}:
        view = View(reader.one("basemap", {*data.basemaps}, "a base map") or data.basemap)
        return Arrival(scenes[scene].selection, view, tuple(reader.refused), scene, unknown)
    settings = data.settings
    labels, event = timeline.labels, params.get("event", "")
    known = {
        "places": {*labels.places}, "actors": {*labels.actors}, "sources": {*labels.sources},
        "events": {event} if timeline.event(event) else set(),
    }  # fmt: skip
    found = {field.name: reader.field(field, known) for field in FIELDS}
    if found["according_to"] not in {ALL, ARTICLES, *timeline.parties}:
        who = "according_to"
        reader.refuse(who, found[who], next(field.wanted for field in FIELDS if field.name == who))
        found[who] = ALL
    found["day"] = day = found["day"] or settings.opens_on
    first = reader.get("from", date.fromisoformat, settings.span[0], "a day such as 2017-09-25")
    last = reader.get("to", date.fromisoformat, settings.span[1], "a day such as 2017-10-20")
    if first > last:
        name = "to" if first == settings.span[0] else "from"
        reader.refuse(name, params[name], "a day on the right side of the span's other end")
        first, last = settings.span
    if "from" not in params and "to" not in params:
        first, last = min(first, day), max(last, day)
    selection = fields.selection(found, (first, last))
    latitude = reader.get("lat", _within(90), None, "degrees from -90 to 90")
    longitude = reader.get("lng", _within(180), None, "degrees from -180 to 180")
    zoom = reader.get("zoom", _within(22, 0), None, "a zoom from 0 to 22")
    whole = None not in (latitude, longitude, zoom)
    view = View(
        basemap=reader.one("basemap", {*data.basemaps}, "a base map") or data.basemap,
        latitude=latitude if whole else None,
        longitude=longitude if whole else None,
        zoom=zoom if whole else None,
    )
    return Arrival(selection, view, tuple(reader.refused), scene, unknown)


def _scene(reader: "_Reader", scenes: Sequence[Scene]) -> int | None:
    """Which scene is to be shown; None where no briefing is asked for, or there is none."""
    mode = reader.one("mode", {EXPLORE, BRIEFING}, f"{EXPLORE} or {BRIEFING}")
    if mode == BRIEFING and not scenes:
        reader.refuse("mode", BRIEFING, "possible without scenes")
    if mode != BRIEFING and "scene" in reader.params:
        reader.refuse("scene", reader.params["scene"], f"possible without mode={BRIEFING}")
    if mode != BRIEFING or not scenes:
        return None
    known = {str(number) for number in range(1, len(scenes) + 1)}
    wanted = f"one of the {len(scenes)} scenes, counted from 1"
    return int(reader.one("scene", known, wanted) or 1) - 1


def of_scene(scene: int, view: View, data: Dataset) -> Params:
    """The address of a scene, which says all the rest but for the base map."""
    usual = view.basemap == data.basemap
    base = {} if usual else {"basemap": view.basemap}
    return {"mode": BRIEFING, "scene": str(scene + 1)} | base


def compose(selection: Selection, view: View, data: Dataset, scene: int | None = None) -> Params:
    """The address of a page; what is as the dataset opens is left out, but for the day.

    `scene` is the one from which a briefing has strayed.
    """
    usual = selection.span == data.settings.span
    chosen = fields.values(selection)
    values = {
        **{field.parameter: field.text(chosen[field.name], ",") for field in FIELDS},
        "from": None if usual else selection.span[0].isoformat(),
        "to": None if usual else selection.span[1].isoformat(),
        "basemap": None if view.basemap == data.basemap else view.basemap,
    }
    params = {} if scene is None else of_scene(scene, view, data)
    return params | {key: value for key, value in values.items() if value} | point(view)


def point(view: View) -> Params:
    """Where the map stands; nothing where it stands as it opened."""
    if view.latitude is None or view.longitude is None or view.zoom is None:
        return {}
    return {
        "lat": f"{view.latitude:.4f}", "lng": f"{view.longitude:.4f}", "zoom": f"{view.zoom:g}",
    }  # fmt: skip


def written(arrival: Arrival, scenes: Sequence[Scene], data: Dataset) -> Params:
    """The one address of what an arrival shows, however it was asked for."""
    if arrival.scene is None or arrival.strayed(scenes):
        return compose(arrival.selection, arrival.view, data, arrival.scene)
    return of_scene(arrival.scene, arrival.view, data)


class _Reader:
    """Reads parameters one by one and keeps each that it had to refuse."""

    def __init__(self, params: Mapping[str, str]) -> None:
        self.params = params
        self.refused: list[str] = []

    def refuse(self, name: str, value: str, wanted: str) -> None:
        """Keep what was ignored, and what would have been understood."""
        shown = value if len(value) <= LONGEST else value[:LONGEST] + "…"
        self.refused.append(f"{name}={shown}, which is not {wanted}")

    def get(self, name: str, read: Callable[[str], T], default: T, wanted: str) -> T:
        """The value as `read` understands it, or the default."""
        text = self.params.get(name)
        if text is None:
            return default
        try:
            return read(text)
        except (ValueError, OverflowError):
            self.refuse(name, text, wanted)
            return default

    def one(self, name: str, known: set[str], wanted: str) -> str | None:
        """The value if it is known."""
        text = self.params.get(name)
        if text is None or text in known:
            return text
        self.refuse(name, text, wanted)
        return None

    def many(self, name: str, known: Collection[str], wanted: str) -> tuple[str, ...]:
        """The known ones of the values between commas, in their order."""
        values = [value for value in self.params.get(name, "").split(",") if value]
        if unknown := [value for value in values if value not in known]:
            self.refuse(name, ",".join(unknown), f"among the {wanted}")
        return tuple(dict.fromkeys(value for value in values if value in known))

    def field(self, field: Field, names: Mapping[str, set[str]]) -> Any:
        """The value of a part of the selection, held to its column; `names` are by table."""
        column = field.column
        if column.kind in ("ref", "code"):
            known = names.get(column.refers_to, {*column.codes})
            if column.many:
                return self.many(field.parameter, known, field.wanted)
            known = known | ({ALL} if field.all or field.unset == ALL else set())
            return (
                self.one(field.parameter, known | {column.or_word} - {""}, field.wanted)
                or field.unset
            )
        return self.get(
            field.parameter, partial(READ[column.kind], column), field.unset, field.wanted
        )


def _date(_: Column, text: str) -> date:
    return date.fromisoformat(text)


def _number(column: Column, text: str) -> int:
    number = int(text)
    if (column.low is not None and number < column.low) or (
        column.high is not None and number > column.high
    ):
        raise ValueError(text)
    return number


def _words(_: Column, text: str) -> str:
    if len(text) > MOST_TEXT:
        raise ValueError(text)
    return text


READ: dict[str, Callable[[Column, str], Any]] = {"date": _date, "number": _number, "text": _words}


def _within(most: float, least: float | None = None) -> Callable[[str], float | None]:
    def read(text: str) -> float:
        number = float(text)
        if not (-most if least is None else least) <= number <= most:  # also refuses nan
            raise ValueError(text)
        return number

    return read
