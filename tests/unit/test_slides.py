"""A briefing as slides, opened again."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pptx
import pytest
from conftest import CHANGE, EVENT, TOWN
from made_sheets import briefing, opening
from PIL import Image
from pptx.util import Inches

from dashboard.model.scenes import Scene
from dashboard.render import style
from dashboard.render.exports import slides
from dashboard.render.sheet import Sheet
from dashboard.sources.folder import BUILT_IN

Folder = Callable[..., Path]


def _opened(sheets: list[Sheet]) -> Any:
    return pptx.Presentation(io.BytesIO(slides.pptx(sheets)))


def _shapes(slide: Any) -> dict[str, Any]:
    return {shape.name: shape for shape in slide.shapes}


def _rows(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.fixture(scope="module")
def built_in() -> Sheet:
    return opening(BUILT_IN)


@pytest.fixture(scope="module")
def slide(built_in: Sheet) -> dict[str, Any]:
    (made,) = _opened([built_in]).slides
    return _shapes(made)


def test_a_scene_is_a_slide_with_its_title_its_notes_and_its_number(folder: Folder) -> None:
    deck = _opened(briefing(folder()))
    assert (deck.slide_width, deck.slide_height) == (Inches(40 / 3), Inches(7.5))
    first, second = deck.slides
    assert [one.shapes.title.text for one in (first, second)] == ["It begins", "Alpha falls"]
    assert first.notes_slide.notes_text_frame.text == "Wait for the room."
    assert second.notes_slide.notes_text_frame.text == ""
    shapes = _shapes(first)
    assert shapes["Day"].text_frame.text == "Friday 2 February 2001"
    assert shapes["Text"].text_frame.text == "A first clash, by the paper's account."
    assert shapes["Number"].text_frame.text == "1 / 2"
    assert "The Daily, 9 Feb 2001" in shapes["Sources"].text_frame.text
    assert "Natural Earth" in shapes["Sources"].text_frame.text


def test_who_holds_what_is_a_table_with_a_holder_s_colour(folder: Folder) -> None:
    sheet = briefing(folder())[0]
    (made,) = _opened([sheet]).slides
    table = _shapes(made)["Who holds what"].table
    rows = _rows(table)
    assert rows[1][2:] == ["Alpha", "Blue", "1 Jan 2001", "reporting"]
    assert rows[2][:4] == ["B", "R", "Beta", "Contested: Blue, Red"]
    blue, red = (f"#{table.cell(2, column).fill.fore_color.rgb}".lower() for column in (0, 1))
    assert (blue, red) == (style.COLOURS["blue"], style.COLOURS["vermilion"])


def test_key_figures_are_a_table(slide: dict[str, Any], built_in: Sheet) -> None:
    (cells,) = _rows(slide["Key figures"].table)
    assert cells == [f"{figure}\n{label}" for label, figure in built_in.figures.items()]


def test_events_of_the_day_come_first_and_the_rest_are_counted(
    slide: dict[str, Any], built_in: Sheet
) -> None:
    lines = [paragraph.text for paragraph in slide["Events"].text_frame.paragraphs]
    today = [row["title"] for row in built_in.page.events if row["event_id"] in built_in.page.today]
    assert lines[1].endswith(today[0])
    shown = (len(lines) - 2) // 2
    assert lines[-1] == f"and {len(built_in.page.events) - shown} more events"


def test_the_map_is_sharp_in_shape_and_told_in_words(
    slide: dict[str, Any], built_in: Sheet
) -> None:
    shape = slide["Map"]
    with Image.open(io.BytesIO(shape.image.blob)) as picture:
        wide, high = picture.size
    assert wide / shape.width.inches >= 200
    assert wide / shape.width.inches == pytest.approx(high / shape.height.inches, rel=0.01)
    told = shape._element.nvPicPr.cNvPr.get("descr")
    assert built_in.view.sentence in told
    assert "Baghdad: Federal Iraq" in told


def test_nothing_leaves_the_slide_or_lies_on_another(slide: dict[str, Any]) -> None:
    boxes = [
        (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)
        for shape in slide.values()
    ]
    for left, top, right, bottom in boxes:
        assert 0 <= left < right <= Inches(40 / 3)
        assert 0 <= top < bottom <= Inches(7.5)
    for number, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[:number]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


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


def test_a_folder_too_full_for_a_slide_is_counted_and_whole_in_the_notes(folder: Folder) -> None:
    text = " ".join(f"word{number}" for number in range(500))
    made = folder(
        places=[
            {**TOWN, "place_id": f"p-{number}", "name": f"Place {number} of the long river bank",
             "latitude": "10", "longitude": "25"}
            for number in range(40)
        ],
        control=[
            {**CHANGE, "place_id": f"p-{number}", "date": "2001-01-01", "controller": "red-army"}
            for number in range(30)
        ],
        events=[
            {**EVENT, "event_id": f"e-{number}", "date": "2001-02-03", "title": "W" * 90,
             "place_id": "p-1"}
            for number in range(50)
        ],
        claims=None,
        scenes=[{"order": "1", "date": "2001-02-03", "title": "T " * 200, "text": text}],
    )  # fmt: skip
    (slide,) = _opened(briefing(made)).slides
    shapes = _shapes(slide)
    assert "more words" in slide.shapes.title.text
    assert "more words" in shapes["Text"].text_frame.text
    assert text in slide.notes_slide.notes_text_frame.text
    rows = _rows(shapes["Who holds what"].table)
    assert rows[-1][0] == f"and {40 - (len(rows) - 2)} more places"
    lines = [paragraph.text for paragraph in shapes["Events"].text_frame.paragraphs]
    assert lines[-1] == f"and {50 - (len(lines) - 2) // 2} more events"
    test_nothing_leaves_the_slide_or_lies_on_another(shapes)


def test_hostile_text_stays_text(folder: Folder) -> None:
    hostile = "<script>]]>${x}\x1b\u202e & “ok”"
    made = folder(
        events={3: {"title": hostile, "summary": hostile}},
        actors={2: {"short_name": hostile}},
        scenes={2: {"date": "2001-02-03", "title": hostile, "text": hostile, "notes": hostile}},
    )
    shown = "<script>]]>${x} & “ok”"
    (slide, _) = _opened(briefing(made)).slides
    assert slide.shapes.title.text == shown
    assert slide.notes_slide.notes_text_frame.text == shown
    assert shown in _shapes(slide)["Events"].text_frame.text


def test_arabic_runs_from_the_right_and_a_long_word_stays_one(folder: Folder) -> None:
    scene = {"date": "2001-02-03", "title": "القتال في المدينة", "text": "W" * 60}
    (slide, _) = _opened(briefing(folder(scenes={2: scene}))).slides
    assert slide.shapes.title.text == "القتال في المدينة"
    assert slide.shapes.title.text_frame.paragraphs[0]._p.pPr.get("rtl") == "1"
    assert _shapes(slide)["Text"].text_frame.text == "W" * 60
    assert _shapes(slide)["Text"].text_frame.paragraphs[0]._p.pPr.get("rtl") is None


def test_an_empty_folder_is_a_slide_and_no_scene_is_none(folder: Folder) -> None:
    bare = folder(places=[], actors=[], sources=[], events=[], control=[], claims=[], scenes=[])
    (slide,) = _opened([opening(bare)]).slides
    assert slide.shapes.title.text == "Nothing is recorded up to this day"
    assert not {"Who holds what", "Events", "Text"} & {*_shapes(slide)}
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
    (slide,) = _opened([built_in]).slides
    assert slide.shapes.title.text == built_in.view.sentence.removesuffix(".")
    assert "Text" not in _shapes(slide)
