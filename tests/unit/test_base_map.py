"""A folder's own base map: what its header promises, who offers it, and how it is sent."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from made_site import open_site
from pmtiles.tile import TileType
from tiny_map import tiny_map

from dashboard.model.codes import BASEMAPS
from dashboard.server.datasets import BASE_MAPS_SERVED, load
from dashboard.sources import archive
from dashboard.sources import folder as data_folder

Make = Callable[..., Path]
Shell = Callable[..., tuple[int, str, str]]
AROUND = (24.0, 9.0, 27.0, 12.0)  # the towns of `folder`
FILE = archive.FILE


@pytest.fixture
def own(folder: Make) -> Make:
    """A folder with a base map."""

    def make(settings: dict[str, object] | None = None, **wanted: object) -> Path:
        made = folder({"basemap": None, **(settings or {})})
        tiny_map(made / FILE, **{"bounds": AROUND, **wanted})
        return made

    return make


@pytest.fixture(autouse=True)
def unserved() -> Iterator[None]:
    """No routes before a test makes some."""
    BASE_MAPS_SERVED.clear()
    yield
    BASE_MAPS_SERVED.clear()


@pytest.fixture
def served(unserved: None) -> None:
    """Routes of base maps, as our own server makes them."""
    BASE_MAPS_SERVED.set()


@pytest.mark.usefixtures("served")
def test_a_folder_with_a_base_map_opens_with_it(own: Make, folder: Make) -> None:
    data = load(own()).data
    assert data.archive is not None
    assert data.archive.bounds == (9.0, 24.0, 12.0, 27.0)
    assert (data.basemap, data.basemaps) == ("local", [*BASEMAPS])
    assert load(own({"basemap": "none"})).data.basemap == "none"
    without = load(folder({"basemap": None})).data
    assert (without.basemap, "local" in without.basemaps) == ("osm", False)


def test_where_nobody_sends_it_nobody_offers_it(own: Make) -> None:
    data = load(own({"basemap": "local"})).data
    assert "local" not in data.basemaps
    assert data.basemap == "none"  # who wanted no network gets none


def header(of: Path, at: int, byte: int) -> None:
    content = bytearray(of.read_bytes())
    content[at] = byte
    of.write_bytes(content)


BROKEN: dict[str, tuple[Callable[[Path], object], str]] = {
    "text": (lambda path: path.write_text("no map" * 50), "no PMTiles archive"),
    "short": (lambda path: path.write_bytes(path.read_bytes()[:100]), "no PMTiles archive"),
    "old": (lambda path: header(path, 7, 2), "version 2 of PMTiles"),
    "upside down": (lambda path: header(path, 109, 0x7F), "damaged"),
    "pictures": (lambda path: header(path, 99, TileType.PNG.value), "holds PNG pictures"),
    "folder": (lambda path: path.unlink() or path.mkdir(), "cannot be opened"),
    "gone": (lambda path: path.unlink(), "dataset.toml asks for it"),
}  # fmt: skip


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("wrong", BROKEN)
def test_one_that_cannot_be_shown_is_told_in_a_sentence(
    own: Make, shell: Shell, wrong: str
) -> None:
    spoil, sentence = BROKEN[wrong]
    made = own({"basemap": "local"})
    spoil(made / FILE)
    code, out, _ = shell("check", made)
    assert code == 1
    assert [line for line in out.splitlines() if sentence in line], out
    assert out.count(FILE) == 1
    data = load(made).data  # the page does without
    assert (data.basemap, data.archive) == ("none", None)
    assert [problem.file for problem in data.skipped_of(FILE)] == [FILE]


def test_check_names_the_places_it_does_not_reach(own: Make, shell: Shell) -> None:
    made = own(bounds=(24.5, 9.5, 25.2, 10.2))
    code, out, _ = shell("check", made)
    assert code == 0
    assert "warning: basemap.pmtiles: the base map does not reach Beta" in out.replace("\n", " ")
    [box] = re.findall(r"--bbox=(\S+)", out)
    assert [float(edge) for edge in box.split(",")] == [24.5, 9.5, 26.0, 11.0]
    assert shell("check", own())[1].count("bbox") == 0


def test_another_archive_is_another_state_of_the_folder(own: Make) -> None:
    made = own()
    before = data_folder.digest(made)
    tiny_map(made / FILE, bounds=(24.0, 9.0, 27.0, 12.5))
    assert data_folder.digest(made) != before


# The route


def test_a_browser_gets_the_parts_that_it_asks_for(own: Make) -> None:
    made = own()
    whole, client = (made / FILE).read_bytes(), open_site(made)
    path = f"/data/{FILE}"
    answer = client.get(path, headers={"Range": "bytes=0-126"})
    assert (answer.status_code, answer.content) == (206, whole[:127])
    assert answer.headers["content-range"] == f"bytes 0-126/{len(whole)}"
    assert answer.headers["content-type"] == "application/vnd.pmtiles"
    assert client.get(path, headers={"Range": f"bytes={len(whole)}-"}).status_code == 416
    assert client.get(path).content == whole
    assert client.head(path).headers["content-length"] == str(len(whole))
    mark = answer.headers["etag"]
    assert not mark.startswith("W/"), "parts can be joined by a strong mark alone"
    assert client.get(path, headers={"If-None-Match": mark}).status_code == 304
    tiny_map(made / FILE, bounds=AROUND, credit="another")
    assert client.get(path).headers["etag"] != mark


def test_of_several_folders_each_has_its_own(own: Make, folder: Make) -> None:
    with_map, without = own(), folder()
    names = [path.name for path in (with_map, without)]
    client = open_site(with_map, without, base_path="maps")
    path = f"/maps/{names[0]}/data/{FILE}"
    assert client.get(path, headers={"Range": "bytes=0-6"}).content == b"PMTiles"
    for missing in (
        f"/maps/{names[1]}/data/{FILE}", f"/data/{FILE}", f"/maps/data/{FILE}",
        f"/maps/{names[0]}/data/%2e%2e/dataset.toml", f"/maps/{names[0]}/data/../{FILE}",
    ):  # fmt: skip
        assert client.get(missing).status_code == 404, missing


def test_one_that_cannot_be_shown_is_not_sent(own: Make) -> None:
    made = own()
    (made / FILE).write_text("no map" * 50)
    assert open_site(made).get(f"/data/{FILE}").status_code == 404


def test_a_map_may_ask_for_more_parts_than_files_are_allowed(own: Make) -> None:
    client = open_site(own(), previews_per_minute=1)
    answers = [client.get(f"/data/{FILE}", headers={"Range": "bytes=0-6"}) for _ in range(5)]
    assert {answer.status_code for answer in answers} == {206}
    assert answers[0].headers["cache-control"] == "public, max-age=300"
