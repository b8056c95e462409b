"""A folder becomes a Dataset, or the list of everything wrong with it.

dataset.toml    dataset_config.py
*.csv           csv_file.py, then model/validation/checks.py and model/typed.py
areas.geojson   areas.py, where there is one
"""

import hashlib
import time
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

import dashboard
from dashboard.model.columns import Table
from dashboard.model.dataset import Dataset, Settings
from dashboard.model.errors import DataError, Problem
from dashboard.model.safe_text import hint, near, nearest, visible
from dashboard.model.schema import PLACES, SCENES, TABLES
from dashboard.model.typed import empty, typed
from dashboard.model.validation import checks, scene_rules
from dashboard.model.validation.rules import Rule
from dashboard.model.validation.warnings import warnings as about_places
from dashboard.sources import areas, csv_file, dataset_config, outlines

BUILT_IN = Path(dashboard.__file__).parent.parent / "data"  # in a checkout

OPTIONAL = {areas.FILE, *(table.file for table in TABLES if table.optional)}
SETTLED_NS = 2_000_000_000  # the coarsest clock of a file system in use (FAT) ticks every 2 s
Stamp = tuple[int, int, int, int]  # inode, size, last change of content, last change of any kind
SAME_WORD = 0.8  # file names are short: "sources" must not pass for "scenes"
FILES = (
    dataset_config.FILE,
    *(table.file for table in TABLES),
    areas.FILE,
)  # all that is ever read


@dataclass
class _Loaded:
    """What could be read, and everything wrong with it."""

    settings: Settings | None = None
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    areas: dict[str, dict[str, Any]] = field(default_factory=dict)
    digest: str = ""
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)  # of tables that can spare a row


def read(folder: Path) -> Dataset:
    """The folder's content, checked and typed; DataError carries every problem found.

    A problem of a table that can spare its faulty rows is no error: it is in `skipped`.
    """
    loaded = _load(folder)
    if loaded.problems or loaded.settings is None:
        raise DataError(checks.in_order([*loaded.problems, *loaded.skipped]))
    return _dataset(loaded, loaded.settings)


def _dataset(loaded: _Loaded, known: Settings) -> Dataset:
    return Dataset(
        settings=known,
        areas=loaded.areas,
        skipped=tuple(checks.in_order(loaded.skipped)),
        digest=loaded.digest,
        **typed(loaded.tables),
    )


def check(folder: Path) -> list[Problem]:
    """Every problem of the folder, by file and row.

    `read` fails for any, but for those of a table that can spare its faulty rows.
    """
    loaded = _load(folder)
    return checks.in_order([*loaded.problems, *loaded.skipped])


def warnings(folder: Path, data: Dataset) -> dict[str, list[Problem]]:
    """Warnings about the places of `data`, which was read from the folder, by place id.

    In the order of the table; only places.csv is read again, for its row numbers and digits.
    """
    names = [column.name for column in PLACES.columns]
    written, _ = csv_file.read((folder / PLACES.file).read_bytes(), PLACES.file, names)
    if written is None or len(written) != len(data.places):  # it has changed just now
        return {}
    return about_places(data, written, outlines.outside)


def digest(folder: Path) -> str:
    """The folder's content as a hash: equal to that of a Dataset read from the same bytes.

    What keeps files from being read is hashed too, so that one digest has one list of problems.
    """
    stamp = _stamp(folder)
    # A clock ticks only so often: what changed just now may change again and bear the same time.
    newest = max((max(times) for _, _, *times in stamp.values()), default=0)
    ask = _digest if time.time_ns() - newest > SETTLED_NS else _digest.__wrapped__
    return ask(folder, tuple(stamp.items()))


@lru_cache(16)
def _digest(folder: Path, stamp: tuple[tuple[str, Stamp], ...]) -> str:
    return _hash(*_bytes(folder))


def _stamp(folder: Path) -> dict[str, Stamp]:
    """What moves when a file does: cheaper to look at than the content, at every rerun."""
    found = {}
    for name in (".", *FILES):  # the folder moves when a file comes, goes or is renamed
        with suppress(OSError):
            stat = (folder / name).stat()
            found[name] = stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns
    return found


def _load(folder: Path) -> _Loaded:
    contents, problems = _bytes(folder)
    loaded = _Loaded(digest=_hash(contents, problems))
    if dataset_config.FILE in contents:
        loaded.settings, found = dataset_config.read(contents[dataset_config.FILE])
        problems += found
    if areas.FILE in contents:
        loaded.areas, found = areas.read(contents[areas.FILE])
        problems += found
    for table in TABLES:
        frame, found = _table(table, contents, {problem.file for problem in problems})
        problems += found
        if frame is not None:
            loaded.tables[table.name] = frame
    if not {areas.FILE, dataset_config.FILE} & {problem.file for problem in problems}:
        problems += _outlines(loaded)
    problems += checks.problems(loaded.tables, problems)
    if loaded.settings is not None and SCENES.name in loaded.tables:
        problems += scene_rules.problems(loaded.tables, loaded.settings.span)
    spare = {table.file: table for table in TABLES if table.spare}
    loaded.problems = [problem for problem in problems if problem.file not in spare]
    loaded.skipped = [problem for problem in problems if problem.file in spare]
    for table in spare.values():
        _leave_out(table, loaded)
    return loaded


def _leave_out(table: Table, loaded: _Loaded) -> None:
    """Drop the rows with a problem; all of them where the file or its header has one."""
    rows = [problem.row for problem in loaded.skipped if problem.file == table.file]
    frame = loaded.tables.get(table.name)
    if frame is None or None in rows or 1 in rows:
        loaded.tables[table.name] = empty(column.name for column in table.columns)
    else:
        loaded.tables[table.name] = frame.drop(index=[row for row in {*rows} if row in frame.index])


def _outlines(loaded: _Loaded) -> list[Problem]:
    """Every outline that a place names must be drawn somewhere."""
    places = loaded.tables.get("places")
    if places is None or "outline" not in places or loaded.settings is None:
        return []
    known = {*loaded.areas, *outlines.region_names(loaded.settings.countries)}
    cells = places["outline"]
    unknown = cells[(cells != "") & ~cells.isin(known)]
    meant = nearest(unknown, known)
    otherwise = "draw it in areas.geojson and write its id"
    return [
        Rule.UNKNOWN_OUTLINE.broken(
            PLACES.file, row, "outline", cell, hint=hint(meant[cell], (), otherwise)
        )
        for row, cell in zip(unknown.index, unknown, strict=True)
    ]


def _table(
    table: Table, contents: dict[str, bytes], broken: set[str]
) -> tuple[pd.DataFrame | None, list[Problem]]:
    names = [column.name for column in table.columns]
    if table.file in contents:
        return csv_file.read(contents[table.file], table.file, names)
    absent = table.optional and table.file not in broken
    return (empty(names) if absent else None), []


def _bytes(folder: Path) -> tuple[dict[str, bytes], list[Problem]]:
    """The content of each file that is there, read once; the files that are missing."""
    try:
        present = {path.name for path in folder.iterdir()}
    except OSError as error:
        return {}, [Rule.NO_FOLDER.broken(visible(str(folder)), reason=_reason(error))]
    contents = {}
    problems = []
    for name in FILES:
        if name not in present:
            problems += _missing(name, present.difference(FILES))
            continue
        try:
            contents[name] = (folder / name).read_bytes()
        except OSError as error:
            problems.append(Rule.UNREADABLE.broken(name, reason=_reason(error)))
    return contents, problems


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()


def _missing(name: str, others: set[str]) -> list[Problem]:
    """An optional file may be missing, but not be there under a misspelt name."""
    wanted = Path(name)
    stems = {Path(other).stem: other for other in others if Path(other).suffix == wanted.suffix}
    if alike := near(wanted.stem, stems, alike=SAME_WORD):
        return [Rule.MISNAMED_FILE.broken(name, value=stems[alike])]
    return [] if name in OPTIONAL else [Rule.MISSING_FILE.broken(name)]


def _hash(contents: dict[str, bytes], problems: list[Problem]) -> str:
    """SHA-256 over names, lengths and bytes: no two folders can be spelt the same way."""
    total = hashlib.sha256()
    unread = "\n".join(map(str, problems)).encode()
    for name, content in [*contents.items(), ("", unread)]:
        total.update(f"{name} {len(content)}\n".encode())
        total.update(content)
    return total.hexdigest()
