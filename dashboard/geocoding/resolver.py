"""Fill in the places: which rows are asked for, by which names, and what is written of an answer.

`fill` is a plain loop over a function from a name to candidates; it neither waits nor writes. It
yields each outcome as soon as it is there, so that the caller can save it before the next one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.geocoding.choice import Around, Candidate, Place, judge, same
from dashboard.geocoding.folder_geocoder import FolderGeocoder as Geocoder
from dashboard.model.countries import three_letters
from dashboard.model.dataset import Settings
from dashboard.model.errors import DataError, NoAnswer
from dashboard.model.gazetteer import LOCAL_NAMES
from dashboard.model.schema import PLACES
from dashboard.model.validation.cells import parts
from dashboard.model.validation.rules import Rule

# The names of a place in the order in which they are asked: the one shown, the ones on the spot,
# every other spelling.
NAMES = ("name", *LOCAL_NAMES, "aliases")

KEYS = ("osm_id", "geonames_id")  # identifiers that an answer may bear
DECIMALS = 5  # of a degree: about a metre

Row = Mapping[str, str]


@dataclass(frozen=True)
class Option:
    """A candidate, the words that found it, and why it was refused, if it was."""

    candidate: Candidate
    query: str
    refused: str = ""


@dataclass(frozen=True)
class Outcome:
    """What the service had for a place: one option taken, or the reason why none was."""

    place: Place
    taken: Option | None
    reason: str = ""
    options: tuple[Option, ...] = ()  # where none was taken: those there were, refused ones last


Lookup = Callable[[str, Place], list[Candidate]]
Choose = Callable[[Outcome], Option | None]


def none_chosen(outcome: Outcome) -> None:
    """No choice: each place that is not clear stays open."""


def untouchable(row: Row, *, refresh: bool) -> str:
    """Why the row is not asked for, or "" if it is."""
    located = bool(row["latitude"])
    if row["checked"] == "yes":
        return "is marked as checked"
    if row["kind"] == "area" and row["outline"]:
        return "is an area with an outline"
    if located and not refresh:
        return "has coordinates; add --refresh to ask again"
    return ""


def places(rows: Mapping[int, Row], settings: Settings) -> dict[int, Place]:
    """The rows, by number, as what to ask; DataError if one is in no known country."""
    asked = {}
    wrong = []
    for number, row in rows.items():
        country = row["country"]
        own = three_letters(country)
        if country and not own:
            wrong.append(Rule.BAD_COUNTRY.broken(PLACES.file, number, "country", country))
        asked[number] = Place(
            place_id=row["place_id"],
            name=row["name"],
            kind=row["kind"],
            names=names(row),
            countries=(own,) if own else settings.countries,
            admin1=row["admin1"],
            point=_point(row),
            keys={column: row[column] for column in KEYS if row[column]},
        )
    if wrong:
        raise DataError(wrong)
    return asked


def names(row: Row) -> tuple[str, ...]:
    """Every name of the place, once, in the order in which they are asked."""
    cells = [row[name] for name in NAMES if name != "aliases"] + [*parts(row["aliases"])]
    return tuple(dict.fromkeys(filter(None, (" ".join(cell.split()) for cell in cells))))


def around(rows: Iterable[Row], settings: Settings) -> Around:
    """Where the data set lies: its located places, and its view or else the box around them."""
    located = {}
    for row in rows:
        if point := _point(row):
            located[row["place_id"]] = row["name"], point
    points = [point for _, point in located.values()]
    extent = None
    if points:
        latitudes, longitudes = zip(*points, strict=True)
        extent = min(latitudes), min(longitudes), max(latitudes), max(longitudes)
    return Around(located, settings.view or extent)


def fill(
    wanted: Iterable[Place],
    lookup: Lookup,
    about: Around,
    picks: Mapping[str, str] | None = None,
    choose: Choose = none_chosen,
    folder: Geocoder | None = None,
) -> Iterator[Outcome]:
    """What the service has for each place, one after the other.

    `picks` names the candidate to take, by place; `choose` is asked about places that stay open.
    `folder` is asked first: a name that another of its places has is not looked up.
    """
    for place in wanted:
        pick = (picks or {}).get(place.place_id)
        if folder and not pick and (other := _twin(place, folder)):
            reason = f"{other} has that name already: tell them apart, or delete one of the rows"
            yield Outcome(place, None, reason)
            continue
        try:
            outcome = _picked(place, lookup, pick) if pick else _clear(place, lookup, about)
        except NoAnswer as error:
            yield Outcome(place, None, str(error))
            continue
        if outcome.taken is None and outcome.options and (option := choose(outcome)):
            outcome = Outcome(place, option)
        yield outcome


def _twin(place: Place, folder: Geocoder) -> str:
    """Another place of the folder that bears one of these names, or ""."""
    for query in place.names:
        for one in folder.geocode(query, exactly_one=False) or []:
            if one.raw["place_id"] != place.place_id:
                return str(one.raw["place_id"])
    return ""


def _clear(place: Place, lookup: Lookup, about: Around) -> Outcome:
    """Ask name after name until one makes it clear.

    A later name may narrow what earlier ones left open; it never adds a candidate in another place.
    """
    left: list[Option] = []
    refused: dict[str, Option] = {}
    for query in place.names:
        verdict = judge(place, lookup(query, place), about)
        clear = verdict.clear
        if clear and (not left or any(same(clear, option.candidate) for option in left)):
            return Outcome(place, Option(clear, query))
        known = {option.candidate.id for option in left}
        left += [Option(one, query) for one in verdict.open if one.id not in known]
        for one, reason in verdict.refused:
            refused.setdefault(one.id, Option(one, query, reason))
    options = (*left, *refused.values())
    return Outcome(place, None, _reason(len(left), len(refused)), options)


def _reason(left: int, refused: int) -> str:
    if left > 1:
        return f"it is not clear which of {left} is meant"
    if left:
        return "the one that was found bears another identifier than the row"
    if refused:
        return "what was found cannot be it"
    return "nothing was found under any of its names"


def _picked(place: Place, lookup: Lookup, pick: str) -> Outcome:
    """Ask name after name for the candidate that a person picked; it needs no judging."""
    seen: dict[str, Option] = {}
    for query in place.names:
        for one in lookup(query, place):
            if one.id == pick:
                return Outcome(place, Option(one, query))
            seen.setdefault(one.id, Option(one, query))
    return Outcome(place, None, f"no answer has the identifier {pick}", tuple(seen.values()))


def cells(option: Option, label: str, day: date) -> dict[str, str]:
    """What the row says once the option is taken; a precision only where the answer has one."""
    one = option.candidate
    written = {
        "latitude": _degrees(one.point[0]),
        "longitude": _degrees(one.point[1]),
        "geocoder": label,
        "geocoded_on": day.isoformat(),
        "query": option.query,
    }
    if one.precision_km is not None:
        written["precision_km"] = f"{one.precision_km:g}"
    if one.column:
        written[one.column] = one.key
    return written


def _degrees(value: float) -> str:
    return f"{round(value, DECIMALS) + 0.0:.{DECIMALS}f}"  # + 0.0: never -0.00000


def _point(row: Row) -> tuple[float, float] | None:
    latitude, longitude = row["latitude"], row["longitude"]
    return (float(latitude), float(longitude)) if latitude and longitude else None
