"""The page, as one paragraph: load, choose, snapshot, show."""

import os
from pathlib import Path

import streamlit as st

from dashboard.model.dataset import Dataset, Outlines
from dashboard.model.errors import DashboardError, Problem
from dashboard.model.perspective import Perspective
from dashboard.model.scenes import Scene, scenes
from dashboard.model.timeline import Timeline
from dashboard.render import escaping, payload, time_bar
from dashboard.render.page import Page
from dashboard.sources import folder, outlines
from dashboard.ui import controls, perspective, session, theme
from dashboard.ui.authoring import authoring
from dashboard.ui.briefing import presenter
from dashboard.ui.detail import detail
from dashboard.ui.downloads import downloads
from dashboard.ui.gazetteer import gazetteer
from dashboard.ui.map_panel import map_frame, time_bar_panel, waiting
from dashboard.ui.panel import panel
from dashboard.ui.plain_slider import plain_slider
from dashboard.ui.report import report
from dashboard.ui.sources import sources
from dashboard.view import phrases

DATA = Path(os.environ.get("DASHBOARD_DATA") or folder.BUILT_IN)

# An image of our own: Streamlit would fetch a named icon from another host.
ICON = str(Path(__file__).parent / "static" / "icon.svg")

Warnings = dict[str, list[Problem]]
Loaded = tuple[Dataset, Timeline, Outlines, Warnings, list[Scene], bytes, int]


@st.cache_resource(show_spinner=False, max_entries=4)
def load(path: Path, content: str) -> Loaded:
    """A folder, laid out in time and ready to draw; kept until its content changes."""
    data = folder.read(path)
    timeline, beneath = Timeline(data), outlines.read(data)
    lanes = time_bar.dataset(data, timeline)
    sent = payload.packed({"map": payload.dataset(data, timeline, beneath), "time_bar": lanes})
    warnings = folder.warnings(path, data)
    return data, timeline, beneath, warnings, scenes(data, timeline), sent, len(lanes["places"])


def main() -> None:
    """Draw the page for this reader."""
    st.set_page_config(page_title="Conflict map", page_icon=ICON, layout="wide")
    try:
        data, timeline, beneath, warnings, script, sent, lanes = load(DATA, folder.digest(DATA))
    except DashboardError as error:
        theme.dress()
        report(error, DATA.name)
        return
    theme.dress(lanes)
    head = st.container(horizontal=True, key="head", vertical_alignment="center")
    top = st.container(key="top")
    left, right = st.columns([2.1, 1], gap="medium")
    with left:
        map_frame(sent)
    st.set_page_config(page_title=data.settings.title)
    session.arrive(data, timeline, script)
    selection = session.chosen()
    shown = timeline.under(Perspective(selection.according_to))
    page = Page(data, shown, beneath, selection, shown.at(selection), warnings)
    presenting = session.scene() is not None
    with top:
        controls.notes()
        if not presenting:
            day = phrases.sentence(page.snapshot, page.places, page.actors)
            st.markdown(f"# {escaping.markdown(f'{phrases.heading(selection.day)}: {day}')}")
            perspective.said(page)
    with left:
        time_bar_panel(page)
    session.leave(selection, data)
    if waiting():  # the map comes first
        return
    if session.bar() == session.ABSENT:
        with left:
            plain_slider(page)
    if presenting:
        with right:
            presenter(page, timeline)
        return
    with head:
        st.caption(escaping.markdown(data.settings.title))
        controls.toolbar(page)
    # A key of its own for what is open: a new panel begins at its top.
    opened = selection.event or selection.place or selection.source or "day"
    with right, st.container(key=f"side-{opened}"):
        open_tools = (authoring, downloads, gazetteer, detail, sources)
        if not any(tool(page) for tool in open_tools):
            panel(page)


main()
