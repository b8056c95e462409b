"""A file that somebody brings becomes the tables in it: itself, or those of an archive.

Nothing is written under a name that an archive gives: each member is copied into a nameless
temporary file, and no more of it than the limits allow, whatever the archive says of its size.
"""

import gzip
import re
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import SEEK_END
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

from dashboard.model.errors import DashboardError
from dashboard.model.safe_text import shortened
from dashboard.sources.text_file import reason

LARGEST = 2_000_000_000  # bytes of all the tables of a file, unpacked
LARGEST_EXCEL = 500_000_000  # its texts are all held at once
MEMBERS = 100
RATIO = 200  # bytes unpacked from one; text packs to about a tenth
FREE = 10_000_000  # bytes below which the ratio is not asked
BLOCK = 1_000_000
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".parquet", ".gz")  # what is read of an archive

ZIP, GZIP, PARQUET, OLD_EXCEL = b"PK\x03\x04", b"\x1f\x8b", b"PAR1", b"\xd0\xcf\x11\xe0"
WORKBOOK = "xl/workbook.xml"  # what makes a ZIP archive an Excel file
DAMAGE = (
    zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, ValueError, NotImplementedError,
)  # fmt: skip
DRIVE = re.compile("[A-Za-z]:")
PLAIN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Readable(Protocol):
    """What unpacks as it is read."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, as many at most."""
        ...


@dataclass(frozen=True)
class Opened:
    """A table that can be read: what it is called, what it is, its bytes from the start."""

    name: str
    kind: str  # "text", "excel" or "parquet"
    file: BinaryIO


def tables(path: Path, passed_over: Callable[[str], None]) -> Iterator[Opened]:
    """Every table of a file, one open at a time; DashboardError for what cannot be read."""
    if not path.is_file():
        what = "a folder" if path.is_dir() else "no plain file" if path.exists() else "not there"
        raise DashboardError(f"{path} is {what}: name a table, or an archive of tables")
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            if size > LARGEST:
                raise _too_large(path.name)
            yield from _opened(path.name, file, size, passed_over)
    except OSError as error:
        raise DashboardError(f"{path} cannot be read ({reason(error)})") from error


def _opened(
    name: str, file: BinaryIO, size: int, passed_over: Callable[[str], None]
) -> Iterator[Opened]:
    start = file.read(8)
    file.seek(0)
    if not start:
        raise DashboardError(f"{name} is empty: download it again")
    if start.startswith(OLD_EXCEL):
        raise DashboardError(f"{name} is an old Excel file: save it as .xlsx or CSV")
    if start.startswith(GZIP):
        with _unzipped(name, file, size) as inner:
            yield Opened(name.removesuffix(".gz"), _kind(inner, name), inner)
    elif start.startswith(ZIP):
        yield from _of_zip(name, file, size, passed_over)
    else:
        yield Opened(name, _kind(file, name), file)


def _of_zip(
    name: str, file: BinaryIO, size: int, passed_over: Callable[[str], None]
) -> Iterator[Opened]:
    with _archive(name, file, size) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if WORKBOOK in archive.namelist():
            yield Opened(name, "excel", file)
            return
        if len(members) > MEMBERS:
            raise DashboardError(f"{name} holds {len(members):,} files; at most {MEMBERS} are read")
        for member in members:
            inside = PurePosixPath(member.filename.replace("\\", "/"))
            if inside.is_absolute() or ".." in inside.parts or DRIVE.match(str(inside)):
                raise DashboardError(
                    f'{name} holds a file named "{shortened(member.filename)}", which points '
                    "outside of the archive: nothing of it was read"
                )
        for member in members:
            shown = f"{name}/{shortened(member.filename)}"
            if not member.filename.lower().endswith(SUFFIXES) or member.filename.startswith("__"):
                passed_over(shown)
                continue
            if member.flag_bits & 1:
                raise DashboardError(f"{shown} is encrypted: unpack the archive first")
            if member.compress_type not in PLAIN_METHODS:
                raise DashboardError(f"{shown} is packed in a rare way: unpack the archive first")
            with ExitStack() as open_files:
                with _undamaged(shown), archive.open(member) as packed:
                    inner = open_files.enter_context(_copied(shown, packed, member.compress_size))
                if inner.read(2) == GZIP:
                    inner.seek(0)
                    inner = open_files.enter_context(_unzipped(shown, inner, member.file_size))
                yield Opened(shown, _kind(inner, shown), inner)


@contextmanager
def _undamaged(name: str) -> Iterator[None]:
    try:
        yield
    except DAMAGE as error:
        raise DashboardError(f"{name} is damaged: download it again") from error


def _archive(name: str, file: BinaryIO, size: int) -> zipfile.ZipFile:
    """The archive, once it is sure that it does not unpack to more than the limits."""
    with _undamaged(name):
        archive = zipfile.ZipFile(file)
    unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > FREE and unpacked > RATIO * size:
        raise _bomb(name)
    if unpacked > (LARGEST_EXCEL if WORKBOOK in archive.namelist() else LARGEST):
        raise _too_large(name)
    return archive


def _unzipped(name: str, file: BinaryIO, size: int) -> BinaryIO:
    with _undamaged(name), gzip.GzipFile(fileobj=file) as packed:
        return _copied(name, packed, size)


def _copied(name: str, source: Readable, packed: int) -> BinaryIO:
    target = tempfile.TemporaryFile()  # noqa: SIM115  # the caller closes it
    size = 0
    try:
        while block := source.read(BLOCK):
            size += len(block)
            if size > LARGEST:
                raise _too_large(name)
            if size > FREE and size > RATIO * packed:
                raise _bomb(name)
            target.write(block)
    except (DashboardError, *DAMAGE):
        target.close()
        raise
    target.seek(0)
    return target


def _kind(file: BinaryIO, name: str) -> str:
    file.seek(0)
    start = file.read(4)
    file.seek(0)
    if start.startswith(PARQUET):
        return "parquet"
    if start.startswith(OLD_EXCEL):
        raise DashboardError(f"{name} is an old Excel file: save it as .xlsx or CSV")
    if not start.startswith((ZIP, GZIP)):
        return "text"
    if start.startswith(ZIP):
        size = file.seek(0, SEEK_END)
        workbook = WORKBOOK in _archive(name, file, size).namelist()
        file.seek(0)
        if workbook:
            return "excel"
    raise DashboardError(f"{name} is an archive in an archive: unpack the outer one first")


def _too_large(name: str) -> DashboardError:
    return DashboardError(
        f"{name} has more than {LARGEST / 1e9:g} GB, or {LARGEST_EXCEL / 1e9:g} GB in Excel, the "
        "most that is read: divide it by country or year"
    )


def _bomb(name: str) -> DashboardError:
    return DashboardError(
        f"{name} unpacks to more than {RATIO} times its size, as no real table does: it was not "
        "read"
    )
