"""Makes the view of a day from the answers to a few questions."""

from dataclasses import dataclass
from datetime import date

from dashboard.model import days
from dashboard.model.codes import ALL, kind_of
from dashboard.model.comparison import compare
from dashboard.model.disagreement import Disagreement, on
from dashboard.model.questions import Counts, Questions
from dashboard.model.selection import Selection
from dashboard.model.table import Row
from dashboard.view import attribution, phrases, sentence
from dashboard.view.day_view import DayView, Detail, Fact, Holding, Item, Section

FIRST = 15  # events shown before the reader asks for more
PLACES = 12  # places in the control table before the reader asks for more
FIGURES = ("events", phrases.TODAY, "control changed", "accounts differ")
CHANGES, DIFFERENCES, FEED = "Changed on this day", "Accounts differ", "What happened"
NO_CHANGE = "No place changed hands."
NO_EVENT, NONE_LEFT = "No event so far.", "No event, as filtered."


@dataclass(frozen=True)
class Paging:
    """How much of the lists is shown; None: all of it."""

    events: int | None = FIRST
    places: int | None = PLACES


FIRST_PAGE, WHOLE = Paging(), Paging(None, None)


def view(
    timeline: Questions,
    selection: Selection,
    page: Paging = FIRST_PAGE,
    detail: Detail | None = None,
) -> DayView:
    """All that is so on the selection's day, as the timeline's perspective has it."""
    labels = timeline.labels
    counts, changes = timeline.counts(selection), timeline.changes_on(selection.day)
    differences = on(timeline, selection.day, selection.filters)
    day = selection.day
    holdings = _calm_last(
        [holding(row, timeline, day) for row in timeline.control_on(day)], page.places
    )
    asked = phrases.describe(selection, labels.places, labels.actors, labels.publishers)
    who = "" if selection.according_to != ALL else f", {phrases.according_to(ALL, {})}"
    return DayView(
        dataset=timeline.data.settings.title,
        day=phrases.heading(selection.day),
        sentence=sentence.of_day(timeline, selection, counts, changes),
        perspective=attribution.choice(timeline, selection),
        shown=f"{asked[:1].upper()}{asked[1:]}{who}; {phrases.tally(counts)}",
        figures=_figures(counts, changes, differences),
        holdings=tuple(holdings[: page.places]),
        holdings_more=len(holdings) - len(holdings[: page.places]),
        comparison=comparison(timeline, selection),
        changes=Section(
            CHANGES,
            note="" if changes else NO_CHANGE,
            items=tuple(change(row, timeline, selection.day) for row in changes),
        ),
        differences=Section(
            DIFFERENCES,
            items=tuple(difference(item, timeline) for item in differences),
        ),
        feed=feed(timeline, selection, FEED, page.events),
        detail=detail,
    )


def headline(timeline: Questions, selection: Selection) -> tuple[str, tuple[Fact, ...]]:
    """The day's sentence and its key figures alone: what `view` says of them."""
    counts, changes = timeline.counts(selection), timeline.changes_on(selection.day)
    figures = _figures(counts, changes, on(timeline, selection.day, selection.filters))
    return sentence.of_day(timeline, selection, counts, changes), figures


def _figures(
    counts: Counts, changes: list[Row], differences: list[Disagreement]
) -> tuple[Fact, ...]:
    """The key figures, label and figure."""
    events = phrases.tally(counts).removesuffix(" events").removesuffix(" event")
    roughly = counts.today - counts.exact
    today = phrases.ROUGHLY.format(count=f"{roughly:,}") if roughly else phrases.TODAY
    labels = (today if label == phrases.TODAY else label for label in FIGURES)
    numbers = (counts.exact, len(changes), len(differences))
    return tuple(zip(labels, (events, *(f"{number:,}" for number in numbers)), strict=True))


def holding(row: Row, timeline: Questions, day: date | None = None) -> Holding:
    """One line of the control table, from a row of `control_on`; of a `day`, with how that ends."""
    actors = timeline.labels.actors
    return Holding(
        place_id=row["place_id"],
        place=timeline.labels.places[row["place_id"]],
        status=row["status"],
        controller=row["controller"],
        challenger=row["challenger"] if row["status"] == "contested" else "",
        confidence=row["confidence"],
        holder=phrases.holder(row, actors),
        sides=phrases.sides(row, actors) if row["status"] == "contested" else "",
        outcome=sentence.ending(row, timeline, day) if day else "",
        since=phrases.since(row),
        by_whom=phrases.account(row["attribution"], actors) or "no record",
        reference=phrases.reference(row, timeline.labels.publishers) if row["source_id"] else "",
        differs=bool(row["differs"]),
        changed=bool(row["changed"]),
    )


def _calm_last(holdings: list[Holding], most: int | None) -> list[Holding]:
    """Of many places first those that changed or are in doubt, else the gazetteer's order."""
    if most is None or len(holdings) <= most:
        return holdings
    return sorted(
        holdings, key=lambda one: not (one.changed or one.differs or one.status == "contested")
    )


def feed(
    timeline: Questions, selection: Selection, heading: str, most: int | None,
    place: str | None = None,
) -> Section:  # fmt: skip
    """The events shown, newest first, of one place if it is given; at most so many."""
    rows, total = timeline.feed(selection, most=most, place=place)
    empty = NONE_LEFT if selection.filters else NO_EVENT
    return Section(
        heading,
        note="" if rows else empty,
        items=tuple(entry(row, timeline) for row in rows),
        more=total - len(rows),
    )


def entry(row: Row, timeline: Questions) -> Item:
    """An event in a list."""
    labels = timeline.labels
    return Item(
        text=row["title"],
        caption=phrases.byline(row, labels.places, labels.actors, labels.publishers),
        when=phrases.when(row),
        status=row["status"],
        kind=kind_of(row["event_type"], row["sub_event_type"]),
        opens=("event", row["event_id"]),
    )


def change(row: Row, timeline: Questions, day: date) -> Item:
    """A change of hands, from a row of `changes_on`, with what the record notes of it."""
    labels = timeline.labels
    who = phrases.account(row["attribution"], labels.actors)
    text, ending = (
        sentence.change(row, labels.places, labels.actors),
        sentence.ending(row, timeline, day),
    )
    return Item(
        text=text + (sentence.PASSING[0].format(outcome=ending) if ending else ""),
        caption=f"by {who} · {phrases.reference(row, labels.publishers)}",
        opens=("place", row["place_id"]),
        items=(Item(row["note"]),) if row["note"] else (),
    )


def difference(item: Disagreement, timeline: Questions) -> Item:
    """Something on which accounts differ, with each account beneath it."""
    accounts = tuple(_account(row, timeline) for row in item.accounts)
    if item.event is None:
        name = timeline.labels.places[item.place_id]
        return Item(f"Who holds {name}", opens=("place", item.place_id), items=accounts)
    return Item(item.event["title"], opens=("event", item.event["event_id"]), items=accounts)


def _account(row: Row, timeline: Questions) -> Item:
    """One account in one line: who says what, how sure, and where it stands."""
    labels = timeline.labels
    if "controller" in row:
        who, what = row["attribution"], attribution.state(row, labels.actors)
        status, sure = "confirmed", f"confidence {row['confidence']}"
    else:
        who = row.get("claimant") or row["attribution"]
        what = (row.get("text") or row["title"]).removesuffix(".")
        status = sure = row["status"]
    speaker = attribution.by_whom(who, labels.actors)
    return Item(
        text=what.removeprefix(f"{speaker}: "),  # a title may name who says so itself
        who=speaker,
        caption=f"{sure} · {phrases.reference(row, labels.publishers)}",
        status=status,
    )


def comparison(timeline: Questions, selection: Selection) -> Section | None:
    """What differs between the day and the one it is compared with."""
    if selection.compare is None:
        return None
    labels = timeline.labels
    found = compare(timeline, selection.day, selection.compare, selection.filters)
    items = []
    for place in found.places:
        before = phrases.holding(place.before, labels.actors)
        after = phrases.holding(place.after, labels.actors)
        steps = tuple(
            Item(
                f"{phrases.short(days.day(step['start']))}: {phrases.holding(step, labels.actors)}",
                caption=f"by {phrases.account(step['attribution'], labels.actors)} · "
                f"{phrases.reference(step, labels.publishers)}",
            )
            for step in place.steps
        )
        name = labels.places[place.place_id]
        items.append(
            Item(f"{name}: {before} → {after}", opens=("place", place.place_id), items=steps)
        )
    kinds = ", ".join(f"{count:,} × {kind}" for kind, count in found.events.items())
    total = phrases.counted(sum(found.events.values()), "event")
    between = f"In between: {total}" + (f" ({kinds})." if kinds else ".")
    return Section(
        f"From {phrases.short(found.earlier)} to {phrases.short(found.later)}",
        note=between if items else f"{NO_CHANGE} {between}",
        items=tuple(items),
    )
