"""A reader's own scenes: kept in their browser, brought back, undone, or given up again."""

import streamlit as st

from dashboard.model.scenes import Scene
from dashboard.render import scripts
from dashboard.server import saved_scenes
from dashboard.server.datasets import Loaded
from dashboard.ui import messages, session

COMPONENT = "saved_scenes_component"
KEPT, ASKS, UNKEPT = "scenes_kept", "scenes_ask", "scenes_unkept"
SEQ, TEXT, OF = "scenes_seq", "scenes_text", "scenes_of"
STEPS = 30  # that can be undone
CHANGED = "The folder’s scenes have changed since you changed yours."

_component = st.components.v2.component("conflict_map_saved_scenes", js=scripts.component("scenes"))


def keeper(loaded: Loaded) -> None:
    """The way between this session and what the browser keeps; it shows nothing."""
    seq = st.session_state.get(SEQ, 0)
    if st.session_state.get(TEXT, (0, None))[0] != seq:
        own = bool(st.session_state.get(session.REWRITTEN))
        text = saved_scenes.written(session.scenes(), loaded) if own else None
        st.session_state[TEXT] = (seq, text)
    _component(
        key=COMPONENT,
        height=1,
        data={
            "name": st.session_state[session.FOLDER],
            "asks": st.session_state.get(ASKS, True),
            "seq": seq,
            "text": st.session_state.get(TEXT, (0, None))[1],
            "of": st.session_state.get(OF, ""),
        },
        on_kept_change=_came,
        on_unkept_change=_refused,
    )


def _came() -> None:
    if kept := messages.received(COMPONENT, "kept"):
        st.session_state.update({KEPT: kept, ASKS: False})


def _refused() -> None:
    if messages.received(COMPONENT, "unkept"):
        st.session_state[UNKEPT] = True


def restore(loaded: Loaded) -> None:
    """Take over what the browser has kept, as far as it can be shown, before anything is drawn."""
    kept = st.session_state.pop(KEPT, None)
    if kept is None or st.session_state.get(session.REWRITTEN):
        return
    scenes, problems = saved_scenes.read(kept.text, loaded.timeline)
    if not scenes:
        return
    at, followed = session.scene(), session.on_script()
    session.have(scenes)
    st.session_state[OF] = kept.of
    if at is not None and followed:
        session.present(at)
    lost = len({problem.row for problem in problems})
    notes = [f"{lost} of your scenes cannot be shown."] if lost else []
    if changed(loaded):
        notes.append(f"{CHANGED} Under Briefing, Scenes lets you choose.")
    st.session_state[session.NOTES] = (*st.session_state[session.NOTES], *notes)


def changed(loaded: Loaded) -> bool:
    """Whether the folder's scenes are others than those that the reader began with."""
    own = bool(st.session_state.get(session.REWRITTEN))
    return own and st.session_state.get(OF) != saved_scenes.mark(loaded.scenes)


def rewrite(kept: list[Scene], loaded: Loaded) -> None:
    """Have other scenes, and keep them; the ones before can be had back."""
    before = (session.scenes(), bool(st.session_state.get(session.REWRITTEN)))
    st.session_state[session.UNDO] = [*st.session_state.get(session.UNDO, ()), before][-STEPS:]
    if not before[1]:
        st.session_state[OF] = saved_scenes.mark(loaded.scenes)
    session.have(kept)
    _keep()


def undo() -> None:
    """Have the scenes of one step before."""
    *st.session_state[session.UNDO], (kept, own) = st.session_state[session.UNDO]
    session.have(kept, own=own)
    _keep()


def steps() -> int:
    """How many steps can be undone."""
    return len(st.session_state.get(session.UNDO, ()))


def give_up(loaded: Loaded) -> None:
    """Have the folder's scenes again; this can be undone."""
    rewrite(loaded.scenes, loaded)
    st.session_state[session.REWRITTEN] = False


def stay(loaded: Loaded) -> None:
    """Go on with the reader's own scenes though the folder has others now."""
    st.session_state[OF] = saved_scenes.mark(loaded.scenes)
    _keep()


def _keep() -> None:
    """Have the browser keep what is so now; what it kept before is not asked for any more."""
    st.session_state.update({SEQ: st.session_state.get(SEQ, 0) + 1, ASKS: False, "editing": None})


def words() -> str:
    """Where the reader's changes are kept."""
    if st.session_state.get(UNKEPT):
        return "This browser keeps nothing: your changes last until the page is loaded again."
    return "Saved in this browser only."
