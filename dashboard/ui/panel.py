"""The panel beside the map: one component that draws the view of a day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard.render import scripts
from dashboard.ui import session
from dashboard.ui.map_panel import theme

COMPONENT = "panel_component"
STEP = 75  # events or places that "Show more" adds

_component = st.components.v2.component("conflict_map_panel", js=scripts.component("panel"))


def panel(view: str) -> None:
    """Show a view of a day; `view` is its JSON."""
    with st.container(key="side-panel"):
        _component(key=COMPONENT, data={"view": view, "theme": theme()}, on_act_change=_acted)


def _acted() -> None:
    """Do what was pressed; a message that is not understood does nothing."""
    message = st.session_state[COMPONENT].act
    if isinstance(message, dict):
        act(message)


def act(message: dict[str, object]) -> None:
    """One message of `static/panel/panel.js`; it comes from a browser and may say anything."""
    what, kind, name = message.get("do"), message.get("kind"), message.get("id")
    if what == "back":
        session.close()
    elif what == "more":
        _more(message.get("list"))
    elif what == "open" and isinstance(kind, str) and kind in OPEN and isinstance(name, str):
        OPEN[kind](name)


def _more(which: object) -> None:
    paging = session.paging()
    if which == "events":
        paging = replace(paging, events=(paging.events or 0) + STEP)
    elif which == "places":
        paging = replace(paging, places=(paging.places or 0) + STEP)
    session.page_to(paging)


def _go(day: str) -> None:
    try:
        session.go(date.fromisoformat(day))
    except ValueError:
        return


# What a press opens. A name that the data do not have is dropped by `session.arrive`.
OPEN: dict[str, Callable[[str], None]] = {
    "place": session.open_place,
    "event": session.open_event,
    "source": session.open_source,
    "day": _go,
}
