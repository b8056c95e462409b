"""Texts of a table that try to act are shown as what they are: text."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator

from browser.conftest import Open
from browser.tab import Tab

IMAGE = "<img src=x onerror=window.hit=1>"
TEMPLATE = "${window.hit=1}"
BACKTICK = "`;window.hit=1;`"
SCRIPT = "</script><script>window.hit=1</script>"
LINK = "[x](javascript:window.hit=1)"
MARKDOWN = (
    ":material/home: $x^2$ **bold** <b> &lt; :red[r] # 1. :streamlit: ~~s~~ https://a.example"
)
ALL = " ".join([IMAGE, TEMPLATE, BACKTICK, SCRIPT, LINK, MARKDOWN, "\\'\"{{ 7 * 7 }}"])
EVERY = (IMAGE, TEMPLATE, BACKTICK, SCRIPT, LINK, MARKDOWN)


@pytest.fixture
def hostile(folder: Callable[..., Path]) -> Path:
    texts: dict[str, Any] = {
        "name_ar": IMAGE,
        "name_tr": TEMPLATE,
        "aliases": SCRIPT,
        "note": ALL,
        "admin1": ALL,
        "wikidata_id": LINK,
    }
    events = {
        row: {"title": text, "summary": ALL, "note": ALL, "date_basis": ALL, "paragraph": IMAGE}
        for row, text in enumerate(EVERY, start=2)
    }
    return folder(
        settings={"title": ALL},
        places={
            2: {"name": f"1 {IMAGE}{TEMPLATE}", **texts},
            3: {"name": f"2 {BACKTICK}{LINK}", **texts},
            4: {"name": f"3 {SCRIPT}", **texts},
        },
        actors={
            2: {"name": ALL, "short_name": SCRIPT},
            3: {"name": IMAGE, "short_name": f"{MARKDOWN}{TEMPLATE}{IMAGE}"},
        },
        sources={2: {"publisher": ALL, "author": ALL, "note": ALL}},
        events={
            **events,
            2: {**events[2], "date": "2001-02-02", "place_id": "alpha-town"},
            3: {**events[3], "date": "2001-02-02", "place_id": "beta-town"},
            4: {**events[4], "date": "2001-02-02", "date_end": ""},
            5: {**events[5], "date": "2001-02-03", "date_end": "", "place_id": "beta-town"},
            6: {**events[6], "date": "2001-02-03", "date_end": "", "place_id": "gamma-land"},
            7: {**events[7], "date": "2001-02-03", "date_end": "", "place_id": "alpha-town"},
        },
        control={row: {"note": ALL, "paragraph": ALL} for row in (2, 3, 4, 5)},
        claims={2: {"text": ALL, "unit": SCRIPT, "paragraph": ALL}},
    )


# Whether anything of it has run or has become an element.
ACTED = """() => window.hit !== undefined || Boolean(
    document.querySelector('img[src="x"], [onerror], a[href^="javascript"]'))"""


def harmless(tab: Tab) -> bool:
    return not any(frame.evaluate(ACTED) for frame in tab.page.frames)


def flat(text: str) -> str:
    """The text on one line, as a browser lays it out, without the joiners that `escaping` adds."""
    return " ".join(text.replace("\u2060", "").split())


def test_titles_are_text_in_the_feed_and_the_heading(open_page: Open, hostile: Path) -> None:
    tab = open_page("date=2001-02-03", data=hostile)
    assert {*map(flat, tab.feed())} == {*map(flat, EVERY)}
    page = flat(tab.page.locator("body").inner_text())
    assert flat(ALL) in page  # the dataset's title, for one
    assert flat(SCRIPT) in tab.side().inner_text()  # an actor
    assert harmless(tab)


def test_names_are_text_on_the_map(open_page: Open, hostile: Path) -> None:
    tab = open_page("date=2001-02-03", data=hostile)
    labels = [place["label"] for place in tab.drawn()["places"]]
    assert labels[0].startswith(f"1 {IMAGE}{TEMPLATE}")
    assert labels[1].startswith(f"2 {BACKTICK}{LINK}")
    assert labels[2].startswith(f"3 {SCRIPT}")
    legend = tab.frame.locator(".legend > ul > li > span").all_inner_texts()
    assert {SCRIPT, f"{MARKDOWN}{TEMPLATE}{IMAGE}"} <= {*legend}
    assert flat(tab.hover(tab.places()["alpha-town"])).startswith(f"1 {IMAGE}{TEMPLATE} held by")
    for event in tab.events().values():
        assert flat(tab.hover(event)).startswith(tuple(map(flat, EVERY)))
    assert harmless(tab)


def test_a_place_is_text_in_its_detail(open_page: Open, hostile: Path) -> None:
    for place in ("alpha-town", "gamma-land"):
        tab = open_page(f"date=2001-02-03&place={place}", data=hostile)
        text = flat(tab.side().inner_text())
        for cell in (IMAGE, TEMPLATE, SCRIPT, LINK, ALL):
            assert flat(cell) in text
        assert harmless(tab)


def test_an_event_is_text_in_its_detail(open_page: Open, hostile: Path) -> None:
    tab = open_page("date=2001-02-03&event=first-clash", data=hostile)
    tab.side().get_by_role("heading", name="Claims").wait_for()
    text = flat(tab.side().inner_text())
    assert text.count(flat(ALL)) >= 5  # summary, how dated, note, actor, source, claim
    assert harmless(tab)


def test_names_are_text_in_the_filters(open_page: Open, hostile: Path) -> None:
    tab = open_page("date=2001-02-03&actors=red-army&places=beta-town&q=%3Cb%3E", data=hostile)
    tab.page.get_by_role("button", name="Filters").click()
    tab.page.get_by_role("textbox", name="Words").wait_for()
    tab.page.get_by_role("combobox", name="Actors").click()
    assert flat(MARKDOWN) in flat(tab.page.get_by_role("listbox").inner_text())
    assert harmless(tab)


# What becomes a link, a sign or a picture where Streamlit reads it in finished text, and what
# turns the letters after it around.
BARE = "https://evil.example www.evil.example me@evil.example :smile: :material/home: -> $x$ [^1]"
TURNED = "\u202eevil \u2066\u200f\u061cكركوك کەرکووک"


def made(part: Locator) -> list[str]:
    """The elements in a text that are more than text; Streamlit's own anchor of a heading aside."""
    found: list[str] = part.evaluate(
        """part => [...part.querySelectorAll("a, img, [role=img], sup, em, .katex")]
            .filter((one) => !one.closest('[data-testid="stHeaderActionElements"]'))
            .map((one) => one.outerHTML)"""
    )
    return found


def test_plain_text_stays_plain_in_the_heading_and_the_title(
    open_page: Open, folder: Callable[..., Path]
) -> None:
    text = f"{BARE} {TURNED}"
    kept = flat(f"{BARE} evil كركوك کەرکووک")
    data = folder(settings={"title": text}, places={2: {"name": text}},
                  actors={2: {"short_name": text, "name": text}})  # fmt: skip
    for query in ("date=2001-02-03", "date=2001-02-03&embed=true"):
        tab = open_page(query, data=data, size=(1440, 900))
        heading = tab.page.locator("h1")
        title = tab.page.locator(".st-key-head, .st-key-embed").get_by_test_id("stCaptionContainer")
        assert kept in flat(heading.inner_text())
        assert kept in flat(title.inner_text())
        for part in (heading, title):
            assert made(part) == []
            assert not {*part.inner_text()} & {*"\u202e\u2066\u200f\u061c"}


def test_plain_text_stays_plain_in_notes_on_the_address(open_page: Open) -> None:
    tab = open_page(urlencode({"date": "https://evil.example", "types": BARE,
                               "place": f"www.evil.example {TURNED}"}))  # fmt: skip
    note = tab.page.locator(".st-key-notes > :first-child")
    said = flat(note.inner_text())
    assert "date=https://evil.example" in said
    assert f"types={BARE[:80]}…" in said  # as much as a note repeats
    assert "www.evil.example evil كركوك کەرکووک" in said
    assert made(note.get_by_test_id("stMarkdownContainer")) == []
