"""The bar above the map: find, filter, compare, present, share."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard.model.codes import ALL, BASEMAP_FILE, EVENT_TYPES
from dashboard.model.dataset import Dataset
from dashboard.model.fields import MOST_TEXT
from dashboard.model.labels import Names
from dashboard.render import escaping
from dashboard.render.page import Page
from dashboard.render.tiles import TILES
from dashboard.server.settings import settings
from dashboard.ui import follow, gazetteer, opened, perspective, session
from dashboard.ui.authoring import first_of_day
from dashboard.ui.comparing import comparing
from dashboard.ui.popover import popover
from dashboard.ui.share import share
from dashboard.view import phrases


def toolbar(page: Page) -> None:
    """Filters and the map's choices, each behind one button."""
    gazetteer.finder(page)
    perspective.chooser(page)
    popover("Filters", "filter_list", "filters", partial(_filters, page))
    if page.selection.filters:
        _undo(_tally(page), "filtered", "Clear the filters", session.clear_filters)
    comparing(page)
    if other := page.selection.compare:
        _undo(f"with {phrases.short(other)}", "compared", "Stop comparing",
              partial(session.compare, None))  # fmt: skip
    st.button("Sources", icon=":material/menu_book:", key="open_sources",
              on_click=opened.open_source, args=(ALL,))  # fmt: skip
    popover("Briefing", "slideshow", "briefing", partial(_briefing, page))
    popover("Map", "layers", "map_options", partial(_map, page.data))
    share(page.data.settings.title)


def _undo(label: str, key: str, what: str, do: Callable[[], None]) -> None:
    """What is narrowed, as a button that takes it back."""
    st.button(label, icon=":material/close:", key=key, help=what, on_click=do, type="tertiary")


def _map(data: Dataset) -> None:
    _basemap(data)
    if settings().private and (reader := st.user.get("email")):
        st.text(f"Signed in as {reader}")  # Markdown would make a link of it
        st.button("Sign out", icon=":material/logout:", key="sign_out", on_click=st.logout)


def _basemap(data: Dataset) -> None:
    offered = {name: TILES[name] for name in data.basemaps}
    st.radio(
        "Base map",
        list(offered),
        format_func=lambda key: TILES[key].label,
        key=session.BASEMAP,
        captions=[
            f"Loads tiles from {tiles.host}." if tiles.url else "" for tiles in offered.values()
        ],
    )
    for problem in data.skipped_of(BASEMAP_FILE):
        st.caption(escaping.markdown(f"No local map: {problem}."))


def _briefing(page: Page) -> None:
    scenes = session.scenes()
    st.button("Present", icon=":material/play_arrow:", key="present", on_click=session.present,
              args=(0,), disabled=not scenes, width="stretch")  # fmt: skip
    if here := first_of_day(page):
        st.button(f"Present from scene {here + 1}", key="present_here", on_click=session.present,
                  args=(here,), width="stretch")  # fmt: skip
    st.caption(
        f"{phrases.counted(len(scenes), 'scene')}. Arrow keys, Space and a clicker move; "
        "Esc returns to the script."
    )
    follow.me()
    st.button("Scenes", icon=":material/view_carousel:", key="open_scenes", width="stretch",
              on_click=opened.open_tool, args=("scenes",))  # fmt: skip
    st.caption("Add this view, reorder, edit the words.")
    st.button("Files", icon=":material/download:", key="open_files", width="stretch",
              on_click=opened.open_tool, args=("files",))  # fmt: skip
    st.caption("A page that works anywhere, slides, a handout, pictures, tables.")


def _tally(page: Page) -> str:
    return phrases.tally(page.timeline.counts(page.selection))


def _filters(page: Page) -> None:
    data, wanted, labels = page.data, page.selection.filters, page.labels
    # What is chosen stays an option: Streamlit would drop the filter without a word.
    occurring = page.timeline.occurring
    kinds, named = occurring["types"] | {*wanted.types}, occurring["actors"] | {*wanted.actors}
    st.text_input("Words", key="text", placeholder="in titles, places, actors",
                  max_chars=MOST_TEXT)  # fmt: skip
    _choice("Kinds", [kind for kind in EVENT_TYPES if kind in kinds], {}, "types")
    _choice("Actors", [actor for actor in data.actors["actor_id"] if actor in named],
            labels.actors, "actors")  # fmt: skip
    _choice("Places", list(labels.places), labels.places, "places")
    _choice("Sources", list(labels.publishers), labels.sources, "sources")
    st.caption(
        escaping.markdown(
            f"Shown: {_tally(page)} "
            + phrases.describe(page.selection, labels.places, labels.actors, labels.publishers)
            + ". Filters choose events; who holds what is always shown."
        )
    )
    st.button(
        "Clear filters", on_click=session.clear_filters, disabled=not wanted, key="clear_filters"
    )


def _choice(label: str, options: list[str], names: Names, key: str) -> None:
    st.multiselect(
        label, options, format_func=lambda option: names.get(option, option), key=key,
        placeholder="all",
    )  # fmt: skip


def notes() -> None:
    """What of the address could not be used."""
    found = st.session_state.get(session.NOTES, ())
    if not found:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="notes"):
        st.markdown(escaping.markdown(" ".join(found)))
        st.button("Dismiss", icon=":material/close:", on_click=session.clear_notes,
                  key="dismiss_notes", type="tertiary")  # fmt: skip
