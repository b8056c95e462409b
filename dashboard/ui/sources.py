"""The sources: each with its kind, its date, and everything that rests on it."""

import streamlit as st

from dashboard.model import days
from dashboard.model.codes import ALL
from dashboard.model.coverage import coverage
from dashboard.model.table import Row, records
from dashboard.render import coverage as cells
from dashboard.render import escaping
from dashboard.render.page import Page
from dashboard.ui import session
from dashboard.ui.map_panel import theme
from dashboard.view import attribution, phrases

PLACES = 20  # in the picture of coverage: those of which most is told
KINDS = {"article": "Articles", "background": "Background"}


def sources(page: Page) -> bool:
    """Show the list of sources, or what rests on one, if either is open."""
    chosen = page.selection.source
    if chosen is None:
        return False
    st.button("Back", icon=":material/arrow_back:", key="back", on_click=session.close)
    if chosen == ALL:
        _list(page)
    else:
        [row] = records(page.data.sources[page.data.sources["source_id"] == chosen])
        _source(page, row)
    return True


def _list(page: Page) -> None:
    st.markdown("#### Sources")
    _coverage(page)
    counts = {row["source_id"]: len(resting(page, row["source_id"])) for row in _rows(page)}
    number = 0
    for kind, title in KINDS.items():
        rows = [row for row in _rows(page) if row["kind"] == kind]
        if rows:
            st.markdown(f"##### {title}")
        for row in rows:
            with st.container(key=f"source-{number}", gap=None):
                st.button(escaping.markdown(phrases.source(row)), key=f"open-source-{number}",
                          type="tertiary", on_click=session.open_source,
                          args=(row["source_id"],))  # fmt: skip
                count = counts[row["source_id"]]
                rests = phrases.counted(count, "row") if count else "for dates and checks only"
                st.caption(escaping.markdown(f"{dated(row)} · {rests}"))
                if row["note"]:
                    st.caption(escaping.markdown(row["note"]))
            number += 1


def _rows(page: Page) -> list[Row]:
    return records(page.data.sources)


def _coverage(page: Page) -> None:
    """Which days and places rest on how many independent sources."""
    st.markdown("##### How many tell of it")
    table = coverage(page.data, page.timeline, page.selection.span)
    if table.empty:
        st.caption("Nothing is told of any place in these days.")
        return
    first, last = page.selection.span
    span = days.number(first), days.number(last)
    most = table["place_id"].value_counts().index[:PLACES]
    left_out = table["place_id"].nunique() - len(most)
    table = table[table["place_id"].isin(most)]
    chart = cells.picture(table, page.places, span, theme())
    st.altair_chart(chart, key="coverage",
                    alt="; ".join(_covered(page, row) for row in records(table)))  # fmt: skip
    st.caption(
        "Independent sources a day and place: the number in the cell. P: a party's own word and "
        "no independent source. A newspaper counts once, however often it says so."
        + (f" {phrases.counted(left_out, 'place')} with less not shown." if left_out else "")
    )


def _covered(page: Page, row: Row) -> str:
    word = cells.step(row["sources"], party=row["party"])
    return f"{page.places[row['place_id']]}, {phrases.short(days.day(row['first']))}: {word}"


def dated(row: Row) -> str:
    """When a source was published, as exactly as that is known."""
    kind = str(row["kind"])
    if row["published"] is None or row["published"] != row["published"]:  # NaT is not itself
        return f"{kind}, date not known"
    day = phrases.short(row["published"].date())
    precision = row["published_precision"]
    return f"{kind}, {day}" + (
        f", known to the {precision}" if precision not in ("", "day") else ""
    )


def resting(page: Page, source_id: str) -> list[tuple[str, Row]]:
    """The rows that rest on a source: ("event" | "control" | "claim", row), in file order."""
    tables = {"event": page.timeline.events, "control": page.timeline.accounts,
              "claim": page.data.claims}  # fmt: skip
    return [
        (kind, row)
        for kind, table in tables.items()
        for row in records(table[table["source_id"] == source_id])
    ]


def _source(page: Page, row: Row) -> None:
    st.markdown(f"#### {escaping.markdown(phrases.source(row))}")
    st.caption(escaping.markdown(dated(row)))
    if row["author"]:
        st.markdown(escaping.markdown(f"By {row['author']}"))
    if row["note"]:
        st.markdown(f"**About it, and how its date was found**  {escaping.markdown(row['note'])}")
    if row["url"]:
        st.link_button("Open it", row["url"])
    rows = resting(page, row["source_id"])
    st.markdown(f"##### {phrases.counted(len(rows), 'row rests', 'rows rest')} on it")
    for number, (kind, item) in enumerate(rows):
        SHOWN[kind](page, item, number)


def _event(page: Page, row: Row, number: int) -> None:
    lone = " · rests on one party's word" if attribution.lone_word(row) else ""
    _row(row["title"], f"Event · {phrases.when(row)} · {phrases.status(row, page.actors)} · "
         f"{phrases.paragraph(row)}{lone} · dated by: {row['date_basis']}",
         number, session.open_event, row["event_id"])  # fmt: skip


def _control(page: Page, row: Row, number: int) -> None:
    _row(f"{page.places[row['place_id']]} {attribution.state(row, page.actors)}",
         f"Control · {phrases.begun(row)} · by {phrases.account(row['attribution'], page.actors)} "
         f"· confidence {row['confidence']} · {phrases.paragraph(row)}",
         number, session.open_place, row["place_id"])  # fmt: skip


def _claim(page: Page, row: Row, number: int) -> None:
    lone = " · rests on one party's word" if attribution.lone_word(row) else ""
    _row(row["text"], f"Claim · {attribution.by_whom(row['claimant'], page.actors)} · "
         f"{row['status']} · {phrases.paragraph(row)}{lone}",
         number, session.open_event, row["event_id"])  # fmt: skip


SHOWN = {"event": _event, "control": _control, "claim": _claim}


def _row(title: str, caption: str, number: int, open_it: "session.Opens", what: str) -> None:
    with st.container(key=f"source-{number}", gap=None):
        st.button(escaping.markdown(title), key=f"open-rest-{number}", type="tertiary",
                  on_click=open_it, args=(what,))  # fmt: skip
        st.caption(escaping.markdown(caption.replace(" ·  · ", " · ")))
