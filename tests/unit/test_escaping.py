"""Text from tables cannot act in a script or in Markdown."""

import json
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


def test_markdown_shows_the_text_itself() -> None:
    text = r"5 * 3 < 20_000 & a\b [c] (d) #1 $2"
    (paragraph,) = [token for token in MARKDOWN.parse(escaping.markdown(text)) if token.children]
    assert "".join(part.content for part in paragraph.children or []) == text


def test_plain_words_stay_as_they_are() -> None:
    plain = "Kerkûk, كركوك and “quotes”; 20 October"
    assert escaping.markdown(plain) == plain
