"""What is known of a state of control and of an event, flat: the columns of every data export."""

from datetime import date
from math import isnan

from dashboard.model import days
from dashboard.model.gazetteer import LOCAL_NAMES, Point
from dashboard.model.table import Row
from dashboard.render.page import Page
from dashboard.render.sheet import Sheet
from dashboard.view import phrases

LAST_DAY = days.number(date.max)
RECORDS = ("about", "control", "event")  # what a row or a feature may be of


def iso(number: float) -> str | None:
    """A day since 1970 as 2017-10-16; None for `days.FOREVER` and all beyond the calendar's end."""
    return None if isnan(number) or number > LAST_DAY else days.day(int(number)).isoformat()


def point(page: Page, place_id: str) -> Point | None:
    """Where a place is, for an area where its name stands; None where nobody knows."""
    if place_id not in page.timeline.gazetteer:
        return None
    if place_id in page.outlines.anchors:
        longitude, latitude = page.outlines.anchors[place_id]
        return latitude, longitude
    return page.timeline.gazetteer.point(place_id)


def control(page: Page, row: Row) -> Row:
    """A state of control, without its days; None for what nobody said.

    `row` is of `control_on` or of `Page.history`.
    """
    return {
        "record": "control",
        **_place(page, row["place_id"]),
        "status": row["status"],
        "holder": page.labels.actors.get(row["controller"]),
        "challenger": page.labels.actors.get(row["challenger"]),
        "colour": page.looks(row["controller"])[0].colour,
        "by_whom": phrases.account(row["attribution"], page.labels.actors) or None,
        "confidence": row["confidence"] or None,
        "differs": "yes" if row["differs"] else "no",
        "since": iso(row["since"]),
        "precision": row["time_precision"] or None,
        "note": row["note"] or None,
        **_source(page, row),
    }


def event(page: Page, row: Row) -> Row:
    """An event, with its first and last day; None for what nobody said.

    `row` is of the feed.
    """
    return {
        "record": "event",
        "id": row["event_id"],
        "title": row["title"],
        "summary": row["summary"] or None,
        **_place(page, row["place_id"]),
        "type": row["event_type"],
        "sub_type": row["sub_event_type"],
        "actor1": page.labels.actors.get(row["actor1"]),
        "actor2": page.labels.actors.get(row["actor2"]),
        "by_whom": phrases.account(row["attribution"], page.labels.actors),
        "status": row["status"],
        "first_day": iso(row["start"]),
        "last_day": iso(row["end"]),
        "precision": row["time_precision"],
        "dated_by": row["date_basis"],
        "note": row["note"] or None,
        **_source(page, row),
    }


def about(sheet: Sheet) -> dict[str, str]:
    """What is said of a whole file: what it is, how it was filtered, whose work it rests on."""
    parts = {
        "Title": sheet.view.dataset,
        "Day": sheet.view.day,
        "Scene": sheet.scene.title,
        "Shown": sheet.view.shown,
        "Perspective": sheet.view.perspective,
        "Sources": "; ".join(sheet.sources),
        "Credit": sheet.credit,
    }
    return {name: text for name, text in parts.items() if text}


def _place(page: Page, place_id: str) -> Row:
    """A place with its names and the coordinates at which it is drawn, in degrees (WGS 84)."""
    if place_id not in page.timeline.gazetteer:
        return dict.fromkeys(["place_id", "place", *LOCAL_NAMES, "latitude", "longitude"])
    row = page.timeline.gazetteer.row(place_id)
    latitude, longitude = point(page, place_id) or (None, None)
    return {
        "place_id": place_id,
        "place": row["name"],
        **{column: row[column] or None for column in LOCAL_NAMES},
        "latitude": latitude,
        "longitude": longitude,
    }


def _source(page: Page, row: Row) -> Row:
    source = row["source_id"]
    return {
        "source": page.labels.sources.get(source),
        "paragraph": phrases.paragraph(row) or None,
        "url": page.labels.links.get(source) or None,
    }
