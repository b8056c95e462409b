"""Follow me: the briefer invites others to see the same on screens of their own."""

from functools import partial

import streamlit as st

from dashboard.render import qr, scripts, style
from dashboard.render.payload import Json
from dashboard.server import briefer, rooms
from dashboard.server.datasets import held
from dashboard.server.rooms import Full
from dashboard.server.settings import settings
from dashboard.ui import messages, session
from dashboard.ui.map_panel import theme

COMPONENT, REFUSED = "follow_component", "follow_refused"

_component = st.components.v2.component("conflict_map_follow", js=scripts.component("follow"))


def me() -> None:
    """The button, or once it was pressed the invitation; nothing where nobody can follow."""
    now = room()
    if now is None:
        return
    if "path" not in now:
        st.button("Follow me", icon=":material/qr_code_2:", key="follow_me", width="stretch",
                  on_click=_begin)  # fmt: skip
        st.caption(now.get("refused") or "Others see what you show, on screens of their own.")
        return
    with st.container(key="invitation"):
        _component(key=COMPONENT, data={"room": now, "ink": style.INK[theme()]},
                   on_follow_change=partial(asked, COMPONENT))  # fmt: skip


def room() -> Json | None:
    """What `static/follow/invitation.js` shows; None where nobody can follow."""
    if not rooms.HUB.served:
        return None
    mine = briefer.mine()
    if mine is None:
        refused = st.session_state.get(REFUSED)
        return {"refused": refused} if refused else {}
    link = briefer.link(mine, st.context.url or "")
    return {"link": link, "path": briefer.path(mine), "code": qr.svg(link)}


def asked(component: str) -> None:
    """What a component's script asks for: "begin" or "end"."""
    what = messages.received(component, "follow")
    if what == "begin":
        _begin()
    elif what == "end":
        briefer.end()


def _begin() -> None:
    folder = held(settings().data)[st.session_state[session.FOLDER]]
    st.session_state[REFUSED] = None
    try:
        briefer.begin(folder, tuple(session.scenes()))
    except Full as error:
        st.session_state[REFUSED] = f"{error}.".capitalize()
