"""Every rule a data folder is held to, with the sentence said where it is broken."""

from enum import Enum, unique

from dashboard.model.errors import Problem
from dashboard.model.safe_text import shortened


class Message(Enum):
    """Sentences said where something is wrong; the value is the remedy, with gaps for words."""

    def broken(
        self,
        file: str,
        row: int | None = None,
        column: str | None = None,
        value: str = "",
        **words: object,
    ) -> Problem:
        """The problem to report; every word from the folder is shortened and made visible."""
        shown = shortened(value)
        safe = {
            name: shortened(word, limit=500) if isinstance(word, str) else word
            for name, word in words.items()
        }
        remedy = self.value.format(value=shown, **safe)
        return Problem(file, row, column and shortened(column), shown, remedy)


@unique
class Rule(Message):
    """What makes a folder unusable: one rule each."""

    # The files
    NO_FOLDER = (
        "the folder cannot be opened ({reason}); name one that holds dataset.toml and the tables"
    )
    MISSING_FILE = "the file is missing; add it, with at least its header line"
    MISNAMED_FILE = 'there is "{value}" instead; rename it'
    UNREADABLE = "the file cannot be opened ({reason}); make it a plain file you may read"
    FILE_TOO_LARGE = (
        "the file has more than {most:,} bytes, the most that is read; leave out what is not needed"
    )
    EMPTY_FILE = "the file is empty; write {wanted}"
    NOT_TEXT = "this is {kind}, not a text file; save it as {wanted}"
    NOT_UTF8 = 'byte {byte} on line {line} is not UTF-8; save as UTF-8 ("{wanted}")'

    # The shape of a table
    WRONG_DELIMITER = "the cells are separated by {mark}; save the file with commas instead"
    NO_HEADER = "row 1 holds none of the column names; make it the header line: {columns}"
    NAMELESS_COLUMN = "column {letter} has no name in row 1; name it or delete it"
    DUPLICATE_COLUMN = 'the column "{value}" stands twice in row 1; keep one of them'
    MISSING_COLUMN = 'the column "{value}" is missing; add it to row 1, its cells may stay empty'
    MISSING_REQUIRED_COLUMN = 'the column "{value}" is missing; add it to row 1 and fill its cells'
    EXTRA_COLUMN = 'there is no column "{value}"; {hint}'
    WRONG_WIDTH = (
        "the row has {cells} cells, the header {names}; put a text that holds a comma in "
        "quotation marks, and give every column a cell"
    )
    BAD_QUOTES = (
        'a quotation mark opened in this row is not closed; put one " at each end of the text, '
        'and write "" for one inside it'
    )
    CELL_TOO_LONG = (
        "the cell holds {length:,} characters, {most:,} are allowed; shorten it, or keep the "
        "text elsewhere and link to it"
    )

    # One cell
    EMPTY_CELL = "the cell is empty; every row must fill this column"
    BAD_ID = (
        '"{value}" is not an identifier; write lower-case ASCII letters and digits joined by '
        "hyphens, such as altun-kupri"
    )
    NOT_A_DATE = '"{value}" is not a date; write YYYY-MM-DD, such as 2017-10-16'
    NOT_A_NUMBER = (
        '"{value}" is not a number; write digits with a point, such as 35.468, or leave the '
        "cell empty"
    )
    COMMA_IN_NUMBER = (
        '"{value}" is not a number; write a decimal point and no thousands separator, such '
        "as 1.5 or 1500"
    )
    OUT_OF_RANGE = '"{value}" is out of range; write a number from {low:g} to {high:g}'
    UNKNOWN_CODE = '"{value}" is not a word of this list; {hint}'
    NOT_A_LINK = '"{value}" is not a web address; write it in full, from https:// on'

    # Identifiers and references
    DUPLICATE_ID = '"{value}" is already the identifier of row {first}; give each row its own'
    RESERVED_ID = '"{value}" has a meaning of its own here; choose another identifier'
    UNKNOWN_REFERENCE = 'there is no "{value}" in {table}; {hint}'

    # Places
    ONE_COORDINATE = "only one coordinate is given; fill in the other, or empty both"
    AREA_NOWHERE = "an area needs a shape; name its outline, or give it coordinates"
    UNKNOWN_OUTLINE = (
        'there is no outline "{value}" in areas.geojson or among the regions of the countries in '
        "dataset.toml; {hint}"
    )
    SWAPPED = "latitude {value} and longitude {longitude} are swapped; exchange them"
    STRAY = (
        "latitude {value} and longitude {longitude} lie far from the other places and seem "
        "swapped; exchange them, or name its country if it is another one"
    )

    # Events and claims
    END_BEFORE_START = "{value} is before the start, {date}; write the last day, or leave it empty"
    FOREIGN_SUB_EVENT = '"{value}" is not a kind of {event_type}; write one of: {allowed}'
    NOT_A_LENGTH = (
        '"{value}" is not a unit of length; write km or mi, since the claim measures from a place'
    )
    LENGTH_OF_NOTHING = "the claim measures from a place; fill in the least or the greatest length"
    DIRECTION_FROM_NOWHERE = "the claim has a direction, but from where? name the place"
    LOW_ABOVE_HIGH = "low {value} is above high {high}; exchange them"

    # Control
    SELF_CHALLENGE = '"{value}" is also the controller; name the other side, or leave it empty'
    CONTESTED_ALONE = "a contested place needs a controller and a challenger; fill in this one"
    UNKNOWN_HELD = '"{value}" is named though the status is unknown; empty the cell, or say held'
    HELD_BY_NOBODY = 'the status is "{status}", but by whom? name the controller, or say unknown'
    REPEATED_CHANGE = (
        "this repeats row {first} (place, date, attribution, source); delete one of them"
    )
    CONFLICTING_CHANGE = (
        "row {first} says otherwise for the same place, date, attribution and source ({before}; "
        "here {after}); keep one, or say which account is whose"
    )

    # Scenes
    ORDER_NOT_WHOLE = '"{value}" is no place in an order; write a whole number from 1 on'
    ORDER_TWICE = "row {first} has the same place in the order; give each scene its own"
    DAY_OUTSIDE = (
        '"{value}" is outside of the data, which run from {first} to {last}; choose a day within'
    )
    VIEW_UNCLEAR = (
        '"{value}" is not a view; write south, west, north, east in degrees, such as '
        '"34.5, 43.2, 36.4, 45.3", or leave the cell empty'
    )

    # dataset.toml
    BAD_TOML = "this is not TOML: {reason}; correct that line"
    MISSING_SETTING = "the setting is missing; add a line such as {example}"
    UNKNOWN_SETTING = "there is no such setting; {hint}"
    WRONG_TYPE = '"{value}" will not do here; write a line such as {example}'
    UNKNOWN_TIMEZONE = '"{value}" is not an IANA time zone; {hint}'
    SPAN_REVERSED = "the span ends before it starts; write the earlier day first"
    OPENS_OUTSIDE = "{value} is outside of the span, {start} to {end}; choose a day within"
    UNKNOWN_BASEMAP = '"{value}" is not a basemap; {hint}'
    BAD_COUNTRY = '"{value}" is not a country code; write three capital letters, such as IRQ'
    BAD_VIEW = (
        "{value} is not a view; write south, west, north, east in degrees, such as "
        "[34.5, 43.2, 36.4, 45.3]"
    )

    # areas.geojson
    BAD_JSON = "this is not JSON: {reason}; save the file as GeoJSON again"
    NOT_A_COLLECTION = 'this is not a FeatureCollection with a list of "features"; save it as one'
    BAD_AREA_ID = '"{value}" holds half a character (a lone surrogate); write the id anew'
    AREA_WITHOUT_ID = 'the feature has no "id"; give it one, so that places can name it as outline'
    DUPLICATE_AREA = '"{value}" is already the id of an earlier feature; give each its own'
    NOT_AN_AREA = "the shape is {value}; draw the area as a Polygon or MultiPolygon"
    BAD_RING = (
        "a ring is not closed or leaves the globe; write at least four [longitude, latitude] "
        "pairs in degrees, the last equal to the first"
    )

    # basemap.pmtiles
    NO_BASEMAP = "dataset.toml asks for it, but it is missing; add it, or choose another base map"
    NOT_PMTILES = "this is no PMTiles archive, or a damaged one; make it again, or remove it"
    PMTILES_VERSION = "this is version {value} of PMTiles; convert it to version 3"
    NOT_VECTOR = "the archive holds {value}; make one with vector tiles"


@unique
class WarningRule(Message):
    """What needs review, though the folder can be used."""

    BEYOND_SPAN = (
        "rows after {value}: {count}; playing and the key End stop there, so readers may miss "
        "them: write span = [{first}, {last}]"
    )
    NULL_ISLAND = (
        "the place lies at 0, 0, which is what a failed look-up leaves; look it up again, or empty "
        "both cells"
    )
    OUTSIDE = "the place lies {far} outside {country}; correct its coordinates or its country"
    FAR = "the place lies {far} from the nearest other one; is it another place of that name?"
    TOO_FINE = (
        "{value} has more digits than a place known to {precision:g} km can have; round it, or say "
        "how exact it is"
    )
    CLOSE = "the place lies {far} from {other} (row {at}); if both are one, join them"
    SHARED = 'the spelling "{value}" is also one of {other} (row {at}): a look-up finds both'
    UNUSED = "no event, change of control or claim is at this place; delete it if it is not needed"
    NO_LOCAL_NAME = (
        "the place has no name in a local script, so that not every reader can find it; add one"
    )
    UNCOVERED = (
        "the base map does not reach {places}; extract it again, with --bbox={bbox} for all places"
    )
