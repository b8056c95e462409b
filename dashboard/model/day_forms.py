"""A day as people type it: which forms are understood, and how an ambiguous one is read.

`static/common/day_forms.js` has the same table for the browser; tests hold both to
`tests/unit/typed_days.csv`.
"""

import calendar
import re
from datetime import date
from typing import NamedTuple

_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?"
FORMS = tuple(re.compile(form) for form in (
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})",
    r"(?P<day>[0-9]{1,2})[./-] ?(?P<month>[0-9]{1,2})[./-] ?(?P<year>[0-9]{4})",
    _WEEKDAY + r"(?P<day>[0-9]{1,2})\.? (?P<name>[a-z]{3,9})\.?,? (?P<year>[0-9]{4})",
    _WEEKDAY + r"(?P<name>[a-z]{3,9})\.? (?P<day>[0-9]{1,2}),? (?P<year>[0-9]{4})",
))  # fmt: skip
MONTHS = [name.lower() for name in calendar.month_name]
DECEMBER = 12  # the last figure that may be a month
EXAMPLES = "16 Oct 2017, 2017-10-16 or 16.10.2017"


class Typed(NamedTuple):
    """The day that was meant, and whether others would read it month first."""

    day: date
    ambiguous: bool


def read(text: str) -> Typed | None:
    """The day, read day first where figures leave it open; None for what is no day."""
    plain = " ".join(text.lower().split())
    found = next(filter(None, (form.fullmatch(plain) for form in FORMS)), None)
    if found is None:
        return None
    parts = found.groupdict()
    named = parts.get("name")
    month = parts.get("month") or next(
        (at for at, name in enumerate(MONTHS) if named and name.startswith(named)), 0
    )
    try:
        day = date(int(parts["year"]), int(month), int(parts["day"]))
    except ValueError:
        return None
    return Typed(day, found.re is FORMS[1] and day.day <= DECEMBER and day.day != day.month)
