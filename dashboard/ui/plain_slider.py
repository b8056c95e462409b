"""The plain slider: it does the time bar's job where that cannot run."""

from datetime import date, timedelta

import streamlit as st

from dashboard.render.page import Page
from dashboard.render.time_bar import WINDOWS, presets
from dashboard.ui import session
from dashboard.view import phrases

ALL_DAYS = 0  # the window of all days, as the widget has it
DAY = timedelta(days=1)
SLIDER, KEPT, SPAN = "day_slider", "window_choice", "span_choice"


def plain_slider(page: Page) -> None:
    """Everything that moves the day, each move a round trip."""
    with st.container(key="plain_slider"):
        _steps(page)
        with st.container(horizontal=True, vertical_alignment="center", key="time_choices"):
            _span(page)
            _window()


def _steps(page: Page) -> None:
    day = page.selection.day
    first, last = min(page.selection.span[0], day), max(page.selection.span[1], day)
    with st.container(horizontal=True, vertical_alignment="center", key="time_bar", gap="small"):
        _step(page, "previous_event", ":material/skip_previous:", "Previous day with an event",
              page.timeline.step(page.selection, "previous"))  # fmt: skip
        _step(page, "previous_day", ":material/chevron_left:", "The day before",
              page.selection.day - DAY if page.selection.day > first else None)  # fmt: skip
        if first < last:
            # A key of its own: Streamlit forgets the values of widgets that are not drawn.
            st.session_state[SLIDER] = day
            st.slider("Day", first, last, key=SLIDER, format="ddd D MMM YYYY",
                      label_visibility="collapsed",
                      on_change=lambda: session.go(st.session_state[SLIDER]))  # fmt: skip
        else:
            st.markdown(phrases.written(first))
        _step(page, "next_day", ":material/chevron_right:", "The day after",
              page.selection.day + DAY if page.selection.day < last else None)  # fmt: skip
        _step(page, "next_event", ":material/skip_next:", "Next day with an event",
              page.timeline.step(page.selection, "next"))  # fmt: skip


def _step(page: Page, key: str, icon: str, label: str, to: date | None) -> None:
    st.button(
        label, icon=icon, key=key, help=label, disabled=to is None, type="tertiary",
        on_click=session.go, args=(to,),
    )  # fmt: skip


def _span(page: Page) -> None:
    """The days shown: those of the dataset's opening, all there are, or the address's own."""
    spans = {span: label for label, span in presets(page.data, page.timeline).items()}
    spans.setdefault(page.selection.span, phrases.days_between(page.selection.span))
    st.session_state[SPAN] = page.selection.span  # the day may have widened it
    st.segmented_control(
        "Days shown", list(spans), format_func=spans.__getitem__, key=SPAN,
        on_change=_take_span, label_visibility="collapsed", required=True,
    )  # fmt: skip


def _take_span() -> None:
    span = st.session_state[SPAN]
    day = st.session_state[session.DAY]
    st.session_state[session.SPAN] = span
    st.session_state[session.DAY] = min(max(day, span[0]), span[1])


def _window() -> None:
    options = {count or ALL_DAYS: words for count, words in WINDOWS.items()}
    chosen = st.session_state[session.WINDOW] or ALL_DAYS
    options.setdefault(chosen, f"Last {chosen} days")
    st.session_state[KEPT] = chosen
    st.selectbox(
        "Events kept", list(options), format_func=options.__getitem__, key=KEPT,
        label_visibility="collapsed", width=180,
        on_change=lambda: st.session_state.update({session.WINDOW: st.session_state[KEPT] or None}),
    )  # fmt: skip
