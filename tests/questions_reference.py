"""Small datasets, written or generated, and a plain look at their rows: what any answer must be.

Everything here goes row by row and day by day over the cells as they are written, and knows nothing
of frames, intervals or indices. `DATASETS` are what hypothesis makes; `made(tables)` is a Dataset.
"""

import calendar
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import pandas as pd
from conftest import CHANGE, EVENT, ROWS
from hypothesis import strategies as st

from dashboard.model import days
from dashboard.model.codes import ALL, ARTICLES, CONTROL_STATUS, EVENT_STATUS, REPORTING
from dashboard.model.dataset import Dataset, Settings
from dashboard.model.lookup import spellings
from dashboard.model.schema import TABLES
from dashboard.model.selection import Filters, Selection
from dashboard.model.spelling import folded
from dashboard.model.typed import typed

Cells = dict[str, str]
Tables = Mapping[str, Sequence[Mapping[str, str | None]]]

FIRST = date(2001, 2, 1)
HORIZON = 10  # days from FIRST on which things begin
SPAN = FIRST, FIRST + timedelta(days=HORIZON)
SOURCES = [
    {"source_id": "daily-2001", "kind": "article", "publisher": "The Daily"},
    {"source_id": "weekly-2001", "kind": "article", "publisher": "The Weekly"},
    {"source_id": "handbook", "kind": "background", "publisher": "A publisher"},
]
ACTORS = [*ROWS["actors"], {"actor_id": "green-side", "name": "Gréen", "short_name": "Green"}]
PLACES = ["alpha-town", "beta-town", "gamma-land"]
WHO = ["reporting", "red-army", "blue-guard"]
TYPES = {"Battles": "Armed clash", "Riots": "Mob violence", "Protests": "Peaceful protest"}


def made(**tables: Sequence[Mapping[str, str | None]]) -> Dataset:
    """A dataset of these rows, and of three places, three actors and three sources."""
    rows: Tables = {**ROWS, "actors": ACTORS, "sources": SOURCES, "scenes": [], **tables}
    frames = {
        table.name: pd.DataFrame(
            [{column.name: row.get(column.name) or "" for column in table.columns}
             for row in rows[table.name]],
            columns=[column.name for column in table.columns], dtype=str,
        )
        for table in TABLES
    }  # fmt: skip
    return Dataset(Settings("Two towns", "Etc/UTC", FIRST, SPAN), **typed(frames))


def selected(day: date | int, window: int | None = None, who: str = ALL, **kept: Any) -> Selection:
    """A selection on a day, or a day of February 2001."""
    on = date(2001, 2, day) if isinstance(day, int) else day
    return Selection(on, SPAN, window, Filters(**kept), according_to=who)


# What hypothesis makes

_DAYS = st.integers(0, HORIZON - 1).map(lambda day: FIRST + timedelta(days=day))
_ANY = st.sampled_from([*PLACES, ""])
_SIDES = st.sampled_from(["red-army", "blue-guard", "green-side", ""])
_SOURCE = st.sampled_from([source["source_id"] for source in SOURCES])
_PRECISION = st.sampled_from(["day", "day", "day", "week", "month", "year"])


@st.composite
def _event(draw: st.DrawFn) -> Cells:
    day, kind = draw(_DAYS), draw(st.sampled_from([*TYPES]))
    lasts = draw(st.none() | st.integers(0, 9))
    return {
        **EVENT,
        "date": day.isoformat(),
        "date_end": "" if lasts is None else (day + timedelta(days=lasts)).isoformat(),
        "time_precision": draw(_PRECISION),
        "place_id": draw(_ANY),
        "event_type": kind,
        "sub_event_type": TYPES[kind],
        "title": draw(st.sampled_from(["A clash", "Shells on the Café", "ÉCHO"])),
        "actor1": draw(_SIDES),
        "actor2": draw(_SIDES),
        "attribution": draw(st.sampled_from(WHO)),
        "status": draw(st.sampled_from([*EVENT_STATUS, "reported", "reported"])),
        "source_id": draw(_SOURCE),
    }


@st.composite
def _change(draw: st.DrawFn) -> Cells:
    day, status = draw(_DAYS), draw(st.sampled_from(CONTROL_STATUS))
    until = draw(st.none() | st.integers(0, 8))
    return {
        **CHANGE,
        "place_id": draw(st.sampled_from(PLACES[:2])),
        "date": day.isoformat(),
        "until": "" if until is None else (day + timedelta(days=until)).isoformat(),
        "time_precision": draw(_PRECISION),
        "status": status,
        "controller": "" if status == "unknown" else draw(st.sampled_from(WHO[1:])),
        "challenger": "green-side" if status == "contested" else "",
        "attribution": draw(st.sampled_from(WHO)),
        "source_id": draw(_SOURCE),
    }


@st.composite
def _claim(draw: st.DrawFn, events: list[Cells]) -> Cells:
    low = draw(st.none() | st.integers(0, 5))
    high = draw(st.none() | st.integers(low or 0, 8))
    return {
        "event_id": draw(st.sampled_from(events))["event_id"],
        "claimant": draw(st.sampled_from(WHO)),
        "kind": draw(st.sampled_from(["losses", "cause"])),
        "text": "So it is said",
        "low": "" if low is None else str(low),
        "high": "" if high is None else str(high),
        "unit": draw(st.sampled_from(["lorries", "tanks"])),
        "from_place": draw(st.sampled_from(["", "", "", "alpha-town"])),
        "status": draw(st.sampled_from([*EVENT_STATUS, "reported", "reported"])),
        "source_id": draw(_SOURCE),
    }


@st.composite
def _tables(draw: st.DrawFn) -> dict[str, list[Cells]]:
    events = [
        {**row, "event_id": f"event-{at}"}
        for at, row in enumerate(draw(st.lists(_event(), max_size=9)))
    ]
    for at, row in enumerate(events):
        others = ["", "", "", *(one["event_id"] for one in events[:at])]
        row["against"] = draw(st.sampled_from(others))
    claims = draw(st.lists(_claim(events), max_size=6)) if events else []
    return {
        "events": events,
        "control": draw(st.lists(_change(), max_size=8)),
        "claims": [{**row, "claim_id": f"claim-{at}"} for at, row in enumerate(claims)],
    }


TABLES_MADE = _tables()
SELECTIONS = st.builds(
    selected,
    st.integers(-2, HORIZON + 10).map(lambda day: FIRST + timedelta(days=day)),
    st.none() | st.integers(1, 9),
    st.sampled_from([ALL, ALL, ARTICLES, "red-army", "blue-guard"]),
    types=st.sampled_from([(), (), ("Battles",), ("Riots", "Protests")]),
    actors=st.sampled_from([(), (), ("red-army",), ("green-side", "blue-guard")]),
    places=st.sampled_from([(), (), ("alpha-town",), ("beta-town", "gamma-land")]),
    sources=st.sampled_from([(), (), ("handbook",)]),
    text=st.sampled_from(["", "", "ECHO", "cafe shells", "alpha", "green", "no such word"]),
)


# A plain look at the rows


@dataclass(frozen=True)
class Told:
    """What one place's records say on a day: the row that goes first, and what follows from it."""

    row: Cells
    differs: bool
    since: int
    precision: str
    changed: bool


@dataclass(frozen=True)
class Reference:
    """Rows as they are written, asked one by one; `who` is whose account is asked for."""

    tables: dict[str, list[Cells]]
    who: str = ALL

    @property
    def events(self) -> list[Cells]:
        return self.tables["events"]

    def span(self, row: Cells) -> tuple[int, int]:
        """The first and the last day on which an event may have happened."""
        first = date.fromisoformat(row["date"])
        last = date.fromisoformat(row["date_end"] or row["date"])
        if not row["date_end"]:
            month = calendar.monthrange(first.year, first.month)[1]
            last = {
                "week": first + timedelta(days=6),
                "month": first.replace(day=month),
                "year": date(first.year, 12, 31),
            }.get(row["time_precision"], first)
        return days.number(first), days.number(last)

    def counted(self, row: Cells) -> bool:
        articles = {one["source_id"] for one in SOURCES if one["kind"] == "article"}
        return self.who != ARTICLES or row["source_id"] in articles

    def matches(self, row: Cells, filters: Filters) -> bool:
        """Whether perspective and filters leave an event."""
        named = {row["actor1"], row["actor2"], row["attribution"]}
        heard = self.who in (ALL, ARTICLES) or row["attribution"] in (REPORTING, self.who)
        return (
            self.counted(row)
            and heard
            and (not filters.types or row["event_type"] in filters.types)
            and (not filters.actors or bool(named & {*filters.actors}))
            and (not filters.places or row["place_id"] in filters.places)
            and (not filters.sources or row["source_id"] in filters.sources)
            and all(word in self.words(row) for word in folded(filters.text).split())
        )

    def words(self, row: Cells) -> str:
        """All that free text may match."""
        place = [one for one in ROWS["places"] if one["place_id"] == row["place_id"]]
        blank = dict.fromkeys([column.name for table in TABLES[:1] for column in table.columns], "")
        names = [name for one in place for name, _, _ in spellings({**blank, **one})]
        actors = [one["name"] for side in ("actor1", "actor2") for one in ACTORS
                  if one["actor_id"] == row[side]]  # fmt: skip
        parts = [row["title"], row.get("summary", ""), *names, *actors, row["sub_event_type"]]
        return " ".join(folded(str(part)) for part in parts)

    def begun(self, asked: Selection) -> list[Cells]:
        """What has begun by the day and may still have happened within the window."""
        day = days.number(asked.day)
        oldest = -(10**9) if asked.window is None else day - asked.window
        return [
            row for row in self.events
            if self.span(row)[0] <= day and self.span(row)[1] > oldest
        ]  # fmt: skip

    def feed(self, asked: Selection) -> list[Cells]:
        shown = [row for row in self.begun(asked) if self.matches(row, asked.filters)]
        return sorted(shown, key=lambda row: (-self.span(row)[0], self.span(row)[1]))

    def sharp(self, row: Cells) -> bool:
        """Whether it is dated to a week or better."""
        first, last = self.span(row)
        return last - first <= 7

    def differ(self, row: Cells) -> bool:
        """Whether accounts differ on an event."""
        contrary = ("disputed", "contradicted")
        own = [
            one for one in self.tables["claims"]
            if one["event_id"] == row["event_id"] and not one.get("from_place")
        ]  # fmt: skip
        return (
            row["status"] in contrary
            or bool(row.get("against"))
            or any(other.get("against") == row["event_id"] for other in self.events)
            or any(claim["status"] in contrary for claim in own)
            or any(_apart(one, other) for one in own for other in own)
        )

    # Control

    def _in_force(self, rows: list[Cells], day: int) -> list[Cells]:
        """Those that begin by the day, and neither end nor give way to a later word before."""

        def over(row: Cells) -> bool:
            begun, until = _day(row["date"]), row.get("until")
            later = any(
                begun < _day(other["date"]) <= day
                and other["attribution"] == row["attribution"]
                for other in rows
            )  # fmt: skip
            return later or bool(until and _day(until) < day)

        return [row for row in rows if _day(row["date"]) <= day and not over(row)]

    def _first(self, place: str, day: int) -> tuple[Cells, bool] | None:
        """The row that goes first, and whether another in force says otherwise."""
        rows = [row for row in self.tables["control"] if row["place_id"] == place]
        found = self._in_force([row for row in rows if self.counted(row)], day)
        if not found:
            return None

        def order(row: Cells) -> tuple[int, int, bool]:
            own, reporting = row["attribution"] == self.who, row["attribution"] == REPORTING
            rank = 0 if own else 1 if reporting else 2
            return rank, -_day(row["date"]), row["status"] == "presence"

        first = min(found, key=order)
        return first, any(_contradicts(row, first) for row in self._in_force(rows, day))

    @cached_property
    def horizon(self) -> range:
        """Every day on which a record of control begins or ends, with a day to each side."""
        cells = [cell for row in self.tables["control"] for cell in (row["date"], row.get("until"))]
        known = [_day(cell) for cell in cells if cell] or [days.number(FIRST)]
        return range(min(known) - 1, max(known) + 3)

    def chain(self, place: str) -> dict[int, Told | None]:
        """What is told of a place on each day of the horizon."""
        found: dict[int, Told | None] = {}
        before: Told | None = None
        for day in self.horizon:
            first = self._first(place, day)
            if first is None:
                before = found[day] = None
                continue
            row, differs = first
            same = before is not None and _state(before.row) == _state(row)
            if before and same and before.row["attribution"] == row["attribution"]:
                since, precision = before.since, before.precision
            else:
                since, precision = day, row["time_precision"]
            changed = not same and precision == "day"
            before = found[day] = Told(row, differs, since, precision, changed)
        return found


def _day(text: str) -> int:
    return days.number(date.fromisoformat(text))


def _state(row: Cells) -> tuple[str, ...]:
    return row["status"], row["controller"], row.get("challenger", "")


def _contradicts(row: Cells, first: Cells) -> bool:
    if row["status"] == "unknown" or _state(row) == _state(first):
        return False
    seen = {row["status"], first["status"]} == {"held", "presence"}
    return not (seen and row["controller"] == first["controller"])


def _apart(one: Cells, other: Cells) -> bool:
    """Whether two claimants count the same and have no number in common."""
    if one["claimant"] == other["claimant"]:
        return False
    if any(one.get(cell, "") != other.get(cell, "") for cell in ("kind", "unit")):
        return False
    low, high = one.get("low") or "-inf", other.get("high") or "inf"
    return float(low) > float(high)


def frequent(found: list[str]) -> dict[str, int]:
    """How often each occurs, the most frequent first, then in order of their first."""
    return dict(Counter(found).most_common())
