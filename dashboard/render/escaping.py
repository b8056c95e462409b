"""Text that cannot act: data on its way into a script, into Markdown, into a spreadsheet."""

import json
import re
from typing import Any

from dashboard.model.safe_text import TURNING

# Characters that end a script, a string or a template, and the underscore and parenthesis
# by which streamlit-folium recognises what it rewrites. They occur only inside JSON strings,
# where \u escapes mean the same.
_IN_SCRIPT = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&'`$()_/;="})

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=@])")

# Streamlit reads these in the finished text, where no escape is left: a joiner keeps each apart.
_READ_IN_TEXT = re.compile(
    r"(?<=:)(?=[\w+-]+:|material[/_])"  # icons, emoji, Streamlit's logo
    r"|(?<=:)(?=//)|(?<=www)(?=\.)|(?<=[\w.+-])(?=@)"  # addresses, which become links
    r"|(?<=(?<!\S)[<>~-])(?=[<>=-]{1,2}(?!\S))",  # arrows, dashes, comparisons
    re.ASCII | re.IGNORECASE,
)
_JOINER = "\u2060"  # has no width and breaks no line
_NOT_SHOWN = dict.fromkeys(map(ord, [*TURNING, "\ufeff"]))  # the last is a space to browsers alone

# A spreadsheet takes a cell that begins so for a formula, in the wide forms of East Asian
# keyboards too; a break at the front may be skipped before it looks.
_FORMULA = tuple("=+-@\uff1d\uff0b\uff0d\uff20\t\r\n")

# CommonMark's line structure: text is one paragraph of one line.
_BREAKS = re.compile(r"[\r\n\u2028\u2029\x0b\x0c\x85\t]+")


def script(value: Any) -> str:
    """The value as a JavaScript literal in plain ASCII that no text can break out of.

    NaN is refused (ValueError): the browser has no such JSON.
    """
    return json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":")).translate(
        _IN_SCRIPT
    )


def markdown(text: str) -> str:
    """The text as Streamlit's Markdown shows it literally, on one line and in its own order."""
    one_line = _BREAKS.sub(" ", text.translate(_NOT_SHOWN))
    return _MARKDOWN.sub(r"\\\1", _READ_IN_TEXT.sub(_JOINER, one_line))


def cell(value: Any) -> Any:
    """The value as a spreadsheet shows it literally: text that looks like a formula gets a mark."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
