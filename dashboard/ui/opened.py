"""What is open beside the map: a detail, a list, a panel, a popover of the toolbar."""

from collections.abc import Callable

import streamlit as st

from dashboard.model.codes import ALL
from dashboard.ui import session


def open_tool(name: str | None) -> None:
    """Open one of the panels that are no part of the record: "scenes" or "files"."""
    st.session_state.update(
        {session.TOOL: name, session.PLACE: None, session.EVENT: None, session.SOURCE: None}
    )
    shut()


def shut() -> None:
    """Close what is open of the toolbar: a press in a popover does not close it."""
    st.session_state.update({key: False for key in session.POPOVERS if key in st.session_state})


def tool() -> str | None:
    """Which panel is open that is no part of a day: "scenes", "files" or "places"; else None."""
    state = st.session_state
    if state[session.PLACE] == ALL and state[session.EVENT] is None:
        return "places"
    covered = any(state[key] is not None for key in (session.PLACE, session.EVENT, session.SOURCE))
    name: str | None = None if covered else state.get(session.TOOL)
    return name


def open_place(place_id: str | None) -> None:
    """Open a place's detail, or close whatever is open."""
    st.session_state.update({session.PLACE: place_id, session.EVENT: None, session.SOURCE: None})


def open_event(event_id: str) -> None:
    """Open an event's detail; a place or a source that was open stays beneath it."""
    st.session_state[session.EVENT] = event_id


def open_source(source_id: str | None) -> None:
    """Open what rests on a source, or with codes.ALL the list of them."""
    st.session_state.update({session.PLACE: None, session.EVENT: None, session.SOURCE: source_id})


# What a press on the map or in the panel opens.
OPEN: dict[str, Callable[[str], None]] = {
    "place": open_place, "event": open_event, "source": open_source,
}  # fmt: skip


def close() -> None:
    """Go one step back: from an event to what it was opened from, else to the day."""
    if st.session_state[session.EVENT] is not None:
        st.session_state[session.EVENT] = None
    elif st.session_state[session.SOURCE] not in (None, ALL):
        st.session_state[session.SOURCE] = ALL
    else:
        st.session_state.update({session.PLACE: None, session.SOURCE: None})
