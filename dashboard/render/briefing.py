"""What the browser is sent of a briefing: every scene with its state and its words."""

from collections.abc import Callable, Sequence

from dashboard.model import days
from dashboard.model.perspective import EVERYONE
from dashboard.model.selection import View
from dashboard.render import payload, style
from dashboard.render.page import Page
from dashboard.render.payload import Json
from dashboard.render.sheet import Sheet


def script(sheets: Sequence[Sheet], shown: Callable[[Sheet], Json]) -> Json | None:
    """The scenes as `static/briefing/presenter.js` has them; None where there are none.

    `shown` says what the map shows in a scene.
    """
    if not sheets:
        return None
    return {
        "title": sheets[0].view.dataset,
        "ink": style.INK,
        "scenes": [
            words(sheet) | shown(sheet) | {"view": sheet.bounds, "notes": sheet.scene.notes}
            for sheet in sheets
        ],
    }


def words(sheet: Sheet) -> Json:
    """What is said beside the map: day, title, text, whose account it is, key figures."""
    return {
        "day": days.number(sheet.page.selection.day),
        "heading": sheet.view.day,
        "title": sheet.title,
        "text": sheet.text,
        "perspective": sheet.view.perspective,
        "figures": sheet.figures,
    }


def state(sheet: Sheet) -> Json:
    """What the map shows in this scene; the look and the view are the presenter's own."""
    page = sheet.page
    shown = page.timeline.matching(page.selection.filters)
    return {"state": payload.state(page.selection, View("none"), shown, "light", control(page))}


def control(page: Page) -> dict[str, list[list[object]]] | None:
    """Who held what as a perspective tells it, or None where it is all accounts'."""
    if page.timeline.perspective == EVERYONE:
        return None
    return payload.intervals(page.timeline, page.holders)
