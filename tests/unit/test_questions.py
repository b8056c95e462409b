"""The timeline answers every question, asked in the way that the protocol says."""

import inspect

import pytest

from dashboard.model.questions import Questions
from dashboard.model.timeline import Timeline
from dashboard.sources.folder import BUILT_IN, read

ASKED = [name for name in vars(Questions) if not name.startswith("_")]
KIRKUK = Timeline(read(BUILT_IN))


@pytest.mark.parametrize("name", ASKED)
def test_a_question_is_answered_as_it_is_asked(name: str) -> None:
    asked = getattr(Questions, name)
    assert hasattr(KIRKUK, name)
    if callable(asked):
        wanted = [*inspect.signature(asked).parameters.values()][1:]
        given = [*inspect.signature(getattr(KIRKUK, name)).parameters.values()]
        assert [(one.name, one.kind, one.default) for one in wanted] == [
            (one.name, one.kind, one.default) for one in given
        ]
