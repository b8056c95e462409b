"""Scenes as a browser keeps them: written as `scenes.csv`, and checked when they come back."""

import hashlib
from collections.abc import Sequence

from dashboard.model import scenes as model
from dashboard.model.errors import Problem
from dashboard.model.questions import Questions
from dashboard.model.scenes import Scene, reworded
from dashboard.render import tables
from dashboard.render.sheet import sheets
from dashboard.render.time_bar import whole_span
from dashboard.server.datasets import Loaded
from dashboard.sources import scenes_file


def written(kept: Sequence[Scene], loaded: Loaded) -> str:
    """The scenes as text; one that the data propose gets the words that it is shown with."""
    made = sheets(loaded.timeline, loaded.outlines, [*kept])
    worded = [
        one.scene if one.scene.title else reworded(one.scene, one.title, one.text or one.title, "")
        for one in made
    ]
    return tables.scenes(worded).decode()


def read(text: str, timeline: Questions) -> tuple[list[Scene], list[Problem]]:
    """The scenes of a text that may say anything, and what is wrong with those left out."""
    data, problems = scenes_file.read(text, timeline.data, whole_span(timeline.data, timeline))
    return ([] if data.scenes.empty else model.scenes(data, timeline)), problems


def mark(kept: Sequence[Scene]) -> str:
    """A short text that is the same for the same scenes."""
    return hashlib.sha256(repr(tuple(kept)).encode()).hexdigest()[:16]
