"""A CSV file's rows bear the numbers that a spreadsheet shows, whatever its line ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model.errors import Problem
from dashboard.sources.csv_file import LONGEST_CELL, column_letter, read


def _read(text: str | bytes) -> tuple[dict[int, tuple[str, ...]] | None, list[Problem]]:
    """Rows by number, and the problems, of a file with the columns a and b."""
    data = text.encode() if isinstance(text, str) else text
    frame, problems = read(data, "t.csv", ["a", "b"])
    if frame is None:
        return None, problems
    return {row: tuple(cells) for row, *cells in frame.itertuples(name=None)}, problems


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param("a,b\n1,2\n3,4\n", {2: ("1", "2"), 3: ("3", "4")}, id="plain"),
        pytest.param("a,b\n1,2\n3,4", {2: ("1", "2"), 3: ("3", "4")}, id="no last line end"),
        pytest.param("a,b\r\n1,2\r\n", {2: ("1", "2")}, id="CRLF"),
        pytest.param("a,b\r1,2\r", {2: ("1", "2")}, id="CR alone"),
        pytest.param("\ufeffa,b\n1,2\n", {2: ("1", "2")}, id="byte-order mark"),
        pytest.param("a,b\n", {}, id="header alone"),
        pytest.param("a,b\n\n1,2\n,\n \n3,4\n\n", {3: ("1", "2"), 6: ("3", "4")}, id="blank rows"),
        pytest.param(
            'a,b\n"1\n\n1",2\n3,4\n',
            {2: ("1\n\n1", "2"), 3: ("3", "4")},
            id="line breaks in a cell",
        ),
        pytest.param('a,b\n"1\r\n1",2\n', {2: ("1\r\n1", "2")}, id="CRLF in a cell"),
        pytest.param("a,b\n1\u2028,2\x85\n3,4\n", {2: ("1", "2"), 3: ("3", "4")}, id="odd breaks"),
        pytest.param('a,b\n"say ""so""",","\n', {2: ('say "so"', ",")}, id="quoted"),
        pytest.param('a,b\n5" pipe,2\n', {2: ('5" pipe', "2")}, id="a mark inside"),
        pytest.param(" a , b \n 1 ,\t2\u00a0\n", {2: ("1", "2")}, id="white space around cells"),
        pytest.param("b,a\n1,2\n", {2: ("1", "2")}, id="columns in any order"),
        pytest.param("a,b\nNA,null\n", {2: ("NA", "null")}, id="nothing is guessed"),
        pytest.param("a,b\n007,1e5\n", {2: ("007", "1e5")}, id="digits stay text"),
    ],
)
def test_what_is_read(text: str, rows: dict[int, tuple[str, ...]]) -> None:
    assert _read(text) == (rows, [])


@pytest.mark.parametrize(
    ("text", "row", "phrase"),
    [
        pytest.param(b"", None, "is empty", id="empty"),
        pytest.param(b"\xef\xbb\xbf\n \n", None, "is empty", id="only white space"),
        pytest.param("a;b\n1;2\n", 1, "separated by semicolons", id="semicolons"),
        pytest.param('"a"\t"b"\n', 1, "separated by tabs", id="quoted, tabs"),
        pytest.param("sep=;\na;b\n", 1, "separated by semicolons", id="Excel's own first line"),
        pytest.param("a|b\n", 1, "separated by vertical bars", id="bars"),
        pytest.param("1,2\n3,4\n", 1, "make it the header line: a,b", id="no header"),
        pytest.param("<!DOCTYPE html>\n<p>a,b", 1, "the header line", id="a web page"),
        pytest.param('a,"b\n1,2\n', 1, "not closed", id="quotes in the header"),
        pytest.param('a,b\n1,2\n"3\n,4\n', 3, "not closed", id="quotes never closed"),
        pytest.param('a,b\n"1\n1",2\n\n"3"4,5\n', 4, "not closed", id="text after quotes"),
        pytest.param(b"a,b\n1,2\n\xff,4\n", None, "0xFF on line 3", id="not UTF-8"),
        pytest.param(b"\xe9\n", None, "0xE9 on line 1", id="not UTF-8 at once"),
        pytest.param(b"a,b\r1,2\r\xc3", None, "0xC3 on line 3", id="cut in a character"),
        pytest.param(b"PK\x03\x04\x14\0", None, "a spreadsheet or ZIP", id="xlsx"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1", None, "old Excel", id="xls"),
        pytest.param(b"a,b\n1,\0\n", None, "a binary file", id="NUL"),
        pytest.param("a,b\n".encode("utf-16"), None, "UTF-16", id="UTF-16"),
    ],
)
def test_what_has_no_shape(text: str | bytes, row: int | None, phrase: str) -> None:
    rows, (problem,) = _read(text)
    assert rows is None
    assert (problem.file, problem.row, problem.column) == ("t.csv", row, None)
    assert phrase in problem.remedy


def test_a_torn_row_is_kept_and_told() -> None:
    rows, problems = _read("a,b\n1\n1,2,3\n4,5\n")
    assert rows == {2: ("1", ""), 3: ("1", "2"), 4: ("4", "5")}
    assert [(problem.row, problem.column) for problem in problems] == [(2, None), (3, None)]
    assert "1 cells, the header 2" in problems[0].remedy
    assert "3 cells, the header 2" in problems[1].remedy


def test_the_first_of_two_equal_columns_is_read() -> None:
    rows, problems = _read("a,b,a,b,,\n1,2,3,4,,\n")
    assert rows == {2: ("1", "2")}
    assert [problem.column for problem in problems] == ["a", "b", None]
    assert "column E has no name" in problems[2].remedy


def test_the_beginning_of_a_long_cell_is_kept() -> None:
    most = "x" * LONGEST_CELL
    assert _read(f"a,b\n{most},2\n")[1] == []
    rows, (problem,) = _read(f"a,b\n1,{'é' * 2_000_000}\n")
    assert rows == {2: ("1", "é" * LONGEST_CELL)}
    assert (problem.row, problem.column) == (2, "b")
    assert "2,000,000 characters" in problem.remedy
    assert len(problem.value) == 60


@pytest.mark.parametrize(
    ("place", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_a_spreadsheets_letters(place: int, letter: str) -> None:
    assert column_letter(place) == letter


@given(st.one_of(st.binary(), st.text().map(lambda text: ("a,b\n" + text).encode())))
def test_any_bytes_are_a_table_or_problems(data: bytes) -> None:
    rows, problems = _read(data)
    assert rows is not None or problems
    if rows:
        assert min(rows) >= 2
