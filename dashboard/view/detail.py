"""Everything known of one place or one event."""

from math import isnan

from dashboard.model import days
from dashboard.model.claims import Quantity, quantities, reach
from dashboard.model.questions import Questions
from dashboard.model.selection import Selection
from dashboard.model.stated_distances import StatedDistance, stated_distances
from dashboard.model.table import Row
from dashboard.view import attribution, citation, phrases
from dashboard.view.day import FIRST, feed
from dashboard.view.day_view import (
    ControlChart,
    Detail,
    Item,
    Range,
    RangeChart,
    Section,
    Span,
    Table,
)

# ACLED's geo_precision in words.
PRECISION = {
    "1": "the town itself",
    "2": "near the town, or part of a region",
    "3": "only the region",
}
LONE = "one party's word"
THERE = "What happened there"
NO_RECORD = "No record. This does not mean that nobody held it."
LATER = "This event is after the date shown: press its date to go there."


def place(
    timeline: Questions, selection: Selection, place_id: str, most: int | None = FIRST
) -> Detail:
    """A place: who held it and when, what happened there, where it lies."""
    gazetteer, labels = timeline.gazetteer, timeline.labels
    row, point = gazetteer.row(place_id), gazetteer.point(place_id)
    control = timeline.held(place_id, selection.day)
    distances = gazetteer.distances(place_id)
    measured = [
        item
        for item in stated_distances(timeline.distance_claims, gazetteer)
        if place_id in (item.from_place, item.to_place)
    ]
    return Detail(
        kind="place",
        title=gazetteer.name(place_id),
        lines=(*names(timeline, place_id), *state(control, timeline)),
        sections=(
            _history(timeline, selection, place_id),
            feed(timeline, selection, THERE, most, place_id),
            *([Section("Straight-line distances", table=Table(
                ("To", "km", "miles", "Direction"),
                tuple(
                    (labels.places[item.place_id], f"{item.km:,.1f}", f"{item.miles:,.1f}",
                     item.wind)
                    for item in distances
                ),
            ))] if distances else []),
            *(_measured(item, timeline) for item in measured),
            Section("In the gazetteer", facts=_facts({
                "Position": f"{point[0]:.5f}, {point[1]:.5f} (WGS 84)" if point else "",
                "Known to within": "" if isnan(row["precision_km"])
                else f"{row['precision_km']:g} km",
                "Kind": row["kind"],
                "Also written": str(row["aliases"]).replace(";", ", "),
                "GeoNames": row["geonames_id"],
                "Wikidata": row["wikidata_id"],
                "Note": row["note"],
            })),
        ),
    )  # fmt: skip


def names(timeline: Questions, place_id: str) -> tuple[str, ...]:
    """The line that says what a place is called by those who live there, if that is known."""
    local = timeline.gazetteer.local_names(place_id).items()
    return _known(" · ".join(f"{name} ({word})" for word, name in local))


def state(row: Row, timeline: Questions) -> tuple[str, ...]:
    """The lines that say who holds a place, from a row of `control_on`."""
    actors = timeline.labels.actors
    now = ", ".join(_known(phrases.holding(row, actors), phrases.since(row)))
    return _known(now, row["note"])


def _history(timeline: Questions, selection: Selection, place_id: str) -> Section:
    """Who held a place, by every account, with a chart of the preferred one."""
    labels, heading = timeline.labels, "Who held it, and when"
    intervals = timeline.history(place_id)
    if not intervals:
        return Section(heading, note=NO_RECORD)
    first, last = (days.number(day) for day in selection.span)
    rows = timeline.accounts_of(place_id)
    return Section(
        heading,
        chart=ControlChart(first, last, days.number(selection.day), tuple(
            span(row, timeline) for row in intervals
        )),
        items=tuple(
            Item(
                f"{phrases.begun(row)}: {phrases.holding(row, labels.actors)}",
                caption=" · ".join(_known(
                    f"by {phrases.account(row['attribution'], labels.actors)}",
                    f"confidence {row['confidence']}",
                    LONE if attribution.lone_account(row, rows) else "",
                    phrases.reference(row, labels.publishers),
                )),
                source=("source", row["source_id"]),
                citation=citation.control(row, timeline),
            )
            for row in rows
        ),
    )  # fmt: skip


def span(row: Row, timeline: Questions) -> Span:
    """A stretch of a place's history, from a row of it."""
    challenger = row["challenger"] if row["status"] == "contested" else ""
    text = phrases.interval(row, timeline.labels.actors)
    return Span(row["start"], row["end"], row["controller"], challenger, text)


def event(timeline: Questions, selection: Selection, row: Row) -> Detail:
    """An event: when, where, who, how sure, who says so, and what is claimed of it."""
    labels = timeline.labels
    actors = [labels.in_full[row[side]] for side in ("actor1", "actor2") if row[side]]
    claims = timeline.claims(row["event_id"])
    measuring = [(claim, row["place_id"]) for claim in claims if claim["from_place"]]
    later = row["start"] > days.number(selection.day)
    where = [
        Item(labels.places[row["place_id"]], opens=("place", row["place_id"]))
    ] if row["place_id"] else []  # fmt: skip
    day = days.day(row["start"]).isoformat()
    return Detail(
        kind="event",
        title=row["title"],
        links=(*where, Item(phrases.when(row), opens=("day", day))),
        lines=_known(
            LATER if later else "",
            row["summary"],
            "This rests on one party's word; nothing else in the data supports it."
            if attribution.lone_word(row) else "",
        ),
        facts=_facts({
            "Kind": f"{row['event_type']}: {row['sub_event_type']}",
            "Actors": " and ".join(actors),
            "How sure": phrases.status(row, labels.actors),
            "Who says so": phrases.account(row["attribution"], labels.in_full),
            "How its date was found": row["date_basis"],
            "Location": PRECISION.get(row["geo_precision"], ""),
            "Note": row["note"],
        }),
        url=labels.links.get(row["source_id"], ""),
        citation=citation.event(row, timeline),
        sections=(
            Section("Source", items=(
                Item(phrases.reference(row, labels.sources), opens=("source", row["source_id"])),
            )),
            *_numbers(quantities(claims), timeline),
            *(_measured(item, timeline)
              for item in stated_distances(measuring, timeline.gazetteer)),
            *([Section("Claims", items=tuple(_claim(claim, timeline) for claim in claims))]
              if claims else []),
        ),
    )  # fmt: skip


def _claim(claim: Row, timeline: Questions) -> Item:
    labels = timeline.labels
    return Item(
        claim["text"],
        caption=" · ".join(_known(
            attribution.by_whom(claim["claimant"], labels.actors), claim["kind"],
            phrases.quantity(claim["low"], claim["high"], claim["unit"]), claim["status"],
            phrases.reference(claim, labels.publishers),
            LONE if attribution.lone_word(claim) else "",
        )),
        status=claim["status"],
        source=("source", claim["source_id"]),
        citation=citation.claim(claim, timeline),
    )  # fmt: skip


def _numbers(found: list[Quantity], timeline: Questions) -> list[Section]:
    """Who gives which number, for what several claimants count."""
    several = [item for item in found if len({row["claimant"] for row in item.claims}) > 1]
    return [
        Section(f"Numbers side by side: {item.unit}", chart=_ranges(item, timeline))
        for item in several
    ]


def _ranges(item: Quantity, timeline: Questions) -> RangeChart:
    labels = timeline.labels
    ranges = []
    for claim in item.claims:
        low, high = reach(claim)
        who = attribution.by_whom(claim["claimant"], labels.actors)
        ranges.append(Range(
            who=f"{who} ({labels.publishers[claim['source_id']]})",
            shown=phrases.quantity(claim["low"], claim["high"], ""),
            status=claim["status"],
            low=None if low == float("-inf") else low,
            high=None if high == float("inf") else high,
        ))  # fmt: skip
    verdict = "They cannot all be true." if item.differ else "They can be true together."
    return RangeChart(item.unit, tuple(ranges), verdict)


def _measured(item: StatedDistance, timeline: Questions) -> Section:
    """What the text says of a distance, beside what the gazetteer measures."""
    said, so, verdict = attribution.measured(item, timeline.labels.places)
    source = phrases.reference(item.claim, timeline.labels.publishers)
    facts = _facts({f"{source} says": said, "Measured (geodesic)": so, "Compared": verdict})
    return Section("Measured against the text", facts=facts)


def _known(*parts: str) -> tuple[str, ...]:
    return tuple(part for part in parts if part)


def _facts(facts: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Those that are known."""
    return tuple((name, str(text)) for name, text in facts.items() if text)
