"""Days as dates and as numbers, over the whole calendar that Python has."""

import calendar
import csv
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model import day_forms, days

KNOWN = {
    date(1, 1, 1): -719_162,
    date(1968, 2, 29): -672,
    date(1969, 12, 31): -1,
    date(1970, 1, 1): 0,
    date(2000, 2, 29): 11_016,
    date(2017, 10, 20): 17_459,
    date(9999, 12, 31): 2_932_896,
}


@pytest.mark.parametrize(("day", "number"), KNOWN.items())
def test_known_days(day: date, number: int) -> None:
    assert days.number(day) == number
    assert days.day(number) == day


@given(st.dates())
def test_a_day_survives_the_round_trip(day: date) -> None:
    assert days.day(days.number(day)) == day


@given(st.dates(max_value=date(9999, 12, 30)))
def test_the_next_day_is_the_next_number(day: date) -> None:
    assert days.number(day + timedelta(days=1)) == days.number(day) + 1


def test_a_column_becomes_the_same_numbers() -> None:
    column = pd.Series([*KNOWN], dtype="datetime64[us]")
    assert [*days.numbers(column)] == [*KNOWN.values()]


def test_an_empty_column_stays_whole_numbers() -> None:
    assert days.numbers(pd.Series([], dtype="datetime64[us]")).dtype == "int64"


def test_forever_is_after_the_calendar_ends() -> None:
    assert days.number(date.max) < days.FOREVER


@pytest.mark.parametrize(
    ("first", "precision", "last"),
    [
        (date(2017, 10, 9), "day", date(2017, 10, 9)),
        (date(2017, 10, 9), "week", date(2017, 10, 15)),
        (date(2017, 12, 28), "week", date(2018, 1, 3)),
        (date(2016, 2, 1), "month", date(2016, 2, 29)),
        (date(2017, 2, 1), "month", date(2017, 2, 28)),
        (date(1900, 2, 10), "month", date(1900, 2, 28)),
        (date(2016, 2, 29), "year", date(2016, 12, 31)),
        (date(1, 1, 1), "year", date(1, 12, 31)),
        (date(9999, 12, 28), "week", date(9999, 12, 31)),
        (date(9999, 12, 1), "month", date(9999, 12, 31)),
    ],
)
def test_last_of_span(first: date, precision: str, last: date) -> None:
    assert days.last_of_span(first, precision) == last


@given(st.dates())
def test_a_span_ends_with_its_month_and_year(first: date) -> None:
    of_month, of_year = (days.last_of_span(first, word) for word in ("month", "year"))
    length = calendar.monthrange(first.year, first.month)[1]
    assert first <= of_month == date(first.year, first.month, length)
    assert of_month <= of_year == date(first.year, 12, 31)


def test_a_typed_day_is_read_in_the_forms_that_people_use() -> None:
    with Path(__file__).with_name("typed_days.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found = day_forms.read(row["text"])
            said = (found.day.isoformat(), found.ambiguous) if found else ("", False)
            assert said == (row["day"], row["ambiguous"] == "yes"), row["text"]
