"""The page on paper, as Chromium prints it: a sheet of the day, and no picture of the screen."""

import io
from unicodedata import normalize

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from browser import saved
from browser.conftest import Open

CONTROLS = ("Filters", "Compare", "Share", "Show more", "All up to the day", "Back to the scene")
UNCHANGED = ("Altun Kupri", "Irbil", "Baghdad")  # on the first sheet, the list names each once
COLOURS = """() => [document.querySelector("h1"), document.querySelector(".st-key-printed p")].map(
    (one) => getComputedStyle(one).color)"""


def printed(page: Page, paper: str = "A4") -> list[str]:
    """The words of each sheet; every one of them lies on the paper."""
    sheets = []
    for sheet in PdfReader(io.BytesIO(page.pdf(format=paper))).pages:
        _, _, width, height = sheet.mediabox
        strays: list[str] = []

        def look(text: str, whole: list[float], own: list[float], *_: object) -> None:
            x = own[4] * whole[0] + own[5] * whole[2] + whole[4]
            y = own[4] * whole[1] + own[5] * whole[3] + whole[5]
            if text.strip() and not (0 <= x <= width and 0 <= y <= height):  # noqa: B023
                strays.append(text)  # noqa: B023

        text = normalize("NFKC", sheet.extract_text(visitor_text=look))  # "fi" is one letter there
        sheets.append(" ".join(text.split()))
        assert not strays
    return sheets


@pytest.mark.parametrize(("theme", "paper"), [("light", "A4"), ("dark", "Letter")])
def test_a_day_is_printed_as_a_sheet(open_page: Open, theme: str, paper: str) -> None:
    tab = open_page("date=2017-10-16", color_scheme=theme)
    sheets = printed(tab.page, paper)
    first, whole = sheets[0], " ".join(sheets)
    assert first.startswith("Kirkuk, October 2017 Monday 16 October 2017 Kirkuk and Tuz Khormato")
    assert [name for name in UNCHANGED if first.count(name) < 2] == [], "the map has it too"
    for words in ("Contested", "Mon 16 Oct 2017", "Who holds what", "Changed on this day"):
        assert words in first
    for title in tab.feed():
        assert title in whole
    assert "Accounts differ" in whole
    assert "(12 not shown)" in whole
    foot = sheets[-1][-400:]
    assert "Sources: The Washington Times" in foot
    assert f"{tab.server.origin}/?date=2017-10-16" in foot.replace(" ", "")
    assert [word for word in CONTROLS if word in whole] == []
    assert len(sheets) <= 4
    tab.page.emulate_media(media="print", color_scheme=theme)
    assert {*tab.page.evaluate(COLOURS)} == {"rgb(0, 0, 0)"}
    assert tab.page.evaluate("getComputedStyle(document.body).backgroundColor") == (
        "rgb(255, 255, 255)"
    )


def test_a_scene_is_printed_with_its_words(open_page: Open) -> None:
    tab = open_page("mode=briefing&scene=4", color_scheme="dark", size=(1024, 768))
    [sheet] = printed(tab.page)
    assert "The city changes hands" in sheet
    assert "Irbil" in sheet, "on the map"
    assert "mode=briefing&scene=4" in sheet.replace(" ", "")
    assert "4 / 9" not in sheet


def test_the_single_file_is_printed_as_a_sheet(open_file: saved.Open, kirkuk: bytes) -> None:
    page = open_file(kirkuk, fragment="date=2017-10-16", size=(390, 844))
    sheets = printed(page)
    assert sheets[0].startswith("Kirkuk, October 2017 Monday 16 October 2017 Kirkuk and Tuz")
    assert sheets[0].count("Irbil") >= 2
    assert "Sources: The Washington Times" in " ".join(sheets)
    assert "Present" not in " ".join(sheets).split()
