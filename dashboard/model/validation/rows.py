"""What the cells of one row, and the rows of one table, must agree on."""

from collections.abc import Callable, Iterator
from contextlib import suppress

import pandas as pd
from pandas.errors import UndefinedVariableError

from dashboard.model import codes
from dashboard.model.columns import Table
from dashboard.model.errors import Problem
from dashboard.model.schema import CLAIMS, CONTROL, EVENTS, PLACES
from dashboard.model.validation.cells import holds, is_date, is_number
from dashboard.model.validation.rules import Rule

# A pair this far (in degrees) from where the other places lie, and this near to it when its
# numbers are exchanged, was probably written in GeoJSON's order.
FAR, CLOSE = 10.0, 3.0
SEVERAL = 3  # places whose median one stray does not move

Cells = dict[str, str]  # one row: column -> text

STATES = {
    "held": "held by {controller}",
    "contested": "contested by {controller} and {challenger}",
    "presence": "presence of {controller}",
}

# Each rule that a row can break by itself: its table, the cell that is reported, which rows break
# it, and the columns whose cells stand in the sentence.
EACH_ROW = (
    (Rule.ONE_COORDINATE, PLACES, "latitude", "latitude == '' and longitude != ''", ()),
    (Rule.ONE_COORDINATE, PLACES, "longitude", "longitude == '' and latitude != ''", ()),
    (Rule.AREA_NOWHERE, PLACES, "outline",
     "kind == 'area' and outline == '' and latitude == '' and longitude == ''", ()),
    (Rule.NOT_A_LENGTH, CLAIMS, "unit", f"from_place != '' and unit not in {[*codes.LENGTHS]}", ()),
    (Rule.LENGTH_OF_NOTHING, CLAIMS, "low", "from_place != '' and low == '' and high == ''", ()),
    (Rule.DIRECTION_FROM_NOWHERE, CLAIMS, "from_place", "from_place == '' and direction != ''", ()),
    (Rule.SELF_CHALLENGE, CONTROL, "challenger",
     "controller == challenger and controller != ''", ()),
    (Rule.CONTESTED_ALONE, CONTROL, "controller", "status == 'contested' and controller == ''", ()),
    (Rule.CONTESTED_ALONE, CONTROL, "challenger", "status == 'contested' and challenger == ''", ()),
    (Rule.UNKNOWN_HELD, CONTROL, "controller", "status == 'unknown' and controller != ''", ()),
    (Rule.HELD_BY_NOBODY, CONTROL, "controller",
     "status in ['held', 'presence'] and controller == ''", ("status",)),
)  # fmt: skip


def problems(table: Table, frame: pd.DataFrame) -> Iterator[Problem]:
    """Every row rule of the table that is broken; a rule rests where a column is missing."""
    for rule, where, column, broken, words in EACH_ROW:
        if where is table:
            with suppress(UndefinedVariableError):
                yield from _reported(rule, table, frame.query(broken), column, *words)
    for find in ALL_ROWS.get(table.name, ()):
        with suppress(KeyError):
            yield from find(frame)


def _reported(
    rule: Rule, table: Table, rows: pd.DataFrame, column: str, *words: str
) -> Iterator[Problem]:
    """One problem for each row; `words` are the columns whose cells stand in the sentence."""
    for row, cells in _numbered(rows):
        said = {name: cells[name] for name in words}
        yield rule.broken(table.file, row, column, cells[column], **said)


def _numbered(rows: pd.DataFrame) -> Iterator[tuple[int, Cells]]:
    for row, *cells in rows.itertuples(name=None):
        yield row, dict(zip(rows.columns, cells, strict=True))


def _numbers(cells: "pd.Series[str]") -> "pd.Series[float]":
    """The cells as numbers; NaN where a cell holds none."""
    return pd.to_numeric(cells.where(holds(cells, is_number)), errors="coerce").astype(float)


def swapped(places: pd.DataFrame) -> Iterator[Problem]:
    """Latitude and longitude exchanged: off the globe as written, or alone on another continent.

    Where the others lie is the median of the country's places, which one stray does not move once
    there are three, else of all. A stray whose country is none of theirs is a place abroad, and
    left alone.
    """
    latitude, longitude = _numbers(places["latitude"]), _numbers(places["longitude"])
    known = latitude.notna() & longitude.notna() & (latitude.abs() <= 90)
    points = pd.DataFrame({"latitude": latitude, "longitude": longitude})[known]
    country = places["country"][known]
    several = country.map(country.value_counts()).ge(SEVERAL) & (country != "")
    own = points[several].groupby(country[several]).median().reindex(places["country"])
    middle = own.set_axis(places.index).fillna(points.median())
    written = (latitude - middle["latitude"]) ** 2 + (longitude - middle["longitude"]) ** 2
    exchanged = (longitude - middle["latitude"]) ** 2 + (latitude - middle["longitude"]) ** 2
    impossible = (latitude.abs() > 90) & (latitude.abs() <= 180) & (longitude.abs() <= 90)
    if known.any():  # another slip is no exchange: where the others lie shows which it is
        impossible &= exchanged < FAR**2
    stray = (written > FAR**2) & (exchanged < CLOSE**2) & ~impossible
    stray &= places["country"].isin(["", *places.loc[written <= FAR**2, "country"]])
    stray &= known.sum() >= SEVERAL
    yield from _reported(Rule.SWAPPED, PLACES, places[impossible], "latitude", "longitude")
    yield from _reported(Rule.STRAY, PLACES, places[stray], "latitude", "longitude")


def foreign_sub_event(events: pd.DataFrame) -> Iterator[Problem]:
    """A sub-event type belongs to one event type."""
    foreign = {
        (kind, sub): {"event_type": kind, "allowed": ", ".join(allowed)}
        for kind, allowed in codes.EVENT_TYPES.items()
        for sub in {*codes.SUB_EVENT_TYPES} - {*allowed}
    }
    pairs = zip(events["event_type"], events["sub_event_type"], strict=True)
    for row, pair in zip(events.index, pairs, strict=True):
        if words := foreign.get(pair):
            yield Rule.FOREIGN_SUB_EVENT.broken(
                EVENTS.file, row, "sub_event_type", pair[1], **words
            )


def same_change_twice(control: pd.DataFrame) -> Iterator[Problem]:
    """One source says one thing about a place on a day by one account."""
    same = ["place_id", "date", "attribution", "source_id"]
    twice = control[control.duplicated(same, keep=False)]
    for _, rows in twice.groupby(same, sort=False):
        (first, before), *others = ((row, _state(cells)) for row, cells in _numbered(rows))
        for row, after in others:
            rule = Rule.REPEATED_CHANGE if after == before else Rule.CONFLICTING_CHANGE
            yield rule.broken(CONTROL.file, row, first=first, before=before, after=after)


def _state(cells: Cells) -> str:
    """What a change says, in words; an unknown status speaks for itself."""
    return STATES.get(cells["status"], "{status}").format(**cells)


def end_before_start(events: pd.DataFrame) -> Iterator[Problem]:
    """The last day of an event is its first one or a later one."""
    return _backward(EVENTS, events, "date_end")


def until_before_start(control: pd.DataFrame) -> Iterator[Problem]:
    """An account of a place speaks of one day at least."""
    return _backward(CONTROL, control, "until")


def _backward(table: Table, frame: pd.DataFrame, last: str) -> Iterator[Problem]:
    """Rows whose last day is before their first; ISO dates compare as text."""
    dated = holds(frame["date"], is_date) & holds(frame[last], is_date)
    rows = frame[dated & (frame[last] < frame["date"])]
    return _reported(Rule.END_BEFORE_START, table, rows, last, "date")


def low_above_high(claims: pd.DataFrame) -> Iterator[Problem]:
    """A quantity is a range from low to high; either end may be open."""
    rows = claims[_numbers(claims["low"]) > _numbers(claims["high"])]
    return _reported(Rule.LOW_ABOVE_HIGH, CLAIMS, rows, "low", "high")


# What takes more than a look at one row; KeyError where a column is missing.
ALL_ROWS: dict[str, tuple[Callable[[pd.DataFrame], Iterator[Problem]], ...]] = {
    "places": (swapped,),
    "events": (end_before_start, foreign_sub_event),
    "claims": (low_above_high,),
    "control": (until_before_start, same_change_twice),
}
