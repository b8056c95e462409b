"""places.csv while it is filled in: whatever happens, no other byte of it changes."""

import csv
import errno
import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import table_text
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.geocoding.places_file import Changed, PlacesFile, locked
from dashboard.model.errors import DashboardError, DataError
from dashboard.sources import csv_spans

Folder = Callable[..., Path]

EMPTY = {"latitude": "", "longitude": ""}
NEW = {"latitude": "1.50000", "longitude": "2.50000", "query": "Beta"}
HERE = Path(__file__).parent


def _texts(data: bytes) -> list[list[str]]:
    return [[csv_spans.text(data, span) for span in row] for row in csv_spans.scan(data)]


def _rows(file: PlacesFile) -> dict[str, dict[str, str]]:
    return {row["place_id"]: row for row in file.rows().values()}


# Spans

# Everything that a CSV file can trip over, and a few letters.
CELL = st.text(st.sampled_from([*'",\r\n \t;aé\u0643\U0001f5fa\u2028\x85\ufeff']), max_size=6)


@st.composite
def _written(draw: st.DrawFn, cell: str) -> str:
    """The cell with quotation marks where it needs them, or likes them."""
    if any(mark in cell for mark in '",\r\n') or draw(st.booleans()):
        return '"' + cell.replace('"', '""') + '"'
    return cell


@st.composite
def _table(draw: st.DrawFn) -> tuple[bytes, list[list[str]], str]:
    """A file with three known columns and some unknown ones, in any dress."""
    strangers = draw(st.lists(st.text("xyz é", min_size=1, max_size=4), unique=True, max_size=3))
    header = draw(st.permutations(["place_id", "latitude", "query", *strangers]))
    rows = draw(st.lists(st.tuples(*[CELL] * len(header)), min_size=1, max_size=4))
    table = [[*header], *map(list, rows)]
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    lines = [",".join(draw(_written(cell)) for cell in row) for row in table]
    if draw(st.booleans()):
        lines.insert(draw(st.integers(1, len(lines))), "")  # a blank line
    text = end.join(lines) + draw(st.sampled_from(["", end]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return (mark + text).encode(), table, end


def _as_csv_reads(data: bytes) -> list[list[str]]:
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return [[cell.strip() for cell in row] for row in csv.reader(text, strict=True)]


@given(_table())
def test_the_cells_are_those_that_csv_reads(made: tuple[bytes, list[list[str]], str]) -> None:
    data, _, _ = made
    found = [[] if row == [""] else row for row in _texts(data)]
    assert found == [[] if row == [""] else row for row in _as_csv_reads(data)]


@given(made=_table(), new=CELL, data=st.data())
def test_only_the_touched_cell_changes(
    made: tuple[bytes, list[list[str]], str], new: str, data: st.DataObject
) -> None:
    before, _, _ = made
    spans = csv_spans.scan(before)
    row = data.draw(st.integers(0, len(spans) - 1))
    column = data.draw(st.integers(0, len(spans[row]) - 1))
    start, end = spans[row][column]
    after = csv_spans.edited(before, {(start, end): new})
    assert after.startswith(before[:start])
    assert after.endswith(before[end:])
    expected = _texts(before)
    expected[row][column] = new.strip()
    if len(spans[row]) > 1:  # a blank line that gets a cell is still one row, or none
        assert _texts(after) == expected


def test_quotation_marks_stay_and_come_where_they_are_needed() -> None:
    data = b'a,b\n"1",2\n'
    _, (first, second) = csv_spans.scan(data)
    assert csv_spans.edited(data, {first: "x", second: "y"}) == b'a,b\n"x",y\n'
    assert csv_spans.edited(data, {second: 'so, "so"'}) == b'a,b\n"1","so, ""so"""\n'


# Saving

REAL = st.text(st.sampled_from([*'",; aé\u0643\r\n']), max_size=8)


@st.composite
def _places(draw: st.DrawFn) -> bytes:
    """The three places of the fixture with texts, quotation marks and line ends of any kind."""
    rows = [*csv.DictReader(io.StringIO(table_text("places", {3: EMPTY})))]
    header = ["editor's own", *reversed([*rows[0]])]
    table = [header]
    for row in rows:
        texts = {"editor's own": draw(REAL), "note": draw(REAL)}
        table.append([{**row, **texts}[name] for name in header])
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    text = end.join(",".join(draw(_written(cell)) for cell in row) for row in table)
    return (
        draw(st.sampled_from(["", "\ufeff"])) + text + draw(st.sampled_from(["", end]))
    ).encode()


@settings(max_examples=50, suppress_health_check=[*HealthCheck])
@given(before=_places())
def test_rows_that_are_not_touched_keep_their_bytes(folder: Folder, before: bytes) -> None:
    file = PlacesFile(folder(places=before))
    file.save(_rows(file)["beta-town"], NEW)
    after = file.path.read_bytes()
    beta = csv_spans.scan(before)[2]
    assert after.startswith(before[: beta[0][0]])
    assert after.endswith(before[beta[-1][1] :])
    old, new = _texts(before)[2], _texts(after)[2]
    cells = {name: two for name, one, two in zip(_texts(before)[0], old, new, strict=True)
             if one != two}  # fmt: skip
    assert cells == NEW


def test_what_the_page_alone_needs_is_not_asked_for(folder: Folder) -> None:
    bare = folder(places={4: {"outline": ""}, 2: {"editor": "me"}})
    assert len(PlacesFile(bare).rows()) == 3


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        (3, {"latitude": "north"}),
        (3, {"latitude": ""}),
        (3, {"place_id": "alpha-town"}),
        (1, {"query": None}),
    ],
)
def test_a_faulty_table_is_not_touched(folder: Folder, row: int, cells: dict[str, str]) -> None:
    with pytest.raises(DataError) as error:
        PlacesFile(folder(places={max(row, 2): cells})).rows()
    (problem,) = error.value.problems
    assert (problem.file, problem.row) == ("places.csv", row)


def test_there_must_be_a_table(folder: Folder) -> None:
    with pytest.raises(DashboardError, match=r"places\.csv: the file cannot be opened \(no such"):
        PlacesFile(folder(places=None)).rows()


def test_the_rights_of_the_file_and_a_link_to_it_stay(folder: Folder, tmp_path: Path) -> None:
    made = folder(places={3: EMPTY})
    real = tmp_path / "elsewhere.csv"
    (made / "places.csv").rename(real)
    real.chmod(0o640)
    (made / "places.csv").symlink_to(real)
    file = PlacesFile(made)
    file.save(_rows(file)["beta-town"], NEW)
    assert (made / "places.csv").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert b"1.50000" in real.read_bytes()
    assert {path.name for path in made.iterdir() if path.name.startswith(".")} == set()


def test_what_others_save_meanwhile_is_kept(folder: Folder) -> None:
    file = PlacesFile(folder(places={3: EMPTY}))
    seen = _rows(file)
    other = file.path.read_bytes().replace(b"Alpha,", b"Alpha the Great,").replace(b"\n", b"\r\n")
    file.path.write_bytes(other + b"delta,Delta,town" + b"," * 19 + b"\r\n")
    file.save(seen["beta-town"], NEW)
    after = _rows(file)
    assert after["alpha-town"]["name"] == "Alpha the Great"
    assert after["beta-town"]["latitude"] == "1.50000"
    assert "delta" in after


@pytest.mark.parametrize("change", [{"latitude": "3", "longitude": "4"}, {"checked": "yes"}])
def test_a_row_that_others_change_meanwhile_is_theirs(
    folder: Folder, change: dict[str, str]
) -> None:
    file = PlacesFile(folder(places={3: EMPTY}))
    seen = _rows(file)["beta-town"]
    theirs = table_text("places", {3: {**EMPTY, **change}}).encode()
    file.path.write_bytes(theirs)
    with pytest.raises(Changed, match="the row of beta-town was changed meanwhile"):
        file.save(seen, NEW)
    assert file.path.read_bytes() == theirs


def test_a_row_that_others_delete_is_not_made_again(folder: Folder) -> None:
    file = PlacesFile(folder(places={3: EMPTY}))
    seen = _rows(file)["beta-town"]
    file.path.write_text(table_text("places", [{"place_id": "one", "name": "One", "kind": "town"}]))
    with pytest.raises(Changed):
        file.save(seen, NEW)


def test_a_half_saved_table_of_somebody_else_is_left_alone(folder: Folder) -> None:
    file = PlacesFile(folder(places={3: EMPTY}))
    seen = _rows(file)["beta-town"]
    half = file.path.read_bytes()[:-20] + b'"'
    file.path.write_bytes(half)
    with pytest.raises(DataError):
        file.save(seen, NEW)
    assert file.path.read_bytes() == half


def _failing(number: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.mark.parametrize(
    ("target", "number", "reason"),
    [
        ("os.fsync", errno.ENOSPC, "no space left on device"),
        ("pathlib.Path.unlink", errno.EROFS, "read-only file system"),
        ("pathlib.Path.unlink", errno.EACCES, "permission denied"),
        ("pathlib.Path.replace", errno.EXDEV, "invalid cross-device link"),
        ("shutil.copymode", errno.EPERM, "operation not permitted"),
    ],
)
def test_a_disk_that_refuses_loses_nothing(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, target: str, number: int, reason: str
) -> None:
    file = PlacesFile(folder(places={3: EMPTY}))
    before, seen = file.path.read_bytes(), _rows(file)["beta-town"]
    monkeypatch.setattr(target, _failing(number))
    with pytest.raises(DashboardError) as error:
        file.save(seen, NEW)
    assert str(error.value) == (
        f"places.csv cannot be saved ({reason}); it is as it was before this answer"
    )
    monkeypatch.undo()
    assert file.path.read_bytes() == before
    assert not [path for path in file.path.parent.iterdir() if path.suffix == ".new"]
    file.save(seen, NEW)  # there is room again


def test_a_folder_that_cannot_be_written_is_told_at_once(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = folder()
    monkeypatch.setattr("filelock.FileLock.acquire", _failing(errno.EACCES))
    with (
        pytest.raises(DashboardError, match=r"cannot write in .*\(permission denied\)"),
        locked(made),
    ):
        pass


# Two at once, and the end at any moment


@contextmanager
def _holding(folder: Path) -> Iterator[None]:
    """Another programme that holds the folder."""
    code = (
        "import sys; from pathlib import Path; from dashboard.geocoding.places_file import locked\n"
        "with locked(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", code, folder], stdin=pipe, stdout=pipe) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        yield
        other.communicate()


def test_the_second_run_says_so(folder: Folder) -> None:
    made = folder()
    with _holding(made), pytest.raises(DashboardError, match="another run is filling in"):
        locked(made).__enter__()
    with locked(made):  # it has ended
        pass


def test_a_lock_of_a_killed_run_is_no_lock(folder: Folder) -> None:
    made = folder()
    (made / ".places.csv.lock").write_bytes(b"")
    (made / ".places.csv.new").write_bytes(b"place_id,na")
    with locked(made):
        file = PlacesFile(made)
        file.save(_rows(file)["beta-town"], NEW)
    assert not (made / ".places.csv.new").exists()


def _many(folder: Folder, count: int) -> Path:
    rows = [{"place_id": f"place-{n}", "name": f"Place {n}", "kind": "town"} for n in range(count)]
    text = table_text("places", rows).replace("\n", "\r\n")
    return folder(places="\ufeff" + text)


def test_no_kill_at_any_moment_loses_a_row(folder: Folder) -> None:
    made = _many(folder, 60)
    for path in made.iterdir():
        if path.name != "places.csv":
            path.unlink()
    # Python 3.12 warns of forks beside threads; numpy would start some that nobody needs here.
    quiet = [sys.executable, "-W", "ignore::DeprecationWarning"]
    ended = subprocess.run(
        [*quiet, HERE / "killed_writer.py", made, "60"],
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == "killed 60 times, left beside: []\n"
