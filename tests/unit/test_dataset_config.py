"""`dataset.toml`: what may be left out, what forms are read, what is refused."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model.dataset import Settings
from dashboard.model.errors import Problem
from dashboard.sources.dataset_config import SETTINGS, read

NEEDED = {
    "title": '"Two towns"',
    "timezone": '"Asia/Baghdad"',
    "opens_on": "2001-02-03",
    "span": "[2001-02-01, 2001-02-10]",
}


def _read(**lines: str) -> tuple[Settings | None, list[Problem]]:
    """The needed settings, with lines changed or added as TOML writes them."""
    text = "".join(f"{name} = {line}\n" for name, line in {**NEEDED, **lines}.items())
    return read(text.encode())


def test_the_needed_ones_suffice() -> None:
    assert _read() == (
        Settings(
            title="Two towns",
            timezone="Asia/Baghdad",
            opens_on=date(2001, 2, 3),
            span=(date(2001, 2, 1), date(2001, 2, 10)),
        ),
        [],
    )


@pytest.mark.parametrize(
    ("name", "line", "value"),
    [
        ("opens_on", '"2001-02-03"', date(2001, 2, 3)),
        ("span", '["2001-02-03", 2001-02-03]', (date(2001, 2, 3), date(2001, 2, 3))),
        ("countries", '["IRQ", "SYR"]', ("IRQ", "SYR")),
        ("countries", "[]", ()),
        ("view", "[-90, -180.0, 90, 180]", (-90.0, -180.0, 90.0, 180.0)),
        ("basemap", '"none"', "none"),
        ("basemap", '"light"', "light"),
        ("timezone", '"Etc/UTC"', "Etc/UTC"),
        ("title", '" كركوك "', "كركوك"),
    ],
)
def test_what_is_read(name: str, line: str, value: object) -> None:
    settings, problems = _read(**{name: line})
    assert problems == []
    assert getattr(settings, name) == value


def test_byte_order_mark_and_crlf_are_accepted() -> None:
    text = "".join(f"{name} = {line}\r\n" for name, line in NEEDED.items())
    assert read(b"\xef\xbb\xbf" + text.encode()) == _read()


@pytest.mark.parametrize(
    ("name", "line", "phrase"),
    [
        ("title", "3", 'a line such as title = "'),
        ("title", '" "', "will not do"),
        ("timezone", "true", "will not do"),
        ("timezone", '"Baghdad"', 'did you mean "'),
        ("timezone", '"../etc/passwd"', "not an IANA time zone"),
        ("timezone", '"Asia"', "not an IANA time zone"),
        ("opens_on", "2001-02-03T04:05:06", "such as opens_on = 2017-10-16"),
        ("opens_on", '"3 February"', "will not do"),
        ("opens_on", "20010203", "will not do"),
        ("opens_on", "2001-01-31", "outside of the span, 2001-02-01 to 2001-02-10"),
        ("span", "2001-02-01", "such as span = [2017-09-25, 2017-10-20]"),
        ("span", "[2001-02-01]", "will not do"),
        ("span", "[2001-02-01, 2001-02-02, 2001-02-03]", "will not do"),
        ("span", "[2001-02-10, 2001-02-01]", "the earlier day first"),
        ("countries", '"IRQ"', "will not do"),
        ("countries", "[964]", "will not do"),
        ("countries", '["irq"]', '"irq" is not a country code'),
        ("view", "[1, 2, 3]", "will not do"),
        ("view", '[1, 2, 3, "4"]', "will not do"),
        ("view", "[1, 2, 3, true]", "will not do"),
        ("view", "[1, 2, 3, nan]", "will not do"),
        ("view", "[1, 2, inf, 4]", "will not do"),
        ("view", f"[1, 2, 3, 1{'0' * 400}]", "will not do"),
        ("view", "[36.4, 43.2, 34.5, 45.3]", "south, west, north, east"),
        ("view", "[34.5, 45.3, 36.4, 43.2]", "south, west, north, east"),
        ("view", "[34.5, 43.2, 91, 45.3]", "south, west, north, east"),
        ("basemap", '"OSM"', 'did you mean "osm"?'),
        ("basemap", '"google"', "write one of: osm, light, local, none"),
        ("base_map", '"osm"', 'did you mean "basemap"?'),
        ("weather", '"rain"', "the settings are: title, timezone"),
        ("Title", '"Two"', 'did you mean "title"?'),
    ],
)
def test_what_is_refused(name: str, line: str, phrase: str) -> None:
    settings, (problem,) = _read(**{name: line})
    assert settings is None
    assert (problem.file, problem.row, problem.column) == ("dataset.toml", None, name)
    assert phrase in problem.remedy


@pytest.mark.parametrize("name", NEEDED)
def test_a_missing_one_is_told_with_an_example(name: str) -> None:
    text = "".join(f"{other} = {line}\n" for other, line in NEEDED.items() if other != name)
    _, (problem,) = read(text.encode())
    assert problem.column == name
    assert SETTINGS[name].example in problem.remedy


def test_all_problems_come_together() -> None:
    _, problems = read(b'title = 1\ntimezone = "x"\nspan = [2001-02-02, 2001-02-01]\nother = 1')
    names: list[Any] = [problem.column for problem in problems]
    assert names == ["other", "title", "opens_on", "timezone", "span"]


@pytest.mark.parametrize(
    ("data", "phrase"),
    [
        (b"title = Two towns", "this is not TOML"),
        (b"title = 'T'\ntitle = 'T'", "this is not TOML"),
        (b"view = " + b"[" * 100_000, "this is not TOML"),
        (b"view = 1" + b"0" * 5000, "this is not TOML"),
        (b"view = 0x1" + b"0" * 5000, "this is not TOML"),
        (b"title.a\n" + b"a." * 8000 + b"a = 1", "line 2 has more than 2,000 characters"),
        (b"title = '\xff'", "byte 0xFF on line 1"),
        (b"PK\x03\x04", "plain text in UTF-8"),
    ],
)
def test_what_is_no_toml(data: bytes, phrase: str) -> None:
    settings, (problem,) = read(data)
    assert settings is None
    assert (problem.file, problem.column) == ("dataset.toml", None)
    assert phrase in problem.remedy


def test_a_value_nested_too_deep_to_be_shown_is_reported() -> None:
    deep = ".a" * 900
    _, problems = read(f"[title{deep}]\na{deep} = 1".encode())
    assert "this value" in {problem.value for problem in problems}


def test_every_example_can_be_read() -> None:
    text = "".join(f"{setting.example}\n" for setting in SETTINGS.values())
    settings, problems = read(text.encode())
    assert problems == []
    assert settings is not None


@given(st.binary())
def test_any_bytes_are_settings_or_problems(data: bytes) -> None:
    settings, problems = read(data)
    assert settings is not None or problems
