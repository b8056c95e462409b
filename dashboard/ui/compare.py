"""Two days side by side: choosing the other day, and the list of what differs."""

import streamlit as st

from dashboard.model import days
from dashboard.model.comparison import Changed, compare
from dashboard.render import escaping
from dashboard.render.page import Page
from dashboard.render.time_bar import whole_span
from dashboard.ui import session
from dashboard.view import phrases


def chooser(page: Page) -> None:
    """The day to hold against the one that is shown."""
    first, last = whole_span(page.data, page.timeline)
    other = page.selection.compare
    label = "Compare" if other is None else f"Compared with {phrases.short(other)}"
    with st.popover(label, icon=":material/compare_arrows:", key="compare_options"):
        if other is not None:  # an address may name a day far away
            first, last = min(first, other), max(last, other)
        st.date_input("Compare with", min_value=first, max_value=last, key=session.COMPARE,
                      format="YYYY-MM-DD")  # fmt: skip
        st.caption("The map shows both states of each place that differs.")
        st.button("Stop comparing", key="stop_comparing", disabled=other is None,
                  on_click=session.stop_comparing)  # fmt: skip


def comparison(page: Page) -> None:
    """What differs between the two days, where two are compared."""
    if page.selection.compare is None:
        return
    found = compare(
        page.timeline, page.selection.day, page.selection.compare, page.selection.filters
    )
    title = f"From {phrases.short(found.earlier)} to {phrases.short(found.later)}"
    st.markdown(f"##### {escaping.markdown(title)}")
    if not found.places:
        st.caption("Every place is held as it was.")
    for place in found.places:
        _changed(page, place)
    kinds = [
        phrases.counted(int(count), f"× {kind}", f"× {kind}")
        for kind, count in found.events.items()
    ]
    total = phrases.counted(int(found.events.sum()), "event")
    text = f"In between: {total}" + (f" ({', '.join(kinds)})" if kinds else "")
    st.caption(escaping.markdown(f"{text}."))


def _changed(page: Page, place: Changed) -> None:
    before = phrases.holding(place.before, page.actors)
    after = phrases.holding(place.after, page.actors)
    st.markdown(escaping.markdown(f"{page.places[place.place_id]}: {before} → {after}"))
    for step in place.steps:
        when = phrases.short(days.day(step["start"]))
        teller = phrases.account(step["attribution"], page.actors)
        source = phrases.reference(step, page.sources)
        what = phrases.holding(step, page.actors)
        st.caption(escaping.markdown(f"{when}: {what}, by {teller} · {source}"))
