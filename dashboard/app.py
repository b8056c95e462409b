"""The page, as one paragraph: load, choose, view, show."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.model.errors import DashboardError
from dashboard.model.perspective import Perspective
from dashboard.render import escaping
from dashboard.render.page import Page
from dashboard.server import metrics
from dashboard.server.datasets import Folder, Loaded, held
from dashboard.server.settings import settings
from dashboard.ui import controls, embed, opened, perspective, saved_scenes, session, theme
from dashboard.ui.authoring import authoring
from dashboard.ui.briefing import presenter
from dashboard.ui.downloads import downloads
from dashboard.ui.gazetteer import gazetteer
from dashboard.ui.home import home
from dashboard.ui.map_panel import map_and_data, time_bar_panel, waiting
from dashboard.ui.panel import panel
from dashboard.ui.plain_slider import plain_slider
from dashboard.ui.printed import foot
from dashboard.ui.report import report

# An image of our own: Streamlit would fetch a named icon from another host.
ICON = str(Path(__file__).parent / "static" / "icon.svg")

# Panels that are no part of a day, by their names in the session.
TOOLS: dict[str, Callable[[Page, Loaded], None]] = {
    "scenes": authoring,
    "files": lambda page, _: downloads(page),
    "places": lambda page, _: gazetteer(page),
}


def show(folder: Folder, cards: StreamlitPage | None = None) -> None:
    """Draw a data folder for this reader; `cards` is the way to the others, where there are any."""
    session.enter(folder.name)
    try:
        loaded = folder.now()
    except DashboardError as error:
        theme.dress()
        report(error, folder.path.name)
        return
    timeline, data = loaded.timeline, loaded.data
    theme.dress(loaded.lanes)
    head = st.container(horizontal=True, key="head", vertical_alignment="center")
    top = st.container(key="top")
    embedded = bool(st.context.is_embedded)  # `embed` in the address, which stays there
    whole = [st.container(key="frame")] * 2 if embedded else None
    left, right = whole or st.columns([2.1, 1], gap="medium")
    with left:
        map_and_data(loaded.sent)
    st.set_page_config(page_title=data.settings.title)
    session.arrive(data, timeline, loaded.scenes)
    saved_scenes.restore(loaded)
    selection = session.chosen()
    shown, json = loaded.views(selection, session.paging())
    here = timeline.under(Perspective(selection.according_to))
    page = Page(here, loaded.outlines, selection, loaded.warnings)
    session.leave(selection, data)
    presenting = session.scene() is not None
    with top:
        if embedded:
            embed.line(page, shown)
        else:
            controls.notes()
            if not presenting:
                day, sentence = escaping.markdown(shown.day), escaping.markdown(shown.sentence)
                st.markdown(f"# **{day}** {sentence}")
                perspective.effect(shown.perspective)
    with left:
        time_bar_panel(page)
        if not embedded:
            saved_scenes.keeper(loaded)
    if waiting():  # the map comes first
        return
    if session.bar() == session.ABSENT:
        with left:
            plain_slider(page)
    if embedded:
        embed.detail(shown, json)
        return
    if presenting:
        with right:
            presenter(page, timeline)
        foot(page, shown)
        return
    with head:
        if cards:
            st.page_link(cards, label="All maps", icon=":material/apps:")
        st.caption(escaping.markdown(data.settings.title))
        controls.toolbar(page)
    with right:
        if tool := opened.tool():
            # A key of its own for what is open: a new panel begins at its top.
            with st.container(key=f"side-{tool}"):
                TOOLS[tool](page, loaded)
        else:
            panel(json)
    foot(page, shown)


def main() -> None:
    """Draw the one folder; of several, the one that the address names, or cards of all."""
    st.set_page_config(page_title="Conflict map", page_icon=ICON, layout="wide")
    try:
        folders = held(settings().data)
    except DashboardError as error:
        theme.dress()
        report(error, "")
        return
    if len(folders) == 1:
        show(next(iter(folders.values())))
        return
    pages: dict[str, StreamlitPage] = {}
    cards = st.Page(partial(home, folders, pages), title="Conflict maps", default=True)
    pages |= {
        name: st.Page(partial(show, folder, cards), title=name, url_path=name)
        for name, folder in folders.items()
    }
    st.navigation([cards, *pages.values()], position="hidden").run()


with metrics.run():
    main()
