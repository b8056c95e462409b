"""The questions that may be asked of a dataset: who answers them, and that nobody goes around."""

import ast
import inspect
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import dashboard
from dashboard.model.dataset import Dataset
from dashboard.model.perspective import Perspective
from dashboard.model.questions import Questions
from dashboard.model.scenes import Scene, scenes
from dashboard.model.selection import Filters, Selection
from dashboard.model.timeline import Timeline
from dashboard.render import payload, time_bar
from dashboard.render.exports import geojson, kmz, record, spreadsheet
from dashboard.render.exports.kits import frame_schedule
from dashboard.render.sheet import sheet
from dashboard.sources import outlines
from dashboard.sources.folder import BUILT_IN, read
from dashboard.view.opened import whole_view
from tests.questions_contract import Contract

ROOT = Path(dashboard.__file__).parent
ASKED = [name for name in vars(Questions) if not name.startswith("_")]
DATA = read(BUILT_IN)
KIRKUK = Timeline(DATA)
LARGE = ("events", "control", "claims")  # tables that are asked, never read


class TestTimeline(Contract):
    ask = staticmethod(Timeline)


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


# Nobody goes around the questions

ASKING = [
    path
    for part in ("view", "render", "ui", "server", "model/address.py", "model/scenes.py",
                 "model/coverage.py", "model/comparison.py", "model/disagreement.py")
    for path in ([ROOT / part] if part.endswith(".py") else sorted((ROOT / part).rglob("*.py")))
    if path != ROOT / "server" / "datasets.py"  # which chooses who answers
]  # fmt: skip
HOW = {"dashboard.model.timeline", "dashboard.model.events"}  # the modules that answer


def _around(text: str) -> list[str]:
    """What of a module's code reads a table that is to be asked, or knows who answers."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and node.module in HOW:
            found.append(f"imports {node.module}")
        if isinstance(node, ast.Attribute):
            of = ast.unparse(node.value).rpartition(".")[2]
            table = of in ("data", "dataset") and node.attr in LARGE
            if table or (of == "timeline" and node.attr not in ASKED):
                found.append(f"{ast.unparse(node)} in line {node.lineno}")
    return found


@pytest.mark.parametrize("path", ASKING, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_layer_above_the_questions_reads_a_large_table(path: Path) -> None:
    assert not _around(path.read_text("utf-8"))


def test_reading_a_large_table_would_be_noticed() -> None:
    code = "from dashboard.model.events import Events\nx = page.data.claims, page.timeline.events"
    assert _around(code) == [
        "imports dashboard.model.events",
        "page.data.claims in line 2",
        "page.timeline.events in line 2",
    ]


class Alone:
    """Nothing but the questions, of a dataset without the large tables."""

    def __init__(self, answers: Questions) -> None:
        self._answers = answers

    def __getattr__(self, name: str) -> Any:
        assert name in ASKED, f"{name} is no question"
        return getattr(self._answers, name)

    @property
    def data(self) -> Dataset:
        return replace(self._answers.data, **dict.fromkeys(LARGE))

    def under(self, perspective: Perspective) -> "Alone":
        return Alone(self._answers.under(perspective))


def _everything(timeline: Any) -> list[object]:
    """All that views and files make of the built-in data."""
    data, drawn = timeline.data, outlines.read(DATA)
    opening = Selection(data.settings.opens_on, data.settings.span)
    day = sheet(timeline, drawn, Scene(replace(opening, filters=Filters(types=("Battles",)))))
    return [
        scenes(replace(data, scenes=data.scenes[:0]), timeline),
        payload.dataset(data, timeline, drawn),
        time_bar.dataset(data, timeline),
        *(whole_view(timeline.under(Perspective(asked.according_to)), asked) for asked in (
            opening,
            replace(opening, place="altun-kupri", compare=opening.span[0]),
            replace(opening, event="waves-repelled", according_to="peshmerga-command"),
            replace(opening, source="all"),
            replace(opening, source="nz-herald-2017-10"),
        )),
        record.record(timeline, opening, ["iraq"]),
        frame_schedule.days_shown(timeline, opening),
        geojson.geojson(day), kmz.kmz(day), spreadsheet.csv(day), day.legend, day.sources,
    ]  # fmt: skip


def test_views_and_files_need_nothing_but_the_questions() -> None:
    assert _everything(Alone(KIRKUK)) == _everything(KIRKUK)
