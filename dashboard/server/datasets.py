"""The data folders that this server holds, each in its last good state, for page and routes alike.

A folder is looked at whenever it is asked for, and read anew when its files have changed. Where
the new files have problems, what was read before stays, and the log and a metric say so.
"""

import gc
import logging
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

from dashboard.model.dataset import Dataset, Outlines
from dashboard.model.errors import DashboardError, DataError, Problem
from dashboard.model.perspective import Perspective
from dashboard.model.scenes import Scene, scenes
from dashboard.model.selection import Selection
from dashboard.model.timeline import Timeline
from dashboard.render import payload, time_bar
from dashboard.server import metrics
from dashboard.sources import dataset_config, folder, outlines
from dashboard.view.day import FIRST_PAGE, Paging
from dashboard.view.day_view import DayView, as_json
from dashboard.view.opened import whole_view

VIEWS_KEPT = 512  # views of days, for all readers: a room that looks at one day costs one
# Addresses of the server itself, which the page of one folder among several cannot have.
TAKEN = {"app", "component", "healthz", "media", "metrics", "readyz", "static"}
# Set by who makes the routes of base maps.
BASE_MAPS_SERVED = threading.Event()
LOG = logging.getLogger("dashboard")
Views = Callable[[Selection, Paging], tuple[DayView, str]]


@dataclass(frozen=True, eq=False)
class Loaded:
    """A folder, laid out in time and ready to draw."""

    timeline: Timeline
    outlines: Outlines
    warnings: Callable[[], Mapping[str, list[Problem]]]  # made when first asked for
    scenes: list[Scene]
    sent: bytes  # the dataset for the browser
    lanes: int  # of the time bar
    views: Views  # the view of a day, as a value and as JSON

    @property
    def data(self) -> Dataset:
        """The tables."""
        return self.timeline.data

    def view(self, selection: Selection, paging: Paging = FIRST_PAGE) -> DayView:
        """What a reader is told of a day."""
        return self.views(selection, paging)[0]


def load(path: Path) -> Loaded:
    """Read a folder; DataError carries every problem found."""
    gc.set_threshold(50_000)  # loading makes millions of objects, and hardly any is garbage
    data = folder.read(path)
    if not BASE_MAPS_SERVED.is_set():  # a hosted Streamlit has the page alone
        data = replace(data, archive=None)
    timeline, beneath = Timeline(data), outlines.read(data)
    lanes = time_bar.dataset(data, timeline)
    sent = payload.packed({"map": payload.dataset(data, timeline, beneath), "time_bar": lanes})

    @lru_cache(VIEWS_KEPT)
    def views(selection: Selection, paging: Paging) -> tuple[DayView, str]:
        shown = whole_view(timeline.under(Perspective(selection.according_to)), selection, paging)
        return shown, as_json(shown)

    loaded = Loaded(
        timeline, beneath, lru_cache(partial(folder.warnings, path, data)),
        scenes(data, timeline), sent, len(lanes["lanes"]), views,
    )  # fmt: skip
    # What is loaded stays: later collections need not walk libraries and data. Streamlit runs a
    # full one after each script run unless told otherwise (streamlit/streamlit#8977).
    gc.collect()
    gc.freeze()
    return loaded


class Folder:
    """One data folder, with the name it has in addresses."""

    def __init__(self, name: str, path: Path) -> None:
        self.name, self.path = name, path
        self._seen = ""  # the digest that was last looked at
        self._loaded: Loaded | None = None
        self._error: DashboardError | None = None
        self._reading = threading.Lock()

    def now(self) -> Loaded:
        """Its last good state; DashboardError where it never had one."""
        digest = folder.digest(self.path)
        # One reads; the others go on with what was there before, if there was anything.
        if digest != self._seen and self._reading.acquire(blocking=self._loaded is None):
            try:
                if digest != self._seen:
                    self._read(digest)
            finally:
                self._reading.release()
        if self._loaded is None:
            raise self._error or DataError(())
        return self._loaded

    def _read(self, digest: str) -> None:
        try:
            self._loaded, self._error = load(self.path), None
            metrics.reloaded(self.name, well=True)
        except DashboardError as error:
            self._error = error.with_traceback(None)  # which would keep everything read
            if self._loaded is not None:
                metrics.reloaded(self.name, well=False)
                first = f": {error.problems[0]}" if isinstance(error, DataError) else ""
                LOG.error("%s: %s%s. The last good data are shown.", self.name, error, first)
        self._seen = digest


def held(paths: Sequence[Path]) -> dict[str, Folder]:
    """The folders by name; of a folder without tables, those inside that have some."""
    return _held(tuple(paths))


@lru_cache(4)
def _held(paths: tuple[Path, ...]) -> dict[str, Folder]:
    found: dict[str, Folder] = {}
    for path in (inner for outer in paths for inner in _inside(outer)):
        name = slug(path.resolve().name)
        if name in found:
            raise DashboardError(f"two data folders are called {name}: rename one")
        found[name] = Folder(name, path)
    if len(found) > 1 and (taken := TAKEN & found.keys()):
        raise DashboardError(f"no data folder can be called {min(taken)} beside others: rename it")
    return found


def _inside(path: Path) -> list[Path]:
    inner = sorted(one.parent for one in path.glob(f"*/{dataset_config.FILE}"))
    return [path] if (path / dataset_config.FILE).exists() or not inner else inner


def slug(name: str) -> str:
    """A folder's name as a part of an address: lower-case ASCII words joined by hyphens."""
    return "-".join(re.findall("[a-z0-9]+", name.lower())) or "data"
