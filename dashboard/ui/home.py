"""Where a server holds several data folders: a card for each, with its picture."""

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.model.errors import DashboardError
from dashboard.model.selection import Filters
from dashboard.render import escaping
from dashboard.server.datasets import Folder
from dashboard.server.files import picture
from dashboard.server.work import Busy
from dashboard.ui import theme
from dashboard.view import phrases

ACROSS = 3  # cards in a row


def home(folders: Mapping[str, Folder], pages: Mapping[str, StreamlitPage]) -> None:
    """Show the cards, in the order of the folders' names."""
    theme.dress()
    with st.container(key="home"):
        st.markdown("# Conflict maps")
        columns = st.columns(ACROSS, gap="medium")
        for number, (name, folder) in enumerate(folders.items()):
            with columns[number % ACROSS], st.container(border=True, key=f"card-{name}"):
                _card(folder, pages[name])


def _card(folder: Folder, page: StreamlitPage) -> None:
    try:
        loaded = folder.now()
    except DashboardError:
        st.page_link(page, label=f"**{folder.name}**")
        st.caption("Its tables have errors: open it to see them.")
        return
    settings = loaded.data.settings
    try:
        st.image(picture(loaded, {}), width="stretch")
    except Busy:
        st.caption("The picture follows when you load this page again.")
    st.page_link(page, label=f"**{escaping.markdown(settings.title)}**")
    counts = [
        phrases.counted(len(loaded.data.places), "place"),
        phrases.counted(len(loaded.timeline.matching(Filters())), "event"),
        phrases.counted(len(loaded.data.sources), "source"),
    ]
    st.caption(f"{phrases.days_between(settings.span)}  \n{', '.join(counts)}")
