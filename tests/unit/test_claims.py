"""Claims side by side: ranges, what excludes what, and what is disputed."""

from collections.abc import Callable
from math import inf, nan
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.model.claims import Quantity, disputed, quantities, reach
from dashboard.render import ranges
from dashboard.sources.folder import BUILT_IN, read

DATA = read(BUILT_IN)
OWN = DATA.claims[DATA.claims["event_id"] == "vehicles-destroyed"]
SOURCES = dict(zip(DATA.sources["source_id"], DATA.sources["publisher"], strict=True))
ACTORS = dict(zip(DATA.actors["actor_id"], DATA.actors["short_name"], strict=True))


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
    assert ranges.sentence(humvees, ACTORS, SOURCES) == (
        "Humvees. Peshmerga command (The Washington Times): 11 or more; Reporting (Rudaw): 12. "
        "They can be true together."
    )
    apart = Quantity("losses", "tanks", [
        row | {"low": low, "high": low} for row, low in zip(humvees.claims, (1, 2), strict=True)
    ])  # fmt: skip
    assert ranges.sentence(apart, ACTORS, SOURCES).endswith("They cannot all be true.")


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


def test_the_picture_has_a_row_for_every_claimant() -> None:
    humvees, *_ = quantities(OWN)
    tanks = Quantity("losses", "tanks", [row | {"status": "disputed"} for row in humvees.claims])

    def rows(found: Quantity) -> list[dict[str, object]]:
        [table] = ranges.picture(found, ACTORS, SOURCES, "light").to_dict()["datasets"].values()
        return list(table)

    command, rudaw = rows(humvees)
    assert (command["who"], command["low"]) == (
        "Peshmerga command (The Washington Times), claimed",
        11,
    )
    assert (command["open"], command["shown"]) == (True, "11 or more")
    assert (rudaw["low"], rudaw["high"], rudaw["open"]) == (12, 12, False)
    assert [row["contrary"] for row in rows(tanks)] == [True, True]
    assert [row["contrary"] for row in rows(humvees)] == [False, False]
