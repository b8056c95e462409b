"""What the cells of one row, and the rows of one table, must agree on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from dashboard.model import codes
from dashboard.model.columns import Table
from dashboard.model.errors import Problem
from dashboard.model.schema import CLAIMS, CONTROL, EVENTS, PLACES
from dashboard.model.validation.cells import holds, is_date, is_number
from dashboard.model.validation.rules import Rule

# A pair this far (in degrees) from where the other places lie, and this near to it when its
# numbers are exchanged, was probably written in GeoJSON's order.
FAR, CLOSE = 10.0, 3.0

Cells = dict[str, str]  # one row: column -> text

SAYS = {
    "held": "held by {controller}",
    "contested": "contested by {controller} and {challenger}",
    "presence": "presence of {controller}",
}


def problems(table: Table, frame: pd.DataFrame) -> Iterator[Problem]:
    """Every row rule of the table that is broken; a rule whose columns are missing rests."""
    for rule in RULES:
        if rule.table is table and {*rule.needs} <= {*frame.columns}:
            yield from rule.broken(frame)


def _tell(
    rule: Rule, table: Table, rows: pd.DataFrame, column: str, **words: str
) -> Iterator[Problem]:
    """One problem for each row; `words` names the columns that fill the sentence's gaps."""
    for row, cells in _numbered(rows):
        filled = {word: cells[name] for word, name in words.items()}
        yield rule.broken(table.file, row, column, cells[column], **filled)


def _numbered(rows: pd.DataFrame) -> Iterator[tuple[int, Cells]]:
    for row, *cells in rows.itertuples(name=None):
        yield row, dict(zip(rows.columns, cells, strict=True))


def _numbers(cells: "pd.Series[str]") -> "pd.Series[float]":
    """The cells as numbers; NaN where a cell holds none."""
    return pd.to_numeric(cells.where(holds(cells, is_number)), errors="coerce").astype(float)


def one_coordinate(places: pd.DataFrame) -> Iterator[Problem]:
    """A place may lack coordinates, but not half of them."""
    for empty, filled in (("latitude", "longitude"), ("longitude", "latitude")):
        half = places[(places[empty] == "") & (places[filled] != "")]
        yield from _tell(Rule.ONE_COORDINATE, PLACES, half, empty)


def area_nowhere(places: pd.DataFrame) -> Iterator[Problem]:
    """An area can be drawn by its outline, or at least as a point."""
    shapeless = (places[["outline", "latitude", "longitude"]] == "").all(axis=1)
    nowhere = places[shapeless & (places["kind"] == "area")]
    yield from _tell(Rule.AREA_NOWHERE, PLACES, nowhere, "outline")


def swapped(places: pd.DataFrame) -> Iterator[Problem]:
    """Latitude and longitude exchanged: off the globe as written, or alone on another continent.

    Where the others lie is the median of all places, which one stray does not move once there
    are three. A stray whose country is none of theirs is a place abroad, and left alone.
    """
    latitude, longitude = _numbers(places["latitude"]), _numbers(places["longitude"])
    known = latitude.notna() & longitude.notna() & (latitude.abs() <= 90)
    middle = latitude[known].median(), longitude[known].median()
    impossible = (latitude.abs() > 90) & (latitude.abs() <= 180) & (longitude.abs() <= 90)
    if known.any():  # a slip of the pen is no exchange: the others tell them apart
        impossible &= (longitude - middle[0]) ** 2 + (latitude - middle[1]) ** 2 < FAR**2
    written = (latitude - middle[0]) ** 2 + (longitude - middle[1]) ** 2
    exchanged = (longitude - middle[0]) ** 2 + (latitude - middle[1]) ** 2
    stray = (written > FAR**2) & (exchanged < CLOSE**2)
    here = ["", *places.loc[written <= FAR**2, "country"]]
    stray &= places["country"].isin(here)
    stray &= known.sum() >= 3
    yield from _tell(Rule.SWAPPED, PLACES, places[impossible], "latitude", other="longitude")
    yield from _tell(Rule.STRAY, PLACES, places[stray & ~impossible], "latitude", other="longitude")


def end_before_start(events: pd.DataFrame) -> Iterator[Problem]:
    """The last day of an event is its first one or a later one."""
    yield from _backward(EVENTS, events, "date_end")


def until_before_start(control: pd.DataFrame) -> Iterator[Problem]:
    """An account of a place speaks of one day at least."""
    yield from _backward(CONTROL, control, "until")


def _backward(table: Table, frame: pd.DataFrame, last: str) -> Iterator[Problem]:
    """Rows whose last day is before their first; ISO dates compare as text."""
    dated = frame[holds(frame["date"], is_date) & holds(frame[last], is_date)]
    backward = dated[dated[last] < dated["date"]]
    yield from _tell(Rule.END_BEFORE_START, table, backward, last, start="date")


def foreign_sub_event(events: pd.DataFrame) -> Iterator[Problem]:
    """A sub-event type belongs to one event type."""
    for event_type, allowed in codes.EVENT_TYPES.items():
        foreign = [sub for sub in codes.SUB_EVENT_TYPES if sub not in allowed]
        rows = events[(events["event_type"] == event_type) & events["sub_event_type"].isin(foreign)]
        words = {"event_type": event_type, "allowed": ", ".join(allowed)}
        for row, cell in zip(rows.index, rows["sub_event_type"], strict=True):
            yield Rule.FOREIGN_SUB_EVENT.broken(EVENTS.file, row, "sub_event_type", cell, **words)


def low_above_high(claims: pd.DataFrame) -> Iterator[Problem]:
    """A quantity is a range from low to high; either end may be open."""
    rows = claims[_numbers(claims["low"]) > _numbers(claims["high"])]
    yield from _tell(Rule.LOW_ABOVE_HIGH, CLAIMS, rows, "low", high="high")


def stated_distance(claims: pd.DataFrame) -> Iterator[Problem]:
    """A claim that measures from a place gives a length, and a direction only from there."""
    measuring = claims["from_place"] != ""
    unit = claims[measuring & ~claims["unit"].isin(codes.LENGTHS)]
    yield from _tell(Rule.NOT_A_LENGTH, CLAIMS, unit, "unit")
    nothing = claims[measuring & (claims["low"] == "") & (claims["high"] == "")]
    yield from _tell(Rule.LENGTH_OF_NOTHING, CLAIMS, nothing, "low")
    nowhere = claims[~measuring & (claims["direction"] != "")]
    yield from _tell(Rule.DIRECTION_FROM_NOWHERE, CLAIMS, nowhere, "from_place")


def self_challenge(control: pd.DataFrame) -> Iterator[Problem]:
    """Nobody contests a place with himself."""
    same = (control["controller"] == control["challenger"]) & (control["controller"] != "")
    yield from _tell(Rule.SELF_CHALLENGE, CONTROL, control[same], "challenger")


def status_and_sides(control: pd.DataFrame) -> Iterator[Problem]:
    """Which of controller and challenger each status calls for."""
    status, controller = control["status"], control["controller"]
    for column in ("controller", "challenger"):
        alone = control[(status == "contested") & (control[column] == "")]
        yield from _tell(Rule.CONTESTED_ALONE, CONTROL, alone, column)
    named = control[(status == "unknown") & (controller != "")]
    yield from _tell(Rule.UNKNOWN_HELD, CONTROL, named, "controller")
    nobody = control[status.isin(["held", "presence"]) & (controller == "")]
    yield from _tell(Rule.HELD_BY_NOBODY, CONTROL, nobody, "controller", status="status")


def same_change_twice(control: pd.DataFrame) -> Iterator[Problem]:
    """One source says one thing about a place on a day by one account."""
    same = ["place_id", "date", "attribution", "source_id"]
    twice = control[control.duplicated(same, keep=False)]
    for _, rows in twice.groupby(same, sort=False):
        (first, before), *others = ((row, _says(cells)) for row, cells in _numbered(rows))
        for row, after in others:
            rule = Rule.REPEATED_CHANGE if after == before else Rule.CONFLICTING_CHANGE
            yield rule.broken(CONTROL.file, row, first=first, before=before, after=after)


def _says(cells: Cells) -> str:
    """What a change says, in words; an unknown status speaks for itself."""
    return SAYS.get(cells["status"], "{status}").format(**cells)


@dataclass(frozen=True)
class RowRule:
    """A rule of one table, and the columns without which it cannot be asked."""

    table: Table
    needs: tuple[str, ...]
    broken: Callable[[pd.DataFrame], Iterator[Problem]]


SIDES = ("controller", "challenger", "status")
RULES = (
    RowRule(PLACES, ("latitude", "longitude"), one_coordinate),
    RowRule(PLACES, ("kind", "outline", "latitude", "longitude"), area_nowhere),
    RowRule(PLACES, ("latitude", "longitude", "country"), swapped),
    RowRule(EVENTS, ("date", "date_end"), end_before_start),
    RowRule(EVENTS, ("event_type", "sub_event_type"), foreign_sub_event),
    RowRule(CLAIMS, ("low", "high"), low_above_high),
    RowRule(CLAIMS, ("low", "high", "unit", "from_place", "direction"), stated_distance),
    RowRule(CONTROL, ("controller", "challenger"), self_challenge),
    RowRule(CONTROL, SIDES, status_and_sides),
    RowRule(CONTROL, ("date", "until"), until_before_start),
    RowRule(CONTROL, ("place_id", "date", "attribution", "source_id", *SIDES), same_change_twice),
)
