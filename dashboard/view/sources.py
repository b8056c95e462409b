"""The sources: each with its kind and its date, and everything that rests on it."""

from dashboard.model import days
from dashboard.model.codes import ALL
from dashboard.model.coverage import coverage
from dashboard.model.questions import Questions
from dashboard.model.selection import Selection
from dashboard.model.table import Row, missing, records
from dashboard.view import attribution, phrases
from dashboard.view.day_view import Cell, CoverageChart, Detail, Item, Link, Section

PLACES = 20  # in the chart of coverage: those with the most
KINDS = {"article": "Articles", "background": "Background"}
STEPS = ("party only", "1 source", "2 sources", "3 or more")


def sources(timeline: Questions, selection: Selection, source_id: str) -> Detail:
    """One source, or with codes.ALL the list of them."""
    if source_id == ALL:
        return _list(timeline, selection)
    table = timeline.data.sources
    [row] = records(table[table["source_id"] == source_id])
    rows = timeline.resting_on(source_id)
    return Detail(
        kind="source",
        title=timeline.labels.sources[source_id],
        lines=tuple(filter(None, [dated(row), row["author"] and f"By {row['author']}"])),
        facts=(("About it, and how its date was found", row["note"]),) if row["note"] else (),
        url=row["url"],
        sections=(
            Section(
                f"{phrases.counted(len(rows), 'row rests', 'rows rest')} on it",
                items=tuple(RESTING[kind](item, timeline) for kind, item in rows),
            ),
        ),
    )


def _list(timeline: Questions, selection: Selection) -> Detail:
    rows = records(timeline.data.sources)
    by_kind = {
        title: tuple(_source(row, timeline) for row in rows if row["kind"] == kind)
        for kind, title in KINDS.items()
    }
    return Detail(
        kind="sources",
        title="Sources",
        sections=(
            _coverage(timeline, selection),
            *(Section(title, items=items) for title, items in by_kind.items() if items),
        ),
    )


def _source(row: Row, timeline: Questions) -> Item:
    count = timeline.cited.get(row["source_id"], 0)
    rests = phrases.counted(count, "row") if count else "for dates and checks only"
    link: Link = ("source", row["source_id"])
    notes = (Item(row["note"]),) if row["note"] else ()
    name = timeline.labels.sources[row["source_id"]]
    return Item(name, caption=f"{dated(row)} · {rests}", opens=link, items=notes)


def _coverage(timeline: Questions, selection: Selection) -> Section:
    """Which days and places rest on how many independent sources."""
    heading = "Source coverage"
    cells: dict[str, list[Cell]] = {}
    for one in coverage(timeline, selection.span):
        text = f"{phrases.short(days.day(one.first))}: {step(one.sources, party=one.party)}"
        cell = Cell(one.first, one.last, one.sources, text)
        cells.setdefault(one.place_id, []).append(cell)
    if not cells:
        return Section(heading, note="No place has a record in these days.")
    places = timeline.labels.places
    most = sorted(cells, key=lambda place: -len(cells[place]))[:PLACES]
    rows = tuple((places[place], tuple(cells[place])) for place in places if place in most)
    first, last = (days.number(day) for day in selection.span)
    more = len(cells) - len(rows)
    return Section(
        heading,
        note="Independent sources a day and place: the number in the cell. P: a party's own word "
        "and no independent source. A newspaper counts once, however often it says so."
        + (f" {phrases.counted(more, 'place')} with fewer not shown." if more else ""),
        chart=CoverageChart(first, last, rows),
    )


def step(count: int, *, party: bool) -> str:
    """The words for so many independent sources; "" for none and no party's word."""
    if count == 0:
        return STEPS[0] if party else ""
    return STEPS[min(count, len(STEPS) - 1)]


def dated(row: Row) -> str:
    """When a source was published, as exactly as that is known."""
    kind = str(row["kind"])
    if missing(row["published"]):
        return f"{kind}, date not known"
    day = phrases.short(row["published"].date())
    precision = row["published_precision"]
    return f"{kind}, {day}" + (
        f", known to the {precision}" if precision not in ("", "day") else ""
    )


def _event(row: Row, timeline: Questions) -> Item:
    status = phrases.status(row, timeline.labels.actors)
    parts = ["Event", phrases.when(row), status, phrases.paragraph(row), _lone(row),
             f"dated by: {row['date_basis']}"]  # fmt: skip
    return _resting(row["title"], parts, ("event", row["event_id"]))


def _control(row: Row, timeline: Questions) -> Item:
    labels = timeline.labels
    who = phrases.account(row["attribution"], labels.actors)
    parts = ["Control", phrases.begun(row), f"by {who}", f"confidence {row['confidence']}",
             phrases.paragraph(row)]  # fmt: skip
    text = f"{labels.places[row['place_id']]} {attribution.state(row, labels.actors)}"
    return _resting(text, parts, ("place", row["place_id"]))


def _claim(row: Row, timeline: Questions) -> Item:
    who = attribution.by_whom(row["claimant"], timeline.labels.actors)
    parts = ["Claim", who, row["status"], phrases.paragraph(row), _lone(row)]
    return _resting(row["text"], parts, ("event", row["event_id"]))


def _lone(row: Row) -> str:
    return "rests on one party's word" if attribution.lone_word(row) else ""


def _resting(text: str, parts: list[str], opens: Link) -> Item:
    return Item(text, caption=" · ".join(part for part in parts if part), opens=opens)


RESTING = {"event": _event, "control": _control, "claim": _claim}
