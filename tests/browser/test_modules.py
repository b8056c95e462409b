"""What the browser reckons by itself: days and dates, densities, the scale of the time bar."""

from collections import Counter
from datetime import date, timedelta

import pytest

from browser.conftest import Open
from dashboard.model import days
from dashboard.model.codes import EVENT_TYPES
from dashboard.model.selection import Filters
from dashboard.model.timeline import Timeline
from dashboard.render import payload
from dashboard.sources.folder import BUILT_IN, read

ZONES = ["America/Los_Angeles", "Asia/Baghdad", "Pacific/Auckland"]
# Leap days, turns of years and centuries, changes of clocks, days before 1970 and long ago.
DATES = [
    *(date(year, 2, 28) + timedelta(days=more)
      for year in (1896, 1900, 1968, 1969, 1972, 2000, 2016, 2017, 2100) for more in range(3)),
    *(date(year, month, day)
      for year in (1914, 1969, 1970, 2017) for month, day in ((1, 1), (12, 31))),
    date(2017, 3, 12), date(2017, 3, 26), date(2017, 10, 29), date(2017, 11, 5),
    date(2017, 4, 2), date(2017, 9, 24), date(1, 1, 1), date(99, 12, 31), date(9999, 12, 31),
]  # fmt: skip

PRECISIONS = ["day", "week", "month", "year"]
CALENDAR = """async ([numbers, texts, precisions]) => {
    const moment = await import(new URL("app/static/common/moment.js", document.baseURI));
    return {
        written: numbers.map((day) => [moment.iso(day), moment.spoken(day)]),
        last: numbers.map((day) => precisions.map((one) => moment.lastOfSpan(day, one))),
        read: texts.map(moment.fromIso),
    };
}"""


@pytest.mark.parametrize("zone", ZONES)
def test_dates_are_those_of_the_calendar(open_page: Open, zone: str) -> None:
    numbers = [days.number(day) for day in DATES]
    bad = ["2017-02-29", "1900-02-29", "2017-13-01", "2017-1-1", "16.10.2017", ""]
    texts = [*(day.isoformat() for day in DATES), *bad]
    found = open_page("", timezone_id=zone).page.evaluate(CALENDAR, [numbers, texts, PRECISIONS])
    assert found["written"] == [
        [day.isoformat(), f"{day:%a} {day.day} {day:%b} {day.year}"] for day in DATES
    ]
    known = [(day, row) for day, row in zip(DATES, found["last"], strict=True) if day.year < 9999]
    assert [row for _, row in known] == [
        [days.number(days.last_of_span(day, word)) for word in PRECISIONS] for day, _ in known
    ]
    assert found["read"] == [*numbers, *(None for _ in bad)]


DENSITY = """async ([events, mask]) => {
    const { densities } = await import(new URL("app/static/time/density.js", document.baseURI));
    const ask = densities(events);
    const found = ask(mask);
    return { ...found, same: ask(mask) === found, all: ask(null).begun.length };
}"""


@pytest.mark.parametrize("filters", [Filters(), Filters(types=("Battles",))], ids=["all", "some"])
def test_density_counts_exact_days_and_keeps_rough_ones_as_spans(
    open_page: Open, filters: Filters
) -> None:
    timeline = Timeline(read(BUILT_IN))
    events = timeline.events
    types = list(EVENT_TYPES)
    columns = {
        "from": events["start"].tolist(),
        "to": events["end"].tolist(),
        "type": [types.index(kind) for kind in events["event_type"]],
    }
    shown = timeline.matching(filters)
    mask = payload.mask(shown) if filters else None
    found = open_page("").page.evaluate(DENSITY, [columns, mask])
    events = events[shown]
    exact = events[events["start"] == events["end"]]
    rough = events[events["start"] < events["end"]]
    counted = Counter(
        (day, types.index(kind))
        for day, kind in zip(exact["start"], exact["event_type"], strict=True)
    )
    rows = found["days"]
    keys = zip(rows["day"], rows["kind"], strict=True)
    assert dict(zip(keys, rows["count"], strict=True)) == counted
    spans = {*zip(rough["start"], rough["end"], strict=True)}
    assert {(start, end) for start, end in found["spans"]} == spans
    assert len(found["spans"]) == len(spans)
    near = events[events["end"] - events["start"] <= 7]
    assert found["begun"] == sorted(set(near["start"]))
    weeks = rough[rough["end"] - rough["start"] <= 7]
    assert sum(count for _, _, count in found["weeks"]) == len(weeks)
    assert found["same"]
    every = timeline.events[timeline.events["end"] - timeline.events["start"] <= 7]
    assert found["all"] == every["start"].nunique()


SCALES = """async ([from, to, width, busy]) => {
    const { scale } = await import(new URL("app/static/time/scale.js", document.baseURI));
    const s = scale(from, to, width, busy);
    const xs = [];
    for (let day = from; day <= to; day += (to - from) / 60) {
        xs.push([day, s.x(day), s.day(s.x(day))]);
    }
    return { xs, folds: s.folds.length };
}"""


@pytest.mark.parametrize(
    ("first", "last", "busy"),
    [(0, 30, [3, 9]), (-900, 5000, [-800, -790, 4000, 4001]), (0, 7, []), (10, 4000, [10, 3999])],
)
def test_the_scale_rises_and_reads_back(
    open_page: Open, first: int, last: int, busy: list[int]
) -> None:
    found = open_page("").page.evaluate(SCALES, [first, last, 800, busy])
    positions = [x for _, x, _ in found["xs"]]
    assert positions == sorted(positions)
    assert positions[0] == pytest.approx(0)
    assert positions[-1] == pytest.approx(800)
    for day, _, back in found["xs"]:
        assert back == pytest.approx(day, abs=0.01)
