"""Text from tables cannot act in a script or in Markdown."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dashboard.render import escaping

NASTY = [
    "</script><script>alert(1)</script>",
    "<!--",
    "`${alert(1)}`",
    "';alert(1);//",
    "{{ this }} {% raw %}",
    "map_div_0.on(click)",
    "\u2028\u2029\x00\x1b[31m",
    "\ud800 lone",
    "&lt;b&gt; &#60;",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1)) ![a](https://a.example/x.png)",
    "<https://a.example> https://a.example www.a.example me@a.example",
    "*a* _b_ **c** ~~d~~ `e` $f$ :red[g] :material/home: ^h^ ==i==",
    "# heading",
    "1. one\n2) two\n- three\n+ four\n* five",
    "> quote",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "a\n===\n\nb\n---",
    "```\ncode\n```",
    "[a]: https://a.example\n\n[a]",
    "two  \nlines\\\nthree\r\nfour\tfive\x0bsix\x0cseven\x85eight",
    "\\<b\\>",
    "\\",
]

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)  # fmt: skip


def _is_inert_in_script(value: Any) -> None:
    written = escaping.script(value)
    assert json.loads(written) == value
    assert written.isascii()
    assert written.isprintable()
    assert not set("<>&'`$()_") & set(written)


@given(JSON)
def test_any_value_is_inert_in_a_script(value: Any) -> None:
    _is_inert_in_script(value)


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_is_inert_in_a_script(text: str) -> None:
    _is_inert_in_script({text: [text]})


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        escaping.script({"latitude": number})


SPECIAL = set("\\`*_{}[]()<>#+-.!|~$:&^=@")
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def _is_literal(text: str) -> None:
    """By our own list, and by a Markdown parser: one paragraph that is nothing but text."""
    written = escaping.markdown(text)
    bare = written.replace("\\\\", "")  # an escaped backslash escapes nothing after it
    for before, char in zip(" " + bare, bare, strict=False):
        assert char not in SPECIAL - {"\\"} or before == "\\"
    assert not set("\r\n\t\x0b\x0c\x85\u2028\u2029") & set(written)
    tokens = MARKDOWN.parse(written.strip())
    assert [token.type for token in tokens] in (
        ["paragraph_open", "inline", "paragraph_close"],
        [],
    )
    parts = [part for token in tokens for part in token.children or []]
    assert {part.type for part in parts} <= {"text", "text_special"}


@pytest.mark.parametrize("text", NASTY)
def test_nasty_text_is_literal_in_markdown(text: str) -> None:
    _is_literal(text)


@given(st.text() | st.text(alphabet=[*SPECIAL, *"a1 \n\t"]))
def test_any_text_is_literal_in_markdown(text: str) -> None:
    _is_literal(text)


# What Streamlit's page looks for in text that Markdown has been read from, where no escape is
# left: links, e-mail addresses, its logo, icons, emoji, arrows.
READ_IN_TEXT = [
    re.compile(pattern, re.ASCII | re.IGNORECASE)
    for pattern in (
        r"(https?://|www(?=\.))([-.\w]+)", r"([-.\w+]+)@([-\w]+(?:\.[-\w]+)+)", ":streamlit:",
        r":material[_/](\w+):", r":\+1:|:-1:|:[\w-]+:",
        r"(?:^|(?<=\s))(?:<->|->|<-|--|>=|<=|~=)(?=\s|$)",
    )
]  # fmt: skip
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
FRAGMENTS = ["https:", "HTTP:", "//", "www", ".", "a", "@", "b.example", ":", "smile", "material",
             "/", "_", "home", "streamlit", "+1", "-", "<", ">", "=", "~", " ", "\n", "\ufeff",
             *TURNING]  # fmt: skip


def _is_plain(text: str) -> None:
    """Nothing is left in it that becomes a link, a picture, a sign, or turns letters around."""
    shown = re.sub(r"\\(.)", r"\1", escaping.markdown(text))
    assert not [pattern.pattern for pattern in READ_IN_TEXT if pattern.search(shown)]
    assert not {*TURNING} & {*shown}


@pytest.mark.parametrize(
    "text",
    [
        *NASTY,
        "https://evil.example HTTP://evil.example www.evil.example/x WWW.evil.example",
        "me@evil.example a.b+c@evil.example mailto:me@evil.example",
        ":smile: :+1: :-1: :material/home: :material_home: :streamlit: a:b:c:d:",
        "-> <- <-> -- >= <= ~= a -> b",
        "[^1] [^1]: note $x^2$ :red[r] :small[s] :blue-badge[b]",
        "\u202egnp.exe \u2066:smi\u200ele:\u2069 https\u200f://evil.example",
    ],
)
def test_nasty_text_is_plain(text: str) -> None:
    _is_plain(text)
    _is_literal(text)


@given(st.text() | st.lists(st.sampled_from(FRAGMENTS)).map("".join))
def test_any_text_is_plain(text: str) -> None:
    _is_plain(text)


def test_the_words_themselves_are_kept() -> None:
    text = "https://a.example, me@b.example :home: -> ناوەڕۆک 10:30"
    shown = re.sub(r"\\(.)", r"\1", escaping.markdown(text))
    assert shown.replace("\u2060", "") == text
    joined = "ده\u200cنگ"  # Kurdish is written with it, too
    assert escaping.markdown(f"{joined} 10:30") == f"{joined} 10\\:30"


def test_markdown_shows_the_text_itself() -> None:
    text = r"5 * 3 < 20_000 & a\b [c] (d) #1 $2"
    (paragraph,) = [token for token in MARKDOWN.parse(escaping.markdown(text)) if token.children]
    assert "".join(part.content for part in paragraph.children or []) == text


def test_plain_words_stay_as_they_are() -> None:
    plain = "Kerkûk, كركوك and “quotes”; 20 October"
    assert escaping.markdown(plain) == plain
