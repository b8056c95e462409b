"""Writing a briefing: scenes made of views, in an order, with words; kept as scenes.csv."""

import streamlit as st

from dashboard.model.perspective import EVERYONE
from dashboard.model.scenes import Scene, moved, reworded, seen
from dashboard.model.schema import SCENES
from dashboard.render import escaping, tables
from dashboard.render.page import Page
from dashboard.render.sheet import Sheet, sheet
from dashboard.server.datasets import Loaded
from dashboard.ui import opened, saved_scenes, session
from dashboard.view import phrases

LONGEST = 2000  # characters of a text


def first_of_day(page: Page) -> int:
    """Where the day that is shown begins in the script: its first scene, else the last before."""
    days = [scene.selection.day for scene in session.scenes()]
    return (
        days.index(page.selection.day) if page.selection.day in days else max(_after(page) - 1, 0)
    )


def _after(page: Page) -> int:
    """How many scenes stand before the next day."""
    return sum(scene.selection.day <= page.selection.day for scene in session.scenes())


def authoring(page: Page, loaded: Loaded) -> None:
    """The scenes to be written."""
    kept = session.scenes()
    st.button("Back", icon=":material/arrow_back:", key="back", on_click=opened.open_tool,
              args=(None,))  # fmt: skip
    st.markdown("#### Scenes")
    if skipped := page.data.skipped_of(SCENES.file):
        lines = "  \n".join(escaping.markdown(f"{problem}.") for problem in skipped)
        st.warning(f"Left out:  \n{lines}")
    if saved_scenes.changed(loaded):
        st.warning(saved_scenes.CHANGED)
        st.button("Keep mine", key="keep_scenes", on_click=saved_scenes.stay, args=(loaded,))
    st.button("Add this view as a scene", icon=":material/add_a_photo:", key="add_scene",
              on_click=_add, args=(page, loaded))  # fmt: skip
    with st.container(horizontal=True):
        st.button("Undo", icon=":material/undo:", key="undo_scenes", on_click=saved_scenes.undo,
                  disabled=not saved_scenes.steps())  # fmt: skip
        st.button("Back to the folder’s scenes", key="give_up_scenes",
                  on_click=saved_scenes.give_up, args=(loaded,),
                  disabled=not st.session_state.get(session.REWRITTEN))  # fmt: skip
    st.caption(saved_scenes.words())
    for at, scene in enumerate(kept):
        _scene(page, loaded, scene, at, len(kept))
    st.download_button("scenes.csv", tables.scenes(kept), "scenes.csv", "text/csv",
                       icon=":material/download:", key="scenes_csv", disabled=not kept)  # fmt: skip
    st.caption("To share your changes, download scenes.csv and put it into the data folder.")


def _add(page: Page, loaded: Loaded) -> None:
    """A new scene of what is shown, after those up to its day, unless it is there already."""
    kept = session.scenes()
    at = _after(page)
    shown = Sheet.of(page)
    text = f"{shown.view.sentence} {shown.view.perspective}".strip()
    scene = Scene(page.selection, seen(session.view()), phrases.written(page.selection.day), text)
    if scene in kept:
        st.session_state["editing"] = kept.index(scene)
        return
    saved_scenes.rewrite([*kept[:at], scene, *kept[at:]], loaded)
    st.session_state["editing"] = at


def _named(page: Page, scene: Scene) -> str:
    """The scene's title; one that the data propose is called by its day and what is so then."""
    made = sheet(page.timeline.under(EVERYONE), page.outlines, scene)
    return scene.title or f"{phrases.short(scene.selection.day)}: {made.title}"


def _scene(page: Page, loaded: Loaded, scene: Scene, at: int, total: int) -> None:
    """One scene: what it is, its place in the order, and a way to change its words."""
    name = _named(page, scene)
    with st.container(horizontal=True, key=f"scene-{at}", vertical_alignment="center"):
        st.button(escaping.markdown(f"{at + 1}. {name}"), key=f"show-scene-{at}", type="tertiary",
                  help="Present from here", on_click=session.present, args=(at,))  # fmt: skip
        for label, icon, by in (("Earlier", "arrow_upward", -1), ("Later", "arrow_downward", 1)):
            st.button(label, icon=f":material/{icon}:", key=f"{label}-{at}", type="tertiary",
                      disabled=not 0 <= at + by < total, on_click=_move,
                      args=(loaded, at, by))  # fmt: skip
        st.button("Edit", icon=":material/edit:", key=f"edit-{at}", type="tertiary",
                  on_click=_edit, args=(at,))  # fmt: skip
        st.button("Remove", icon=":material/delete:", key=f"remove-{at}", type="tertiary",
                  on_click=_remove, args=(loaded, at))  # fmt: skip
    if st.session_state.get("editing") == at:
        _words(loaded, scene, at)


def _words(loaded: Loaded, scene: Scene, at: int) -> None:
    with st.form(f"words-{at}"):
        title = st.text_input("Title", scene.title, max_chars=200)
        text = st.text_area("Slide text", scene.text, max_chars=LONGEST)
        notes = st.text_area("Speaker's notes", scene.notes, max_chars=LONGEST)
        if st.form_submit_button("Save"):
            kept = session.scenes()
            words_missing = not (title.strip() and text.strip())
            if words_missing:
                st.error("A scene needs a title and a text: fill in both.")
                return
            changed = reworded(scene, title.strip(), text.strip(), notes.strip())
            saved_scenes.rewrite([*kept[:at], changed, *kept[at + 1 :]], loaded)
            st.rerun()


def _move(loaded: Loaded, at: int, by: int) -> None:
    saved_scenes.rewrite(moved(session.scenes(), at, by), loaded)


def _edit(at: int) -> None:
    st.session_state["editing"] = None if st.session_state.get("editing") == at else at


def _remove(loaded: Loaded, at: int) -> None:
    kept = session.scenes()
    saved_scenes.rewrite([*kept[:at], *kept[at + 1 :]], loaded)
