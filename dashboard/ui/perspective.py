"""According to whom: the choice, what it did, and on what accounts differ."""

import streamlit as st

from dashboard.model.codes import ALL, ARTICLES
from dashboard.model.disagreement import Disagreement
from dashboard.model.perspective import parties
from dashboard.model.table import Row
from dashboard.render import escaping
from dashboard.render.page import Page
from dashboard.ui import session
from dashboard.view import attribution, phrases


def chooser(page: Page) -> None:
    """The choice of whose account is shown; the choices come from the data."""
    who = page.selection.according_to
    label = "According to" if who == ALL else f"According to {attribution.teller(who, page.actors)}"
    options = [ALL, ARTICLES, *parties(page.data)]
    with st.popover(escaping.markdown(label), icon=":material/record_voice_over:", key="tellers"):
        st.radio(
            "According to", options, key=session.ACCORDING_TO,
            format_func=lambda one: escaping.markdown(attribution.teller(one, page.actor_names)),
            captions=[
                attribution.explained(one, page.timeline.accounts, page.data.events)
                for one in options
            ],
        )  # fmt: skip


def said(page: Page) -> None:
    """What the choice did, in words."""
    text = attribution.choice(page.timeline, page.selection, page.places, page.actors)
    if text:
        with st.container(horizontal=True, vertical_alignment="center", key="told"):
            st.markdown(escaping.markdown(text))
            st.button("All accounts", key="all_accounts", type="tertiary",
                      on_click=session.according_to, args=(ALL,))  # fmt: skip


def differences(page: Page) -> None:
    """Everything on which accounts differ on this day, each with all its accounts."""
    if page.differences:
        st.markdown("##### Accounts differ")
    for number, item in enumerate(page.differences):
        _difference(page, item, number)


def _difference(page: Page, item: Disagreement, number: int) -> None:
    with st.container(key=f"differ-{number}", gap=None):
        if item.event is None:
            st.button(escaping.markdown(f"Who holds {page.places[item.place_id]}"),
                      key=f"differ-open-{number}", type="tertiary",
                      on_click=session.open_place, args=(item.place_id,))  # fmt: skip
        else:
            st.button(escaping.markdown(item.event["title"]), key=f"differ-open-{number}",
                      type="tertiary", on_click=session.open_event,
                      args=(item.event["event_id"],))  # fmt: skip
        for place, row in enumerate(item.accounts):
            _account(page, row, f"{number}-{place}")


def _account(page: Page, row: Row, number: str) -> None:
    """One account in one line: who says what, how sure, and where it stands."""
    if "controller" in row:
        who, what = row["attribution"], attribution.state(row, page.actors)
        status, sure = "confirmed", f"confidence {row['confidence']}"
    else:
        who = row.get("claimant") or row["attribution"]
        what = (row.get("text") or row["title"]).removesuffix(".")
        status = sure = row["status"]
    with st.container(key=f"claim-{status}-differ-{number}", gap=None):
        name = escaping.markdown(attribution.by_whom(who, page.actors))
        st.markdown(f"**{name}**: {escaping.markdown(what)}")
        st.caption(escaping.markdown(f"{sure} · {phrases.reference(row, page.sources)}"))
