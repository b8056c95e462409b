"""The view of a day: everything a reader is told of it, as one plain value in reading order.

    DayView ─┬─ heading: dataset, day, sentence, perspective, shown, figures
             ├─ holdings: who holds what
             ├─ comparison, changes, differences, feed: Section
             └─ detail: Detail ── sections: Section ── items: Item, facts, table, chart

The page's panel, the single file, slides and handout draw this value. It holds words, numbers and
identifiers; no colour, no markup, no DataFrame. `as_json` writes it, for the browser and for
others.
"""

import json
from dataclasses import dataclass
from typing import Any

Link = tuple[str, str]  # what a press opens: ("place" | "event" | "source" | "day", which)
Fact = tuple[str, str]  # name, text


@dataclass(frozen=True)
class Item:
    """A line of a list, what stands beneath it, and what it opens."""

    text: str
    caption: str = ""
    who: str = ""  # says so, before the text
    when: str = ""  # items with the same one stand under it as a heading
    status: str = ""  # of codes.EVENT_STATUS: how sure it is
    kind: str = ""  # of codes.KINDS, for events
    opens: Link | None = None
    source: Link | None = None  # opened by the caption
    citation: str = ""  # to be copied
    items: tuple["Item", ...] = ()


@dataclass(frozen=True)
class Span:
    """A stretch of the days in which a place was held in one way; half-open, days since 1970."""

    start: int
    end: int
    controller: str
    challenger: str  # "" unless contested
    text: str


@dataclass(frozen=True)
class ControlChart:
    """Who held one place over the days that the time bar shows; `day` is the one chosen."""

    first: int
    last: int
    day: int
    spans: tuple[Span, ...]
    type: str = "control"


@dataclass(frozen=True)
class Range:
    """A claimant's number; an open end is None."""

    who: str
    shown: str  # "11 or more"
    status: str
    low: float | None
    high: float | None


@dataclass(frozen=True)
class RangeChart:
    """Numbers of different claimants side by side, never added up."""

    unit: str
    ranges: tuple[Range, ...]
    text: str
    type: str = "ranges"


@dataclass(frozen=True)
class Cell:
    """A stretch of days of one place, both ends included, and how many sources cover it."""

    first: int
    last: int
    sources: int
    text: str


@dataclass(frozen=True)
class CoverageChart:
    """How many independent sources cover each place, over the days that the time bar shows."""

    first: int
    last: int
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]  # place, cells
    type: str = "coverage"


@dataclass(frozen=True)
class Table:
    """A small table; rows have one text for each column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """A part with a heading; `more` counts the items left out for now."""

    heading: str
    note: str = ""
    items: tuple[Item, ...] = ()
    facts: tuple[Fact, ...] = ()
    table: Table | None = None
    chart: ControlChart | RangeChart | CoverageChart | None = None
    more: int = 0


@dataclass(frozen=True)
class Detail:
    """Everything known of one place, event or source."""

    kind: str  # "place", "event", "source", "sources"
    title: str
    lines: tuple[str, ...] = ()
    links: tuple[Item, ...] = ()
    facts: tuple[Fact, ...] = ()
    url: str = ""  # where the source itself can be read
    citation: str = ""  # to be copied
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Holding:
    """Who holds one place."""

    place_id: str
    place: str
    status: str  # of codes.CONTROL_STATUS
    controller: str  # actor ids; "" for nobody known
    challenger: str
    confidence: str
    holder: str  # "Federal Iraq", "Contested"
    sides: str  # of a contest
    outcome: str  # how the day ends there, if the contest is over by then
    since: str
    by_whom: str  # "reporting"; "no record"
    reference: str  # "The Washington Times ¶2"; "" without record
    differs: bool  # accounts in force name different holders
    changed: bool  # on this very day

    @property
    def holding(self) -> str:
        """The holder in one line: "Contested: Peshmerga, Federal Iraq"."""
        return f"{self.holder}: {self.sides}" if self.sides else self.holder


@dataclass(frozen=True)
class DayView:
    """All that is so on the day of a selection, in words."""

    dataset: str
    day: str  # "Friday 20 October 2017"
    sentence: str
    perspective: str  # what the choice of accounts did; "" for all accounts
    shown: str  # what was asked for, and how many events that leaves
    figures: tuple[Fact, ...]  # label, figure
    holdings: tuple[Holding, ...]
    holdings_more: int  # places left out for now
    comparison: Section | None
    changes: Section
    differences: Section
    feed: Section
    detail: Detail | None

    @property
    def heading(self) -> str:
        """Friday 20 October 2017: Altun Kupri is contested."""
        return f"{self.day}: {self.sentence}"


def plain(view: object) -> Any:
    """The value as dictionaries and lists, for use within a larger JSON."""
    return json.loads(as_json(view))


def as_json(view: object) -> str:
    """The value as JSON, without spaces; its fields are the keys."""
    return json.dumps(view, default=vars, ensure_ascii=False, separators=(",", ":"))
