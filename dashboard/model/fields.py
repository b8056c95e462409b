"""Each part of a selection, described once: what the address, the session and a scene call it.

A part is held to a column: `scenes.csv` takes its columns from here, and the address accepts what
such a cell may hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import fields as parts_of
from datetime import date
from typing import Any

from dashboard.model import codes
from dashboard.model.columns import Column
from dashboard.model.selection import Filters, Selection

LONGEST_WINDOW = 36500  # days
MOST_TEXT = 200  # characters that may be searched for


@dataclass(frozen=True)
class Field:
    """One part of a selection but for its span, which takes two parameters of the address."""

    name: str  # of the attribute, and of the key in the session
    parameter: str  # of the address
    column: Column  # what it may hold, and its name in scenes.csv
    wanted: str  # what it may hold, in words
    in_scenes: bool = True
    all: bool = False  # codes.ALL may stand for all names at once
    unset: Any = None

    def text(self, value: Any, joint: str) -> str:
        """The value as an address or a cell has it, "" where it is not set."""
        if value is None or value == self.unset:
            return ""
        if self.column.kind == "date":
            return str(value.isoformat())
        return joint.join(value) if self.column.many else str(value)


def _many(table: str) -> Field:
    column = Column(table, "ref", refers_to=table, many=True)
    return Field(table, table, column, f"{table} of this dataset", unset=())


def _one(name: str, wanted: str, **more: Any) -> Field:
    column = Column(f"{name}_id", "ref", refers_to=f"{name}s")
    return Field(name, name, column, f"{wanted} of this dataset", **more)


FIELDS = (
    Field("day", "date", Column("date", "date", True), "a day such as 2017-10-16"),
    Field(
        "window", "window", Column("window", "number", low=1, high=LONGEST_WINDOW),
        f"a number of days from 1 to {LONGEST_WINDOW}",
    ),
    Field(
        "according_to", "according_to",
        Column("according_to", "ref", refers_to="actors", or_word=codes.ARTICLES),
        "anyone whose account this dataset has", unset=codes.ALL,
    ),
    _one("place", "a place", all=True),
    Field(
        "types", "types", Column("types", "code", codes=tuple(codes.EVENT_TYPES), many=True),
        "event types", unset=(),
    ),
    _many("actors"),
    _many("places"),
    _many("sources"),
    Field("text", "q", Column("words"), f"{MOST_TEXT} characters or fewer", unset=""),
    _one("event", "an event", in_scenes=False),
    _one("source", "a source", in_scenes=False, all=True),
    Field("compare", "compare", Column("compare", "date"), "a day such as 2017-10-15",
          in_scenes=False),
)  # fmt: skip
IN_FILTERS = frozenset(part.name for part in parts_of(Filters))


def values(selection: Selection) -> dict[str, Any]:
    """The parts of a selection by their names, its span left out."""
    return {
        field.name: getattr(
            selection.filters if field.name in IN_FILTERS else selection, field.name
        )
        for field in FIELDS
    }


def selection(found: Mapping[str, Any], span: tuple[date, date]) -> Selection:
    """The selection of these values, by name as `values` gives them; lists will do for tuples."""
    plain: dict[str, Any] = {
        field.name: tuple(found[field.name]) if field.column.many else found[field.name]
        for field in FIELDS
    }
    filters = Filters(**{name: plain.pop(name) for name in IN_FILTERS})
    return Selection(span=span, filters=filters, **plain)
