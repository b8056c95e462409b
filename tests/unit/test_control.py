"""Who holds what: accounts as intervals, and the one that goes before the others."""

from dataclasses import dataclass, replace
from itertools import pairwise

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model import days
from dashboard.model.control import INTERVAL, STATE, accounts, resolved
from dashboard.model.schema import CONTROL
from dashboard.model.table import Row, records

HORIZON = 12  # changes fall on days 0 to 11

State = tuple[str, str, str]  # status, controller, challenger
RED, BLUE = ("held", "red", ""), ("held", "blue", "")
FOUGHT, UNKNOWN = ("contested", "blue", "red"), ("unknown", "", "")


@dataclass(frozen=True)
class Change:
    """One row of control.csv, reduced to what matters here; day 0 is 1970-01-01."""

    day: int
    state: State
    account: str = "reporting"
    place: str = "alpha"
    precision: str = "day"
    until: int | None = None  # the last day of which the account speaks


def _table(changes: list[Change]) -> pd.DataFrame:
    columns = [column.name for column in CONTROL.columns]
    rows = [
        {
            **dict.fromkeys(columns, ""),
            "place_id": change.place,
            "date": days.day(change.day),
            "until": None if change.until is None else days.day(change.until),
            "time_precision": change.precision,
            **dict(zip(STATE, change.state, strict=True)),
            "attribution": change.account,
        }
        for change in changes
    ]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(
        **{name: table[name].astype("datetime64[us]") for name in ("date", "until")}
    )


def _chain(*changes: Change) -> list[tuple[int, int, str, str]]:
    """Start, end, controller and account of each resolved interval."""
    return [
        (row["start"], row["end"], row["controller"], row["attribution"])
        for row in records(resolved(_table([*changes])))
    ]


def test_a_change_holds_up_to_the_next_of_the_same_account() -> None:
    table = accounts(_table([Change(3, RED), Change(1, BLUE), Change(2, RED, "red")]))
    rows = [(row["start"], row["end"], row["controller"]) for row in records(table)]
    assert rows == [(1, 3, "blue"), (2, days.FOREVER, "red"), (3, days.FOREVER, "red")]


def test_reporting_goes_before_a_party_even_when_older() -> None:
    assert _chain(Change(1, BLUE), Change(5, RED, "red")) == [
        (1, 5, "blue", "reporting"),
        (5, days.FOREVER, "blue", "reporting"),
    ]


def test_a_party_is_heard_where_reporting_is_silent() -> None:
    assert _chain(Change(1, RED, "red"), Change(5, BLUE)) == [
        (1, 5, "red", "red"),
        (5, days.FOREVER, "blue", "reporting"),
    ]


def test_among_parties_the_latest_word_goes_first() -> None:
    told = [Change(1, RED, "red"), Change(3, BLUE, "blue"), Change(5, RED, "red")]
    assert _chain(*told) == [
        (1, 3, "red", "red"),
        (3, 5, "blue", "blue"),
        (5, days.FOREVER, "red", "red"),
    ]


def test_differs_where_another_account_says_otherwise() -> None:
    changes = [Change(1, BLUE), Change(2, BLUE, "blue"), Change(3, RED, "red"), Change(5, RED)]
    table = resolved(_table(changes))
    assert [*zip(table["start"], table["differs"], strict=True)] == [
        (1, False),
        (2, False),
        (3, True),
        (5, True),  # the blue account has said nothing new
    ]


def test_an_account_that_does_not_know_does_not_differ() -> None:
    assert not resolved(_table([Change(1, BLUE), Change(2, UNKNOWN, "red")]))["differs"].any()
    assert resolved(_table([Change(1, UNKNOWN), Change(2, RED, "red")]))["differs"].any()


def test_since_is_of_the_account_that_tells_it() -> None:
    table = resolved(_table([Change(1, BLUE, "blue"), Change(4, BLUE), Change(6, RED)]))
    assert [*zip(table["start"], table["since"], strict=True)] == [(1, 1), (4, 4), (6, 6)]
    assert [*table["attribution"]] == ["blue", "reporting", "reporting"]
    assert [*table["began"]] == [True, False, True]
    assert [*table["change"]] == [True, False, True]  # a new speaker is no change of hands
    assert [*table["still"]] == [False, True, False]


def test_since_starts_anew_when_a_state_returns() -> None:
    table = resolved(_table([Change(1, BLUE), Change(2, FOUGHT), Change(3, BLUE)]))
    assert [*table["since"]] == [1, 2, 3]


def test_since_is_no_more_exact_than_the_account_it_comes_from() -> None:
    # "Since 1 January 1970" would be wrong where all that was said is 1970.
    changes = [Change(0, BLUE, precision="year"), Change(4, BLUE, "blue"), Change(6, RED)]
    table = resolved(_table(changes))
    assert [*table["since"]] == [0, 0, 6]
    assert [*table["time_precision"]] == ["year", "year", "day"]


def test_an_account_speaks_no_longer_than_it_says() -> None:
    assert _chain(Change(1, RED, until=3), Change(2, BLUE, "blue")) == [
        (1, 2, "red", "reporting"),
        (2, 4, "red", "reporting"),
        (4, days.FOREVER, "blue", "blue"),
    ]
    assert _chain(Change(1, RED, until=3)) == [(1, 4, "red", "reporting")]  # then not known
    assert _chain(Change(1, RED, until=9), Change(3, BLUE)) == [
        (1, 3, "red", "reporting"),
        (3, days.FOREVER, "blue", "reporting"),
    ]


def test_forces_seen_where_their_side_holds_contradict_nobody() -> None:
    seen = ("presence", "red", "")
    for changes in ([Change(1, seen), Change(1, RED)], [Change(1, RED), Change(1, seen)]):
        [row] = records(resolved(_table(changes)))  # two sources of one day
        assert (row["status"], row["differs"]) == ("held", False)
    assert resolved(_table([Change(1, seen), Change(1, BLUE)]))["differs"].all()


def test_places_are_apart() -> None:
    table = resolved(_table([Change(1, BLUE), Change(3, RED, place="beta")]))
    assert [*zip(table["place_id"], table["start"], table["end"], strict=True)] == [
        ("alpha", 1, days.FOREVER),
        ("beta", 3, days.FOREVER),
    ]


def test_nothing_recorded_is_no_interval() -> None:
    nothing = resolved(_table([]))
    assert nothing.empty
    assert [*nothing.columns] == INTERVAL
    assert accounts(_table([])).empty


CHANGES = st.lists(
    st.builds(
        Change,
        day=st.integers(0, HORIZON - 1),
        state=st.sampled_from([RED, BLUE, FOUGHT, UNKNOWN, ("presence", "red", "")]),
        account=st.sampled_from(["reporting", "red", "blue", "green"]),
        place=st.sampled_from(["alpha", "beta"]),
        until=st.none() | st.integers(HORIZON, HORIZON + 2),
    ),
    max_size=10,
    unique_by=lambda change: (change.place, change.day, change.account),  # as the checker wants
)


@given(CHANGES)
def test_intervals_of_an_account_follow_each_other_forever(changes: list[Change]) -> None:
    table = accounts(_table(changes))
    assert len(table) == len(changes)
    for (place, account), rows in table.groupby(["place_id", "attribution"]):
        own = [
            change.day for change in changes if (change.place, change.account) == (place, account)
        ]
        assert [*rows["start"]] == sorted(own)
        assert [*rows["end"]][:-1] == sorted(own)[1:]
        [last] = [c for c in changes if (c.place, c.account, c.day) == (place, account, max(own))]
        open_end = days.FOREVER if last.until is None else last.until + 1
        assert [*rows["end"]][-1] == open_end


@given(CHANGES)
def test_preferred_intervals_follow_each_other_forever(changes: list[Change]) -> None:
    table = resolved(_table(changes))
    assert {*table["place_id"]} == {change.place for change in changes}
    for place, rows in table.groupby("place_id"):
        chain = records(rows)
        assert chain[0]["start"] == min(c.day for c in changes if c.place == place)
        last = [c for c in changes if c.place == place]
        if any(c.until is None for c in last if not _followed(c, last)):
            assert chain[-1]["end"] == days.FOREVER
        assert all(row["start"] < row["end"] for row in chain)
        assert all(before["end"] == after["start"] for before, after in pairwise(chain))


def _followed(change: Change, changes: list[Change]) -> bool:
    return any(c.account == change.account and c.day > change.day for c in changes)


def _contradict(one: State, first: State) -> bool:
    if one in (UNKNOWN, first):
        return False
    return {one[0], first[0]} != {"held", "presence"} or one[1] != first[1]


def _told(changes: list[Change], day: int) -> tuple[Change, bool] | None:
    """The account of one place that goes first on a day, and whether another differs."""
    in_force = [
        change
        for change in changes
        if change.day <= day
        and (change.until is None or day <= change.until)
        and not any(
            change.day < later.day <= day and later.account == change.account for later in changes
        )
    ]
    if not in_force:
        return None
    reporting = [change for change in in_force if change.account == "reporting"]
    first = (
        reporting[0]
        if reporting
        else max(in_force, key=lambda change: (change.day, change.state[0] != "presence"))
    )
    return first, any(_contradict(change.state, first.state) for change in in_force)


# The same, ending anywhere.
ENDING = CHANGES.map(
    lambda changes: [
        change if change.until is None else replace(change, until=change.day + change.until % 5)
        for change in changes
    ]
)


@given(ENDING)
def test_every_day_is_as_a_plain_look_at_the_rows_finds_it(changes: list[Change]) -> None:
    table = resolved(_table(changes))
    for place in ("alpha", "beta"):
        own = [change for change in changes if change.place == place]
        chain = records(table[table["place_id"] == place])
        since = 0
        before: tuple[tuple[str, ...], str] | None = None
        for day in range(-1, HORIZON + 1):
            rows: list[Row] = [row for row in chain if row["start"] <= day < row["end"]]
            told = _told(own, day)
            if told is None:
                assert not rows
                before = None
                continue
            first, differs = told
            if (first.state, first.account) != before:
                since, before = day, (first.state, first.account)
            (row,) = rows
            assert tuple(row[name] for name in STATE) == first.state
            assert (row["attribution"], row["differs"]) == (first.account, differs)
            assert row["since"] == since
