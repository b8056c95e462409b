"""How much room text takes in our own fonts, and how it breaks into lines."""

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont

import dashboard
from dashboard.render.drawing.markup import clean

FOLDER = Path(dashboard.__file__).parent / "static" / "vendor" / "fonts"
FAMILY = "Noto Sans, Noto Sans Arabic, system-ui, sans-serif"
# By weight: the file for Arabic letters, the file for all others.
_FILES = {
    False: ("NotoSansArabic_400Regular.ttf", "NotoSans_400Regular.ttf"),
    True: ("NotoSansArabic_700Bold.ttf", "NotoSans_700Bold.ttf"),
}
FONTS = tuple(str(FOLDER / name) for pair in _FILES.values() for name in pair)
CAPITAL = 0.714  # height of a capital letter, as a share of the size
LEADING = 1.3  # from one line to the next, as a share of the size
_ARABIC = (("\u0600", "\u08ff"), ("\ufb50", "\ufdff"), ("\ufe70", "\ufeff"))  # Unicode blocks
_MEASURED = 100  # pixels: widths are taken once, at this size

Lines = tuple[float, list[str]]  # the size of the type, and the text line by line


@cache
def _font(bold: bool, arabic: bool) -> ImageFont.FreeTypeFont:
    # The basic engine is part of every Pillow; the other one is not, and would measure otherwise.
    file = _FILES[bold][0 if arabic else 1]
    return ImageFont.truetype(FOLDER / file, _MEASURED, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=8192)
def _advance(char: str, bold: bool) -> float:
    arabic = any(first <= char <= last for first, last in _ARABIC)
    return _font(bold, arabic).getlength(char) / _MEASURED


def width(text: str, size: float, bold: bool = False) -> float:
    """The width of a line in pixels; letters that join are counted apart, so never too little."""
    return size * sum(_advance(char, bold) for char in text)


def wrap(text: str, size: float, room: float, bold: bool = False) -> list[str]:
    """The text in lines no wider than `room` pixels; a word that is wider is broken."""
    space = width(" ", size, bold)
    lines: list[str] = []
    line, reach = "", 0.0
    for word in _words(clean(text).split(), size, room, bold):
        wide = width(word, size, bold)
        if line and reach + space + wide > room:
            lines.append(line)
            line, reach = word, wide
        else:
            reach = reach + space + wide if line else wide
            line = f"{line} {word}" if line else word
    return [*lines, line] if line else lines


def _words(words: Iterable[str], size: float, room: float, bold: bool) -> Iterable[str]:
    """The words, those wider than `room` in pieces."""
    for word in words:
        piece, reach = "", 0.0
        for char in word:
            wide = width(char, size, bold)
            if piece and reach + wide > room:
                yield piece
                piece, reach = "", 0.0
            piece, reach = piece + char, reach + wide
        yield piece


def fit(text: str, room: tuple[float, float], sizes: Iterable[float], bold: bool = False) -> Lines:
    """The text in the largest of `sizes` (falling) in which it fits a box of width and height.

    Where it fits in none, it has the smallest, and its last line says how many words are left out.
    """
    wide, high = room
    size, lines = 0.0, [""]
    for size in sizes:
        lines = wrap(text, size, wide, bold)
        if len(lines) * size * LEADING <= high:
            return size, lines
    most = max(1, int(high / (size * LEADING)))
    kept = lines[: most - 1]
    missing = sum(len(line.split()) for line in lines[most - 1 :])
    return size, [*kept, f"… and {missing:,} more {'word' if missing == 1 else 'words'}"]
