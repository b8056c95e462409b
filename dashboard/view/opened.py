"""The detail that a selection has open."""

from dashboard.model.codes import ALL
from dashboard.model.questions import Questions
from dashboard.model.selection import Selection
from dashboard.view import detail, sources
from dashboard.view.day import FIRST_PAGE, Paging, view
from dashboard.view.day_view import DayView, Detail


def opened(timeline: Questions, selection: Selection, paging: Paging = FIRST_PAGE) -> Detail | None:
    """The event, else the place, else the source that is open, or None.

    The gazetteer as a whole is a table, and no part of a day.
    """
    event = timeline.event(selection.event) if selection.event else None
    if event is not None:
        return detail.event(timeline, selection, event)
    if selection.place not in (None, ALL):
        return detail.place(timeline, selection, str(selection.place), paging.events)
    if selection.source is not None:
        return sources.sources(timeline, selection, selection.source)
    return None


def whole_view(timeline: Questions, selection: Selection, paging: Paging = FIRST_PAGE) -> DayView:
    """The view of a day with what is open in it."""
    return view(timeline, selection, paging, opened(timeline, selection, paging))
