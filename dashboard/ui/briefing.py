"""The briefing: the page as a presentation, one scene at a time."""

from functools import partial

import streamlit as st

from dashboard.model.dataset import Dataset, Outlines
from dashboard.model.questions import Questions
from dashboard.model.scenes import Scene
from dashboard.model.schema import SCENES
from dashboard.render import briefing, escaping, scripts
from dashboard.render.page import Page
from dashboard.render.payload import Json
from dashboard.render.sheet import Sheet, sheets
from dashboard.ui import follow, messages, session
from dashboard.ui.map_panel import channel, theme
from dashboard.ui.share import share
from dashboard.view import phrases

COMPONENT = "briefing_component"

_presenter = st.components.v2.component("conflict_map_briefing", js=scripts.component("briefing"))


@st.cache_data(show_spinner=False, max_entries=8)
def _script(digest: str, scenes: tuple[Scene, ...], _timeline: Questions, _data: Dataset,
            _outlines: Outlines) -> Json | None:  # fmt: skip
    """The scenes for the browser, made once for a folder's content and its scenes."""
    return briefing.script([*sheets(_timeline, _outlines, [*scenes])], briefing.state)


def presenter(page: Page, timeline: Questions) -> None:
    """The scene's words beside the map; `timeline` is of all accounts."""
    with st.container(key="presenter"):
        _scenes(page, timeline)


def _scenes(page: Page, timeline: Questions) -> None:
    scenes = tuple(session.scenes())
    digest = page.data.digest
    at = session.scene() or 0
    st.markdown(f"# {escaping.markdown(page.data.settings.title)}")  # heard, not seen
    off = None
    if not session.on_script():
        off = briefing.words(Sheet.of(page))
    _presenter(
        key=COMPONENT,
        data={
            "channel": channel(),
            "mark": f"{digest} {hash(scenes)}",
            "script": _script(digest, scenes, timeline, page.data, page.outlines),
            "scene": at,
            "seq": st.session_state.get(session.SCENE_SEQ, 0),
            "off": off,
            "theme": theme(),
            "basemap": session.view().basemap,
            "follow": follow.room(),
        },
        on_scene_change=_turned,
        on_leave_change=_left,
        on_follow_change=partial(follow.asked, COMPONENT),
    )
    with st.container(key="presenter-share"):
        share(page.data.settings.title)
    if skipped := page.data.skipped_of(SCENES.file):
        count = phrases.counted(len({problem.row for problem in skipped}), "scene")
        st.caption(f"{count} left out: Scenes says why.")


def _turned() -> None:
    """The presenter has come to another scene."""
    if turn := messages.received(COMPONENT, "scene"):
        session.present(turn.scene)
        st.session_state[session.SCENE_SEQ] = turn.seq


def _left() -> None:
    if messages.received(COMPONENT, "leave"):
        session.leave_briefing()
