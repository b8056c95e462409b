"""places.csv as a file to fill in: one answer at a time, and no other byte of it.

Every save writes a whole new file beside the old one and exchanges the two in one step, so that
at any moment, whatever ends the programme, places.csv is either as it was or has one answer more.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from dashboard.model.errors import DashboardError, DataError, Problem
from dashboard.model.schema import PLACES
from dashboard.model.validation import cells, keys, rows
from dashboard.sources import csv_file, csv_spans, text_file

Cells = dict[str, str]  # column to text

COLUMNS = tuple(column.name for column in PLACES.columns)

# Beside what it writes, a save rests on these: if a person changed one meanwhile, it is off.
GUARDED = ("name", "latitude", "longitude", "checked")


class Changed(DashboardError):
    """Somebody changed the row after it was read."""


class PlacesFile:
    """The places.csv of a folder; what it does not know in it, it leaves alone."""

    def __init__(self, folder: Path) -> None:
        self._named = folder / PLACES.file
        self.path = self._named.resolve()  # a link stays one: its target is replaced
        self._own = b""  # what was read and found sound, or saved, last

    def rows(self) -> dict[int, Cells]:
        """The known columns of every row, by row number; DataError if they are not sound.

        What only the page needs, such as a shape for every area, is not asked for here.
        """
        data = self._read()
        sound = _sound(data)
        self._own = data
        return sound

    def save(self, seen: Mapping[str, str], new: Mapping[str, str]) -> None:
        """Write `new` into the row that was read as `seen`; Changed if it is no longer so."""
        data = self._read()
        if data != self._own:
            _sound(data)  # somebody saved it meanwhile: is it still a table?
        data = _filled(data, seen, new)
        self._replace(data)
        self._own = data

    def _read(self) -> bytes:
        data = text_file.load(self._named)
        if isinstance(data, Problem):
            raise DashboardError(str(data))
        return data

    def _replace(self, data: bytes) -> None:
        fresh = self.path.with_name(f".{self.path.name}.new")  # of a killed run, one is left
        try:
            fresh.unlink(missing_ok=True)
            fresh.touch(0o600, exist_ok=False)  # nobody else's until it has the old one's rights
            with fresh.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            _keep_owner(self.path, fresh)
            fresh.replace(self.path)
        except OSError as error:
            why = text_file.reason(error)
            raise DashboardError(
                f"{self.path.name} cannot be saved ({why}); it is as it was before this answer"
            ) from error
        finally:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
        _settle(self.path.parent)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's places.csv; DashboardError if another run does, or none can write."""
    path = (folder / PLACES.file).resolve()
    lock = FileLock(path.with_name(f".{path.name}.lock"), timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise DashboardError(f"another run is filling in {path}: wait until it has ended") from None
    except OSError as error:
        raise DashboardError(
            f"cannot write in {path.parent} ({text_file.reason(error)})"
        ) from error
    try:
        yield
    finally:
        lock.release()


def _sound(data: bytes) -> dict[int, Cells]:
    frame, found = csv_file.read(data, PLACES.file, COLUMNS)
    if frame is not None:
        frame = frame[[name for name in frame.columns if name in COLUMNS]]
        found += cells.problems(PLACES, frame)
        found += keys.problems({PLACES.name: frame})
        if not found:
            found += rows.problems(PLACES, frame[["latitude", "longitude"]])
    if frame is None or found:
        raise DataError(found)
    return {
        number: dict(zip(frame.columns, row, strict=True))
        for number, *row in frame.itertuples(name=None)
    }


def _filled(data: bytes, seen: Mapping[str, str], new: Mapping[str, str]) -> bytes:
    """The file with the row's new cells in place."""
    table = [[*row] for row in csv_spans.scan(data)]
    header = [csv_spans.text(data, span) for span in table[0]]
    place = {name: header.index(name) for name in (PLACES.key, *GUARDED, *new)}
    for row in table[1:]:
        if len(row) != len(header):  # a blank line
            continue
        if csv_spans.text(data, row[place[PLACES.key]]) != seen[PLACES.key]:
            continue
        if all(csv_spans.text(data, row[place[name]]) == seen[name] for name in (*GUARDED, *new)):
            return csv_spans.edited(data, {row[place[name]]: text for name, text in new.items()})
        break
    raise Changed(f"the row of {seen[PLACES.key]} was changed meanwhile")


def _keep_owner(old: Path, new: Path) -> None:
    """The same rights and, as far as this user may, the same owner."""
    shutil.copymode(old, new)
    if hasattr(os, "chown"):
        status = old.stat()
        with suppress(PermissionError):
            os.chown(new, status.st_uid, status.st_gid)


def _settle(folder: Path) -> None:
    """Have the exchange itself on the disk too, where the system can (Windows cannot)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
