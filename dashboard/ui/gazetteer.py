"""Places by name: a box that finds one and moves the map, and the gazetteer as a table."""

from functools import partial

import streamlit as st

from dashboard.model.codes import ALL
from dashboard.model.lookup import NEAR
from dashboard.render import escaping, tables
from dashboard.render.page import Page
from dashboard.ui import session
from dashboard.ui.popover import popover
from dashboard.view import finding

CLOSE = 11.0  # zoom at which a town fills the map
WIDE = 8.5  # and an area
FINER = 2.0  # kilometres of doubt that still leave a town in sight at CLOSE


def finder(page: Page) -> None:
    """Find a place by any spelling; choosing it moves the map and keeps the day."""
    popover("Find", "search", "finder", partial(_find, page))


def _find(page: Page) -> None:
    st.text_input("Find a place", key=session.FIND, placeholder="any spelling, any script",
                  max_chars=100)  # fmt: skip
    wanted = st.session_state[session.FIND].strip()
    if wanted:
        _found(page, wanted)
    st.button("All places", icon=":material/list:", key="all_places", type="tertiary",
              on_click=_go, args=(ALL, None, CLOSE))  # fmt: skip


def _found(page: Page, wanted: str) -> None:
    matches = page.timeline.lookup.find(wanted)
    if not matches:
        st.caption("No place has that name, and no name is near it.")
    elif matches[0].how == NEAR:
        st.caption("No place has that name. Near spellings:")
    for number, match in enumerate(matches):
        anchor = page.outlines.anchors.get(match.place_id)
        point = page.timeline.gazetteer.point(match.place_id) or (anchor and (anchor[1], anchor[0]))
        st.button(
            escaping.markdown(f"{page.labels.places[match.place_id]} ({finding.how(match)})"),
            key=f"found-{number}", help=escaping.markdown(match.spelling),
            on_click=_go, args=(match.place_id, point, WIDE if anchor else CLOSE),
        )  # fmt: skip


def _go(place_id: str, point: tuple[float, float] | None, zoom: float) -> None:
    """Open the place and bring it to the middle of the map."""
    session.open_place(place_id)
    session.shut()
    if point:
        session.look_at(point, zoom)


def gazetteer(page: Page) -> None:
    """The gazetteer as a table."""
    st.button("Back", icon=":material/arrow_back:", key="back", on_click=session.close)
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
