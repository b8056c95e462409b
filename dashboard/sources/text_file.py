"""A file of a data folder becomes bytes and then text, or a problem that says what it is instead.

Anybody may have made the folder: only regular files are opened, and no more of them is read than
LARGEST allows, whatever they say of their size.
"""

from pathlib import Path, PurePath

from dashboard.model.errors import Problem
from dashboard.model.validation.rules import Rule

# How the most likely wrong files begin; a spreadsheet renamed to .csv is the classic.
MAGIC = {
    b"PK\x03\x04": "a spreadsheet or ZIP archive",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"%PDF": "a PDF document",
    b"\x1f\x8b": "a gzip archive",
    b"SQLite": "an SQLite database",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
    b"\0": "a binary file",
}

# What to choose in the "save as" dialogue.
WANTED = {
    ".csv": "CSV UTF-8 (comma delimited)",
    ".toml": "plain text in UTF-8",
    ".geojson": "GeoJSON in UTF-8",
}

# Bytes that a file may have; 100,000 events take 20 MB.
LARGEST = {".csv": 200_000_000, ".toml": 20_000, ".geojson": 100_000_000}


def load(path: Path) -> bytes | Problem:
    """The file's content; the one problem if it is no regular file, too large or not readable."""
    most = LARGEST[path.suffix]
    data = head(path, most + 1)
    if isinstance(data, Problem) or len(data) <= most:
        return data
    return Rule.FILE_TOO_LARGE.broken(path.name, most=most)


def head(path: Path, most: int) -> bytes | Problem:
    """So many bytes of a file, or all if it has fewer."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        # Opening a pipe waits until somebody writes.
        return Rule.UNREADABLE.broken(path.name, reason="is a pipe, socket or device")
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        return Rule.UNREADABLE.broken(path.name, reason=reason(error))


def reason(error: OSError) -> str:
    """Why the system refused, in its own words."""
    return (error.strerror or type(error).__name__).lower()


def decode(data: bytes, file: str) -> str | Problem:
    """The text, without a byte-order mark; the one problem if it is not UTF-8 text."""
    wanted = WANTED[PurePath(file).suffix]
    for start, kind in MAGIC.items():
        if data.startswith(start):
            return Rule.NOT_TEXT.broken(file, kind=kind, wanted=wanted)
    if b"\0" in data:
        return Rule.NOT_TEXT.broken(file, kind=MAGIC[b"\0"], wanted=wanted)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = len((data[: error.start] + b".").splitlines())
        byte = f"0x{data[error.start]:02X}"
        return Rule.NOT_UTF8.broken(file, byte=byte, line=line, wanted=wanted)
