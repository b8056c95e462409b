"""The page's own look: a fixed style sheet, and swatches made from the style table.

Containers are painted by their keys, which hold codes and never text of a table.
"""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import quote

import streamlit as st

import dashboard
from dashboard.render import style

SHEET = Path(dashboard.__file__).parent / "static" / "page.css"


def dress(lanes: int = 0) -> None:
    """Apply the style sheets; the map leaves room for so many lanes beneath it."""
    st.html(SHEET)
    st.html(f"<style>:root{{--lanes:{lanes:d}}}</style>")
    st.html(f"<style>{_generated()}</style>")


@st.cache_data(show_spinner=False)
def _generated() -> str:
    """Rules for swatches of holders and symbols of events, from the style table."""
    return "\n".join([*_swatches(), *_symbols()])


def _swatches() -> Iterator[str]:
    looks = {
        f"{colour}-{pattern}": _tile(colour, pattern)
        for colour, pattern in product(style.COLOURS, style.PATTERNS)
    }
    looks["nobody"] = f'url("data:image/svg+xml,{quote(_NOBODY)}")'
    for name, image in looks.items():
        yield f'[class*="st-key-swatch-{name}-"]::before{{background-image:{image}}}'
        yield f'[class*="-also-{name}-"]::after{{background-image:{image}}}'


_NOBODY = (
    f"<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'>"
    f"<rect width='8' height='8' fill='none'/><path d='M0 4H4' stroke='{style.NOBODY}'/></svg>"
)


def _tile(colour: str, pattern: str) -> str:
    size = style.PATTERN_TILE
    picture = (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{size}' height='{size}'>"
        f"<rect width='{size}' height='{size}' fill='{style.COLOURS[colour]}'/>"
        f"<path d='{style.PATTERNS[pattern]}' fill='none' stroke='{style.pattern_ink(colour)}' "
        "stroke-width='1.6' opacity='.55'/></svg>"
    )
    return f'url("data:image/svg+xml,{quote(picture)}")'


def _symbols() -> Iterator[str]:
    for key, symbol in style.SYMBOLS.items():
        picture = (
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>"
            f"<path d='{symbol.path}' fill='none' stroke='#000' stroke-width='1.7' "
            "stroke-linecap='round' stroke-linejoin='round'/></svg>"
        )
        image = f'url("data:image/svg+xml,{quote(picture)}")'
        for status in style.STATUS_LINES:
            yield f'[class*="st-key-event-{status}-{key}-"]::before{{mask-image:{image}}}'
