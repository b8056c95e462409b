"""The tables of a data folder, column by column.

One description serves all: the checker reads it, the typed tables follow it, and the data
dictionary is held to it by a test.
"""

from dashboard.model import codes
from dashboard.model.columns import Column, Table
from dashboard.model.fields import FIELDS


def _who(name: str, *, required: bool = True) -> Column:
    """A column that says who says so: an actor, or `reporting`."""
    return Column(name, "ref", required, refers_to="actors", or_word=codes.REPORTING)


TIME_PRECISION = Column("time_precision", "code", True, codes=codes.TIME_PRECISION)
SOURCE = Column("source_id", "ref", True, refers_to="sources")
PARAGRAPH = Column("paragraph")
NOTE = Column("note")

PLACES = Table(
    "places",
    key="place_id",
    columns=(
        Column("place_id", "id", True),
        Column("name", required=True),
        Column("kind", "code", True, codes=codes.PLACE_KINDS),
        Column("admin1"),
        Column("country"),  # ISO 3166-1 alpha-3
        Column("latitude", "number", low=-90, high=90),  # WGS 84 degrees
        Column("longitude", "number", low=-180, high=180),
        Column("precision_km", "number", low=0, high=2000),  # radius within which it lies
        Column("outline"),  # for an area: a region's id or name, or an id of areas.geojson
        Column("name_ar"),
        Column("name_ckb"),
        Column("name_kmr"),
        Column("name_tr"),
        Column("aliases"),  # separated by ";"
        Column("geonames_id"),
        Column("wikidata_id"),
        Column("osm_id"),
        Column("geocoder"),
        Column("geocoded_on", "date"),
        Column("query"),  # the words that found it
        Column("checked", "code", codes=codes.YES_NO),
        NOTE,
    ),
)

ACTORS = Table(
    "actors",
    key="actor_id",
    columns=(
        Column("actor_id", "id", True),
        Column("name", required=True),
        Column("short_name", required=True),
        Column("side"),
        Column("colour", "code", codes=codes.COLOURS),
        Column("pattern", "code", codes=codes.PATTERNS),
        NOTE,
    ),
)

SOURCES = Table(
    "sources",
    key="source_id",
    columns=(
        Column("source_id", "id", True),
        Column("kind", "code", True, codes=codes.SOURCE_KINDS),
        Column("publisher", required=True),
        Column("author"),
        Column("published", "date"),
        Column("published_precision", "code", codes=codes.TIME_PRECISION),
        Column("url", "link"),
        NOTE,
    ),
)

EVENTS = Table(
    "events",
    key="event_id",
    columns=(
        Column("event_id", "id", True),
        Column("date", "date", True),
        Column("date_end", "date"),  # last day, itself included
        TIME_PRECISION,
        Column("date_basis", required=True),
        Column("place_id", "ref", refers_to="places"),
        Column("geo_precision", "code", codes=codes.GEO_PRECISION),
        Column("event_type", "code", True, codes=tuple(codes.EVENT_TYPES)),
        Column("sub_event_type", "code", True, codes=codes.SUB_EVENT_TYPES),
        Column("title", required=True),
        Column("summary"),
        Column("actor1", "ref", refers_to="actors"),
        Column("actor2", "ref", refers_to="actors"),
        _who("attribution"),
        Column("status", "code", True, codes=codes.EVENT_STATUS),
        Column("against", "ref", refers_to="events"),  # the event that contradicts it
        SOURCE,
        PARAGRAPH,
        NOTE,
    ),
)

CONTROL = Table(
    "control",
    columns=(
        Column("place_id", "ref", True, refers_to="places"),
        Column("date", "date", True),
        Column("until", "date"),  # last day of which the account speaks; empty: open
        TIME_PRECISION,
        Column("controller", "ref", refers_to="actors"),
        Column("challenger", "ref", refers_to="actors"),
        Column("status", "code", True, codes=codes.CONTROL_STATUS),
        _who("attribution"),
        Column("confidence", "code", True, codes=codes.CONFIDENCE),
        SOURCE,
        PARAGRAPH,
        NOTE,
    ),
)

CLAIMS = Table(
    "claims",
    key="claim_id",
    optional=True,
    columns=(
        Column("claim_id", "id", True),
        Column("event_id", "ref", True, refers_to="events"),
        _who("claimant"),
        Column("kind", "code", True, codes=codes.CLAIM_KINDS),
        Column("text", required=True),
        Column("low", "number"),
        Column("high", "number"),
        Column("unit"),
        Column("from_place", "ref", refers_to="places"),  # of a distance to the event's place
        Column("direction", "code", codes=codes.DIRECTIONS),
        Column("status", "code", True, codes=codes.EVENT_STATUS),
        SOURCE,
        PARAGRAPH,
    ),
)

SCENES = Table(
    "scenes",
    optional=True,
    spare=True,
    columns=(
        Column("order", "number", True, low=1, high=999),
        *(field.column for field in FIELDS if field.in_scenes),
        Column("view"),  # south, west, north, east in degrees
        Column("title", required=True),
        Column("text", required=True),
        Column("notes"),  # for the one who speaks
    ),
)

TABLES = (PLACES, ACTORS, SOURCES, EVENTS, CONTROL, CLAIMS, SCENES)
