"""The panel beside the map: one component that draws the view of a day."""

from dataclasses import replace

import streamlit as st

from dashboard.render import scripts
from dashboard.ui import messages, opened, session
from dashboard.ui.map_panel import theme

COMPONENT = "panel_component"
STEP = 75  # events or places that "Show more" adds

_component = st.components.v2.component("conflict_map_panel", js=scripts.component("panel"))


def panel(view: str) -> None:
    """Show a view of a day; `view` is its JSON."""
    with st.container(key="side-panel"):
        _component(key=COMPONENT, data={"view": view, "theme": theme()}, on_act_change=_acted)


def _acted() -> None:
    """Do what was pressed."""
    match messages.received(COMPONENT, "act"):
        case messages.Back():
            opened.close()
        case messages.More(list=which):
            paging = session.paging()
            shown = (getattr(paging, which) or 0) + STEP
            session.page_to(replace(paging, **{which: shown}))
        case messages.Go(id=day):
            session.go(day)
        case messages.Open(kind=kind, id=name):
            opened.OPEN[kind](name)
