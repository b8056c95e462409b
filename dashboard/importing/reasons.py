"""Why a row was not used, was altered, or needs a person's eye: each with what to do about it."""

from enum import Enum, StrEnum, unique


class Fate(StrEnum):
    """What became of a row; the value heads the report's section."""

    UNUSED = "Not used"
    ALTERED = "Altered"
    REVIEW = "Needs review"


@unique
class Reason(Enum):
    """One reason each: the fate of the rows, what was found, and the remedy."""

    # Rows that are no events
    HXL = Fate.UNUSED, "a second header row of HXL tags", "nothing to do: it holds no event"
    BLANK = Fate.UNUSED, "a row with nothing in the columns that are used", "nothing to do"
    WIDTH = (
        Fate.UNUSED,
        "more or fewer cells than the header has names",
        "put texts that hold the separator in quotation marks, or download the file again",
    )
    QUOTES = (
        Fate.UNUSED,
        "a quotation mark within a quoted text is not doubled",
        'write "" for one inside a quoted text, or download the file again',
    )
    NO_DATE = (
        Fate.UNUSED,
        "the date is missing or no day of the calendar",
        "write it as 2017-10-16, or as 16 October 2017",
    )
    NO_TYPE = (
        Fate.UNUSED,
        "the kind of event is missing or unknown",
        "write one of the types in the data dictionary, or one of its older names",
    )
    REPEATED = (
        Fate.UNUSED,
        "the row repeats an event that another row has, as exports of the type monadic do",
        "nothing to do: the event is there once",
    )
    OUTDATED = (
        Fate.UNUSED,
        "another row tells the same event otherwise; the one with the latest timestamp counts, "
        "without timestamps the first",
        "leave out the file or row that is out of date",
    )

    # Rows of which something was changed or left out
    NO_ID = (
        Fate.ALTERED,
        "the row has no identifier and is named after its file and row",
        "keep the column of identifiers in the export, or links change with the rows",
    )
    NO_PRECISION = (
        Fate.ALTERED,
        "how exact the date is cannot be read: taken for a single day",
        "fill in time_precision or date_prec",
    )
    DATES_REVERSED = (
        Fate.ALTERED,
        "the last day is before the first: exchanged",
        "compare both days with the source",
    )
    MONTH_FIRST = (
        Fate.ALTERED,
        "the dates are written with the month first, as days above 12 in second place show",
        "compare a few with the source",
    )
    NO_GEO_PRECISION = (
        Fate.ALTERED,
        "how exact the place is cannot be read: left empty",
        "fill in geo_precision or where_prec",
    )
    TYPE_ASSUMED = (
        Fate.ALTERED,
        "the row has an event type but no known sub-event type: the one in the table of the data "
        "dictionary is taken, and the title keeps the export's own word",
        "correct sub_event_type in events.csv where it matters",
    )
    TYPE_DISAGREES = (
        Fate.ALTERED,
        "the sub-event type belongs to another event type: the sub-event type counts",
        "compare event_type with the source",
    )
    NO_POINT = (
        Fate.ALTERED,
        "the coordinates are missing or cannot be read: the place has none from this row",
        "fill them in in places.csv, or let `geocode` look them up",
    )
    SWAPPED = (
        Fate.ALTERED,
        "latitude and longitude were exchanged: put right, since other rows show where it lies",
        "compare the place with a map",
    )
    SEEMS_SWAPPED = (
        Fate.ALTERED,
        "latitude and longitude seem exchanged, which is not certain: left out",
        "fill them in in places.csv",
    )
    NO_PLACE = (
        Fate.ALTERED,
        "the row names no place: the event is listed but not on the map",
        "fill in place_id in events.csv",
    )
    COUNTRY_ONLY = (
        Fate.ALTERED,
        "only the country is known: the event is listed but not on the map",
        "nothing to do, unless you know more",
    )
    JOINED = (
        Fate.ALTERED,
        "the place was joined with a near one of the same or nearly the same name",
        "see the list of joins, and give a place its own row in places.csv where one is wrong",
    )
    NOT_A_NUMBER = (
        Fate.ALTERED,
        "the number of deaths cannot be read: no claim is made of it",
        "write a whole number, or leave the cell empty",
    )
    NOT_A_RANGE = (
        Fate.ALTERED,
        "the estimates are not in the order low, best, high: the least and the greatest count",
        "compare them with the source",
    )
    NO_PUBLISHER = (
        Fate.ALTERED,
        "the row names no source: it rests on the export itself",
        "fill in source_id in events.csv",
    )
    RARE_PUBLISHER = (
        Fate.ALTERED,
        "sources named seldom are gathered under the export; the event's note names them",
        "nothing to do",
    )
    CUT = (
        Fate.ALTERED,
        "a text is longer than is kept (a name 300 characters, notes 20,000): its end is cut",
        "keep the whole text elsewhere",
    )

    # Control that needs review
    ACTOR_BLANK = (
        Fate.REVIEW,
        "a change of control without a first actor: no row was made in control.csv",
        "add one, if you know who holds the place",
    )
    CHANGE_NOWHERE = (
        Fate.REVIEW,
        "a change of control without a place: no row was made in control.csv",
        "add one, if you know where it was",
    )
    SAME_ACTORS = (
        Fate.REVIEW,
        "a change of control with the same actor on both sides",
        "find out who took the place, and correct controller in control.csv",
    )
    OTHER_BLANK = (
        Fate.REVIEW,
        "a change of control without a second actor: it is not said from whom",
        "find out whether the first actor gained the place or left it",
    )
    NON_VIOLENT = (
        Fate.REVIEW,
        "a non-violent transfer, in which the first actor can be the one that leaves",
        "read the summary, and correct controller in control.csv",
    )
    REGION_STANDS_IN = (
        Fate.REVIEW,
        "a change of control known for a larger region only, for which the place stands in",
        "give the region its own place with an outline, or delete the row in control.csv",
    )
    SAME_DAY = (
        Fate.REVIEW,
        "another change of control of the same place on the same day has another holder or source",
        "decide which is the last of the day",
    )
    SAME_DAY_LEFT_OUT = (
        Fate.REVIEW,
        "a second change of control of the same place, day and source: no row was made of it",
        "decide which is the last of the day",
    )

    @property
    def fate(self) -> Fate:
        """What became of the rows."""
        return self.value[0]

    @property
    def what(self) -> str:
        """What was found, and what was done."""
        return self.value[1]

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return self.value[2]
