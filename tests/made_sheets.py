"""Sheets of a data folder, as the exports are given them."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from dashboard.model.scenes import Scene, scenes
from dashboard.model.selection import Selection
from dashboard.model.timeline import Timeline
from dashboard.render import sheet as made
from dashboard.render.sheet import Sheet
from dashboard.sources import outlines
from dashboard.sources.folder import read


def briefing(path: Path) -> list[Sheet]:
    """Every scene of a folder."""
    data = read(path)
    timeline = Timeline(data)
    drawn = outlines.read(data)
    return [*made.sheets(timeline, drawn, scenes(data, timeline))]


def opening(path: Path, day: date | None = None, **asked: Any) -> Sheet:
    """The folder's opening day, or another, with what else is asked of it."""
    data = read(path)
    first = Selection(data.settings.opens_on, data.settings.span)
    scene = Scene(replace(first, day=day or first.day, **asked))
    return made.sheet(Timeline(data), outlines.read(data), scene)
