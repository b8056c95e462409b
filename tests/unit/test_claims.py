"""Claims side by side: ranges, what excludes what, and what is disputed."""

from collections.abc import Callable
from datetime import date
from math import inf, nan
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model.claims import Quantity, disputed, quantities, reach
from dashboard.model.selection import Selection
from dashboard.model.table import records
from dashboard.model.timeline import Timeline
from dashboard.sources.folder import BUILT_IN, read
from dashboard.view.day_view import RangeChart
from dashboard.view.detail import event

DATA = read(BUILT_IN)
OWN = records(DATA.claims[DATA.claims["event_id"] == "vehicles-destroyed"])


def claim(who: str, low: float, high: float, status: str = "claimed") -> dict[str, object]:
    return {"claimant": who, "low": low, "high": high, "status": status}


def test_the_losses_of_altun_kupri() -> None:
    humvees, *others = quantities(OWN)
    assert [item.unit for item in (humvees, *others)] == [
        "Humvees", "M1 Abrams tanks", "tanks", "armoured carriers",
    ]  # fmt: skip
    assert [reach(row) for row in humvees.claims] == [(11, inf), (12, 12)]
    assert not humvees.differ  # 12 is more than 10
    assert not any(item.differ for item in others)  # one Abrams and two tanks can both be true


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ((11, nan), (12, 12), False),
        ((11, nan), (10, 10), True),
        ((nan, 5), (5, 9), False),
        ((nan, 5), (6, 9), True),
        ((1, 3), (2, 8), False),
        ((nan, nan), (4, 4), False),
    ],
)
def test_ranges_differ_when_they_have_no_number_in_common(
    one: tuple[float, float], other: tuple[float, float], differ: bool
) -> None:
    assert Quantity("losses", "tanks", [claim("a", *one), claim("b", *other)]).differ is differ
    assert not Quantity("losses", "tanks", [claim("a", *one), claim("a", *other)]).differ


ENDS = st.one_of(st.just(nan), st.integers(-20, 20).map(float))


@given(st.lists(st.tuples(st.sampled_from("abc"), ENDS, ENDS), max_size=6))
def test_differing_means_that_some_two_exclude_each_other(
    spans: list[tuple[str, float, float]],
) -> None:
    spans = [(who, *sorted((low, high))) if low == low == high else (who, low, high)
             for who, low, high in spans]  # fmt: skip
    found = Quantity("losses", "x", [claim(*span) for span in spans])
    numbers = range(-21, 22)

    def allows(span: tuple[str, float, float], number: int) -> bool:
        low, high = reach(claim(*span))
        return low <= number <= high

    apart = any(
        one[0] != other[0]
        and not any(allows(one, number) and allows(other, number) for number in numbers)
        for one in spans
        for other in spans
        if one[1] != one[1] or one[2] != one[2] or one[1] <= one[2]
        if other[1] != other[1] or other[2] != other[2] or other[1] <= other[2]
    )
    if all(low != low or high != high or low <= high for _, low, high in spans):
        assert found.differ == apart


def test_disputed_events() -> None:
    found = {*DATA.events["event_id"][disputed(DATA.events, DATA.claims)]}
    assert {"waves-repelled", "coordination-in-advance", "federal-forces-enter-kirkuk"} <= found
    # What one account adds to another is no contradiction.
    assert not {"vehicles-destroyed", "iranian-units-at-altun-kupri"} & found
    assert "independence-referendum" not in found
    # Its distance is mismeasured, which no account of the assault is.
    assert "assault-on-altun-kupri" not in found
    assert not disputed(DATA.events.iloc[:0], DATA.claims.iloc[:0]).any()


def test_ranges_that_exclude_each_other_make_an_event_disputed(
    folder: Callable[..., Path],
) -> None:
    other = {"claim_id": "fewer", "claimant": "red-army", "low": "2", "high": "3"}
    data = read(folder(claims={3: other}))
    found = data.events["event_id"][disputed(data.events, data.claims)]
    assert found.tolist() == ["first-clash"]
    alike = read(folder(claims={3: {**other, "high": "30"}}))
    assert not disputed(alike.events, alike.claims).any()


def test_numbers_of_several_claimants_stand_side_by_side() -> None:
    timeline = Timeline(DATA)
    day = Selection(date(2017, 10, 20), DATA.settings.span)
    row = timeline.event("vehicles-destroyed")
    assert row is not None
    [chart] = [part.chart for part in event(timeline, day, row).sections if part.chart]
    assert isinstance(chart, RangeChart)
    assert (chart.unit, chart.text) == ("Humvees", "They can be true together.")
    command, rudaw = chart.ranges
    assert command.who == "Peshmerga command (The Washington Times)"
    assert (command.shown, command.low, command.high) == ("11 or more", 11, None)
    assert (rudaw.who, rudaw.shown, rudaw.low, rudaw.high) == ("Reporting (Rudaw)", "12", 12, 12)
