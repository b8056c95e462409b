"""A button of the toolbar whose content is made only while it is open."""

from collections.abc import Callable

import streamlit as st


def popover(label: str, icon: str, key: str, content: Callable[[], None]) -> None:
    """Show the button; `icon` names one of Material's, and `key` is one of `session.POPOVERS`.

    The label must not change: with another one Streamlit closes it and makes another.
    """
    opened = st.popover(label, icon=f":material/{icon}:", key=key, on_change="rerun")
    if opened.open:
        with opened:
            content()
