"""The panel beside the map: key figures, who holds what, what changed, what happened."""

from itertools import groupby

import streamlit as st

from dashboard.model.table import Row, Table, records
from dashboard.render import escaping, style
from dashboard.render.page import Page
from dashboard.ui import session
from dashboard.ui.compare import comparison
from dashboard.ui.perspective import differences
from dashboard.view import phrases

FIRST = 15  # events shown before the reader asks for more
PLACES = 12  # places in the control table before the reader asks for more


def panel(page: Page) -> None:
    """The day in figures, tables and a feed."""
    _figures(page)
    comparison(page)
    st.markdown("##### Who holds what")
    _control(page)
    st.markdown("##### Changed on this day")
    changes = records(page.snapshot.changes)
    if not changes:
        st.caption("No place changed hands.")
    for row in changes:
        text = phrases.change(row, page.places, page.actors)
        source = phrases.reference(row, page.sources)
        teller = phrases.account(row["attribution"], page.actors)
        st.markdown(escaping.markdown(text))
        st.caption(escaping.markdown(f"by {teller} · {source}"))
    differences(page)
    st.markdown("##### What happened")
    feed(page, page.snapshot.events, "feed")


def _control(page: Page) -> None:
    """The control table; of many places first those that changed or are in doubt."""
    control = page.snapshot.control
    limit = st.session_state.get("control_limit", PLACES)
    if len(control) > limit:
        calm = ~(control["changed"] | control["differs"] | control["status"].eq("contested"))
        control = control.assign(calm=calm).sort_values("calm", kind="stable")
    for number, row in enumerate(records(control.head(limit))):
        _held(page, row, number)
    if len(control) > limit:
        st.button(
            f"Show more ({len(control) - limit:,} places not shown)", key="control_more",
            on_click=_more, args=("control", limit),
        )  # fmt: skip


def _figures(page: Page) -> None:
    snapshot = page.snapshot
    filtered = snapshot.shown < snapshot.total
    figures = {
        "events": f"{snapshot.shown:,} of {snapshot.total:,}"
        if filtered
        else f"{snapshot.total:,}",
        "on this day": f"{len(snapshot.today):,}",
        "control changed": f"{len(snapshot.changes):,}",
        "accounts differ": f"{len(page.differences):,}",
    }
    with st.container(horizontal=True, key="figures"):
        for label, figure in figures.items():
            st.metric(label, figure, width="content")


def _held(page: Page, row: Row, number: int) -> None:
    """One line of the control table: swatch, place, holder, since, by whose account."""
    changed = "changed" if row["changed"] else "same"
    with st.container(horizontal=True, key=f"held-{changed}-{number}", vertical_alignment="center"):
        with st.container(key=f"{_swatch(page, row)}-{number}", width=22):
            st.space(1)
        st.button(
            escaping.markdown(page.places[row["place_id"]]),
            key=f"open-place-{number}",
            type="tertiary",
            on_click=session.open_place,
            args=(row["place_id"],),
        )
        with st.container(key=f"holder-{number}", gap=None):
            st.markdown(escaping.markdown(phrases.holder(row, page.actors)))
            if row["status"] == "contested":
                st.caption(escaping.markdown(phrases.sides(row, page.actors)))
        with st.container(key=f"since-{number}", gap=None):
            st.caption(escaping.markdown(phrases.since(row)))
            teller = phrases.account(row["attribution"], page.actors)
            teller = f"by {teller}" if teller else "no record"
            st.caption(
                escaping.markdown(teller) + ("  \n**accounts differ**" if row["differs"] else "")
            )


def _swatch(page: Page, row: Row) -> str:
    """The key by which the style sheet paints a holder's colour and pattern."""

    def look(actor: str) -> str:
        known = page.holders.get(actor)
        return f"{known.colour}-{known.pattern}" if known else "nobody"

    if row["status"] == "contested":
        return f"swatch-{look(row['controller'])}-also-{look(row['challenger'])}"
    return f"swatch-{look(row['controller'])}"


def feed(page: Page, events: Table, key: str) -> None:
    """Events newest first, under their days; more on request, none left out silently."""
    limit = st.session_state.get(f"{key}_limit", FIRST)
    if events.empty:
        st.caption("No event, as filtered." if page.selection.filters else "No event so far.")
    number = 0
    for when, group in groupby(records(events.head(limit)), key=phrases.when):
        st.caption(f"**{when}**")
        for row in group:
            _entry(page, row, f"{key}-{number}")
            number += 1
    if len(events) > limit:
        st.button(
            f"Show more ({len(events) - limit:,} not shown)", key=f"{key}_more",
            on_click=_more, args=(key, limit),
        )  # fmt: skip


def _more(key: str, limit: int) -> None:
    st.session_state[f"{key}_limit"] = limit + 5 * FIRST


def _entry(page: Page, row: Row, number: str) -> None:
    kind = style.symbol_of(row["event_type"], row["sub_event_type"])
    with st.container(key=f"event-{row['status']}-{kind}-{number}", gap=None):
        st.button(
            escaping.markdown(row["title"]), key=f"open-event-{number}", type="tertiary",
            on_click=session.open_event, args=(row["event_id"],),
        )  # fmt: skip
        st.caption(escaping.markdown(phrases.byline(row, page.places, page.actors, page.sources)))
