"""The timeline as pandas has it; what it answers is in `questions_contract`."""

import pytest

from dashboard.model.selection import Filters, Selection
from dashboard.model.timeline import Timeline
from dashboard.sources.folder import BUILT_IN, read
from tests.answers import at


def test_a_step_is_previous_or_next() -> None:
    data = read(BUILT_IN)
    with pytest.raises(KeyError):
        Timeline(data).step(Selection(data.settings.opens_on, data.settings.span), "sideways")


def test_a_timeline_does_not_change_its_dataset() -> None:
    data, same = (read(path) for path in (BUILT_IN, BUILT_IN))
    timeline = Timeline(data)
    at(timeline, Selection(data.settings.opens_on, data.settings.span, 7, Filters(text="flag")))
    for table in ("places", "actors", "events", "control"):
        assert getattr(data, table).equals(getattr(same, table))
