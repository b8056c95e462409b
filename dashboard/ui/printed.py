"""What stands at the foot of a printed page: on what it rests, and where to find it."""

from collections.abc import Iterable, Iterator

import streamlit as st

from dashboard.render import escaping, sharing
from dashboard.render.page import Page
from dashboard.render.sheet import OUTLINES
from dashboard.ui import session
from dashboard.ui.share import page_url
from dashboard.view.day_view import DayView, Item


def foot(page: Page, view: DayView) -> None:
    """The sources of what is listed, and the link of the view; the screen does not show them."""
    events = {*_events((*view.differences.items, *view.feed.items))}
    rows = [row for event in sorted(events) if (row := page.timeline.event(event))]
    known = {row["source_id"] for row in (*rows, *page.control)}
    names = [label for source, label in page.labels.sources.items() if source in known]
    line = f"Sources: {'; '.join(names)}. {OUTLINES}." if names else f"{OUTLINES}."
    with st.container(key="printed"):
        st.caption(escaping.markdown(line))
        st.text(sharing.link(page_url(), st.session_state[session.ADDRESS]))


def _events(items: Iterable[Item]) -> Iterator[str]:
    """The events that the items open."""
    for item in items:
        if item.opens and item.opens[0] == "event":
            yield item.opens[1]
        yield from _events(item.items)
