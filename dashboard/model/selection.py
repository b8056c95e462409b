"""What the reader asked for."""

from dataclasses import dataclass
from datetime import date

from dashboard.model.codes import ALL


@dataclass(frozen=True)
class Filters:
    """Which events are wanted; an empty field wants all."""

    types: tuple[str, ...] = ()  # ACLED event types
    actors: tuple[str, ...] = ()  # actor ids, on either side or as the one who says so
    places: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    text: str = ""  # words that must all occur, in any spelling of case and accents

    def __bool__(self) -> bool:
        return self != Filters()


@dataclass(frozen=True)
class Selection:
    """The day, the days around it, the filters, and what is open: one value for one page."""

    day: date
    span: tuple[date, date]  # the time bar's first and last day, both included
    window: int | None = None  # keep events of the last so many days; None: all up to the day
    filters: Filters = Filters()
    place: str | None = None  # the place whose detail is open; codes.ALL: the gazetteer
    event: str | None = None  # the event whose detail is open
    source: str | None = None  # the source whose rows are open; codes.ALL: the list of sources
    compare: date | None = None  # another day to hold against this one
    according_to: str = ALL  # whose account is told: codes.ALL, codes.ARTICLES, or an actor id


@dataclass(frozen=True)
class View:
    """How the map is looked at; nothing on the page but the map depends on it."""

    basemap: str
    latitude: float | None = None
    longitude: float | None = None
    zoom: float | None = None
