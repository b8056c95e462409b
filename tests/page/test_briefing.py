"""Scenes and files on the page, without a browser: written, moved, edited, made, saved."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.model.scenes import scenes
from dashboard.model.timeline import Timeline
from dashboard.render.exports.formats import FORMATS
from dashboard.server.work import Turns
from dashboard.sources.folder import BUILT_IN, read
from dashboard.ui import downloads, saved_scenes, session
from page.conftest import notes

Folder = Callable[..., Path]
Open = Callable[..., AppTest]
Shell = Callable[..., tuple[int, str, str]]


@pytest.fixture
def bar() -> str:
    """As a browser would say."""
    return session.HERE


def press(page: AppTest, key: str) -> None:
    page.button(key=key).click().run()
    assert not page.exception


def titles(page: AppTest) -> list[str]:
    return [scene.title for scene in page.session_state[session.SCENES]]


# Scenes


def test_a_view_becomes_a_scene_and_its_words_can_be_changed(open_page: Open) -> None:
    address = {"date": "2017-10-18", "window": "7", "places": "kirkuk",
               "lat": "35.5", "lng": "44.4", "zoom": "9"}  # fmt: skip
    page = open_page(**address)
    before = titles(page)
    press(page, "open_scenes")
    press(page, "add_scene")
    added = page.session_state[session.SCENES][6]
    assert titles(page) == [*before[:6], "18 October 2017", *before[6:]]
    press(page, "add_scene")  # the same view once more is the same scene
    assert titles(page) == [*before[:6], "18 October 2017", *before[6:]]
    assert (added.selection.day, added.selection.window) == (date(2017, 10, 18), 7)
    assert added.selection.filters.places == ("kirkuk",)
    south, west, north, east = added.view
    assert south < 35.5 < north
    assert west < 44.4 < east
    page.text_input[-1].set_value("A quiet day")
    page.text_area[0].set_value("Nothing moves, says nobody.")
    next(button for button in page.button if button.label == "Save").click().run()
    assert titles(page)[6] == "A quiet day"


def test_a_scene_without_words_is_not_kept(open_page: Open) -> None:
    page = open_page()
    before = titles(page)
    press(page, "open_scenes")
    press(page, "edit-0")
    page.text_area[0].set_value("  ")
    next(button for button in page.button if button.label == "Save").click().run()
    assert [error.value for error in page.error] == [
        "A scene needs a title and a text: fill in both."
    ]
    assert titles(page) == before


def test_scenes_change_places_go_and_come_back(open_page: Open) -> None:
    page = open_page()
    one, two, *rest = titles(page)
    press(page, "open_scenes")
    press(page, "Later-0")
    assert titles(page) == [two, one, *rest]
    press(page, "remove-0")
    assert titles(page) == [one, *rest]
    press(page, "undo_scenes")
    assert titles(page) == [two, one, *rest]
    assert page.button(key="Earlier-0").disabled
    press(page, "undo_scenes")
    assert titles(page) == [one, two, *rest]
    assert page.button(key="undo_scenes").disabled
    assert page.button(key="give_up_scenes").disabled


def test_faulty_scenes_are_told_of_where_scenes_are_written(
    open_page: Open, folder: Folder
) -> None:
    page = open_page(folder(scenes={3: {"text": ""}}), mode="briefing")
    assert sum("1 scene left out" in caption.value for caption in page.caption) == 1
    page = open_page(folder(scenes={3: {"text": ""}}))
    press(page, "open_scenes")
    [warning] = [warning.value for warning in page.warning]
    assert "row 3, text: the cell is empty" in warning.replace("\\", "")


def test_an_empty_folder_cannot_be_presented_and_says_so(open_page: Open, folder: Folder) -> None:
    empty = folder(events=[], control=[], claims=None, scenes=None)
    page = open_page(empty, mode="briefing")
    [note] = notes(page)
    assert "mode=briefing, which is not possible without scenes" in note
    assert page.button(key="present").disabled


def test_a_scene_that_is_none_is_noted_and_the_first_is_shown(open_page: Open) -> None:
    page = open_page(mode="briefing", scene="99")
    [note] = notes(page)
    assert "scene=99, which is not one of the 9 scenes, counted from 1" in note
    assert page.session_state[session.SCENE] == 0


# Files


@pytest.mark.parametrize("kind", ["csv", "geojson", "kmz", "svg", "png"])
def test_the_page_gives_the_bytes_that_the_command_gives(
    open_page: Open, shell: Shell, tmp_path: Path, kind: str
) -> None:
    page = open_page(date="2017-10-16", according_to="peshmerga-command",
                     lat="35.51234", lng="44.3", zoom="8.5")  # fmt: skip
    press(page, "open_files")
    page.radio(key="file_kind").set_value(kind).run()
    mark, content = page.session_state["made_file"]
    target = tmp_path / "file"
    link = f"?{urlencode(page.query_params, doseq=True)}"
    assert shell("export", kind, "-o", target, "--link", link)[0] == 0
    assert target.read_bytes() == content
    assert mark[0] == kind


def test_long_work_waits_to_be_asked_for(open_page: Open, folder: Folder) -> None:
    page = open_page(folder())
    press(page, "open_files")
    assert FORMATS["html"].long
    assert "made_file" not in page.session_state
    press(page, "make_file")
    mark, content = page.session_state["made_file"]
    assert mark[0] == "html"
    assert content.startswith(b"<!doctype html>")
    page.run()
    assert page.session_state["made_file"][1] is content  # made once


@pytest.mark.parametrize(("kind", "again"), [("csv", "make_again"), ("html", "make_file")])
def test_where_too_many_files_are_wanted_a_reader_can_try_again(
    open_page: Open, folder: Folder, monkeypatch: pytest.MonkeyPatch, kind: str, again: str
) -> None:
    turns = Turns(at_once=1, waiting=0)
    monkeypatch.setattr(downloads, "TURNS", turns)
    page = open_page(folder())
    press(page, "open_files")
    with turns.turn():  # someone else's
        page.radio(key="file_kind").set_value(kind).run()
        if FORMATS[kind].long:
            press(page, again)
        (warning,) = page.warning
        assert warning.value.replace("\\", "") == (
            "The server is busy making other files: try again in a moment."
        )
        assert "made_file" not in page.session_state
    press(page, again)
    assert not page.warning
    assert page.session_state["made_file"][0][0] == kind


def test_another_question_is_another_file(open_page: Open, folder: Folder) -> None:
    page = open_page(folder())
    press(page, "open_files")
    page.radio(key="file_kind").set_value("csv").run()
    before = page.session_state["made_file"][1]
    page.session_state["types"] = ["Battles"]
    page.run()
    assert page.session_state["made_file"][1] != before


def test_the_briefing_opens_for_a_screen_reader_with_a_heading(open_page: Open) -> None:
    page = open_page(mode="briefing")
    told = scenes(read(BUILT_IN), Timeline(read(BUILT_IN)))
    assert titles(page) == [scene.title for scene in told]
    assert page.markdown[0].value.replace("\\", "").startswith("# Kirkuk, October 2017")


def test_data_that_change_meanwhile_take_their_scenes_along(
    open_page: Open, folder: Folder
) -> None:
    made = folder()
    page = open_page(made, mode="briefing", scene="2")
    header, first, _ = (made / "scenes.csv").read_text("utf-8").splitlines()
    (made / "scenes.csv").write_text(f"{header}\n{first}\n", "utf-8")
    page.run()
    assert not page.exception
    assert titles(page) == ["It begins"]
    (made / "scenes.csv").unlink()
    page.run()
    assert not page.exception
    assert titles(page) == ["", "", ""]


def test_scenes_written_here_stay_when_the_data_change_as_far_as_they_can(
    open_page: Open, folder: Folder
) -> None:
    made = folder()
    page = open_page(made)
    press(page, "open_scenes")
    press(page, "Later-0")
    other = folder(actors={3: {"actor_id": "green-guard"}}, scenes=None, events=[],
                   control=[], claims=[])  # fmt: skip
    for path in made.iterdir():
        path.unlink()
    for path in other.iterdir():
        (made / path.name).write_bytes(path.read_bytes())
    page.run()
    assert not page.exception
    assert titles(page) == ["It begins"]  # the other one was told by the blue guard
    [note], [choice] = notes(page), [warning.value.replace("\\", "") for warning in page.warning]
    assert choice == saved_scenes.CHANGED
    assert note.startswith("The data have changed. 1 of your scenes name what is gone.")
