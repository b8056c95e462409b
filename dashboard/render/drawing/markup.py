"""SVG elements with text that stays text: one way to make them, one way to write them down."""

import unicodedata
from xml.etree import ElementTree as ET

from dashboard.model.safe_text import TURNING

Element = ET.Element
SVG = "http://www.w3.org/2000/svg"

_JOINING = frozenset("\u200c\u200d")  # Kurdish and Persian are not spelt without these


def clean(text: str) -> str:
    """The text on one line, without what XML forbids and without what turns letters around."""
    if text.isprintable():
        return text
    return " ".join("".join(map(_kept, text)).split())


def paragraphs(text: str) -> str:
    """The text cleaned line by line, where it may have several."""
    return "\n".join(map(clean, text.splitlines()))


def turned(text: str) -> bool:
    """Whether a text runs from right to left: its first letter does (Unicode annex 9, P2)."""
    ways = (unicodedata.bidirectional(char) for char in text)
    return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"


def _kept(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Cc", "Zl", "Zp", "Zs"):
        return " "
    if char in _JOINING:
        return char
    return "" if char in TURNING or category in ("Cs", "Cf", "Cn") else char


def number(value: float) -> str:
    """A coordinate with one decimal at most, the same text for the same value: 12, 0.5, -3."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def el(
    tag: str, parent: Element | None = None, text: str = "", **attributes: str | float | None
) -> Element:
    """A new element, the last of `parent`.

    An underscore in an attribute's name is a hyphen; a number has two decimals at most; None and
    "" leave the attribute out.
    """
    made = ET.Element(tag) if parent is None else ET.SubElement(parent, tag)
    for name, value in attributes.items():
        if value is None or value == "":
            continue
        written = clean(value) if isinstance(value, str) else f"{round(value, 2):g}"
        made.set(name.rstrip("_").replace("_", "-"), written)
    if text:
        made.text = clean(text)
    return made


def dump(root: Element) -> str:
    """The element as text."""
    return ET.tostring(root, encoding="unicode")
