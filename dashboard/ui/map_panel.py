"""The map and the time bar beneath it, and the thread between them and Python.

The map is drawn once: its arguments never change, so it never loses its view. The dataset
crosses once, packed, by way of a carrier whose bytes never change either. What changes goes to
the component of the time bar, which posts it to the map's frame on a channel named for this
session. While a hand drags, the two talk to each other alone; Python learns the day once, when
the hand lets go, and what was clicked. The component lives in a fragment of its own: panning
the map reruns nothing but the address.
"""

import secrets
from pathlib import Path

import streamlit as st
from streamlit_folium import st_folium

import dashboard
from dashboard.model.selection import View
from dashboard.render import payload, time_bar
from dashboard.render.folium_map import conflict_map
from dashboard.render.time_bar import whole_span
from dashboard.ui import session
from dashboard.ui.page import Page

STATIC = Path(dashboard.__file__).parent / "static"
CHANNEL, COMPONENT, MOVED = "channel", "time_bar_component", "time_bar_moved"
HEIGHT = 560  # pixels; the page's style sheet fits it to the window

_carrier = st.components.v2.component(
    "conflict_map_carrier", js=(STATIC / "carrier.js").read_text("utf-8")
)
_component = st.components.v2.component(
    "conflict_map_time_bar",
    js=(STATIC / "component.js").read_text("utf-8"),
    css=(STATIC / "time" / "bar.css").read_text("utf-8"),
)


def map_panel(page: Page, sent: bytes) -> None:
    """Show the map and the time bar with the page's state; `sent` is `payload.packed`."""
    channel = st.session_state.setdefault(CHANNEL, f"conflict-map-{secrets.token_hex(8)}")
    with st.container(key="map"):
        st_folium(
            conflict_map(channel),
            key="map_frame",
            height=HEIGHT,
            use_container_width=True,
            returned_objects=[],
        )
        _carrier(key="carrier", data=sent, height=1)
    _thread(page, channel)


@st.fragment
def _thread(page: Page, channel: str) -> None:
    if st.session_state.pop(MOVED, False):  # on letting go the whole page follows
        st.rerun(scope="app")
    selection = page.selection
    density = page.timeline.density(selection.filters)
    shown = page.timeline.matching(page.selection.filters) if page.selection.filters else None
    state = payload.state(page.selection, session.view(), shown, theme())
    state["token"] = st.session_state[session.VIEW_TOKEN]
    bar = time_bar.state(selection, density, theme(), st.session_state.get(session.SEQ, 0))
    told = _component(
        key=COMPONENT,
        data={"channel": channel, "state": state, "bar": bar},
        on_moved_change=lambda: _moved(page),
        on_pick_change=lambda: None,
        on_view_change=lambda: None,
    )
    if told.view is not None:
        seen = told.view
        st.session_state[session.VIEW] = View(
            session.view().basemap, seen["latitude"], seen["longitude"], seen["zoom"]
        )
        session.leave(session.chosen(), page.data)  # the day may be newer than this fragment
    if told.pick is not None and _open(told.pick, page):
        st.rerun(scope="app")


def _moved(page: Page) -> None:
    """A hand has let go of the time bar: take over what it left."""
    moment = st.session_state[COMPONENT].moved
    if moment is not None:
        session.take(moment, whole_span(page.data, page.timeline))
        st.session_state[MOVED] = True


def _open(pick: dict[str, str], page: Page) -> bool:
    """Open what was clicked; False if the page does not know it."""
    known = {"place": page.places, "event": set(page.data.events["event_id"])}
    if pick["id"] not in known.get(pick["kind"], ()):
        return False
    if pick["kind"] == "place":
        session.open_place(pick["id"])
    else:
        session.open_event(pick["id"])
    return True


def theme() -> str:
    """The reader's theme, "light" or "dark"."""
    return "dark" if st.context.theme.type == "dark" else "light"
