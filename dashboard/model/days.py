"""Days without clocks: calendar days in the dataset's time zone, as dates and as numbers.

A day is a `datetime.date` in Python and a whole number of days since 1970-01-01 wherever
numbers are handier (arrays, the browser). No instant and no zone is ever involved, so a day
cannot slip when a browser sits elsewhere.
"""

import calendar
from datetime import date, timedelta

import pandas as pd

EPOCH = date(1970, 1, 1)
FOREVER = 10_000_000  # the open end of an interval that nothing has ended yet


def number(day: date) -> int:
    """Days since 1970-01-01; negative before."""
    return (day - EPOCH).days


def day(number_of_days: int) -> date:
    """The date that many days after 1970-01-01."""
    return EPOCH + timedelta(days=int(number_of_days))


def numbers(dates: "pd.Series[pd.Timestamp]") -> "pd.Series[int]":
    """Days since 1970-01-01 of a column without gaps."""
    return (dates - pd.Timestamp(EPOCH)).dt.days.astype("int64")


def last_of_span(first: date, precision: str) -> date:
    """The last day that an undivided date of this precision may mean, itself included.

    A week is the six days after its first, a month and a year end with the calendar's.
    """
    try:
        if precision == "week":
            return first + timedelta(days=6)
        if precision == "month":
            return first.replace(day=calendar.monthrange(first.year, first.month)[1])
        if precision == "year":
            return first.replace(month=12, day=31)
    except OverflowError:  # the calendar ends in 9999
        return date.max
    return first
