"""Where each cell of a CSV file stands, byte by byte, so that one can be changed alone.

Writing a table anew would rearrange quotation marks and line ends that are somebody's own, and a
comparison of versions would show every row as changed. The bytes have passed `csv_file.read`:
commas, UTF-8, every quotation mark closed.
"""

import codecs
import re
from collections.abc import Mapping

Span = tuple[int, int]  # of a cell with its quotation marks: first byte, byte after the last

# A cell in quotation marks, or one without; neither a comma nor a line end can be a part of a
# longer UTF-8 character.
CELL = re.compile(rb'"[^"]*(?:""[^"]*)*"(?=[,\r\n]|\Z)|[^,\r\n]*')
LINE_END = re.compile(rb"\r\n|\r|\n")
# What a cell must be put into quotation marks for; a mark of byte order would begin the file.
SPECIAL = re.compile('[",\r\n]|^\ufeff')


def scan(data: bytes) -> list[list[Span]]:
    """The spans of every row; a blank line is a row of one empty cell."""
    rows = []
    at = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
    while at < len(data):
        row = []
        while True:
            end = _end(CELL, data, at)
            row.append((at, end))
            at = end + 1
            if data[end:at] != b",":
                break
        rows.append(row)
        at = _end(LINE_END, data, end)
    return rows


def text(data: bytes, span: Span) -> str:
    """What the cell says: without quotation marks, white space around it trimmed."""
    raw = data[slice(*span)].decode()
    if raw.startswith('"'):
        raw = raw[1:-1].replace('""', '"')
    return raw.strip()


def edited(data: bytes, cells: Mapping[Span, str]) -> bytes:
    """The file with these cells changed and every other byte as it was."""
    for (start, end), new in sorted(cells.items(), reverse=True):
        # Quotation marks stay where they were, and come where they are needed.
        quoted = data[start : start + 1] == b'"' or SPECIAL.search(new)
        written = '"' + new.replace('"', '""') + '"' if quoted else new
        data = data[:start] + written.encode() + data[end:]
    return data


def _end(pattern: re.Pattern[bytes], data: bytes, at: int) -> int:
    match = pattern.match(data, at)
    return match.end() if match else at
