"""A box that finds places, actors and events by name, and the gazetteer as a table."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard.model.codes import ALL
from dashboard.render import escaping, tables
from dashboard.render.page import Page
from dashboard.ui import opened, session
from dashboard.ui.popover import popover
from dashboard.view import finding

CLOSE = 11.0  # zoom at which a town fills the map
WIDE = 8.5  # and an area
FINER = 2.0  # kilometres of doubt that still leave a town in sight at CLOSE


def finder(page: Page) -> None:
    """Find by any spelling: a place moves the map and keeps the day, an event opens."""
    popover("Find", "search", "finder", partial(_find, page))


def _find(page: Page) -> None:
    st.text_input("Find a place, an actor or an event", key=session.FIND,
                  placeholder="any spelling, any script", max_chars=100)  # fmt: skip
    wanted = st.session_state[session.FIND].strip()
    if wanted:
        _found(page, wanted)
    st.button("All places", icon=":material/list:", key="all_places", type="tertiary",
              on_click=_go, args=(ALL, None, CLOSE))  # fmt: skip


def _found(page: Page, wanted: str) -> None:
    groups = finding.groups(wanted, page.timeline)
    if not groups:
        st.caption("No place, actor or event has that name, and no place has one near it.")
    open_one: dict[str, Callable[[str], None]] = {
        "place": partial(_place, page), "actor": _actor, "event": _event,
    }  # fmt: skip
    for group in groups:
        st.markdown(f"###### {group.heading}")
        for number, hit in enumerate(group.hits):
            st.button(
                escaping.markdown(hit.label), key=f"found-{group.kind}-{number}",
                help=escaping.markdown(hit.more) or None, width="stretch",
                on_click=open_one[group.kind], args=(hit.id,),
            )  # fmt: skip
        if group.left_out:
            st.caption(f"{group.left_out:,} more: add a word to find them.")


def _place(page: Page, place_id: str) -> None:
    anchor = page.outlines.anchors.get(place_id)
    point = page.timeline.gazetteer.point(place_id) or (anchor and (anchor[1], anchor[0]))
    _go(place_id, point, WIDE if anchor else CLOSE)


def _actor(actor_id: str) -> None:
    """Show the events of one actor alone."""
    session.filter_by("actors", actor_id)
    opened.shut()


def _event(event_id: str) -> None:
    opened.open_event(event_id)
    opened.shut()


def _go(place_id: str, point: tuple[float, float] | None, zoom: float) -> None:
    """Open the place and bring it to the middle of the map."""
    opened.open_place(place_id)
    opened.shut()
    if point:
        session.look_at(point, zoom)


def gazetteer(page: Page) -> None:
    """The gazetteer as a table."""
    st.button("Back", icon=":material/arrow_back:", key="back", on_click=opened.close)
    st.markdown("#### Places")
    table = tables.places(page.data, page.timeline, page.warnings())
    doubtful = int(table["problems"].ne("").sum())
    st.caption(
        f"{len(table):,} places. "
        + (f"{doubtful:,} need review: see the column problems." if doubtful
           else "Nothing looks wrong with any of them.")
    )  # fmt: skip
    shown = [name for name in tables.SHOWN if doubtful or name != "problems"]
    st.dataframe(table, hide_index=True, key="gazetteer", column_order=shown)
    name = "places"
    with st.container(horizontal=True):
        st.download_button("CSV", tables.csv(table), f"{name}.csv", "text/csv",
                           icon=":material/download:", key="places_csv")  # fmt: skip
        st.download_button("GeoJSON", tables.geojson(table), f"{name}.geojson",
                           "application/geo+json", icon=":material/download:",
                           key="places_geojson")  # fmt: skip
