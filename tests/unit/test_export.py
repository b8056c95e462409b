"""The command that makes files: the same bytes as the page's, whole or not at all."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.commands import export
from dashboard.render.exports import formats
from dashboard.render.exports.formats import FORMATS, Request, file_name
from dashboard.render.exports.kits.progress import Progress
from dashboard.sources.folder import BUILT_IN, read

Folder = Callable[..., Path]
Shell = Callable[..., tuple[int, str, str]]

# How a file of each kind begins.
BEGINS = {
    "html": b"<!doctype html>", "pptx": b"PK", "pdf": b"%PDF", "png": b"\x89PNG", "svg": b"<svg",
    "gif": b"GIF8", "csv": b"\xef\xbb\xbfrecord,", "geojson": b"{", "kmz": b"PK",
}  # fmt: skip


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_makes_its_file_and_the_same_one_again(
    shell: Shell, folder: Folder, tmp_path: Path, kind: str
) -> None:
    data = folder()
    one, other = tmp_path / f"one.{kind}", tmp_path / f"other.{kind}"
    for target in (one, other):
        code, out, err = shell("export", kind, "-o", target, "--data", data)
        assert (code, err) == (0, "")
        assert out == f"{target}: {target.stat().st_size:,} bytes\n"
    assert one.read_bytes().startswith(BEGINS[kind])
    assert one.read_bytes() == other.read_bytes()
    assert not [path for path in tmp_path.iterdir() if path.suffix == ".part"]


def test_without_a_name_it_is_called_by_what_it_shows(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, *_ = shell("export", "csv", "--date", "2017-10-16")
    assert code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["kirkuk-october-2017-2017-10-16.csv"]


def test_a_link_brings_its_day_filters_and_perspective(shell: Shell, tmp_path: Path) -> None:
    target = tmp_path / "out.geojson"
    link = "http://localhost:8501/?date=2017-10-20&according_to=peshmerga-command&q=flag"
    assert shell("export", "geojson", "-o", target, "--link", link)[0] == 0
    found = json.loads(target.read_bytes())
    events = [one for one in found["features"] if one["properties"]["record"] == "event"]
    assert len(events) == 3
    assert "according to Peshmerga command" in found["description"]
    assert "“flag”" in found["description"]


def test_a_link_to_a_scene_is_that_scene(shell: Shell, tmp_path: Path) -> None:
    target = tmp_path / "scene.svg"
    shell("export", "svg", "-o", target, "--link", "?mode=briefing&scene=2")
    text = target.read_text("utf-8")
    assert "A vote on independence" in text
    assert "25 September 2017" in text


def _slides(path: Path) -> int:
    from pptx import Presentation

    return len(Presentation(str(path)).slides)


def test_slides_hold_the_briefing_or_the_day_that_is_asked_for(
    shell: Shell, tmp_path: Path
) -> None:
    whole, day = tmp_path / "whole.pptx", tmp_path / "day.pptx"
    shell("export", "pptx", "-o", whole)
    shell("export", "pptx", "-o", day, "--date", "2017-10-16")
    assert _slides(whole) == len(read(BUILT_IN).scenes) + 1  # the sources
    assert _slides(day) == 2


def test_a_size_and_a_look(shell: Shell, tmp_path: Path, folder: Folder) -> None:
    from PIL import Image

    target = tmp_path / "map.png"
    shell("export", "png", "-o", target, "--size", "640x480", "--look", "dark", "--data", folder())
    with Image.open(target) as picture:
        assert picture.size == (640, 480)
        red, green, blue = picture.convert("RGB").getpixel((2, 470))  # type: ignore[misc]
    assert max(red, green, blue) < 90


REFUSED = [
    (
        ("png", "--date", "2017-13-01"),
        "--date 2017-13-01 is not a day: write year, month and day, such as 2017-10-16",
    ),
    (("png", "--date", "yesterday"), "--date yesterday is not a day"),
    (("png", "--link", "?date=2017-13-01"), "There is date=2017-13-01, which is not a day"),
    (("png", "--link", "nonsense"), 'the link "nonsense" says nothing of a view'),
    (("png", "--paper", "letter"), "--paper does not apply to png"),
    (("kmz", "--look", "dark"), "--look does not apply to kmz"),
    (("kml",), "kml is no longer made: ask for kmz, which is KML with its icons inside"),
    (("png", "--link", "?place=atlantis"), "place=atlantis, which is not a place"),
    (("png", "--size", "10x10"), '"10x10" is no size; write width x height in pixels'),
    (("png", "--size", "８００x６００"), '"８００x６００" is no size'),  # noqa: RUF001  # digits of Japan
    (("png", "--size", "large"), '"large" is no size'),
    (("png", "--data", "/nowhere/at/all"), "there is no folder /nowhere/at/all"),
]


@pytest.mark.parametrize(("words", "said"), REFUSED)
def test_what_is_not_understood_is_one_plain_sentence(
    shell: Shell, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    code, out, err = shell("export", *words, "-o", tmp_path / "x")
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1
    assert [*tmp_path.iterdir()] == []


def test_a_format_that_is_none_is_wrong_usage(shell: Shell) -> None:
    code, _, err = shell("export", "docx")
    assert code == 2
    assert "docx" in err


def test_a_path_that_cannot_be_written_says_so(shell: Shell, tmp_path: Path) -> None:
    for target, said in (
        (tmp_path / "none" / "x.csv", "cannot be written: No such file or directory"),
        (tmp_path, "is a folder: name a file in it"),
    ):
        code, out, err = shell("export", "csv", "-o", target)
        assert (code, out) == (1, "")
        assert err == f"{target} {said}\n"


def test_a_work_that_is_broken_off_leaves_the_old_file_and_no_half_one(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(asked: Request, progress: Progress) -> bytes:
        raise OSError(28, "No space left on device")

    target = tmp_path / "map.csv"
    target.write_text("older")
    form = formats.Format("Table", "", "text/csv", broken)
    monkeypatch.setitem(export.FORMATS, "csv", form)
    code, _, err = shell("export", "csv", "-o", target)
    assert code == 1
    assert err == f"{target} cannot be written: No space left on device\n"
    assert target.read_text() == "older"
    assert [*tmp_path.iterdir()] == [target]


def test_a_new_file_has_the_rights_of_any_other(shell: Shell, tmp_path: Path) -> None:
    plain, made = tmp_path / "plain", tmp_path / "made.csv"
    plain.touch()
    shell("export", "csv", "-o", made)
    assert os.stat(made).st_mode == os.stat(plain).st_mode  # noqa: PTH116


def test_a_faulty_folder_is_not_made_into_anything(
    shell: Shell, folder: Folder, tmp_path: Path
) -> None:
    faulty = folder(events={2: {"date": "soon"}})
    code, _, err = shell("export", "csv", "-o", tmp_path / "x", "--data", faulty)
    assert code == 1
    assert err.startswith("1 problem in the data folder")


@pytest.mark.parametrize(
    ("title", "name"),
    [("Kirkuk, October 2017", "kirkuk-october-2017"), ("../../etc/passwd", "etc-passwd"),
     ("كركوك", "map"), ("Überfall: CON?", "uberfall-con"), ("x" * 300, "x" * 60)],
)  # fmt: skip
def test_a_file_name_is_taken_by_every_file_system(folder: Folder, title: str, name: str) -> None:
    data = folder(settings={"title": title})
    whole = export._request(data, "", "", "", "light", "a4")
    assert file_name(whole, "pdf") == f"{name}-briefing.pdf"
    assert file_name(whole, "html") == f"{name}.html"
    asked = export._request(data, "", "2001-02-03", "", "light", "a4")
    assert file_name(asked, "pdf") == f"{name}-2001-02-03.pdf"
