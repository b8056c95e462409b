"""How things look: one table each for colours, patterns, symbols and outlines of symbols.

The live map, the page and every export read these tables; no colour and no label of a code is
written anywhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

# Okabe & Ito (2008), "Color Universal Design", with a mid grey in place of its black, which
# is the colour of the map's own ink.
COLOURS = {
    "blue": "#0072b2",
    "orange": "#e69f00",
    "green": "#009e73",
    "vermilion": "#d55e00",
    "purple": "#cc79a7",
    "sky": "#56b4e9",
    "yellow": "#f0e442",
    "grey": "#7f7f7f",
}
NOBODY = "#9aa0a6"  # nobody said who holds it

# A pattern doubles the colour for readers who do not see it and for printers that have none:
# an 8 × 8 tile of one path, stroked or filled in white or black over the colour.
PATTERN_TILE = 8
PATTERNS = {
    "solid": "",
    "dots": "M1 2h2M5 6h2",
    "stripes": "M-2 6L2 10M-2 -2L10 10M6 -2L10 2",
    "rings": "M4 2a2 2 0 1 0 .01 0",
    "grid": "M0 4H8M4 0V8",
    "waves": "M-1 4Q1 1 4 4T9 4",
}

INK = {
    "light": {
        "paper": "#fbfaf6", "land": "#f1ede1", "sea": "#e3e8ea", "line": "#c9c0ab",
        "border": "#a89f8a", "text": "#1f2328", "quiet": "#5c5a52", "halo": "#fbfaf6",
        "panel": "#fffefa", "accent": "#b3261e",
        "water": "#c8d7de", "green": "#eaefdd", "built": "#efe8dc", "road": "#d0c5ad",
    },
    "dark": {
        "paper": "#26313a", "land": "#1e272e", "sea": "#151c21", "line": "#46535d",
        "border": "#6b7a85", "text": "#f2f0ea", "quiet": "#b6bec4", "halo": "#1a2228",
        "panel": "#202a31", "accent": "#ff8a80",
        "water": "#151e26", "green": "#29373a", "built": "#2e3a43", "road": "#4a5963",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Symbol:
    """One kind of event: a word for the legend and a line drawing on a 16 × 16 field."""

    label: str
    path: str  # SVG path data, stroked with round ends
    words: tuple[str, str]  # for one of them, and for several


# By the kinds of event of `codes.kind_of`.
SYMBOLS = {
    "battle": Symbol(
        "Battle", "M3 3L13 13M13 3L3 13M2.8 9.6L6.4 13.2M13.2 9.6L9.6 13.2", ("battle", "battles")
    ),
    "transfer": Symbol(
        "Territory changes hands", "M5 14V2.5M5 3H12.5L10.4 5.6L12.5 8.2H5",
        ("transfer of territory", "transfers of territory"),
    ),
    "explosion": Symbol(
        "Explosion, shelling, air strike",
        "M8 1.8V5M8 11V14.2M1.8 8H5M11 8H14.2M3.6 3.6L5.8 5.8M10.2 10.2L12.4 12.4"
        "M12.4 3.6L10.2 5.8M5.8 10.2L3.6 12.4",
        ("explosion or strike", "explosions or strikes"),
    ),
    "civilians": Symbol(
        "Violence against civilians",
        "M8 2a1.8 1.8 0 1 0 .01 0M8 6.4V10.4M4.6 7.8H11.4M8 10.4L5.4 14M8 10.4L10.6 14",
        ("attack on civilians", "attacks on civilians"),
    ),
    "protest": Symbol(
        "Protest", "M2.6 6.6V9.8L5 9.8L11 13V3.4L5 6.6ZM13.2 6Q14.4 8.2 13.2 10.4",
        ("protest", "protests"),
    ),
    "riot": Symbol(
        "Riot",
        "M8 1.8C8.6 5 12 6.6 12 10A4 4 0 0 1 4 10C4 8 5 6.8 5.8 6C6 7.4 6.8 8 7.4 8"
        "C8.4 6 7.2 4 8 1.8Z",
        ("riot", "riots"),
    ),
    "agreement": Symbol(
        "Agreement", "M6 5A3 3 0 1 0 6 11A3 3 0 1 0 6 5M10 5A3 3 0 1 0 10 11A3 3 0 1 0 10 5",
        ("agreement", "agreements"),
    ),
    "movement": Symbol(
        "Move or change of a group", "M2.6 8H13M9.4 4.4L13 8L9.4 11.6",
        ("move or change of a group", "moves or changes of groups"),
    ),
    "base": Symbol(
        "Base or headquarters", "M2.6 13L8 3.4L13.4 13Z",
        ("base or headquarters", "bases or headquarters"),
    ),
    "statement": Symbol(
        "Statement or other step", "M2.8 3.4H13.2V10.8H8L5 13.4V10.8H2.8Z",
        ("statement or other step", "statements or other steps"),
    ),
}  # fmt: skip

# The outline of a symbol says how sure the event is, without any colour:
# (word for the legend, dash pattern or "" for a full line, struck through or not).
STATUS_LINES = {
    "confirmed": ("Confirmed", "", False),
    "reported": ("Reported", "", False),
    "claimed": ("Claimed by a party", "3 2", False),
    "disputed": ("Disputed", "1 2", False),
    "contradicted": ("Contradicted", "3 2", True),
}

# How strongly a holder's colour is laid on, by the confidence of the record.
STRENGTH = {"high": 1.0, "medium": 0.7, "low": 0.4}

FADE_DAYS = 30  # an event this old, or older, is as faint as it gets
FAINTEST = 0.35
RING_FROM_KM = 5.0  # a place known less exactly than this is a ring, not a point


@dataclass(frozen=True)
class ActorStyle:
    """How an actor that holds or challenges places is drawn."""

    actor_id: str
    label: str
    letter: str
    colour: str  # #rrggbb
    pattern: str  # a key of PATTERNS
    ink: str  # #rrggbb, of the letter and of the pattern over the colour


UNHELD = ActorStyle("", "Not known", "?", NOBODY, "solid", "#000000")


def actor_styles(actors: pd.DataFrame, holders: Iterable[str]) -> dict[str, ActorStyle]:
    """A style for each of `holders` (actor ids), in the order of the table.

    Where the table names no colour or pattern, the next free pair is taken. Letters differ as
    long as the short names offer different ones.
    """
    wanted = set(holders)
    rows = actors[actors["actor_id"].isin(wanted)]
    taken = {(row.colour, row.pattern or "solid") for row in rows.itertuples() if row.colour}
    free = ((c, p) for p in PATTERNS for c in COLOURS if (c, p) not in taken)
    styles: dict[str, ActorStyle] = {}
    letters: set[str] = set()
    for row in rows.itertuples():
        own = (row.colour, row.pattern or "solid") if row.colour else None
        colour, pattern = own or next(free, ("grey", "solid"))  # after 48, letters must do
        letter = _letter(str(row.short_name), letters)
        letters.add(letter)
        styles[str(row.actor_id)] = ActorStyle(
            str(row.actor_id), str(row.short_name), letter, COLOURS[str(colour)], str(pattern),
            pattern_ink(str(colour)),
        )  # fmt: skip
    return styles


def _letter(name: str, taken: set[str]) -> str:
    """The first letter or digit of the name that nobody bears yet, else its first."""
    candidates = [char.upper() for char in name if char.isalnum()] or ["•"]
    return next((char for char in candidates if char not in taken), candidates[0])


def pattern_ink(colour: str) -> str:
    """White over dark colours, black over light ones, so that the pattern shows in greyscale."""
    red, green, blue = (int(COLOURS[colour][i : i + 2], 16) for i in (1, 3, 5))
    luma = 0.299 * red + 0.587 * green + 0.114 * blue  # ITU-R BT.601
    return "#000000" if luma > 140 else "#ffffff"
