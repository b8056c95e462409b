"""A day for a map program: who holds what and the events, as GeoJSON with times."""

from collections.abc import Collection

import shapely
from shapely.geometry import mapping, shape

from dashboard.model import days
from dashboard.model.table import Row
from dashboard.render import tables
from dashboard.render.exports import flat_records
from dashboard.render.page import Page
from dashboard.render.sheet import Sheet


def geojson(sheet: Sheet, kept: Collection[str] = flat_records.RECORDS) -> bytes:
    """The sheet as a FeatureCollection (RFC 7946), with the records of the kinds in `kept`.

    Control is told over all time, as the sheet's perspective tells it, so that a time slider has
    something to move through; the property `shown` picks what is in force on the sheet's day.
    Events are those that the sheet shows. `begin` and `end` are midnights of the dataset's own
    days, without a zone, in the form that QGIS and kepler.gl take for times. `end` is exclusive:
    the midnight after the last day, null while nothing has ended it or where the calendar ends.
    `date` is the first day alone. A place that is not located has no geometry.
    """
    page = sheet.page
    about = flat_records.about(sheet)
    day = days.number(page.selection.day)
    return tables.collection(
        [_control(page, row, day) for row in page.history if "control" in kept]
        + [_event(page, row) for row in page.events if "event" in kept],
        name=f"{sheet.view.dataset}: {sheet.view.day}",
        description=". ".join(about[part] for part in ("Shown", "Perspective") if part in about),
        attribution=sheet.credit,
        sources=sheet.sources,
    )


def _control(page: Page, row: Row, day: int) -> Row:
    begin, end = flat_records.iso(row["start"]), flat_records.iso(row["end"])
    return {
        "type": "Feature",
        "id": f"{row['place_id']} {begin}",
        "geometry": _outline(page, row["place_id"]) or _point(page, row["place_id"]),
        "properties": {
            **flat_records.control(page, row),
            "challenger_colour": page.looks(row["challenger"])[0].colour
            if row["challenger"]
            else None,
            "shown": row["start"] <= day < row["end"],
            **_times(begin, end),
        },
    }


def _event(page: Page, row: Row) -> Row:
    return {
        "type": "Feature",
        "id": row["event_id"],
        "geometry": _point(page, row["place_id"]),
        "properties": {
            **flat_records.event(page, row),
            "shown": True,
            **_times(flat_records.iso(row["start"]), flat_records.iso(row["end"] + 1)),
        },
    }


def _times(begin: str | None, end: str | None) -> Row:
    return {
        "date": begin,
        "begin": begin and f"{begin}T00:00:00",
        "end": end and f"{end}T00:00:00",
    }


def _point(page: Page, place_id: str) -> Row | None:
    found = flat_records.point(page, place_id)
    return None if found is None else {"type": "Point", "coordinates": [found[1], found[0]]}


def _outline(page: Page, place_id: str) -> Row | None:
    outline = page.outlines.areas.get(place_id)
    if outline is None:
        return None
    # RFC 7946 winds outer rings against the clock; what comes in may be wound either way.
    return dict(mapping(shapely.orient_polygons(shape(outline))))
