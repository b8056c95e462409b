"""Coverage counts independent sources, by place and day."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from dashboard.model import days
from dashboard.model.coverage import MOST, coverage
from dashboard.model.timeline import Timeline
from dashboard.sources.folder import BUILT_IN, read
from dashboard.view import sources as cells

Folder = Callable[..., Path]
SPAN = date(2017, 9, 25), date(2017, 10, 20)


def test_publishers_count_once_and_parties_not_at_all() -> None:
    data = read(BUILT_IN)
    table = coverage(Timeline(data), SPAN)
    found = {(one.place_id, days.day(one.first)): one for one in table}
    town = found["altun-kupri", date(2017, 10, 20)]
    reported = data.events[
        (data.events["place_id"] == "altun-kupri") & (data.events["attribution"] == "reporting")
    ]
    publishers = dict(zip(data.sources["source_id"], data.sources["publisher"], strict=True))
    assert town.sources == len({publishers[source] for source in reported["source_id"]})
    assert town.party
    assert ("altun-kupri", date(2017, 10, 1)) not in found


def test_a_partys_word_alone_is_no_independent_source(folder: Folder) -> None:
    data = read(folder(events={2: {"attribution": "red-army"}}, control=[]))
    table = coverage(Timeline(data), (date(2001, 2, 1), date(2001, 2, 10)))
    rows = {days.day(one.first): one for one in table}
    assert (rows[date(2001, 2, 2)].sources, rows[date(2001, 2, 2)].party) == (0, True)
    assert (rows[date(2001, 2, 3)].sources, rows[date(2001, 2, 3)].party) == (1, False)
    assert cells.step(0, party=True) == "party only"
    assert cells.step(0, party=False) == ""
    assert cells.step(7, party=True) == "3 or more"


def test_long_spans_are_counted_by_several_days() -> None:
    data = read(BUILT_IN)
    span = date(2014, 1, 1), date(2017, 10, 20)
    table = coverage(Timeline(data), span)
    assert len({one.first for one in table}) <= MOST
    assert max(one.last for one in table) <= days.number(span[1])
    assert max(one.last - one.first for one in table) == -(-1389 // MOST) - 1


def test_an_empty_folder_has_none(folder: Folder) -> None:
    data = read(folder(events=[], control=[], claims=[]))
    assert coverage(Timeline(data), SPAN) == []
