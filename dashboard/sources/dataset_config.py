"""`dataset.toml` becomes Settings."""

import re
import tomllib
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field, PlainValidator, StringConstraints, TypeAdapter, ValidationError

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


def _day(value: object) -> date:
    """A TOML date or an ISO string; a date with a time of day is not a day."""
    if isinstance(value, str) and is_date(value):
        return date.fromisoformat(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise ValueError


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Day = Annotated[date, PlainValidator(_day)]
Degrees = Annotated[float, Field(strict=True, ge=-360, le=360)]


@dataclass(frozen=True)
class Setting:
    """One line of the file: the type of its value, and what it may look like."""

    type: TypeAdapter[Any]
    example: str
    required: bool = False


SETTINGS = {
    "title": Setting(TypeAdapter(Text), 'title = "Kirkuk, October 2017"', required=True),
    "timezone": Setting(TypeAdapter(Text), 'timezone = "Asia/Baghdad"', required=True),
    "opens_on": Setting(TypeAdapter(Day), "opens_on = 2017-10-16", required=True),
    "span": Setting(TypeAdapter(tuple[Day, Day]), "span = [2017-09-25, 2017-10-20]", required=True),
    "countries": Setting(TypeAdapter(tuple[Text, ...]), 'countries = ["IRQ", "SYR"]'),
    "view": Setting(
        TypeAdapter(tuple[Degrees, Degrees, Degrees, Degrees]), "view = [34.5, 43.2, 36.4, 45.3]"
    ),
    "basemap": Setting(TypeAdapter(Text), 'basemap = "osm"'),
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
    problems += _inconsistent(values)
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
                values[name] = setting.type.validate_python(lines[name])
            except ValidationError:
                wrong = Rule.WRONG_TYPE.broken
                problems.append(
                    wrong(FILE, None, name, _shown(lines[name]), example=setting.example)
                )
        elif setting.required:
            missing = Rule.MISSING_SETTING.broken
            problems.append(missing(FILE, None, name, example=setting.example))
    return values, problems


def _shown(value: Any) -> str:
    try:
        return str(value)
    except RecursionError:  # dotted keys may nest it thousands deep
        return "this value"


def _inconsistent(values: dict[str, Any]) -> Iterator[Problem]:
    """What is well written and still wrong."""

    def broken(rule: Rule, name: str, value: object, **words: Any) -> Problem:
        return rule.broken(FILE, column=name, value=str(value), **words)

    zone, zones = values.get("timezone"), zoneinfo.available_timezones()
    if zone and zone not in zones:
        advice = hint(near(zone, zones), (), "write one such as Asia/Baghdad")
        yield broken(Rule.UNKNOWN_TIMEZONE, "timezone", zone, hint=advice)
    start, end = values.get("span", (date.min, date.max))
    day = values.get("opens_on", start)
    if end < start:
        yield broken(Rule.SPAN_REVERSED, "span", f"{start}, {end}")
    elif not start <= day <= end:
        yield broken(Rule.OPENS_OUTSIDE, "opens_on", day, start=start, end=end)
    for code in values.get("countries", ()):
        if not re.fullmatch("[A-Z]{3}", code):
            yield broken(Rule.BAD_COUNTRY, "countries", code)
    south, west, north, east = box = values.get("view", (0, 0, 1, 1))
    if not (-90 <= south < north <= 90 and -180 <= west < east <= 180):
        yield broken(Rule.BAD_VIEW, "view", [*box])
    basemap = values.get("basemap")
    if basemap and basemap not in BASEMAPS:
        advice = hint(near(basemap, BASEMAPS), BASEMAPS, "")
        yield broken(Rule.UNKNOWN_BASEMAP, "basemap", basemap, hint=advice)
