"""The data folders that a server holds: named, read when they change, kept when they break."""

import logging
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.model.errors import DashboardError, DataError
from dashboard.server import datasets
from dashboard.server.datasets import Folder, held

Make = Callable[..., Path]


def test_a_folder_is_called_by_its_name(folder: Make) -> None:
    made = folder()
    assert {name: one.path for name, one in held([made]).items()} == {made.name: made}


def test_a_folder_of_folders_holds_each(folder: Make, tmp_path: Path) -> None:
    for name in ("Süd 1", "north"):
        shutil.copytree(folder(), tmp_path / "all" / name)
    (tmp_path / "all" / "notes").mkdir()
    assert [*held([tmp_path / "all"])] == ["s-d-1", "north"]


@pytest.mark.parametrize("name", ["Static", "media", "healthz"])
def test_a_name_that_the_server_needs_is_refused_among_several(
    folder: Make, tmp_path: Path, name: str
) -> None:
    shutil.copytree(folder(), tmp_path / name)
    assert [*held([tmp_path / name])] == [name.lower()]
    with pytest.raises(DashboardError, match=f"can be called {name.lower()} beside others"):
        held([tmp_path / name, folder()])


def test_two_of_one_name_are_refused(folder: Make, tmp_path: Path) -> None:
    for outer in ("one", "two"):
        shutil.copytree(folder(), tmp_path / outer / "map")
    with pytest.raises(DashboardError, match="two data folders are called map: rename one"):
        held([tmp_path / "one", tmp_path / "two"])


def test_what_was_never_sound_says_why(folder: Make) -> None:
    with pytest.raises(DataError) as refused:
        Folder("map", folder(events="broken")).now()
    assert refused.value.problems


def test_a_folder_is_read_once_until_it_changes(
    folder: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = folder()
    kept = Folder("map", made)
    first = kept.now()
    assert kept.now() is first
    events = (made / "events.csv").read_text()
    (made / "events.csv").write_text(events.replace("A second clash", "Another clash"))
    second = kept.now()
    assert second is not first
    assert "Another clash" in set(second.data.events["title"])


@pytest.mark.parametrize("harm", ["broken", "gone"])
def test_the_last_good_state_stays(
    folder: Make, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    reloads: list[bool] = []
    monkeypatch.setattr(datasets.metrics, "reloaded", lambda name, well: reloads.append(well))
    made = folder()
    kept = Folder("map", made)
    first = kept.now()
    if harm == "broken":
        (made / "events.csv").write_text("nonsense")
    else:
        shutil.rmtree(made)
    with caplog.at_level(logging.ERROR, "dashboard"):
        assert [kept.now() for _ in range(3)] == [first] * 3
    assert reloads == [True, False]  # the operator is told once
    (line,) = [record.getMessage() for record in caplog.records]
    assert line.startswith("map: ")
    assert line.endswith("The last good data are shown.")


def test_many_at_once_read_once(folder: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    whole = datasets.load
    monkeypatch.setattr(datasets, "load", lambda path: read.append(path) or whole(path))
    kept = Folder("map", folder())
    found = []
    threads = [threading.Thread(target=lambda: found.append(kept.now())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read) == 1
    assert len({id(one) for one in found}) == 1


@pytest.mark.parametrize("year", [1980, 2100])
def test_a_clock_that_is_wrong_hides_no_change(
    folder: Make, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    seconds = (year - 1970) * 31_556_952
    monkeypatch.setattr(time, "time_ns", lambda: seconds * 10**9)
    monkeypatch.setattr(time, "time", lambda: float(seconds))
    made = folder()
    kept = Folder("map", made)
    first = kept.now()
    assert kept.now() is first
    events = (made / "events.csv").read_text()
    (made / "events.csv").write_text(events.replace("A second clash", "Another clash"))
    assert "Another clash" in set(kept.now().data.events["title"])
