"""What the time bar is sent: lanes and reach once, then the day and the view."""

from datetime import date, timedelta

from dashboard.model import days
from dashboard.model.codes import EVENT_TYPES
from dashboard.model.dataset import Dataset
from dashboard.model.questions import Questions
from dashboard.model.selection import Selection
from dashboard.render.payload import Json
from dashboard.view import phrases

LANES = 12  # places that the time bar has room for
# How many of the last days keep their events, and its words; None: all.
WINDOWS: dict[int | None, str] = {
    None: "All up to the day", 1: "The day only",
    **{count: f"Last {count} days" for count in (3, 7, 30)},
}  # fmt: skip
RECENT = {"Last 12 months": 365, "Last 30 days": 30, "Last 7 days": 7}  # days back from the end


def dataset(data: Dataset, timeline: Questions) -> Json:
    """What the time bar needs once beside the map's dataset: its lanes, the days it can reach.

    Lanes are those places that have any record, at most LANES: where there are more, those that
    change most, in the table's order.
    """
    first, last = whole_span(data, timeline)
    counts = {place: len(timeline.history(place)) for place in timeline.gazetteer.ids}
    recorded = [place for place, count in counts.items() if count]
    shown = {*sorted(recorded, key=lambda place: -counts[place])[:LANES]}
    exact = (
        row["start"]
        for place in recorded
        for row in timeline.accounts_of(place)
        if row["time_precision"] == "day"
    )
    return {
        "first": days.number(first),
        "last": days.number(last),
        "presets": [
            {"label": label, "first": days.number(start), "last": days.number(end)}
            for label, (start, end) in presets(data, timeline).items()
        ],
        "lanes": [place for place in recorded if place in shown],
        "left_out": len(recorded) - len(shown),
        "kinds": list(EVENT_TYPES),
        "windows": [*map(list, WINDOWS.items())],
        "changes": timeline.change_days,
        # Whatever the perspective or the filters, the same stretches are quiet.
        "busy": sorted({*timeline.columns("start")[0], *exact}),
    }


def state(selection: Selection, theme: str, seq: int) -> Json:
    """What the time bar shows now.

    `seq` repeats the number of the last commit that Python has seen.
    """
    return {
        "day": days.number(selection.day),
        "window": selection.window,
        "first": days.number(selection.span[0]),
        "last": days.number(selection.span[1]),
        "compare": None if selection.compare is None else days.number(selection.compare),
        "theme": theme,
        "seq": seq,
    }


def whole_span(data: Dataset, timeline: Questions) -> tuple[date, date]:
    """Every day the time bar can reach: all that is recorded, and the days shown at first."""
    first, last = data.settings.span
    recorded = timeline.span or (first, last)
    return min(first, recorded[0]), max(last, recorded[1])


def presets(data: Dataset, timeline: Questions) -> dict[str, tuple[date, date]]:
    """Spans to offer, by their label: the opening one, everything, and the ends of long data."""
    usual, whole = data.settings.span, whole_span(data, timeline)
    offered = {} if usual == whole else {phrases.days_between(usual): usual}
    length = (whole[1] - whole[0]).days
    for label, count in RECENT.items():
        if length > 2 * count and (usual[1] - usual[0]).days > 4 * count:
            offered[label] = (whole[1] - timedelta(days=count - 1), whole[1])
    offered[f"All since {whole[0].year}"] = whole
    return offered
