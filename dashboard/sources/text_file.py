"""Bytes of a file become text, or a problem that says what they are instead."""

from pathlib import PurePath

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
