"""A data folder as values: its settings and its typed tables."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from dashboard.model.codes import BASEMAPS, LOCAL
from dashboard.model.errors import Problem


@dataclass(frozen=True)
class Settings:
    """What `dataset.toml` says."""

    title: str
    timezone: str  # IANA name; days of the tables are days there
    opens_on: date
    span: tuple[date, date]  # the days shown at first, both included
    countries: tuple[str, ...] = ()  # ISO 3166-1 alpha-3; their regions are drawn
    view: tuple[float, float, float, float] | None = None  # south, west, north, east
    basemap: str = ""  # "": the folder's own if it has one, else OpenStreetMap's


@dataclass(frozen=True)
class Archive:
    """A folder's own base map."""

    bounds: tuple[float, float, float, float]  # south, west, north, east


@dataclass(frozen=True)
class Dataset:
    """Everything a folder holds, checked and typed.

    Tables are DataFrames in file order with the columns of `schema`: dates are `datetime64`
    at midnight without a zone, numbers are float with NaN for "not known", every other cell is
    text with "" for "not said".
    """

    settings: Settings
    places: pd.DataFrame
    actors: pd.DataFrame
    sources: pd.DataFrame
    events: pd.DataFrame
    control: pd.DataFrame
    claims: pd.DataFrame
    scenes: pd.DataFrame  # those of its rows that can be shown
    areas: dict[str, dict[str, Any]] = field(default_factory=dict)  # id -> GeoJSON geometry
    archive: Archive | None = None  # None: it has no base map, or none that can be shown
    skipped: tuple[
        Problem, ...
    ] = ()  # what is wrong with rows of scenes.csv or the base map left out
    digest: str = ""  # hash of the folder's content: the key of every cache

    @property
    def basemaps(self) -> list[str]:
        """The base maps that a reader may choose from."""
        return [name for name in BASEMAPS if name != LOCAL or self.archive]

    @property
    def basemap(self) -> str:
        """The base map at first; nobody is asked for tiles where the folder's own was wanted."""
        wanted = self.settings.basemap or (LOCAL if self.archive else "osm")
        return wanted if wanted in self.basemaps else "none"

    def skipped_of(self, file: str) -> list[Problem]:
        """Those of one file."""
        return [problem for problem in self.skipped if problem.file == file]


@dataclass(frozen=True)
class Outlines:
    """What lies beneath the data: GeoJSON geometries, [longitude, latitude], WGS 84."""

    countries: list[dict[str, Any]]  # cut to `bounds`
    regions: list[dict[str, Any]]  # of the dataset's own countries
    areas: dict[str, dict[str, Any]]  # the outlines of the dataset's areas, by place id
    anchors: dict[str, tuple[float, float]]  # where an area's name stands: longitude, latitude
    bounds: tuple[float, float, float, float]  # south, west, north, east: what is drawn
    view: tuple[float, float, float, float]  # south, west, north, east: the opening view
