"""A briefing as slides, opened again by python-pptx and drawn by LibreOffice."""

import io
import subprocess
import zipfile
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pdfplumber
import pptx
import pytest
from conftest import CHANGE, EVENT, TOWN
from install_packages import find_impress
from made_sheets import briefing, opening
from PIL import Image
from pptx.util import Inches

from dashboard.model.scenes import Scene
from dashboard.render import style
from dashboard.render.exports import slides
from dashboard.render.sheet import Sheet
from dashboard.sources.folder import BUILT_IN

Folder = Callable[..., Path]
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


def _opened(sheets: list[Sheet]) -> Any:
    return pptx.Presentation(io.BytesIO(slides.pptx(sheets)))


def _shapes(slide: Any) -> dict[str, Any]:
    return {shape.name: shape for shape in slide.shapes}


def _list(slide: Any) -> list[str]:
    """The list of places, line by line."""
    found = [shape for shape in slide.shapes if shape.name.startswith(("Place ", "Other "))]
    return [line.text for shape in found for line in shape.text_frame.paragraphs]


def _notes(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text)


def _full(folder: Folder) -> Path:
    """A folder with 40 places, 50 events, and words that no slide has room for."""
    return folder(
        places=[
            {**TOWN, "place_id": f"p-{number}", "name": f"Place {number} of the long river bank",
             "latitude": "10", "longitude": "25"}
            for number in range(38)
        ] + [{**TOWN, "place_id": "p-38", "name": LONG, "latitude": "11", "longitude": "25"},
             {**TOWN, "place_id": "p-39", "name": "القتال في المدينة " * 9, "latitude": "9",
              "longitude": "25"}],
        control=[
            {**CHANGE, "place_id": f"p-{number}", "date": "2001-01-01", "controller": "red-army"}
            for number in range(30)
        ] + [{**CHANGE, "place_id": f"p-{number}", "date": "2001-02-03", "status": "contested",
              "controller": "red-army", "challenger": "blue-guard"} for number in (37, 38, 39)],
        actors={3: {"short_name": "Red Army of the eastern valleys and its many units " * 3}},
        events=[
            {**EVENT, "event_id": f"e-{number}", "date": "2001-02-03", "title": "W" * 90,
             "place_id": "p-1"}
            for number in range(150)
        ],
        claims=None,
        scenes=[
            {"order": "1", "date": "2001-02-03", "title": "These words go on. " * 20,
             "text": TEXT},
            {"order": "2", "date": "2001-02-03", "title": LONG.upper()},
            {"order": "3", "date": "2001-02-03", "title": "القتال في المدينة " * 20},
        ],
    )  # fmt: skip


TEXT = " ".join(f"word{number}" for number in range(500))


@pytest.fixture(scope="module")
def deck() -> bytes:
    """The built-in briefing."""
    return slides.pptx(briefing(BUILT_IN))


@pytest.fixture(scope="module")
def built_in() -> Sheet:
    return opening(BUILT_IN)


def test_a_scene_is_a_slide_with_its_title_its_day_and_its_number(folder: Folder) -> None:
    made = _opened(briefing(folder()))
    assert (made.slide_width, made.slide_height) == (Inches(40 / 3), Inches(7.5))
    first, second, sources = made.slides
    assert [one.shapes.title.text for one in (first, second)] == ["It begins", "Alpha falls"]
    shapes = _shapes(first)
    assert shapes["Day"].text_frame.text == "Friday 2 February 2001"
    assert shapes["Number"].text_frame.text == "1 / 2"
    assert sources.shapes.title.text == "Sources"
    (line,) = _shapes(sources)["Sources 1"].text_frame.paragraphs
    assert line.text == "The Daily, 9 Feb 2001"
    assert line.runs[0].hyperlink.address == "https://daily.example/1"
    assert "Natural Earth" in _shapes(sources)["Credit"].text_frame.text


def test_all_that_a_slide_leaves_out_is_in_the_notes(folder: Folder) -> None:
    first, second, _ = _opened(briefing(folder())).slides
    assert _notes(first).startswith(
        "Wait for the room.\n\nA first clash, by the paper's account.\n"
    )
    for line in (
        "Alpha: Blue since 1 Jan 2001, by reporting, The Daily",
        "2 Feb 2001: A first clash (Armed clash · Alpha · Red · reported · The Daily ¶1)",
        "The Daily, 9 Feb 2001",
        "Up to 2 February 2001, according to all accounts; 1 event.",
    ):
        assert line in _notes(first).splitlines()
    assert not {"Text", "Events"} & {*_shapes(second)}


def test_a_place_has_the_sign_of_the_map_and_its_holder_in_a_few_words(folder: Folder) -> None:
    (first, *_) = _opened(briefing(folder())).slides
    assert _list(first)[:4] == ["Beta", "Contested", "Blue, Red", "Alpha"]
    sign = _shapes(first)["Sign 1"]
    assert sign._element.nvPicPr.cNvPr.get("descr") == "Blue: B and Red: R"
    with Image.open(io.BytesIO(sign.image.blob)) as picture:
        colours = {colour[:3] for _, colour in picture.convert("RGBA").getcolors(maxcolors=9999)}
    for name in ("blue", "vermilion"):
        assert tuple(bytes.fromhex(style.COLOURS[name][1:])) in colours


def test_a_slide_of_one_account_says_whose(deck: bytes) -> None:
    heads = [
        [line.text for line in _shapes(slide)["Day"].text_frame.paragraphs]
        for slide in [*pptx.Presentation(io.BytesIO(deck)).slides][:-1]
    ]
    assert heads[7] == ["Friday 20 October 2017", "According to Peshmerga command"]
    assert [len(head) for head in heads] == [1, 1, 1, 1, 1, 1, 1, 2, 2]


def test_the_map_is_most_of_the_slide_sharp_and_told_in_words(built_in: Sheet) -> None:
    slide, _ = _opened([built_in]).slides
    shape = _shapes(slide)["Map"]
    with Image.open(io.BytesIO(shape.image.blob)) as picture:
        wide, high = picture.size
    assert shape.width * shape.height > 0.6 * Inches(40 / 3) * Inches(7.5)
    assert wide / shape.width.inches >= 200
    assert wide / shape.width.inches == pytest.approx(high / shape.height.inches, rel=0.01)
    told = shape._element.nvPicPr.cNvPr.get("descr")
    assert built_in.view.sentence in told
    assert "Baghdad: Federal Iraq" in told


@pytest.fixture(scope="module")
def impress(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], list[Any]]:
    """Draws a deck as LibreOffice does: the words of each page, with their boxes in points."""
    work = tmp_path_factory.mktemp("impress")

    def drawn(made: bytes) -> list[Any]:
        (work / "deck.pptx").write_bytes(made)
        subprocess.run(
            [str(find_impress()), f"-env:UserInstallation={(work / 'profile').as_uri()}",
             "--headless", "--convert-to", "pdf", "--outdir", str(work), str(work / "deck.pptx")],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        with pdfplumber.open(work / "deck.pdf") as pdf:
            return [page.extract_words() for page in pdf.pages]

    return drawn


def _box(shape: Any) -> tuple[float, float, float, float]:
    left, top = shape.left.pt, shape.top.pt
    return left, top, left + shape.width.pt, top + shape.height.pt


def _is_in_order(slide: Any, words: list[Any]) -> None:
    """No shape lies on another, no drawn word leaves its own, and type is large."""
    boxes = [_box(shape) for shape in slide.shapes]
    for left, top, right, bottom in boxes:
        assert 0 <= left < right <= 960
        assert 0 <= top < bottom <= 540
    for one, other in combinations(boxes, 2):
        beside = one[2] <= other[0] or other[2] <= one[0]
        assert beside or one[3] <= other[1] or other[3] <= one[1], (one, other)
    texts = [shape for shape in slide.shapes if shape.has_text_frame]
    for word in words:
        assert any(
            left - 1 <= word["x0"] and word["x1"] <= right + 1
            and top - 2 <= word["top"] and word["bottom"] <= bottom + 2
            for left, top, right, bottom in map(_box, texts)
        ), word  # fmt: skip
    least = 12 if slide.shapes.title.text == "Sources" else 14
    lines = [line for shape in texts for line in shape.text_frame.paragraphs]
    assert all(run.font.size.pt >= least for line in lines for run in line.runs)


def test_every_word_of_the_briefing_is_drawn_large_and_where_it_belongs(
    deck: bytes, impress: Callable[[bytes], list[Any]]
) -> None:
    for slide, words in zip(pptx.Presentation(io.BytesIO(deck)).slides, impress(deck), strict=True):
        _is_in_order(slide, words)
        said = " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        assert sorted(said.split()) == sorted(word["text"] for word in words)


def test_what_finds_no_room_is_counted_or_cut_behind_a_word_and_whole_in_the_notes(
    folder: Folder, impress: Callable[[bytes], list[Any]]
) -> None:
    made = slides.pptx(briefing(_full(folder)))
    deck = pptx.Presentation(io.BytesIO(made)).slides
    for slide, words in zip(deck, impress(made), strict=True):
        _is_in_order(slide, words)
    slide = deck[0]
    title = slide.shapes.title.text
    assert title.startswith("These words go on. These")
    assert title.endswith(("These…", "words…", "go…", "on…"))
    assert ("These words go on. " * 20).strip() in _notes(slide)
    assert TEXT in _notes(slide)
    places = [name for name in _shapes(slide) if name.startswith("Place ")]
    assert len(places) >= 3
    rows = _list(slide)
    assert rows[-1] == f"and {40 - len(places)} other places"
    assert [row for row in rows if row.endswith("…")]
    assert "and 50 more" in _notes(slide).splitlines()


def test_the_same_bytes_whatever_the_clock_says(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets = briefing(folder())[:1]
    first = slides.pptx(sheets)
    # The archive's own clock.
    monkeypatch.setattr("zipfile.time.localtime", lambda now: (2031, 5, 6, 7, 8, 9, 0, 0, 0))
    assert slides.pptx(sheets) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    known = pptx.Presentation(io.BytesIO(first)).core_properties
    assert known.title == "Two towns"
    assert known.created.date() == sheets[0].page.selection.day


def test_many_sources_take_as_many_slides_as_they_need(folder: Folder) -> None:
    sources = [
        {"source_id": f"s-{number}", "kind": "article", "publisher": f"Paper {number} " * 9}
        for number in range(30)
    ]
    events = [
        {**EVENT, "event_id": f"e-{number}", "date": "2001-02-03", "title": "News",
         "source_id": f"s-{number}"}
        for number in range(30)
    ]  # fmt: skip
    made = folder(sources=sources, events=events, control=[], claims=None, scenes=[])
    _, *last = _opened([opening(made)]).slides
    assert len(last) > 1
    text = [
        line.text for slide in last for shape in slide.shapes
        if shape.name.startswith("Sources ") for line in shape.text_frame.paragraphs
    ]  # fmt: skip
    assert [line.split()[1] for line in text] == [str(number) for number in range(30)]


def test_hostile_text_stays_text(folder: Folder) -> None:
    hostile = "<script>]]>${x}\x1b\u202e & “ok”"
    made = folder(
        events={3: {"title": hostile, "summary": hostile}},
        actors={2: {"short_name": hostile}},
        scenes={2: {"date": "2001-02-03", "title": hostile, "text": hostile, "notes": hostile}},
    )
    shown = "<script>]]>${x} & “ok”"
    (slide, *_) = _opened(briefing(made)).slides
    assert slide.shapes.title.text == shown
    assert _notes(slide).startswith(f"{shown}\n\n{shown}\n\n")
    assert shown in _list(slide)


def test_arabic_runs_from_the_right(folder: Folder) -> None:
    scene = {"date": "2001-02-03", "title": "القتال في المدينة"}
    (slide, *_) = _opened(briefing(folder(scenes={2: scene}))).slides
    assert slide.shapes.title.text == "القتال في المدينة"
    assert slide.shapes.title.text_frame.paragraphs[0]._p.pPr.get("rtl") == "1"
    assert _shapes(slide)["Day"].text_frame.paragraphs[0]._p.pPr.get("rtl") is None


def test_an_empty_folder_is_a_slide_and_no_scene_is_none(folder: Folder) -> None:
    bare = folder(places=[], actors=[], sources=[], events=[], control=[], claims=[], scenes=[])
    slide, sources = _opened([opening(bare)]).slides
    assert slide.shapes.title.text == "Nothing is recorded up to this day"
    assert _list(slide) == []
    assert {*_shapes(sources)} == {"Title 1", "Credit"}
    assert not [*_opened([]).slides]


def test_progress_is_told_and_can_end_it(folder: Folder) -> None:
    said: list[tuple[float, str]] = []
    slides.pptx(briefing(folder()), lambda share, word: said.append((share, word)))
    assert said == [(0.0, "It begins"), (0.5, "Alpha falls"), (1.0, "")]

    def stop(share: float, word: str) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        slides.pptx(briefing(folder()), stop)


def test_a_scene_without_words_is_told_by_the_record(built_in: Sheet) -> None:
    assert built_in.scene == Scene(built_in.page.selection)
    slide, _ = _opened([built_in]).slides
    assert slide.shapes.title.text == built_in.view.sentence.removesuffix(".")
