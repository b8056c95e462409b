"""The map and the time bar beneath it, and the channel between them and Python.

The map is drawn once: its arguments change with the dataset only, so it never loses its view. The
dataset crosses once, packed, by way of a component whose bytes change with it. What changes goes to
the component of the time bar, which tells it to the map's frame on a channel named for this
session. During a drag the two talk to each other alone; Python learns the day once,
on release, and what was clicked. Where the map stands is heard in a fragment: panning reruns
nothing but the address.
"""

import secrets
from datetime import date
from functools import partial

import streamlit as st

from dashboard.model.codes import ALL
from dashboard.model.dataset import Dataset
from dashboard.model.selection import Selection, View
from dashboard.render import briefing, payload, scripts, time_bar
from dashboard.render.page import Page
from dashboard.render.time_bar import whole_span
from dashboard.ui import map_frame, messages, opened, session
from dashboard.view import attribution

CHANNEL, OWN, COMPONENT = "channel", "own_token", "time_bar_component"
TIMEOUT = 5.0  # seconds that the page waits for the time bar


_transport = st.components.v2.component("conflict_map_dataset", js=scripts.page())
_view = st.components.v2.component("conflict_map_view", js=scripts.component("view"))
_component = st.components.v2.component("conflict_map_time_bar", js=scripts.component("time_bar"))


def channel() -> str:
    """The name of the channel between page and map."""
    name: str = st.session_state[CHANNEL]
    return name


def map_and_data(sent: bytes) -> None:
    """The map, and the way of the dataset to it; `sent` is `payload.packed`."""
    own = st.session_state.setdefault(OWN, secrets.token_hex(8))
    # A map takes its data once: when they change, it gives way to another with its own channel.
    st.session_state[CHANNEL] = name = f"conflict-map-{own}-{sent[-8:].hex()}"
    with st.container(key="map"):
        map_frame.map_frame(name)
        _transport(key="dataset_transport", data=sent, height=1)


def time_bar_panel(page: Page) -> None:
    """Show the time bar, and tell it and the map the page's state."""
    selection = page.selection
    shown = page.timeline.matching(selection.filters)
    state = payload.state(selection, session.view(), shown, theme(), briefing.control(page))
    state["token"] = st.session_state[session.VIEW_TOKEN]
    bar = time_bar.state(selection, theme(), st.session_state.get(session.SEQ, 0))
    known = session.bar() == session.HERE
    _component(
        key=COMPONENT,
        data={
            "channel": channel(),
            "state": state,
            "bar": bar,
            "known": known,
            "quiet": known and session.scene() is not None,
            "chosen": _chosen(page),
        },  # a scene is told by its presenter
        on_ready_change=_ready,
        # Callbacks stay with the session: they hold two dates, never a page.
        on_moved_change=partial(_moved, whole_span(page.data, page.timeline)),
        on_pick_change=_picked,
    )
    _listen(selection, page.data, known)


def _chosen(page: Page) -> dict[str, str]:
    """What the buttons of the toolbar bear beside their names, by their keys."""
    who, filters = page.selection.according_to, page.selection.filters
    account = "" if who == ALL else attribution.speaker(who, page.labels.actors)
    wanted = sum(len(value) if isinstance(value, tuple) else bool(value)
                 for value in vars(filters).values())  # fmt: skip
    return {"perspectives": account, "filters": str(wanted or "")}


def waiting() -> bool:
    """Whether the page shall wait for map and time bar, which are drawn before all else."""
    if session.bar() != session.AWAITED:
        return False
    st.session_state["waited"] = False
    st.fragment(_wait, run_every=TIMEOUT)()
    return True


def _wait() -> None:
    """Called at once and again after TIMEOUT: then the page does without."""
    if st.session_state["waited"]:
        if session.bar() == session.AWAITED:
            session.bar_is(session.ABSENT)
        st.rerun(scope="app")
    st.session_state["waited"] = True


@st.fragment
def _listen(selection: Selection, data: Dataset, known: bool) -> None:
    sent = _view(key="view_component", data={"channel": channel()},
                 on_view_change=lambda: None).view  # fmt: skip
    if seen := messages.read("view", sent):
        st.session_state[session.VIEW] = View(
            session.view().basemap, seen.latitude, seen.longitude, seen.zoom
        )
        session.leave(session.chosen(), data)  # the day may be newer than this fragment
        if st.session_state.get(session.SHARE):  # which shows the address, and its code
            st.rerun(scope="app")
    # Streamlit runs one fragment alone when another trigger came in the same moment: the page
    # has not heard of that one.
    if session.chosen() != selection or (session.bar() == session.HERE) != known:
        st.rerun(scope="app")


def _ready() -> None:
    if messages.received(COMPONENT, "ready"):
        session.bar_is(session.HERE)


def _moved(whole: tuple[date, date]) -> None:
    """The reader has let go of the time bar: take over the day it was left at."""
    if moment := messages.received(COMPONENT, "moved"):
        session.take(moment, whole)


def _picked() -> None:
    """Open what was clicked on the map, or close it; what the data do not have stays unopened."""
    match messages.received(COMPONENT, "pick"):
        case messages.Open(kind=kind, id=name):
            opened.OPEN[kind](name)
        case messages.Back():
            opened.close()


def theme() -> str:
    """The reader's theme, "light" or "dark"."""
    return "dark" if st.context.theme.type == "dark" else "light"
