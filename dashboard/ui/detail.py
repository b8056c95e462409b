"""Everything known of one place or one event, in the panel beside the map."""

import math

import streamlit as st

from dashboard.model import days
from dashboard.model.claims import Quantity, quantities
from dashboard.model.stated_distances import StatedDistance, stated_distances
from dashboard.model.table import Row, records
from dashboard.render import control_timeline, escaping, ranges
from dashboard.render.page import Page
from dashboard.ui import session
from dashboard.ui.map_panel import theme
from dashboard.ui.panel import feed
from dashboard.view import attribution, phrases


def detail(page: Page) -> bool:
    """Show what is open, if anything is."""
    event = page.timeline.event(page.selection.event) if page.selection.event else None
    if event is None and page.selection.place is None:
        return False
    st.button("Back", icon=":material/arrow_back:", key="back", on_click=session.close)
    if event is not None:
        _event(page, event)
    else:
        _place(page, str(page.selection.place))
    return True


def _place(page: Page, place_id: str) -> None:
    gazetteer, day = page.timeline.gazetteer, days.number(page.selection.day)
    st.markdown(f"#### {escaping.markdown(gazetteer.name(place_id))}")
    names = gazetteer.local_names(place_id)
    if names:
        st.markdown(
            escaping.markdown(" · ".join(f"{name} ({word})" for word, name in names.items()))
        )
    everywhere = page.snapshot.control
    [control] = records(everywhere[everywhere["place_id"] == place_id])
    now = f"{phrases.holding(control, page.actors)}, {phrases.since(control)}".removesuffix(", ")
    st.markdown(f"**{escaping.markdown(now)}**")
    if control["note"]:
        st.caption(escaping.markdown(control["note"]))

    intervals = page.timeline.control[page.timeline.control["place_id"] == place_id]
    st.markdown("##### Who held it, and when")
    if intervals.empty:
        st.caption("Nobody says. That is not to say that nobody held it.")
    else:
        first, last = page.selection.span
        span = days.number(first), days.number(last)
        lines = control_timeline.caption(intervals, page.actors)
        chart = control_timeline.chart(intervals, span, day, page.holders, theme())
        st.altair_chart(chart, key="strip", height=104, alt="; ".join(lines))
        _accounts(page, place_id)

    st.markdown("##### What happened there")
    events = page.snapshot.events
    feed(page, events[events["place_id"] == place_id], "place_feed")

    distances = gazetteer.distances(place_id)
    if distances:
        st.markdown("##### Straight-line distances")
        table = {
            "To": [page.places[item.place_id] for item in distances],
            "km": [round(item.km, 1) for item in distances],
            "miles": [round(item.miles, 1) for item in distances],
            "towards the": [item.wind for item in distances],
        }
        st.dataframe(table, hide_index=True, key="distances")
    everything = stated_distances(page.data.claims, page.data.events, gazetteer)
    _measured(page, [item for item in everything if place_id in (item.from_place, item.to_place)])
    st.markdown("##### In the gazetteer")
    row = gazetteer.row(place_id)
    point = gazetteer.point(place_id)
    _facts({
        "Position": f"{point[0]:.5f}, {point[1]:.5f} (WGS 84)" if point else "",
        "Known to within": "" if math.isnan(row["precision_km"]) else f"{row['precision_km']:g} km",
        "Kind": row["kind"], "Also written": str(row["aliases"]).replace(";", ", "),
        "GeoNames": row["geonames_id"], "Wikidata": row["wikidata_id"], "Note": row["note"],
    })  # fmt: skip


def _accounts(page: Page, place_id: str) -> None:
    """Every account of the place, also those that another goes before."""
    accounts = page.timeline.accounts
    rows = records(accounts[accounts["place_id"] == place_id])
    for number, row in enumerate(rows):
        text = f"{phrases.begun(row)}: {phrases.holding(row, page.actors)}"
        who = phrases.account(row["attribution"], page.actors)
        source = phrases.reference(row, page.sources)
        st.markdown(escaping.markdown(text))
        with st.container(horizontal=True, key=f"told-{number}", vertical_alignment="center"):
            lone = " · one party's word" if attribution.lone_account(row, rows) else ""
            st.caption(escaping.markdown(f"by {who} · confidence {row['confidence']}{lone}"))
            st.button(escaping.markdown(source), key=f"account-source-{number}", type="tertiary",
                      on_click=session.open_source, args=(row["source_id"],))  # fmt: skip


def _event(page: Page, row: Row) -> None:
    st.markdown(f"#### {escaping.markdown(row['title'])}")
    when = phrases.when(row)
    with st.container(horizontal=True, vertical_alignment="center"):
        place = row["place_id"]
        if place:
            name = escaping.markdown(page.places[place])
            st.button(name, icon=":material/place:", key="event_place",
                      on_click=session.open_place, args=(place,))  # fmt: skip
        st.button(when, icon=":material/event:", key="event_day", help="Go to this day",
                  on_click=session.go, args=(days.day(row["start"]),))  # fmt: skip
    if row["start"] > days.number(page.selection.day):
        st.caption("This is of a later day than the one shown: press its date to go there.")
    if row["summary"]:
        st.markdown(escaping.markdown(row["summary"]))
    actors = [page.actor_names[row[side]] for side in ("actor1", "actor2") if row[side]]
    _facts({
        "Kind": f"{row['event_type']}: {row['sub_event_type']}",
        "Actors": " and ".join(actors),
        "How sure": phrases.status(row, page.actors),
        "Who says so": phrases.account(row["attribution"], page.actor_names),
        "How its date was found": row["date_basis"],
        "Location": PRECISION.get(row["geo_precision"], ""),
        "Note": row["note"],
    })  # fmt: skip
    if attribution.lone_word(row):
        st.caption("This rests on one party's word; nothing else in the record supports it.")
    _source(page, row)
    claims = page.data.claims
    claims = claims[claims["event_id"] == row["event_id"]]
    _quantities(page, quantities(claims))
    _measured(page, stated_distances(claims, page.data.events, page.timeline.gazetteer))
    if not claims.empty:
        st.markdown("##### Claims")
    for number, claim in enumerate(records(claims)):
        amount = phrases.quantity(claim["low"], claim["high"], claim["unit"])
        who = attribution.by_whom(claim["claimant"], page.actor_names)
        with st.container(key=f"claim-{claim['status']}-{number}", gap=None):
            st.markdown(escaping.markdown(claim["text"]))
            parts = [who, claim["kind"], amount, claim["status"]]
            parts.append(phrases.reference(claim, page.sources))
            parts.append("one party's word" if attribution.lone_word(claim) else "")
            st.caption(escaping.markdown(" · ".join(part for part in parts if part)))


def _source(page: Page, row: Row) -> None:
    """The way to the source, and to all else that rests on it."""
    st.button(escaping.markdown(phrases.reference(row, page.sources)), icon=":material/menu_book:",
              key="event_source", help="All that rests on this source",
              on_click=session.open_source, args=(row["source_id"],))  # fmt: skip


def _quantities(page: Page, found: list[Quantity]) -> None:
    """Who gives which number: ranges side by side, never added up."""
    several = [item for item in found if len({row["claimant"] for row in item.claims}) > 1]
    if not several:
        return
    st.markdown("##### Numbers side by side")
    for number, item in enumerate(several):
        line = ranges.sentence(item, page.actors, page.sources)
        chart = ranges.picture(item, page.actors, page.sources, theme())
        st.altair_chart(chart, key=f"ranges-{number}", height=ranges.height(item), alt=line)
        st.caption(escaping.markdown(line))


def _measured(page: Page, found: list[StatedDistance]) -> None:
    """What the text says of a distance, beside what the gazetteer measures."""
    for item in found:
        said, so, verdict = attribution.measured(item, page.places)
        st.markdown("##### Measured against the text")
        _facts({
            f"{phrases.reference(item.claim, page.sources)} says": said,
            "Measured (geodesic)": so,
            "Compared": verdict,
        })  # fmt: skip


# ACLED's geo_precision in words.
PRECISION = {
    "1": "the town itself",
    "2": "near the town, or part of a region",
    "3": "only the region",
}


def _facts(facts: dict[str, str]) -> None:
    """Name and value, one a line, those that are known."""
    for name, value in facts.items():
        if value:
            st.markdown(f"**{escaping.markdown(name)}**  {escaping.markdown(str(value))}")
