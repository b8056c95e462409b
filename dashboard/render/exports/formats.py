"""The files that leave, one row each: what it is called, what it is for, how it is made.

The page and the command ask here with the same `Request`, so they give the same bytes.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.model.dataset import Dataset, Outlines
from dashboard.model.questions import Questions
from dashboard.model.scenes import Scene
from dashboard.render.drawing import picture, raster
from dashboard.render.exports import geojson, gif, handout, kmz, single_file, slides, spreadsheet
from dashboard.render.exports.kits.progress import Progress
from dashboard.render.sheet import Sheet, sheet, sheets

SIZE = (1600, 1000)  # pixels of a picture
LEAST, MOST = 200, 6000  # pixels of a side
MOVING = (960, 600)  # pixels of a moving picture
LOOKS = ("light", "dark")
PAPERS = handout.PAPERS


@dataclass(frozen=True)
class Request:
    """What a file shall show: a view of the record, or the scenes of a briefing."""

    data: Dataset
    timeline: Questions  # of all accounts
    outlines: Outlines
    view: Scene  # the day, filters, perspective and frame asked for
    scenes: tuple[Scene, ...] = ()  # of the briefing
    whole: bool = False  # slides and handout hold the scenes, not the view
    look: str = ""  # one of LOOKS; "": the reader's in a page, the first in a picture
    size: tuple[int, int] | None = None  # pixels of a picture; None: as usual
    paper: str = PAPERS[0]

    @property
    def sheet(self) -> Sheet:
        """The view as a sheet."""
        return sheet(self.timeline, self.outlines, self.view)

    @property
    def pages(self) -> list[Sheet]:
        """What slides and handout hold: each scene, or the view alone."""
        if self.whole and self.scenes:
            return self.briefing
        return [self.sheet]

    @property
    def briefing(self) -> list[Sheet]:
        """Every scene as a sheet."""
        return [*sheets(self.timeline, self.outlines, [*self.scenes])]


Make = Callable[[Request, Progress], bytes]


@dataclass(frozen=True)
class Format:
    """One kind of file."""

    label: str
    purpose: str  # in a few words, beneath the label
    mime: str
    make: Make
    long: bool = False  # takes seconds: shown with its progress
    options: Sequence[str] = ()  # the fields of a Request that it heeds beside the view
    live: bool = False  # a page, which may follow the look of the reader's system


def _svg(asked: Request) -> str:
    return picture.svg(asked.sheet, asked.size or SIZE, asked.look or LOOKS[0])


def _gif(asked: Request, progress: Progress) -> bytes:
    return gif.gif(
        asked.timeline, asked.outlines, asked.view.selection,
        size=asked.size or MOVING, ink=asked.look or LOOKS[0], progress=progress,
    )  # fmt: skip


FORMATS: dict[str, Format] = {
    "html": Format(
        "One page that works anywhere", "Map, time bar, details and briefing; no network needed.",
        "text/html", lambda asked, progress: single_file.page(
            asked.sheet, asked.briefing, asked.look, progress),
        long=True, options=("look",), live=True,
    ),
    "pptx": Format(
        "Slides", "A slide a scene with a large map; all else in the notes.",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        lambda asked, progress: slides.pptx(asked.pages, progress),
        long=True, options=("whole",),
    ),
    "pdf": Format(
        "Handout", "A page a scene, to print: map, control, events, sources.",
        "application/pdf",
        lambda asked, progress: handout.pdf(asked.pages, asked.paper, progress),
        long=True, options=("whole", "paper"),
    ),
    "png": Format(
        "Picture", "The map of the day with legend and sources.", "image/png",
        lambda asked, _: raster.png(_svg(asked)), options=("look", "size"),
    ),
    "svg": Format(
        "Drawing", "The same as lines, sharp at any size.", "image/svg+xml",
        lambda asked, _: _svg(asked).encode(), options=("look", "size"),
    ),
    "gif": Format(
        "Moving picture", "Day by day; days that matter last longer.", "image/gif", _gif,
        long=True, options=("look",),
    ),
    "csv": Format(
        "Table", "Events and control as shown, for a spreadsheet.", "text/csv",
        lambda asked, _: spreadsheet.csv(asked.sheet),
    ),
    "geojson": Format(
        "GeoJSON", "For QGIS and kepler.gl, with times.", "application/geo+json",
        lambda asked, _: geojson.geojson(asked.sheet),
    ),
    "kmz": Format(
        "KMZ", "For Google Earth, with its time slider; no network needed.",
        "application/vnd.google-earth.kmz", lambda asked, _: kmz.kmz(asked.sheet),
    ),
}  # fmt: skip
# Formats that are no longer made, and what to ask for.
REPLACED = {"kml": "kmz, which is KML with its icons inside"}


def file_name(asked: Request, kind: str) -> str:
    """kirkuk-october-2017-2017-10-20.png; only what every file system takes.

    What shows more than a day has none in its name.
    """
    plain = unicodedata.normalize("NFKD", asked.data.settings.title).encode("ascii", "ignore")
    stem = "-".join(re.findall("[a-z0-9]+", plain.decode().lower()))[:60] or "map"
    if asked.whole and "whole" in FORMATS[kind].options:
        return f"{stem}-briefing.{kind}"
    if kind in ("html", "gif"):
        return f"{stem}.{kind}"
    return f"{stem}-{asked.view.selection.day.isoformat()}.{kind}"
