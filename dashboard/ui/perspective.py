"""According to whom: the choice, and what it did."""

from functools import partial

import streamlit as st

from dashboard.model.codes import ALL, ARTICLES
from dashboard.render import escaping
from dashboard.render.page import Page
from dashboard.ui import session
from dashboard.ui.popover import popover
from dashboard.view import attribution


def chooser(page: Page) -> None:
    """The choice of whose account is shown; the choices come from the data."""
    popover("According to", "record_voice_over", "perspectives", partial(_choice, page))


def _choice(page: Page) -> None:
    options = [ALL, ARTICLES, *page.timeline.parties]
    st.radio(
        "According to", options, key=session.ACCORDING_TO,
        format_func=lambda one: escaping.markdown(
            attribution.speaker(one, page.labels.actors)
        ),
        captions=[attribution.explained(one, page.timeline) for one in options],
    )  # fmt: skip


def effect(text: str) -> None:
    """What the choice did, in words; nothing for all accounts."""
    if text:
        with st.container(horizontal=True, vertical_alignment="center", key="perspective"):
            st.markdown(escaping.markdown(text))
            st.button("All accounts", key="all_accounts", type="tertiary",
                      on_click=session.according_to, args=(ALL,))  # fmt: skip
