"""The page, as one paragraph: load, choose, view, show."""

import gc
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import streamlit as st

from dashboard.model.dataset import Outlines
from dashboard.model.errors import DashboardError, DataError, Problem
from dashboard.model.perspective import Perspective
from dashboard.model.scenes import Scene, scenes
from dashboard.model.selection import Selection
from dashboard.model.timeline import Timeline
from dashboard.render import escaping, payload, time_bar
from dashboard.render.page import Page
from dashboard.sources import folder, outlines
from dashboard.ui import controls, perspective, session, theme
from dashboard.ui.authoring import authoring
from dashboard.ui.briefing import presenter
from dashboard.ui.downloads import downloads
from dashboard.ui.gazetteer import gazetteer
from dashboard.ui.map_panel import map_frame, time_bar_panel, waiting
from dashboard.ui.panel import panel
from dashboard.ui.plain_slider import plain_slider
from dashboard.ui.report import report
from dashboard.view.day import Paging
from dashboard.view.day_view import DayView, as_json
from dashboard.view.opened import whole_view

DATA = Path(os.environ.get("DASHBOARD_DATA") or folder.BUILT_IN)
VIEWS_KEPT = 512  # views of days, for all readers: a room that looks at one day costs one

# An image of our own: Streamlit would fetch a named icon from another host.
ICON = str(Path(__file__).parent / "static" / "icon.svg")

# Panels that are no part of a day, by their names in the session.
TOOLS = {"scenes": authoring, "files": downloads, "places": gazetteer}

Views = Callable[[Selection, Paging], tuple[DayView, str]]


@dataclass(frozen=True)
class Loaded:
    """A folder, laid out in time and ready to draw."""

    timeline: Timeline
    outlines: Outlines
    warnings: Callable[[], Mapping[str, list[Problem]]]  # made when first asked for
    scenes: list[Scene]
    sent: bytes  # the dataset for the browser
    lanes: int  # of the time bar
    views: Views  # the view of a day, as a value and as JSON


@st.cache_resource(show_spinner=False, max_entries=4)
def load(path: Path, content: str) -> Loaded | DataError:
    """Read a folder; what it holds, or what is wrong with it, is kept until its content changes."""
    try:
        data = folder.read(path)
    except DataError as error:
        return error.with_traceback(None)  # which would keep everything read
    timeline, beneath = Timeline(data), outlines.read(data)
    lanes = time_bar.dataset(data, timeline)
    sent = payload.packed({"map": payload.dataset(data, timeline, beneath), "time_bar": lanes})

    @lru_cache(VIEWS_KEPT)
    def views(selection: Selection, paging: Paging) -> tuple[DayView, str]:
        shown = whole_view(timeline.under(Perspective(selection.according_to)), selection, paging)
        return shown, as_json(shown)

    loaded = Loaded(
        timeline, beneath, lru_cache(partial(folder.warnings, path, data)),
        scenes(data, timeline), sent, len(lanes["places"]), views,
    )  # fmt: skip
    # What is loaded stays: later collections need not walk libraries and data. Streamlit runs a
    # full one after each script run unless told otherwise (streamlit/streamlit#8977).
    gc.collect()
    gc.freeze()
    return loaded


def main() -> None:
    """Draw the page for this reader."""
    st.set_page_config(page_title="Conflict map", page_icon=ICON, layout="wide")
    loaded: Loaded | DashboardError
    try:
        loaded = load(DATA, folder.digest(DATA))
    except DashboardError as error:
        loaded = error
    if isinstance(loaded, DashboardError):
        theme.dress()
        report(loaded, DATA.name)
        session.set_aside()
        return
    timeline, data = loaded.timeline, loaded.timeline.data
    theme.dress(loaded.lanes)
    head = st.container(horizontal=True, key="head", vertical_alignment="center")
    top = st.container(key="top")
    left, right = st.columns([2.1, 1], gap="medium")
    with left:
        map_frame(loaded.sent)
    st.set_page_config(page_title=data.settings.title)
    session.arrive(data, timeline, loaded.scenes)
    selection = session.chosen()
    shown, json = loaded.views(selection, session.paging())
    here = timeline.under(Perspective(selection.according_to))
    page = Page(here, loaded.outlines, selection, loaded.warnings)
    presenting = session.scene() is not None
    with top:
        controls.notes()
        if not presenting:
            st.markdown(f"# {escaping.markdown(shown.heading)}")
            perspective.effect(shown.perspective)
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
    with right:
        if tool := session.tool():
            # A key of its own for what is open: a new panel begins at its top.
            with st.container(key=f"side-{tool}"):
                TOOLS[tool](page)
        else:
            panel(json)


main()
