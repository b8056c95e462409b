"""Another day to hold against the one that is shown: by one press, or typed."""

from datetime import date
from functools import partial

import streamlit as st

from dashboard.model import day_forms, days
from dashboard.render import escaping
from dashboard.render.page import Page
from dashboard.render.time_bar import whole_span
from dashboard.ui import session
from dashboard.ui.popover import popover
from dashboard.view import phrases

TYPED, NOTE = "compare_typed", "compare_note"


def comparing(page: Page) -> None:
    """The choice of the other day."""
    popover("Compare", "compare_arrows", "compare_options", partial(_compare, page))


def _compare(page: Page) -> None:
    other, whole = page.selection.compare, whole_span(page.data, page.timeline)
    note, refused = st.session_state.pop(NOTE, ("", False))
    if not refused:  # what was not understood stays to be corrected
        st.session_state[TYPED] = phrases.short(other) if other else ""
    st.text_input("Compare with", key=TYPED, placeholder="such as 16 Oct 2017", max_chars=40,
                  on_change=_type, args=(whole,))  # fmt: skip
    if note:
        st.caption(escaping.markdown(note))
    for label, day in offered(page).items():
        st.button(label, key=f"compare-{label}", help=phrases.written(day) if day else None,
                  disabled=day in (None, other), width="stretch",
                  on_click=session.compare, args=(day,))  # fmt: skip
    st.button("Swap the two days", key="compare_swap", disabled=other is None, width="stretch",
              on_click=_swap)  # fmt: skip
    st.caption("The map shows both states of each place that differs.")
    st.button("Stop comparing", key="stop_comparing", disabled=other is None,
              on_click=session.compare, args=(None,))  # fmt: skip


def offered(page: Page) -> dict[str, date | None]:
    """The days to compare with by one press, by label; None for what the data do not have."""
    day = days.number(page.selection.day)
    first = days.number(whole_span(page.data, page.timeline)[0])
    changes = [change for change in page.timeline.change_days if change <= day]
    found = {
        "The day before": day - 1,
        "A week before": day - 7,
        "Before the last change of control": changes[-1] - 1 if changes else first - 1,
    }
    return {label: days.day(one) if one >= first else None for label, one in found.items()}


def _type(whole: tuple[date, date]) -> None:
    """Take a typed day, or say why not."""
    text = st.session_state[TYPED].strip()
    typed = day_forms.read(text)
    if text and typed is None:
        _refuse(f'"{text}" is not a day: write it as {day_forms.EXAMPLES}.')
    elif typed and not whole[0] <= typed.day <= whole[1]:
        _refuse(f"The record runs from {phrases.short(whole[0])} to {phrases.short(whole[1])}.")
    else:
        session.compare(typed.day if typed else None)
        if typed and typed.ambiguous:
            said = f"{text} is read day first: {phrases.short(typed.day)}."
            st.session_state[NOTE] = (said, False)


def _refuse(sentence: str) -> None:
    st.session_state[NOTE] = (sentence, True)


def _swap() -> None:
    day = st.session_state[session.DAY]
    session.go(st.session_state[session.COMPARE])
    session.compare(day)
