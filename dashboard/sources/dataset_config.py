"""`dataset.toml` becomes Settings."""

import re
import tomllib
import zoneinfo
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dashboard.model.codes import BASEMAPS
from dashboard.model.dataset import Settings
from dashboard.model.errors import Problem
from dashboard.model.safe_text import hint, near
from dashboard.model.validation.cells import is_date
from dashboard.model.validation.rules import Rule
from dashboard.sources.text_file import decode

FILE = "dataset.toml"
# Characters of a line. tomllib needs memory by the square of a dotted key's length: 1.7 GB for
# 40,000 characters.
LONGEST_LINE = 2000


@dataclass(frozen=True)
class Setting:
    """One line of the file: how its value is read, and what it may look like.

    `read` raises TypeError for a value of the wrong type, and ValueError for a list of the
    wrong length; it judges nothing else.
    """

    read: Callable[[Any], Any]
    example: str
    required: bool = False


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError
    return value.strip()


def _day(value: Any) -> date:
    """A TOML date or an ISO string; a date with a time of day is not a day."""
    if isinstance(value, str) and is_date(value):
        return date.fromisoformat(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise TypeError


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _span(value: Any) -> tuple[date, date]:
    start, end = map(_day, _list(value))
    return start, end


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(item) for item in _list(value))


def _box(value: Any) -> tuple[float, float, float, float]:
    degrees = [side for side in _list(value) if type(side) in (int, float) and abs(side) <= 360]
    if len(degrees) != len(value):
        raise TypeError
    south, west, north, east = map(float, degrees)
    return south, west, north, east


def _shown(value: Any) -> str:
    try:
        return str(value)
    except RecursionError:  # dotted keys may nest it thousands deep
        return "this value"


SETTINGS = {
    "title": Setting(_text, 'title = "Kirkuk, October 2017"', required=True),
    "timezone": Setting(_text, 'timezone = "Asia/Baghdad"', required=True),
    "opens_on": Setting(_day, "opens_on = 2017-10-16", required=True),
    "span": Setting(_span, "span = [2017-09-25, 2017-10-20]", required=True),
    "countries": Setting(_texts, 'countries = ["IRQ", "SYR"]'),
    "view": Setting(_box, "view = [34.5, 43.2, 36.4, 45.3]"),
    "basemap": Setting(_text, 'basemap = "osm"'),
}


def read(data: bytes) -> tuple[Settings | None, list[Problem]]:
    """The settings, or None, and everything wrong with them."""
    text = decode(data, FILE)
    if isinstance(text, Problem):
        return None, [text]
    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > LONGEST_LINE:
            reason = f"line {number} has more than {LONGEST_LINE:,} characters"
            return None, [Rule.BAD_TOML.broken(FILE, reason=reason)]
    try:
        lines = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError, or a number without end
        return None, [Rule.BAD_TOML.broken(FILE, reason=str(error))]
    values, problems = _values(lines)
    problems += _judged(values)
    return (None if problems else Settings(**values)), problems


def _values(lines: dict[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """The values that can be read, and the settings that are missing, unknown or mistyped."""
    values: dict[str, Any] = {}
    problems = []
    for name in [name for name in lines if name not in SETTINGS]:
        advice = hint(near(name, SETTINGS), (), f"the settings are: {', '.join(SETTINGS)}")
        problems.append(Rule.UNKNOWN_SETTING.broken(FILE, column=name, hint=advice))
    for name, setting in SETTINGS.items():
        if name in lines:
            try:
                values[name] = setting.read(lines[name])
            except (TypeError, ValueError):
                wrong = Rule.WRONG_TYPE.broken
                problems.append(
                    wrong(FILE, None, name, _shown(lines[name]), example=setting.example)
                )
        elif setting.required:
            missing = Rule.MISSING_SETTING.broken
            problems.append(missing(FILE, None, name, example=setting.example))
    return values, problems


def _judged(values: dict[str, Any]) -> Iterator[Problem]:
    """What is well written and still wrong."""
    for name, judge in JUDGES.items():
        if name in values:
            yield from judge(values)


def _judge_timezone(values: dict[str, Any]) -> Iterator[Problem]:
    name, known = values["timezone"], zoneinfo.available_timezones()
    if name not in known:
        advice = hint(near(name, known), (), "write one such as Asia/Baghdad")
        yield Rule.UNKNOWN_TIMEZONE.broken(FILE, column="timezone", value=name, hint=advice)


def _judge_span(values: dict[str, Any]) -> Iterator[Problem]:
    start, end = values["span"]
    if end < start:
        yield Rule.SPAN_REVERSED.broken(FILE, column="span", value=f"{start}, {end}")


def _judge_opens_on(values: dict[str, Any]) -> Iterator[Problem]:
    day = values["opens_on"]
    start, end = values.get("span", (day, day))
    if start <= end and not start <= day <= end:
        yield Rule.OPENS_OUTSIDE.broken(FILE, None, "opens_on", str(day), start=start, end=end)


def _judge_countries(values: dict[str, Any]) -> Iterator[Problem]:
    for code in values["countries"]:
        if not re.fullmatch("[A-Z]{3}", code):
            yield Rule.BAD_COUNTRY.broken(FILE, column="countries", value=code)


def _judge_view(values: dict[str, Any]) -> Iterator[Problem]:
    south, west, north, east = values["view"]
    if not (-90 <= south < north <= 90 and -180 <= west < east <= 180):
        yield Rule.BAD_VIEW.broken(FILE, column="view", value=str([*values["view"]]))


def _judge_basemap(values: dict[str, Any]) -> Iterator[Problem]:
    name = values["basemap"]
    if name not in BASEMAPS:
        advice = hint(near(name, BASEMAPS), BASEMAPS, "")
        yield Rule.UNKNOWN_BASEMAP.broken(FILE, column="basemap", value=name, hint=advice)


JUDGES: dict[str, Callable[[dict[str, Any]], Iterator[Problem]]] = {
    "timezone": _judge_timezone,
    "span": _judge_span,
    "opens_on": _judge_opens_on,
    "countries": _judge_countries,
    "view": _judge_view,
    "basemap": _judge_basemap,
}
