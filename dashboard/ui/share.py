"""The link of what is on screen: to copy, to send, for a room to scan, for another site to show."""

from functools import lru_cache
from urllib.parse import urlsplit

import streamlit as st

from dashboard.render import qr, scripts, sharing
from dashboard.server.datasets import held
from dashboard.server.settings import settings
from dashboard.ui import session
from dashboard.ui.popover import popover

_component = st.components.v2.component("conflict_map_share", js=scripts.component("share"))
WIDTH = 340  # pixels, or what a phone has
_code = lru_cache(64)(qr.svg)  # a room looks at the same day


def share(title: str) -> None:
    """The button, and what it opens; `title` names the page to readers of other sites."""

    def content() -> None:
        page, params = page_url(), st.session_state[session.ADDRESS]
        link = sharing.link(page, params)
        who = sharing.embedders(settings().frame_ancestors)
        _component(
            key="share_component",
            width=WIDTH,
            data={
                "link": link,
                "code": _code(link),
                "snippet": sharing.snippet(page, params, title) if who else "",
                "embedders": who or sharing.NONE,
            },
        )

    popover("Share", "share", session.SHARE, content)


def page_url() -> str:
    """The page as readers address it, without a query."""
    chosen = settings()
    if not chosen.public_url:
        url = st.context.url or ""
        return url if urlsplit(url).path else f"{url}/"
    several = len(held(chosen.data)) > 1
    name = st.session_state[session.FOLDER] if several else ""
    return f"{chosen.public_url.rstrip('/')}/{name}"
