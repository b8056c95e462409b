"""Where a server holds several data folders: a card for each, with its picture."""

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.model.errors import DashboardError
from dashboard.render import escaping
from dashboard.server.datasets import Folder, Loaded
from dashboard.server.previews import picture
from dashboard.ui import theme
from dashboard.view import phrases

ACROSS = 3  # cards in a row


def home(folders: Mapping[str, Folder], pages: Mapping[str, StreamlitPage]) -> None:
    """Show the cards."""
    theme.dress()
    st.markdown("# Conflict maps")
    columns = st.columns(ACROSS, gap="medium")
    for number, (name, folder) in enumerate(folders.items()):
        with columns[number % ACROSS], st.container(border=True, key=f"card-{name}"):
            try:
                loaded = folder.now()
            except DashboardError:
                st.page_link(pages[name], label=f"**{name}**")
                st.caption("Its tables have errors; open it to see them.")
            else:
                _card(loaded, pages[name])


def _card(loaded: Loaded, page: StreamlitPage) -> None:
    settings = loaded.data.settings
    st.image(picture(loaded, {}), width="stretch")
    st.page_link(page, label=f"**{escaping.markdown(settings.title)}**")
    counts = [
        phrases.counted(len(loaded.data.places), "place"),
        phrases.counted(len(loaded.data.events), "event"),
        phrases.counted(len(loaded.data.sources), "source"),
    ]
    st.caption(f"{phrases.days_between(settings.span)}  \n{', '.join(counts)}")
