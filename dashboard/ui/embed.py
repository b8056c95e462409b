"""The page in another site's frame: one line, the map, the time bar, and what is clicked."""

import streamlit as st

from dashboard.model.codes import ALL
from dashboard.render import escaping, sharing, style
from dashboard.render.page import Page
from dashboard.ui import session
from dashboard.ui.map_panel import theme
from dashboard.ui.panel import panel
from dashboard.ui.share import page_url
from dashboard.view import attribution, phrases
from dashboard.view.day_view import DayView


def line(page: Page, view: DayView) -> None:
    """What is shown, by whose account unless by all, and the way to the page itself."""
    who = page.selection.according_to
    told = f"{attribution.speaker(who, page.labels.actors)}: " if who != ALL else ""
    with st.container(horizontal=True, vertical_alignment="center", key="embed", gap="small"):
        day = phrases.short(page.selection.day)
        # The day is bold, so that a small frame can leave it to the foot of its map.
        st.markdown(f"# {escaping.markdown(told)}**{day}:** {escaping.markdown(view.sentence)}")
        st.caption(escaping.markdown(view.dataset))
        link = sharing.link(page_url(), st.session_state[session.ADDRESS])
        st.link_button("Open the full page", link, type="tertiary")


def detail(view: DayView, json: str) -> None:
    """What was clicked, over the map; `json` is the view's."""
    if view.detail is not None:
        st.html(f"<style>:root{{--over:{style.INK[theme()]['panel']}}}</style>")
        with st.container(key="over"):
            panel(json)
