"""A CSV file becomes a table of text whose rows bear the numbers a spreadsheet shows."""

import csv
import io
from collections.abc import Sequence

import pandas as pd

from dashboard.model.errors import Problem
from dashboard.model.validation.rules import Rule
from dashboard.sources.text_file import decode

LONGEST_CELL = 20_000  # characters; a summary has a few hundred

DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}

# csv stops with an error at 131,072 characters by default, and the setting is the whole
# process's. Lifted once and for all, an overlong cell is a problem like any other.
csv.field_size_limit(2**31 - 1)


def read(
    data: bytes, file: str, columns: Sequence[str]
) -> tuple[pd.DataFrame | None, list[Problem]]:
    """The table, or None where it has no shape at all, and every problem of its shape.

    White space around a cell is trimmed, blank rows are left out, and a byte-order mark and
    any line ending are accepted. The index holds the row numbers: the header is row 1, and a
    record is one row however many line breaks stand in its quotation marks. A row or cell with
    a problem is kept as far as it can be, so that references to it still hold. `columns` are
    the names expected; they distinguish a header from a first row of data.
    """
    text = decode(data, file)
    if isinstance(text, Problem):
        return None, [text]
    if not text.strip():
        return None, [Rule.EMPTY_FILE.broken(file, wanted=f"the header line: {','.join(columns)}")]
    if problem := _no_header(text, file, columns):
        return None, [problem]
    records, unclosed = _records(text)
    names = records.pop(1)
    kept, problems = _header(names, file)
    for number, row in records.items():
        if len(row) != len(names):
            wrong = Rule.WRONG_WIDTH.broken(file, number, cells=len(row), names=len(names))
            problems.append(wrong)
            records[number] = [*row, *[""] * len(names)][: len(names)]
    if unclosed is not None:
        # Rows may be missing from here on: as good as unread, or references to them would fail.
        return None, [*problems, Rule.BAD_QUOTES.broken(file, unclosed)]
    # Python's own strings: what is asked of every cell is asked of each distinct one, in sets.
    by_place = [*zip(*records.values(), strict=True)] or [()] * len(names)
    table = {name: by_place[place] for name, place in kept.items()}
    for name, cells in table.items():
        if max(map(len, cells), default=0) > LONGEST_CELL:
            problems += _too_long(dict(zip(records, cells, strict=True)), file, name)
            table[name] = tuple(cell[:LONGEST_CELL] for cell in cells)
    index = pd.Index(records, name="row", dtype=int)
    return pd.DataFrame(table, index=index, dtype=object), problems


def _no_header(text: str, file: str, columns: Sequence[str]) -> Problem | None:
    """Row 1 as a problem, where it names no column that is expected."""
    line = text[:LONGEST_CELL].splitlines()[0]
    for mark, plural in DELIMITERS.items():
        if mark in line and "," not in line:
            return Rule.WRONG_DELIMITER.broken(file, 1, mark=plural)
    # A name in the wrong case is a misspelt one, and reported as such later.
    if {name.strip(' "').casefold() for name in line.split(",")}.isdisjoint(columns):
        return Rule.NO_HEADER.broken(file, 1, columns=",".join(columns))
    return None


def _records(text: str) -> tuple[dict[int, list[str]], int | None]:
    """The cells of every row that is not blank, and the row whose quotation marks go wrong."""
    records: dict[int, list[str]] = {}
    once: dict[str, str] = {}  # equal cells are kept as one string: a quarter less time and memory
    number = 0
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1):
            trimmed = [once.setdefault(cell, cell) for cell in map(str.strip, cells)]
            if any(trimmed):
                records[number] = trimmed
    except csv.Error:
        return {1: [], **records}, number + 1
    return records, None


def _header(names: list[str], file: str) -> tuple[dict[str, int], list[Problem]]:
    """Where each column stands, the first of two equal ones; nameless columns are left out."""
    kept: dict[str, int] = {}
    problems: dict[str, Problem] = {}  # one for each name, however often it is repeated
    for place, name in enumerate(names):
        if name and name not in kept:
            kept[name] = place
        elif name:
            problems[name] = Rule.DUPLICATE_COLUMN.broken(file, 1, name, name)
        else:
            nameless = Rule.NAMELESS_COLUMN.broken(file, 1, letter=column_letter(place))
            problems.setdefault(name, nameless)
    return kept, [*problems.values()]


def _too_long(cells: dict[int, str], file: str, name: str) -> list[Problem]:
    return [
        Rule.CELL_TOO_LONG.broken(file, row, name, cell, length=len(cell), most=LONGEST_CELL)
        for row, cell in cells.items()
        if len(cell) > LONGEST_CELL
    ]


def column_letter(place: int) -> str:
    """The letters a spreadsheet heads a column with: A for 0, Z for 25, AA for 26."""
    letters = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
