"""The page's own look: a fixed style sheet, and the room that the time bar takes."""

from pathlib import Path

import streamlit as st

import dashboard

SHEET = Path(dashboard.__file__).parent / "static" / "page.css"


def dress(lanes: int = 0) -> None:
    """Apply the style sheet; the map leaves room for so many lanes beneath it."""
    st.html(SHEET)
    st.html(f"<style>:root{{--lanes:{lanes:d}}}</style>")
