"""What this reader has chosen so far: the one place that touches session state.

Widgets write their own keys; `arrive` fills them from a new address, `chosen` reads them back
as one frozen Selection, and `leave` writes the address. A new address is one that this session
did not write itself: a first visit, an edited link, the browser's Back.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from dashboard.model import days
from dashboard.model.codes import ALL
from dashboard.model.dataset import Dataset
from dashboard.model.selection import Filters, Selection, View
from dashboard.model.timeline import Timeline
from dashboard.ui import address

# Keys of the widgets, and of what is chosen without one.
DAY, SPAN, WINDOW, BASEMAP = "day", "span", "window", "basemap"
TYPES, ACTORS, PLACES, SOURCES, TEXT = "types", "actors", "places", "sources", "text"
PLACE, EVENT, SOURCE = "open_place", "open_event", "open_source"
ACCORDING_TO = "according_to"
FIND = "find"
VIEW, VIEW_TOKEN, NOTES, ADDRESS = "view", "view_token", "notes", "address"
COMPARE, SEQ, BAR = "compare", "time_bar_seq", "time_bar_is"
LONGEST_WINDOW = 36500
ALL_DAYS = 0  # the window's "everything up to the day", as a number for its widget
AWAITED, HERE, ABSENT = "awaited", "here", "absent"  # what is known of the browser's time bar


Opens = Callable[[str], None]  # shows what an identifier names


def arrive(data: Dataset, timeline: Timeline) -> None:
    """Take over the address if it is news."""
    params = st.query_params.to_dict()
    if st.session_state.get(ADDRESS) == params:
        return
    arrival = address.parse(params, data, timeline)
    keep(arrival.selection, arrival.view)
    st.session_state[NOTES] = arrival.notes
    # The map moves only for a new token, so that a late echo never pulls a reader's hand.
    st.session_state[VIEW_TOKEN] = st.session_state.get(VIEW_TOKEN, 0) + 1


def keep(selection: Selection, view: View) -> None:
    """Make these the reader's choices."""
    filters = selection.filters
    st.session_state.update({
        DAY: selection.day, SPAN: selection.span, WINDOW: selection.window or ALL_DAYS,
        TYPES: list(filters.types), ACTORS: list(filters.actors), PLACES: list(filters.places),
        SOURCES: list(filters.sources), TEXT: filters.text,
        PLACE: selection.place, EVENT: selection.event, SOURCE: selection.source,
        COMPARE: selection.compare, ACCORDING_TO: selection.according_to,
        BASEMAP: view.basemap, VIEW: view,
    })  # fmt: skip


def chosen() -> Selection:
    """The choices as one value."""
    state = st.session_state
    return Selection(
        day=state[DAY],
        span=state[SPAN],
        window=state[WINDOW] or None,
        filters=Filters(
            types=tuple(state[TYPES]),
            actors=tuple(state[ACTORS]),
            places=tuple(state[PLACES]),
            sources=tuple(state[SOURCES]),
            text=state[TEXT].strip(),
        ),
        place=state[PLACE],
        event=state[EVENT],
        source=state[SOURCE],
        according_to=state[ACCORDING_TO],
        compare=state[COMPARE],
    )


def view() -> View:
    """How the map is looked at."""
    seen: View = st.session_state[VIEW]
    return View(st.session_state[BASEMAP], seen.latitude, seen.longitude, seen.zoom)


def leave(selection: Selection, data: Dataset) -> None:
    """Write the address of what is shown."""
    params = address.compose(selection, view(), data)
    st.session_state[ADDRESS] = params
    if st.query_params.to_dict() != params:
        st.query_params.from_dict(params)


def go(day: date) -> None:
    """Move to a day; the span grows to hold it."""
    first, last = st.session_state[SPAN]
    st.session_state[DAY] = day
    st.session_state[SPAN] = (min(first, day), max(last, day))


def take(moment: Mapping[str, Any], whole: tuple[date, date]) -> None:
    """What a hand left the time bar at; days come as numbers and are kept inside `whole`."""
    low, high = (days.number(day) for day in whole)

    def within(number: float) -> date:
        return days.day(min(max(int(number), low), high))

    first, last = sorted((within(moment["first"]), within(moment["last"])))
    window = moment["window"]
    st.session_state.update({
        DAY: within(moment["day"]),
        SPAN: (first, last),
        WINDOW: ALL_DAYS if window is None else min(max(int(window), 1), LONGEST_WINDOW),
        SEQ: int(moment["seq"]),
    })  # fmt: skip


def open_place(place_id: str | None) -> None:
    """Open a place's detail, or close whatever is open."""
    st.session_state.update({PLACE: place_id, EVENT: None, SOURCE: None})


def open_event(event_id: str) -> None:
    """Open an event's detail; a place or a source that was open stays beneath it."""
    st.session_state[EVENT] = event_id


def open_source(source_id: str | None) -> None:
    """Open what rests on a source, or with codes.ALL the list of them."""
    st.session_state.update({PLACE: None, EVENT: None, SOURCE: source_id})


def close() -> None:
    """Go one step back: from an event to what it was opened from, else to the day."""
    if st.session_state[EVENT] is not None:
        st.session_state[EVENT] = None
    elif st.session_state[SOURCE] not in (None, ALL):
        st.session_state[SOURCE] = ALL
    else:
        st.session_state.update({PLACE: None, SOURCE: None})


def look_at(point: tuple[float, float], zoom: float) -> None:
    """Bring a point (latitude, longitude) to the middle of the map."""
    st.session_state[VIEW] = View(st.session_state[BASEMAP], *point, zoom)
    st.session_state[VIEW_TOKEN] += 1


def according_to(who: str) -> None:
    """Show the record as told by someone else."""
    st.session_state[ACCORDING_TO] = who


def stop_comparing() -> None:
    """Show one day again."""
    st.session_state[COMPARE] = None


def clear_filters() -> None:
    """Want every event again."""
    st.session_state.update({TYPES: [], ACTORS: [], PLACES: [], SOURCES: [], TEXT: ""})


def bar() -> str:
    """What is known of the time bar in this reader's browser: AWAITED, HERE or ABSENT."""
    known: str = st.session_state.get(BAR, AWAITED)
    return known


def bar_is(known: str) -> None:
    """The time bar has come, or is not to be waited for any longer."""
    st.session_state[BAR] = known


def clear_notes() -> None:
    """The notes on the address have been read."""
    st.session_state[NOTES] = ()
