"""What every day says, as rows for those days on which it changes."""

from dataclasses import replace

from dashboard.model import days
from dashboard.model.timeline import Timeline
from dashboard.render.page import Page
from dashboard.render.payload import Json
from dashboard.view.day import headline


def breaks(timeline: Timeline, window: int | None, first: int, last: int) -> list[int]:
    """The days from `first` to `last` on which a day's sentence or figures may change, sorted.

    A day is told by what begins on it, is over since the day before, or leaves the window.
    """
    events, control = timeline.events, timeline.accounts
    found = {first}
    for column in (events["start"], events["start"] + 1, events["end"] + 1,
                   control["start"], control["start"] + 1):  # fmt: skip
        found |= {*column.astype(int).tolist()}
    if window is not None:
        found |= {*(events["end"] + window).astype(int).tolist()}
    return sorted(day for day in found if first <= day <= last)


def rows(page: Page, first: int, last: int) -> Json:
    """`days` and, for each of them, a row of the day's title and key figures.

    A row holds from its day until the next one's; `first` and `last` are days since 1970.
    """
    kept = breaks(page.timeline, page.selection.window, first, last)
    found = []
    for number in kept:
        asked = replace(page.selection, day=days.day(number))
        sentence, figures = headline(page.timeline, asked)
        found.append([sentence.removesuffix("."), *(figure for _, figure in figures)])
    return {"days": kept, "rows": found}
