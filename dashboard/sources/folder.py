"""A folder becomes a Dataset, or the list of everything wrong with it.

dataset.toml    dataset_config.py
*.csv           csv_file.py, then model/validation/checks.py and model/typed.py
areas.geojson   areas.py, where there is one
basemap.pmtiles archive.py, where there is one: its header
"""

import hashlib
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

import dashboard
from dashboard.model.codes import LOCAL
from dashboard.model.columns import Table
from dashboard.model.dataset import Archive, Dataset, Settings
from dashboard.model.errors import DataError, Problem
from dashboard.model.safe_text import hint, near, nearest, visible
from dashboard.model.schema import PLACES, SCENES, TABLES
from dashboard.model.typed import empty, typed
from dashboard.model.validation import checks, scene_rules
from dashboard.model.validation import warnings as model_warnings
from dashboard.model.validation.rules import Rule
from dashboard.sources import archive, areas, csv_file, dataset_config, outlines, text_file

BUILT_IN = Path(dashboard.__file__).parent.parent / "data"  # in a checkout

OPTIONAL = {areas.FILE, archive.FILE, *(table.file for table in TABLES if table.optional)}
SETTLED_NS = 2_000_000_000  # the coarsest clock of a file system in use (FAT) ticks every 2 s
Stamp = tuple[int, int, int, int]  # inode, size, last change of content, last change of any kind
SAME_WORD = 0.8  # file names are short: "sources" must not pass for "scenes"
FILES = (
    dataset_config.FILE,
    *(table.file for table in TABLES),
    areas.FILE,
    archive.FILE,
)  # all that is ever read


@dataclass(frozen=True)
class _Parts:
    """What the files hold, and everything wrong with it."""

    settings: Settings | None
    shapes: dict[str, areas.Geometry]
    tables: dict[str, pd.DataFrame]  # those that could be read, as text
    ground: Archive | None
    problems: tuple[Problem, ...]  # in order
    digest: str

    def sound(self, table: Table) -> pd.DataFrame:
        """A table less its rows with a problem; without any where file or header have one."""
        frame = self.tables.get(table.name)
        rows = {problem.row for problem in self.problems if problem.file == table.file}
        if frame is None or not rows.isdisjoint({None, 1}):
            return empty(column.name for column in table.columns)
        return frame[~frame.index.isin(rows)] if rows else frame

    def dataset(self) -> Dataset | None:
        """All rows that have no problem; None without settings."""
        if self.settings is None:
            return None
        tables = {table.name: self.sound(table) for table in TABLES}
        return Dataset(
            self.settings, **typed(tables), areas=self.shapes, archive=self.ground,
            skipped=self.problems, digest=self.digest,
        )  # fmt: skip


def read(folder: Path) -> Dataset:
    """The folder's content, checked and typed; DataError carries every problem found.

    A problem of the base map or of a table that can spare its faulty rows is no error: it is in
    `skipped`.
    """
    parts = _parts(folder)
    spare = {archive.FILE, *(table.file for table in TABLES if table.spare)}
    forgiven = all(problem.file in spare for problem in parts.problems)
    dataset = parts.dataset() if forgiven else None
    if dataset is None:
        raise DataError(parts.problems)
    return dataset


def _parts(folder: Path) -> _Parts:
    contents, found = _bytes(folder)
    digest = _hash(contents, found)
    settings: Settings | None = None
    shapes: dict[str, areas.Geometry] = {}
    tables: dict[str, pd.DataFrame] = {}
    if dataset_config.FILE in contents:
        settings, problems = dataset_config.read(contents[dataset_config.FILE])
        found += problems
    if areas.FILE in contents:
        shapes, problems = areas.read(contents[areas.FILE])
        found += problems
    for table in TABLES:
        frame, problems = _table(table, contents, {problem.file for problem in found})
        found += problems
        if frame is not None:
            tables[table.name] = frame
    if settings and areas.FILE not in {problem.file for problem in found}:
        known = {*shapes, *outlines.region_names(settings.countries)}
        found += _outlines(tables.get(PLACES.name, empty(["outline"])), known)
    found += checks.problems(tables, found)
    if settings and SCENES.name in tables:
        found += scene_rules.problems(tables, settings.span)
    ground = _ground(settings, contents, found)
    return _Parts(settings, shapes, tables, ground, tuple(checks.in_order(found)), digest)


def _ground(
    settings: Settings | None, contents: dict[str, bytes], found: list[Problem]
) -> Archive | None:
    """The folder's own base map; what is wrong with it is added to what was found."""
    if archive.FILE in contents:
        read = archive.read(contents[archive.FILE])
        if isinstance(read, Archive):
            return read
        found.append(read)
    elif settings and settings.basemap == LOCAL and archive.FILE not in {p.file for p in found}:
        found.append(Rule.NO_BASEMAP.broken(archive.FILE))
    return None


def check(folder: Path) -> list[Problem]:
    """Every problem of the folder, by file and row, those that `read` forgives included."""
    try:
        return [*read(folder).skipped]
    except DataError as error:
        return [*error.problems]


def warnings(folder: Path, data: Dataset) -> dict[str, list[Problem]]:
    """Warnings about `data`, which was read from the folder, by place id; "" has the others.

    In the order of the table, which is read again for its row numbers and digits.
    """
    written, _ = _table(PLACES, _bytes(folder)[0], set())
    if written is None or len(written) != len(data.places):  # it has changed just now
        return {}
    found = model_warnings.warnings(data, written, outlines.outside)
    if uncovered := archive.uncovered(data):
        found[""] = [*found.get("", ()), *uncovered]
    return found


def warnings_despite(folder: Path) -> dict[str, list[Problem]]:
    """Warnings about a folder with problems, as far as its rows without one can tell."""
    parts = _parts(folder)
    data = parts.dataset()
    if data is None:
        return {}
    return model_warnings.warnings(data, parts.sound(PLACES), outlines.outside, whole=False)


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


def _outlines(places: pd.DataFrame, known: set[str]) -> Iterator[Problem]:
    """Every outline that a place names must be drawn somewhere."""
    if "outline" not in places:
        return
    cells = places["outline"]
    unknown = cells[(cells != "") & ~cells.isin(known)]
    meant = nearest(unknown, known)
    for row, cell in zip(unknown.index, unknown, strict=True):
        advice = hint(meant[cell], (), "draw it in areas.geojson and write its id")
        yield Rule.UNKNOWN_OUTLINE.broken(PLACES.file, row, "outline", cell, hint=advice)


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
        return {}, [Rule.NO_FOLDER.broken(visible(str(folder)), reason=text_file.reason(error))]
    contents = {}
    problems = []
    for name in FILES:
        if name not in present:
            problems += _missing(name, present.difference(FILES))
            continue
        load = archive.load if name == archive.FILE else text_file.load
        content = load(folder / name)
        if isinstance(content, Problem):
            problems.append(content)
        else:
            contents[name] = content
    return contents, problems


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
