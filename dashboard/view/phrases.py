"""Sentences: what the page says of a day, a place, an event, a filter.

Every function returns plain text; whoever shows it decides on Markdown and escapes.
"""

from collections.abc import Iterable
from datetime import date

from dashboard.model import days
from dashboard.model.codes import ALL, ARTICLES, REPORTING
from dashboard.model.labels import Names
from dashboard.model.questions import Counts
from dashboard.model.selection import Filters, Selection
from dashboard.model.table import Row, missing

TODAY, ROUGHLY = "on this day", "on this day, {count} roughly"  # of a figure of events
ASKED = {"all": "up to {day}", "day": "on {day} alone", "days": "{window} days to {day}"}


def written(day: date) -> str:
    """20 October 2017."""
    return f"{day.day} {day:%B} {day.year}"


def short(day: date) -> str:
    """20 Oct 2017."""
    return f"{day.day} {day:%b} {day.year}"


def heading(day: date) -> str:
    """Friday 20 October 2017."""
    return f"{day:%A} {written(day)}"


def days_between(span: tuple[date, date]) -> str:
    """25 Sep – 20 Oct 2017; 16–18 Oct 2017; 16 Oct 2017."""
    first, last = span
    if first.year != last.year:
        return f"{short(first)} – {short(last)}"
    if first.month != last.month:
        return f"{first.day} {first:%b} – {short(last)}"
    return short(last) if first == last else f"{first.day}–{short(last)}"


def listed(words: Iterable[str]) -> str:
    """a, b and c."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def counted(count: int, one: str, many: str = "") -> str:
    """1 event, 2 events."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def span(start: int, end: int, precision: str = "day") -> str:
    """The days an event or an interval may fall on, as exactly as they are known.

    `start` and `end` are days since 1970, both included.
    """
    first, last = days.day(start), days.day(end)
    if precision == "year" and (first.month, last.month) == (1, 12) and first.year == last.year:
        return f"some time in {first.year}"
    one_month = (first.year, first.month) == (last.year, last.month)
    if precision == "month" and first.day == 1 and one_month:
        return f"some time in {first:%B} {first.year}"
    return days_between((first, last))


def when(row: Row) -> str:
    """The days of an event."""
    return span(row["start"], row["end"], row["time_precision"])


def holder(row: Row, actors: Names) -> str:
    """Who holds a place, in a few words."""
    if row["status"] == "contested":
        return "Contested"
    if row["status"] == "unknown" or not row["controller"]:
        return "Not known"
    name = actors.get(row["controller"], "")
    return f"{name}, present" if row["status"] == "presence" else name


def sides(row: Row, actors: Names) -> str:
    """The two sides of a contested place."""
    return f"{actors.get(row['controller'], '')}, {actors.get(row['challenger'], '')}"


def holding(row: Row, actors: Names) -> str:
    """Who holds a place, in one line with both sides of a contest."""
    text = holder(row, actors)
    return f"{text}: {sides(row, actors)}" if row["status"] == "contested" else text


def begun(row: Row) -> str:
    """When a record of control begins, as exactly as it says: "2014", "16 Oct 2017"."""
    day = days.day(int(row["start"]))
    return {"year": str(day.year), "month": f"{day:%B} {day.year}"}.get(
        row["time_precision"], short(day)
    )


def since(row: Row) -> str:
    """Since when, as exactly as the records say; "" where nobody said.

    "still, as of 20 Oct 2017" where this account only goes on with what another had told.
    """
    if missing(row["since"]):
        return ""
    day = days.day(int(row["since"]))
    known = {"year": str(day.year), "month": f"{day:%b} {day.year}"}
    link = "still, as of" if row.get("still") else "since"
    return f"{link} {known.get(row['time_precision'], short(day))}"


def interval(row: Row, actors: Names) -> str:
    """Since when, who, by whose account: a state of control in one line."""
    text = f"{since(row)}: {holding(row, actors)}, by {account(row['attribution'], actors)}"
    return capital(text)


def account(attribution: str, actors: Names) -> str:
    """By whose account: "reporting", or the party's name."""
    if not attribution:
        return ""
    return "reporting" if attribution == REPORTING else actors.get(attribution, attribution)


def reference(row: Row, sources: Names) -> str:
    """Publisher and paragraph: "The Washington Times ¶2"."""
    name = sources.get(row["source_id"], row["source_id"])
    where = paragraph(row)
    return f"{name}{' ' if where.startswith('¶') else ', '}{where}" if where else name


def paragraph(row: Row) -> str:
    """Where in its source a row stands: "¶2", "caption", or ""."""
    text = str(row["paragraph"])
    return f"¶{text}" if text[:1].isdigit() else text


def byline(row: Row, places: Names, actors: Names, sources: Names) -> str:
    """What a feed says under an event's title."""
    who = [actors[actor] for actor in (row["actor1"], row["actor2"]) if actor in actors]
    parts = [
        str(row["sub_event_type"] if row["sub_event_type"] != "Other" else row["event_type"]),
        places.get(row["place_id"], "no place on the map"),
        " / ".join(who),
        status(row, actors),
        reference(row, sources),
    ]
    return " · ".join(part for part in parts if part)


def status(row: Row, actors: Names) -> str:
    """How sure, and on whose word: "claimed by Peshmerga command", "confirmed"."""
    who = row["attribution"]
    if who == REPORTING:
        return str(row["status"])
    name = account(who, actors)
    link = " by" if row["status"] == "claimed" else ", told by"
    return f"{row['status']}{link} {name}"


def describe(selection: Selection, places: Names, actors: Names, sources: Names) -> str:
    """What is asked for: "up to 20 October 2017, Battles, Kirkuk, “flag”"."""
    until = written(selection.day)
    kept = {None: "all", 1: "day"}.get(selection.window, "days")
    when = ASKED[kept].format(day=until, window=selection.window)
    wanted: Filters = selection.filters
    parts = [
        when,
        "" if selection.according_to == ALL else according_to(selection.according_to, actors),
        listed(wanted.types),
        listed(actors.get(actor, actor) for actor in wanted.actors),
        listed(places.get(place, place) for place in wanted.places),
        listed(sources.get(source, source) for source in wanted.sources),
        f"“{wanted.text}”" if wanted.text else "",
    ]
    return ", ".join(part for part in parts if part)


def according_to(who: str, actors: Names) -> str:
    """Whose account is asked for: "according to the articles alone"."""
    speaker = {ALL: "all accounts", ARTICLES: "the articles alone"}.get(who) or actors.get(who, who)
    return f"according to {speaker}"


def tally(counts: Counts) -> str:
    """12 of 27 events; without filters, 27 events."""
    if counts.shown == counts.total:
        return counted(counts.total, "event")
    return f"{counts.shown:,} of {counted(counts.total, 'event')}"


def quantity(low: float, high: float, unit: str) -> str:
    """A range as people say it: "Humvees: 11 or more", "tanks: 1"; "" if no number is known."""

    def figure(value: float) -> str:
        return f"{value:,.10g}"

    if missing(low) and missing(high):
        return ""
    if missing(high):
        text = f"{figure(low)} or more"
    elif missing(low):
        text = f"up to {figure(high)}"
    else:
        text = figure(low) if low == high else f"{figure(low)} to {figure(high)}"
    return f"{unit}: {text}" if unit else text


def capital(text: str) -> str:
    """The text with a large first letter."""
    return text[:1].upper() + text[1:]
