"""A briefing on paper, read back from its PDF."""

import re
import zlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import CHANGE, EVENT, TOWN
from made_sheets import briefing, opening

from dashboard.render.exports import handout
from dashboard.sources.folder import BUILT_IN

Folder = Callable[..., Path]
ESCAPED = {b"r": b"\r", b"n": b"\n", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _objects(pdf: bytes) -> dict[int, bytes]:
    """Every object of a file, its stream unpacked, by number."""
    found = {}
    for number, body in re.findall(rb"(?s)(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", pdf):
        head, _, stream = body.partition(b"\nstream\n")
        if b"/FlateDecode" in head and b"/Image" not in head:
            stream = zlib.decompress(stream.removesuffix(b"\nendstream"))
        found[int(number)] = head + b"\n" + stream
    return found


def _alphabets(objects: dict[int, bytes]) -> dict[str, dict[int, str]]:
    """By a font's name in the pages: what each of its characters stands for (ToUnicode)."""
    fonts = {}
    for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", b"\n".join(objects.values())):
        (table,) = re.findall(rb"/ToUnicode (\d+) 0 R", objects[int(number)])
        pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", objects[int(table)])
        fonts[name.decode()] = {
            int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs
        }
    return fonts


def _pages(pdf: bytes) -> list[str]:
    """The text of each page: a line for each line of text, in the order of the file."""
    objects = _objects(pdf)
    fonts = _alphabets(objects)
    pages = []
    for body in objects.values():
        if not body.startswith(b"<<\n/Filter /FlateDecode") or b"\nBT " not in body:
            continue
        outer, lines = "", []
        for part in re.split(rb"\nq BT |\nBT (?=/F)", body):
            line, font = "", outer
            for name, shown in re.findall(rb"(?s)/(F\d+) [\d.]+ Tf|\(((?:[^\\)]|\\.)*)\) Tj", part):
                if name:
                    font = name.decode()
                    continue
                plain = re.sub(rb"(?s)\\(.)", lambda hit: ESCAPED.get(hit[1], hit[1]), shown)
                codes = (plain[at : at + 2] for at in range(0, len(plain), 2))
                line += "".join(fonts[font].get(int.from_bytes(code), "") for code in codes)
            lines.append(line)
            if part.startswith(b"/F"):  # what is set between q and Q ends with them
                outer = font
        pages.append("\n".join(line for line in lines if line))
    return pages


def test_a_page_says_all_that_a_scene_says(folder: Folder) -> None:
    first, second, annex = _pages(handout.pdf(briefing(folder())))
    for text in (
        "Two towns",
        "Friday 2 February 2001",
        "It begins",
        "A first clash, by the paper's account.",
        "Beta is contested between Blue and Red (by reporting, The Daily)",
        "Contested: Blue, Red",
        "Armed clash · Alpha · Red · reported · The Daily ¶1",
        "The Daily, 9 Feb 2001",
        "Outlines: Natural Earth. Made with Conflict map dashboard.",
        "1 / 3",
    ):
        assert text in first
    assert "Alpha falls" in second
    assert "2 / 3" in second
    assert "All events (2)" in annex


@pytest.mark.parametrize("paper", handout.PAPERS)
def test_each_scene_has_one_page_and_no_event_is_lost(paper: str) -> None:
    told = briefing(BUILT_IN)
    pages = _pages(handout.pdf(told, paper))
    for sheet, page in zip(told, pages, strict=False):
        assert sheet.title in page
        assert "Made with" in " ".join(page.split())  # its last line
    flat = " ".join("".join(pages[len(told) :]).split())
    for row in told[-1].page.events:
        assert "".join(row["title"].split()) in flat.replace(" ", "")


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_both_papers_have_their_size(folder: Folder, paper: str, size: tuple[int, int]) -> None:
    pdf = handout.pdf(briefing(folder()), paper)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert {(round(float(wide)), round(float(high))) for wide, high in boxes} == {size}


def test_the_same_bytes_dated_as_the_data_are(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = handout.pdf(briefing(folder()))
    assert handout.pdf(briefing(folder())) == first
    assert b"(D:20010202000000Z" in first
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert handout.pdf(briefing(folder())) == first


def test_a_day_long_ago_is_dated_to_where_files_begin(folder: Folder) -> None:
    pdf = handout.pdf([opening(folder(), day=date(1, 1, 1))])
    assert b"(D:19800101000000Z" in pdf
    assert "1 January 1" in _pages(pdf)[0]


def test_long_tables_go_on_under_a_running_head_and_lose_nothing(folder: Folder) -> None:
    made = folder(
        places=[
            {**TOWN, "place_id": f"p-{number}", "name": f"Place {number}",
             "latitude": "10", "longitude": "25"}
            for number in range(60)
        ],
        control=[
            {**CHANGE, "place_id": f"p-{number}", "date": "2001-01-01", "controller": "red-army"}
            for number in range(60)
        ],
        events=[
            {**EVENT, "event_id": f"e-{number}", "date": "2001-02-03", "title": f"Clash {number}.",
             "place_id": "p-1"}
            for number in range(60)
        ],
        claims=None,
        scenes=[],
    )  # fmt: skip
    first, *others = _pages(handout.pdf([opening(made)]))
    assert len(others) >= 4
    for page in others:
        assert page.startswith("Two towns · Saturday 3 February 2001 · ")
    whole = "\n".join([first, *others]).splitlines()
    for number in range(60):
        assert f"Place {number}" in whole
        assert f"Clash {number}." in whole
    assert [page.splitlines()[-1] for page in [first, *others]] == [
        f"{number} / {len(others) + 1}" for number in range(1, len(others) + 2)
    ]
    # The table's head stands again on a page on which the table goes on.
    assert {"Place", "Held", "Since", "By"} <= {*others[0].split()}


def test_a_row_higher_than_a_page_is_parted_not_cut(folder: Folder) -> None:
    words = [f"word{number}" for number in range(1100)]
    pages = _pages(handout.pdf([opening(folder(events={3: {"summary": " ".join(words)}}))]))
    assert len(pages) >= 3
    told = [word for word in "\n".join(pages).split() if word.startswith("word")]
    assert told == words


def test_arabic_letters_join_and_run_from_right_to_left(folder: Folder) -> None:
    name = "كركوك"
    pdf = handout.pdf([opening(folder(places={2: {"name_ar": name}}))])
    (line,) = [line for line in _pages(pdf)[0].splitlines() if "\u0643" in line]
    assert line == name[::-1]  # as it is drawn, from the left
    # At its front the letter is drawn by another glyph than at its end.
    alphabets = _alphabets(_objects(pdf)).values()
    drawn = [text for alphabet in alphabets for text in alphabet.values()]
    assert drawn.count("\u0643") == 2


def test_what_no_font_has_is_marked_without_a_word(
    folder: Folder, caplog: pytest.LogCaptureFixture
) -> None:
    made = folder(
        events={3: {"title": "漢字 <script>]]>${x}\x1b\u202e 🙂 end"}},
        scenes={2: {"date": "2001-02-03", "title": "\U0010fffd", "text": "00000\u2060 {nb}"}},
    )
    text = "\n".join(_pages(handout.pdf(briefing(made))))
    assert "\ufffd\ufffd <script>]]>${x} \ufffd end" in text
    assert "00000 {nb}" in text
    assert not caplog.records


def test_an_empty_folder_is_a_page(folder: Folder) -> None:
    bare = folder(places=[], actors=[], sources=[], events=[], control=[], claims=[], scenes=[])
    (page,) = _pages(handout.pdf([opening(bare)]))
    assert "Nothing is recorded up to this day" in page
    assert "Who holds what" not in page
    assert handout.pdf([]).startswith(b"%PDF-")


def test_the_map_is_there_and_sharp() -> None:
    pdf = handout.pdf([opening(BUILT_IN)])
    wide = max(int(width) for width in re.findall(rb"/Width (\d+)", pdf))
    (drawn,) = {float(width) for width in re.findall(
        r"q ([\d.]+) 0 0 [\d.]+ [\d.]+ [\d.]+ cm /I\d+ Do",
        b"\n".join(_objects(pdf).values()).decode("latin-1"),
    )}  # fmt: skip
    assert wide / (drawn / 72) >= 200
    assert b"/Title (Kirkuk, October 2017)" in pdf
    assert b"/Author (Conflict map dashboard)" in pdf


def test_progress_is_told_and_can_end_it(folder: Folder) -> None:
    said: list[tuple[float, str]] = []
    handout.pdf(briefing(folder()), progress=lambda share, word: said.append((share, word)))
    assert said == [(0.0, "It begins"), (0.5, "Alpha falls"), (1.0, "")]

    def stop(share: float, word: str) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        handout.pdf(briefing(folder()), progress=stop)
