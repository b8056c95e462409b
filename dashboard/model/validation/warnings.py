"""What needs review in a dataset though it can be used: warnings, most of them about a place.

Everything is asked of a typed Dataset and of the places as they are written, which have the row
numbers of a spreadsheet and the digits that numbers lose.
"""

import unicodedata
from collections.abc import Callable, Iterator
from statistics import median

import numpy as np
import numpy.typing as npt
import pandas as pd
from geopy.distance import geodesic

from dashboard.model.dataset import Dataset
from dashboard.model.errors import Problem
from dashboard.model.gazetteer import LOCAL_NAMES, Gazetteer, Point
from dashboard.model.lookup import spellings
from dashboard.model.schema import PLACES
from dashboard.model.spelling import keys
from dashboard.model.table import Row, records
from dashboard.model.validation.rules import WarningRule

SAME_KM = 0.5  # places nearer to each other than this are probably one
FAR_KM, FAR_TIMES = 300.0, 6.0  # farther from its nearest than both: this, and the others' usual
FINEST = 10_000  # a last digit worth less than this part of the precision says nothing
DEGREE_KM = 111.2  # of latitude
EARTH_KM = 6371.0
SPHERE = 1.02  # what the sphere may be off by, doubled: its error stays below 0.6 per cent

Outside = Callable[[Point, str], float | None]  # km outside a country, None: inside or not known


def warnings(
    data: Dataset, written: pd.DataFrame, outside: Outside, *, whole: bool = True
) -> dict[str, list[Problem]]:
    """Every warning, by the id of its place; those about no place are under "".

    `written` are the cells of places.csv as text; `whole` says that no row of any table has been
    left out, so that a place without rows has none.
    """
    rows = [
        row | {"row": number, "written": cells}
        for row, number, cells in zip(
            records(data.places), written.index, records(written), strict=True
        )
    ]
    gazetteer = Gazetteer(data.places)
    points = {place: point for place in gazetteer.ids if (point := gazetteer.point(place))}
    found = [
        *_beyond_span(data),
        *_nowhere(rows, points),
        *_outside(rows, points, outside),
        *_too_fine(rows),
        *_neighbours(rows, points),
        *_shared(rows),
        *(_unused(rows, data) if whole else ()),
        *_nameless(rows),
    ]
    ids = {row["row"]: row["place_id"] for row in rows} | {None: ""}
    by_place: dict[str, list[Problem]] = {}
    for problem in sorted(found, key=lambda problem: problem.row or 0):
        by_place.setdefault(ids[problem.row], []).append(problem)
    return by_place


def _beyond_span(data: Dataset) -> Iterator[Problem]:
    """What is recorded after the span; what comes before it is where things stood."""
    first, last = data.settings.span
    days = pd.concat([data.events["date"], data.control["date"]])
    beyond = days[days > pd.Timestamp(last)]
    if not beyond.empty:
        words = {"count": len(beyond), "first": first, "last": beyond.max().date()}
        yield WarningRule.BEYOND_SPAN.broken("dataset.toml", None, "span", str(last), **words)


def _warning(
    rule: WarningRule, row: Row, column: str | None, value: str = "", **words: object
) -> Problem:
    return rule.broken(PLACES.file, row["row"], column, value, **words)


def _km(length: float) -> str:
    return f"{1000 * length:.0f} m" if length < 1 else f"{length:,.0f} km"


def _nowhere(rows: list[Row], points: dict[str, Point]) -> Iterator[Problem]:
    for row in rows:
        if points.get(row["place_id"]) == (0.0, 0.0):
            yield _warning(WarningRule.NULL_ISLAND, row, "latitude")


def _outside(rows: list[Row], points: dict[str, Point], outside: Outside) -> Iterator[Problem]:
    """A place outside its country by more than it is known to."""
    for row in rows:
        point = points.get(row["place_id"])
        if point is None or not row["country"] or point == (0.0, 0.0):
            continue
        far = outside(point, row["country"])
        radius = row["precision_km"] if row["precision_km"] == row["precision_km"] else 0.0
        if far is not None and far > max(radius, 1.0):
            words = {"far": _km(far), "country": row["country"]}
            yield _warning(WarningRule.OUTSIDE, row, "country", row["country"], **words)


def _too_fine(rows: list[Row]) -> Iterator[Problem]:
    """Digits that promise more than the precision."""
    for row in rows:
        if row["precision_km"] != row["precision_km"]:
            continue
        for column in ("latitude", "longitude"):
            digits = len(row["written"][column].partition(".")[2].rstrip("0"))
            if DEGREE_KM / 10**digits < row["precision_km"] / FINEST:
                yield _warning(WarningRule.TOO_FINE, row, column, row["written"][column],
                            precision=row["precision_km"])  # fmt: skip


def _neighbours(rows: list[Row], points: dict[str, Point]) -> Iterator[Problem]:
    """Places that lie on each other under other names, and one that lies far from all."""
    located = [row for row in rows if row["place_id"] in points]
    if len(located) < 2:
        return
    at = [points[row["place_id"]] for row in located]
    angles = np.radians(np.array(at))
    nearest = []
    for number, row in enumerate(located):
        rough = _sphere_km(angles, number)
        # The geodesic is solved for those alone that the sphere leaves open.
        likely = np.flatnonzero(rough <= rough.min() * SPHERE)
        nearest.append(min(geodesic(at[number], at[other]).km for other in likely))
        for place in np.flatnonzero(rough < SAME_KM * SPHERE):
            other = located[place]
            if place < number or {*keys(row["name"])} & {*keys(other["name"])}:
                continue
            far = geodesic(at[number], at[place]).km
            if far < SAME_KM:
                words = {"far": _km(far), "other": row["name"], "at": row["row"]}
                yield _warning(WarningRule.CLOSE, other, "name", other["name"], **words)
    if len(located) < 3:
        return
    usual = median(nearest)
    for row, far in zip(located, nearest, strict=True):
        if far > max(FAR_KM, FAR_TIMES * usual):
            yield _warning(WarningRule.FAR, row, "latitude", far=_km(far))


def _sphere_km(angles: npt.NDArray[np.float64], number: int) -> npt.NDArray[np.float64]:
    """Kilometres from one place to each on a sphere (haversine); infinite to itself."""
    latitude = angles[:, 0]
    half = (angles - angles[number]) / 2
    root = (
        np.sin(half[:, 0]) ** 2
        + np.cos(latitude[number]) * np.cos(latitude) * np.sin(half[:, 1]) ** 2
    )
    far: npt.NDArray[np.float64] = 2 * EARTH_KM * np.arcsin(np.sqrt(root))
    far[number] = np.inf
    return far


def _shared(rows: list[Row]) -> Iterator[Problem]:
    """A spelling that two places bear."""
    first: dict[str, Row] = {}
    for row in rows:
        reported = set()
        for spelling, _, how in spellings(row):
            for key in keys(spelling):
                other = first.setdefault(key, row)
                if other is not row and other["place_id"] not in reported:
                    reported.add(other["place_id"])
                    words = {"other": other["name"], "at": other["row"]}
                    column = "name" if how == "name" else "aliases"
                    yield _warning(WarningRule.SHARED, row, column, spelling, **words)


def _unused(rows: list[Row], data: Dataset) -> Iterator[Problem]:
    used = {*data.events["place_id"], *data.control["place_id"], *data.claims["from_place"]}
    for row in rows:
        if row["place_id"] not in used:
            yield _warning(WarningRule.UNUSED, row, "place_id", row["place_id"])


def _nameless(rows: list[Row]) -> Iterator[Problem]:
    """Latin letters are no local script where anything else is written."""
    for row in rows:
        text = "".join(spelling for spelling, _, _ in spellings(row))
        if not any(char.isalpha() and "LATIN" not in unicodedata.name(char, "") for char in text):
            yield _warning(WarningRule.NO_LOCAL_NAME, row, next(iter(LOCAL_NAMES)))
