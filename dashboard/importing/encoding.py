"""In which encoding a text is written: by its byte-order mark, as UTF-8, or by its letters."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from charset_normalizer import from_bytes

from dashboard.model.errors import DashboardError

# Eight-bit encodings that exports are saved in: Western European, Arabic, Turkish. With the Central
# European one beside them, French texts would be taken for it.
EIGHT_BIT = ["cp1252", "cp1256", "cp1254"]
BLOCK = 1_000_000
SAMPLE = 200_000  # bytes of lines beyond ASCII, enough to tell a language by
START = 4096
MOSTLY = 0.3  # of every second byte: Latin text in UTF-16 has a NUL beside nearly each letter

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def encoding_of(file: BinaryIO, name: str) -> str:
    """Python's name of the encoding; DashboardError where the bytes are no text."""
    file.seek(0)
    start = file.read(START)
    for mark, encoding in MARKS.items():
        if start.startswith(mark):
            return encoding
    if start[1::2].count(0) > MOSTLY * len(start[1::2]):
        return "utf-16-le"
    if start[::2].count(0) > MOSTLY * len(start[::2]):
        return "utf-16-be"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in _blocks(file):
            if b"\0" in block:
                raise DashboardError(
                    f"{name} holds NUL bytes, so it is no text: export it as CSV in UTF-8"
                )
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return _by_letters(file, name)
    return "utf-8"


def _by_letters(file: BinaryIO, name: str) -> str:
    sample = b""
    for block in _blocks(file):
        sample += b"\n".join(line for line in block.splitlines() if not line.isascii())
        if len(sample) > SAMPLE:
            break
    best = from_bytes(sample[:SAMPLE], cp_isolation=EIGHT_BIT).best()
    if best is None:
        raise DashboardError(
            f"{name} is in an encoding that is not known here: save it as CSV in UTF-8"
        )
    return best.encoding


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while block := file.read(BLOCK):
        yield block
