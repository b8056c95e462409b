"""Writing a briefing: scenes made of views, in an order, with words; kept as scenes.csv."""

import streamlit as st

from dashboard.model.perspective import EVERYONE
from dashboard.model.scenes import Scene, moved, reworded, seen
from dashboard.model.schema import SCENES
from dashboard.render import escaping, tables
from dashboard.render.page import Page
from dashboard.render.sheet import Sheet, sheet
from dashboard.ui import session
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


def authoring(page: Page) -> None:
    """The scenes to be written."""
    kept = session.scenes()
    st.button("Back", icon=":material/arrow_back:", key="back", on_click=session.open_tool,
              args=(None,))  # fmt: skip
    st.markdown("#### Scenes")
    if skipped := page.data.skipped_of(SCENES.file):
        lines = "  \n".join(escaping.markdown(f"{problem}.") for problem in skipped)
        st.warning(f"Left out:  \n{lines}")
    st.button("Add this view as a scene", icon=":material/add_a_photo:", key="add_scene",
              on_click=_add, args=(page,))  # fmt: skip
    if (gone := st.session_state.get("removed")) is not None:
        name = escaping.markdown(_named(page, gone[1]))
        st.button(f"Put “{name}” back", icon=":material/undo:", key="put_back",
                  on_click=_put_back, args=gone)  # fmt: skip
    for at, scene in enumerate(kept):
        _scene(page, scene, at, len(kept))
    with st.container(horizontal=True):
        st.download_button("scenes.csv", tables.scenes(kept), "scenes.csv", "text/csv",
                           icon=":material/download:", key="scenes_csv",
                           disabled=not kept)  # fmt: skip
    st.caption("Your changes last until the page is loaded again. To keep them, download "
               "scenes.csv and put it into the data folder.")  # fmt: skip


def _add(page: Page) -> None:
    """A new scene of what is shown, after those up to its day."""
    kept = session.scenes()
    at = _after(page)
    shown = Sheet.of(page)
    text = f"{shown.view.sentence} {shown.view.perspective}".strip()
    scene = Scene(page.selection, seen(session.view()), phrases.written(page.selection.day), text)
    session.rewrite([*kept[:at], scene, *kept[at:]])
    st.session_state["editing"] = at


def _named(page: Page, scene: Scene) -> str:
    """The scene's title; one that the data propose is called by its day and what is so then."""
    made = sheet(page.timeline.under(EVERYONE), page.outlines, scene)
    return scene.title or f"{phrases.short(scene.selection.day)}: {made.title}"


def _scene(page: Page, scene: Scene, at: int, total: int) -> None:
    """One scene: what it is, its place in the order, and a way to change its words."""
    name = _named(page, scene)
    with st.container(horizontal=True, key=f"scene-{at}", vertical_alignment="center"):
        st.button(escaping.markdown(f"{at + 1}. {name}"), key=f"show-scene-{at}", type="tertiary",
                  help="Present from here", on_click=session.present, args=(at,))  # fmt: skip
        for label, icon, by in (("Earlier", "arrow_upward", -1), ("Later", "arrow_downward", 1)):
            st.button(label, icon=f":material/{icon}:", key=f"{label}-{at}", type="tertiary",
                      disabled=not 0 <= at + by < total, on_click=_move, args=(at, by))  # fmt: skip
        st.button("Edit", icon=":material/edit:", key=f"edit-{at}", type="tertiary",
                  on_click=_edit, args=(at,))  # fmt: skip
        st.button("Remove", icon=":material/delete:", key=f"remove-{at}", type="tertiary",
                  on_click=_remove, args=(at,))  # fmt: skip
    if st.session_state.get("editing") == at:
        _words(scene, at)


def _words(scene: Scene, at: int) -> None:
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
            session.rewrite([*kept[:at], changed, *kept[at + 1 :]])
            st.session_state["editing"] = None
            st.rerun()


def _move(at: int, by: int) -> None:
    session.rewrite(moved(session.scenes(), at, by))
    st.session_state["editing"] = None


def _edit(at: int) -> None:
    st.session_state["editing"] = None if st.session_state.get("editing") == at else at


def _remove(at: int) -> None:
    """Take a scene out; it can be had back."""
    kept = session.scenes()
    st.session_state["removed"] = (at, kept[at])
    st.session_state["editing"] = None
    session.rewrite([*kept[:at], *kept[at + 1 :]])


def _put_back(at: int, scene: Scene) -> None:
    kept = session.scenes()
    session.rewrite([*kept[:at], scene, *kept[at:]])
    st.session_state["removed"] = None
