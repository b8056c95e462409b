"""Files to take along: what is asked for, made with its progress, ready to be saved."""

from typing import Any

import streamlit as st

from dashboard.model import address
from dashboard.model.perspective import EVERYONE
from dashboard.model.scenes import Scene, seen
from dashboard.render import escaping
from dashboard.render.exports.formats import FORMATS, LOOKS, PAPERS, Format, Request, file_name
from dashboard.render.exports.kits.progress import Progress, silent
from dashboard.render.page import Page
from dashboard.server.work import TURNS, Busy
from dashboard.ui import opened, session
from dashboard.ui.map_panel import theme
from dashboard.view import phrases

MADE = "made_file"  # the last file made, with what it was made from
CHOICES: dict[str, tuple[str, dict[Any, str]]] = {  # field of a Request: label, choices
    "whole": ("What it holds", {True: "The briefing", False: "This view alone"}),
    "look": ("Look", {look: look.capitalize() for look in LOOKS}),
    "paper": ("Paper", {paper: paper.capitalize() for paper in PAPERS}),
}
SIZES = {
    "Screen, 1600 × 1000": (1600, 1000),
    "Wide, 1920 × 1080": (1920, 1080),
    "Square, 1200 × 1200": (1200, 1200),
    "Print, 3200 × 2000": (3200, 2000),
}


def downloads(page: Page) -> None:
    """What can be taken along."""
    st.button("Back", icon=":material/arrow_back:", key="back", on_click=opened.open_tool,
              args=(None,))  # fmt: skip
    st.markdown("#### Files")
    kind = st.radio(
        "Format", list(FORMATS), format_func=lambda kind: FORMATS[kind].label, key="file_kind",
        captions=[form.purpose for form in FORMATS.values()], label_visibility="collapsed",
    )  # fmt: skip
    asked = _asked(page, FORMATS[kind])
    st.caption(escaping.markdown(f"Shows: {_shown(page, asked, FORMATS[kind])}."))
    mark = (kind, page.data.digest, asked.view, asked.scenes, asked.whole, asked.look, asked.size,
            asked.paper)  # fmt: skip
    made = st.session_state.get(MADE)
    if made is None or made[0] != mark:
        made = _make(asked, FORMATS[kind], mark)
    if made is not None:
        form, name = FORMATS[kind], file_name(asked, kind)
        st.download_button(f"Save {name} ({_size(made[1])})", made[1], name, form.mime,
                           icon=":material/download:", key="save_file", type="primary")  # fmt: skip


def _asked(page: Page, form: Format) -> Request:
    """The request of what the page shows, as its address would have it."""
    everyone = page.timeline.under(EVERYONE)
    params = address.compose(page.selection, session.view(), page.data)
    arrival = address.parse(params, page.data, everyone)
    options: dict[str, Any] = {
        name: _option(name, form) for name in form.options if name in CHOICES
    }
    if "size" in form.options:
        options["size"] = SIZES[st.selectbox("Size", list(SIZES), key="file_size")]
    return Request(
        page.data, everyone, page.outlines, Scene(arrival.selection, seen(arrival.view)),
        tuple(session.scenes()), **options,
    )  # fmt: skip


def _option(name: str, form: Format) -> Any:
    label, choices = CHOICES[name]
    usual = theme() if name == "look" else next(iter(choices))
    if name == "look" and form.live:
        choices, usual, name = {"": "The reader's"} | choices, "", "page_look"
    return st.segmented_control(label, list(choices), format_func=choices.__getitem__,
                                default=usual, required=True, key=f"file_{name}")  # fmt: skip


def _shown(page: Page, asked: Request, form: Format) -> str:
    if asked.whole and asked.scenes:
        return phrases.counted(len(asked.scenes), "scene")
    return asked.sheet.view.shown


def _make(asked: Request, form: Format, mark: object) -> tuple[object, bytes] | None:
    """Make it: at once where that is quick, else on request, with a way to break it off."""
    if form.long:
        with st.container(horizontal=True):
            begun = st.button("Create", key="make_file", icon=":material/bolt:", type="primary")
            place = st.empty()
        if not begun:
            return None
        # Any press ends the run that is making it: that is all this button has to do.
        place.button("Cancel", key="cancel_file")
        bar = st.progress(0.0, "Beginning")

        def tell(share: float, word: str) -> None:
            bar.progress(min(share, 1.0), escaping.markdown(word))

        content = _in_turn(asked, form, tell)
        bar.empty()
        place.empty()
    else:
        content = _in_turn(asked, form, silent)
        if content is None:
            st.button("Try again", key="make_again", icon=":material/refresh:")
    if content is None:
        return None
    made = (mark, content)
    st.session_state[MADE] = made
    return made


def _in_turn(asked: Request, form: Format, progress: Progress) -> bytes | None:
    """The file; None, and a warning to the reader, where too many wait for theirs."""
    try:
        with TURNS.turn():
            return form.make(asked, progress)
    except Busy as error:
        sentence = str(error)
        st.warning(escaping.markdown(f"{sentence[:1].upper()}{sentence[1:]}."))
        return None


def _size(content: bytes) -> str:
    length = len(content)
    return f"{length / 1e6:.1f} MB" if length >= 1e6 else f"{max(1, round(length / 1000))} kB"
