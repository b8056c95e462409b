"""A briefing on paper, as PDF: a page for each scene, at the end every event with its source."""

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, date, datetime

from dashboard.model.table import Row
from dashboard.render.drawing import picture, raster
from dashboard.render.exports.kits.pdf_kit import LOOK, Cell, Paper, Say
from dashboard.render.exports.kits.progress import Progress, silent
from dashboard.render.sheet import Sheet
from dashboard.view import phrases
from dashboard.view.day import entry
from dashboard.view.day_view import Holding

PAPERS = ("a4", "letter")
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # before it, readers take a file's date for a fault
MAP_SHAPE, FLAT = 0.5, 0.36  # its height as a share of its width; where a page must hold the rest
MAP_WIDTH = 760  # pixels of the drawing across the page
SHARP = 2.0  # pixels of the picture for one of the drawing: 216 an inch on A4
NARROW = (0.24, 0.24, 0.14, 0.38)  # of the one whose rows shall be a line high
WHEN = (0.2, 0.8)  # of the list of events
SHARES = (0.36, 0.23, 0.14, 0.27)  # of the control table's columns
TITLE = Say(18, bold=True)
DAY = Say(11, LOOK["accent"], bold=True)
TEXT = Say(10.5)
HEAD = Say(11, bold=True)
ROW, STRONG = Say(9), Say(9, bold=True)
SMALL = Say(8, LOOK["quiet"])
TAIL = 18.0  # millimetres of the heading above the sources and of the space around them
DIFFERS = Say(8, LOOK["accent"])


def pdf(sheets: Sequence[Sheet], paper: str = "a4", progress: Progress = silent) -> bytes:
    """The sheets on `paper` (one of PAPERS), each from a page of its own on.

    One sheet has all of its events. Of several each takes a page, with as many of its events as
    have room there, and all of them are listed once at the end. `progress` is told the share
    done, from 0 to 1, and what comes next; what it raises ends it.
    """
    with closing(Paper(paper)) as page:
        if sheets:
            page.named(sheets[0].view.dataset, _stamp(sheets[0].page.selection.day))
        for number, sheet in enumerate(sheets):
            progress(number / len(sheets), sheet.title)
            _sheet(page, sheet, brief=len(sheets) > 1)
        if len(sheets) > 1:
            _annex(page, sheets)
        progress(1.0, "")
        return page.file()


def _stamp(day: date) -> datetime:
    """The day as the file's date, so that the same sheets make the same file."""
    return max(datetime(day.year, day.month, day.day, tzinfo=UTC), EARLIEST)


def _sheet(page: Paper, sheet: Sheet, *, brief: bool) -> None:
    page.begin(f"{sheet.view.dataset} · {sheet.view.day} · {sheet.title}")
    page.write(sheet.view.dataset, SMALL, after=1)
    page.write(sheet.view.day, DAY, after=0.5)
    page.write(sheet.title, TITLE, after=2)
    for paragraph in sheet.text.splitlines():
        page.write(paragraph, TEXT, after=1.5)
    shape = FLAT if brief else MAP_SHAPE
    size = MAP_WIDTH, round(MAP_WIDTH * shape)
    png = raster.png(picture.svg(sheet, size, furniture=False), SHARP)
    page.picture(png, shape, f"Map, {sheet.view.day}. {sheet.view.sentence}")
    page.legend(sheet.legend, SMALL)
    page.write(" · ".join(f"{label}: {figure}" for label, figure in sheet.figures.items()), SMALL,
               after=2)  # fmt: skip
    if sheet.view.changes.items:
        page.heading("What changed on this day", HEAD)
        for change in sheet.view.changes.items:
            caption = change.caption.replace(" · ", ", ")
            page.write(f"{change.text} ({caption})", ROW, after=1)
    if sheet.view.holdings:
        _control(page, sheet, brief=brief)
    rest = (f"{sheet.view.shown}.", sheet.view.perspective, sheet.credit)
    last = " ".join(part for part in rest if part)
    tail = page.tall("; ".join(sheet.sources), ROW) + page.tall(last, SMALL) + TAIL
    _events(page, sheet, tail if brief else None)
    if sheet.sources:
        page.heading("Sources", HEAD, keep=0 if brief else None)
        page.write("; ".join(sheet.sources), ROW)
    page.write(last, SMALL, before=2)


def _control(page: Paper, sheet: Sheet, *, brief: bool) -> None:
    """Who holds what and who says so; unless brief, with the places' names in other languages."""
    page.heading("Who holds what", HEAD)
    labels = ("Place", "Held by", "Since", "By")
    head: list[Cell] = [[(label, SMALL)] for label in labels]
    shares = NARROW if brief else SHARES
    page.row([], head, shares)
    for one in sheet.view.holdings:
        patches = sheet.page.looks(one.controller, one.challenger)
        page.row(patches, _cells(sheet, one, brief=brief), shares, again=head)


def _cells(sheet: Sheet, one: Holding, *, brief: bool) -> list[Cell]:
    by: Cell = [(one.by_whom, ROW), (one.reference, SMALL)]
    if brief:
        by = [(", ".join(filter(None, [one.by_whom, one.reference])), SMALL)]
    return [
        [(one.place, STRONG), ("" if brief else _names(sheet, one), SMALL)],
        [(one.holding, ROW)],
        [(one.since.removeprefix("since "), ROW)],
        [*by, ("accounts differ" if one.differs else "", DIFFERS)],
    ]


def _names(sheet: Sheet, one: Holding) -> str:
    """A place's names in other languages; those in Latin letters say that the line runs right."""
    names = reversed(sheet.page.timeline.gazetteer.local_names(one.place_id).values())
    return " · ".join(dict.fromkeys(name for name in names if name != one.place))


def _events(page: Paper, sheet: Sheet, tail: float | None) -> None:
    """The events, or where `tail` millimetres are to follow on the page as many as have room."""
    rows = sheet.events
    if not rows:
        return
    page.heading(f"Events ({sheet.figures['events']})", HEAD, keep=None if tail is None else 0)
    today = sheet.page.today
    for number, row in enumerate(rows):
        cells = _event(sheet, row, today=row["event_id"] in today, brief=tail is not None)
        if tail is not None and page.left < tail + page.high(cells, WHEN) and page.left > 0:
            more = phrases.counted(len(rows) - number, "more event" if number else "event")
            page.write(f"{more}: all are listed at the end.", SMALL, before=1)
            return
        page.row([], cells, WHEN)


def _annex(page: Paper, sheets: Sequence[Sheet]) -> None:
    """Every event of any sheet once, the newest first, and the places' other names."""
    found = {row["event_id"]: row for sheet in sheets for row in sheet.events}
    newest = sorted(found.values(), key=lambda row: (-row["start"], row["end"]))
    title = f"All events ({len(newest)})"
    page.begin(f"{sheets[0].view.dataset} · {title}")
    page.write(sheets[0].view.dataset, SMALL, after=1)
    page.write(title, TITLE, after=2)
    for row in newest:
        page.row([], _event(sheets[0], row, today=False, brief=False), WHEN)
    named = [
        (one.place, names) for one in sheets[0].view.holdings if (names := _names(sheets[0], one))
    ]
    if named:
        page.heading("The places in other languages", HEAD)
    for place, names in named:
        page.row([], [[(place, STRONG)], [(names, ROW)]], WHEN)


def _event(sheet: Sheet, row: Row, *, today: bool, brief: bool) -> list[Cell]:
    one = entry(row, sheet.page.timeline)
    return [
        [(one.when, DIFFERS if today else SMALL)],
        [(one.text, STRONG), ("" if brief else row["summary"], ROW), (one.caption, SMALL)],
    ]
