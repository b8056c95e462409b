"""The column of a slide that says who holds what and what had happened, as far as it fits.

All lengths are points.
"""

from collections.abc import Sequence

from pptx.slide import Slide
from pptx.table import Table

from dashboard.render.drawing import text_metrics
from dashboard.render.exports.kits import pptx_kit
from dashboard.render.exports.kits.pptx_kit import LOOK, Box, Line, Run
from dashboard.render.sheet import Sheet
from dashboard.render.style import ActorStyle
from dashboard.view import phrases
from dashboard.view.day import entry
from dashboard.view.day_view import Holding, Item

EVENTS_SHARE = 0.45  # of the column, if there are so many
BODY, SMALL, LETTER = 11.0, 8.5, 9.0
SWATCH = 28.0
# Of the table's columns after the patches of colour, as shares of what they leave.
SHARES = (0.29, 0.32, 0.21, 0.18)
LEADING = 1.2  # of Arial, from one line to the next, as a share of the size
PAD, GAP, EVENT_GAP = 3.0, 14.0, 3.0


def write(slide: Slide, sheet: Sheet, box: Box) -> None:
    """Who holds what, and below it the events; each says how many more there are."""
    events = [entry(row, sheet.page.timeline) for row in sheet.events]
    wanted = _head() + sum(_event_height(one, box.width) for one in events) if events else 0.0
    kept = min(wanted, box.height * EVENTS_SHARE)
    if sheet.view.holdings:
        used = _control(slide, sheet, box._replace(height=box.height - kept)) + GAP
        box = box._replace(y=box.y + used, height=box.height - used)
    if events:
        _events(slide, events, len(sheet.page.today), box)


def _fitting(heights: Sequence[float], room: float, last: float) -> int:
    """How many rows fit; where not all do, with room for a last one that counts the rest."""
    if sum(heights) <= room:
        return len(heights)
    used, count = last, 0
    while used + heights[count] <= room:
        used += heights[count]
        count += 1
    return count


def _high(lines: int, size: float) -> float:
    return lines * size * LEADING


def _head() -> float:
    return _high(1, SMALL) + 2 * PAD


def _widths(width: float, patches: int) -> list[float]:
    """Of the columns: those of the patches, which share their room, and the texts'."""
    return [*[SWATCH / patches] * patches, *((width - SWATCH) * share for share in SHARES)]


def _control(slide: Slide, sheet: Sheet, box: Box) -> float:
    """The control table, and how high it is; places of which nobody told come last."""
    holdings = sorted(sheet.view.holdings, key=lambda one: not one.since)
    heights = [_row_height(one, _widths(box.width, 1)[1:]) for one in holdings]
    count = _fitting(heights, box.height - _head(), _high(1, BODY) + PAD)
    more = len(holdings) - count
    patches = [sheet.page.looks(one.controller, one.challenger) for one in holdings[:count]]
    # LibreOffice mislays a column whose every cell is merged, so a second one is not there for
    # show.
    split = max(map(len, patches), default=1)
    widths = _widths(box.width, split)
    rows = [_head(), *heights[:count], *([_high(1, BODY) + PAD] if more else [])]
    table = pptx_kit.table(slide, "Who holds what", box._replace(height=sum(rows)), widths, rows)
    _across(table, 0, split)
    for column, label in enumerate(("Place", "Held by", "Since", "By"), start=split):
        pptx_kit.fill(table.cell(0, column), [[Run(label, SMALL, LOOK["quiet"], True)]], pad=PAD)
    for number, one in enumerate(holdings[:count], start=1):
        _patches(table, number, patches[number - 1], split)
        for column, lines in enumerate(_cells(one), start=split):
            pptx_kit.fill(table.cell(number, column), lines, pad=PAD)
    if more:
        rest = f"and {phrases.counted(more, 'more place')}"
        _across(table, len(rows) - 1, len(widths), [[Run(rest, BODY, LOOK["quiet"])]])
    return sum(rows)


def _cells(one: Holding) -> list[list[Line]]:
    """What the table says of a place, cell by cell."""
    holder: list[Line] = [[Run(one.holding, BODY)]]
    if one.differs:
        holder.append([Run("accounts differ", SMALL, LOOK["accent"])])
    return [
        [[Run(one.place, BODY, bold=True)]],
        holder,
        [[Run(one.since.removeprefix("since "), BODY - 1)]],
        [[Run(one.by_whom, BODY - 1, LOOK["quiet"])]],
    ]


def _row_height(one: Holding, widths: Sequence[float]) -> float:
    cells = zip(_cells(one), widths, strict=True)
    return max(_lines_height(lines, width - 2 * PAD) for lines, width in cells) + PAD


def _lines_height(lines: Sequence[Line], width: float) -> float:
    """How high lines are that break at a width; each is in one size."""
    return sum(
        _high(
            max(1, len(text_metrics.wrap("".join(run.text for run in line), line[0].size, width,
                                      any(run.bold for run in line)))),
            line[0].size,
        )
        for line in lines
    )  # fmt: skip


def _patches(table: Table, row: int, patches: Sequence[ActorStyle], columns: int) -> None:
    if len(patches) < columns:
        _across(table, row, columns)
    for column, one in enumerate(patches):
        letter = [Run(one.letter, LETTER, one.ink, True)]
        pptx_kit.fill(table.cell(row, column), [letter], ground=one.colour, pad=0, centred=True)


def _across(table: Table, row: int, columns: int, lines: Sequence[Line] = ([],)) -> None:
    """One cell over the first so many columns."""
    if columns > 1:
        table.cell(row, 0).merge(table.cell(row, columns - 1))
    pptx_kit.fill(table.cell(row, 0), lines, pad=PAD)


def _event(one: Item, colour: str = LOOK["quiet"]) -> list[Line]:
    return [
        [Run(f"{one.when}  ", BODY, colour, True), Run(one.text, BODY, bold=True)],
        [Run(one.caption, SMALL, LOOK["quiet"])],
    ]


def _event_height(one: Item, width: float) -> float:
    return _lines_height(_event(one), width) + 2 * EVENT_GAP


def _events(slide: Slide, events: Sequence[Item], today: int, box: Box) -> None:
    """The events, of which the first so many are of the day."""
    heights = [_event_height(one, box.width) for one in events]
    count = _fitting(heights, box.height - _head(), _high(1, BODY) + EVENT_GAP)
    more = len(events) - count
    lines: list[Line] = [[Run("Events", SMALL, LOOK["quiet"], True)]]
    for number, one in enumerate(events[:count]):
        lines += _event(one, LOOK["accent"] if number < today else LOOK["quiet"])
    if more:
        rest = phrases.counted(more, "more event" if count else "event")
        lines.append([Run(f"and {rest}" if count else rest, BODY, LOOK["quiet"])])
    pptx_kit.text(slide, "Events", box, lines, gap=EVENT_GAP)
