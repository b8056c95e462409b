"""Everything known of each place and event, as cards that a reader opens without a server."""

from collections.abc import Iterator

from dashboard.model.stated_distances import stated_distances
from dashboard.model.table import Row, Table, records
from dashboard.render.page import Page
from dashboard.render.payload import Json
from dashboard.view import attribution, phrases


def cards(page: Page) -> Json:
    """`places` and `events` by id; a card is { title, lines, facts, lists, link }, all text."""
    links = {row["source_id"]: row["url"] for row in records(page.data.sources)}
    accounts = _by(page.timeline.accounts, "place_id")
    claims = _by(page.data.claims, "event_id")
    events = records(page.timeline.events)
    return {
        "places": {
            place: _place(page, place, accounts.get(place, []))
            for place in page.timeline.gazetteer.ids
        },
        "events": {
            row["event_id"]: _event(page, row, claims.get(row["event_id"], []), links)
            for row in events
        },
    }


def _by(table: Table, column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in records(table):
        found.setdefault(row[column], []).append(row)
    return found


def _place(page: Page, place_id: str, accounts: list[Row]) -> Json:
    gazetteer = page.timeline.gazetteer
    row, point = gazetteer.row(place_id), gazetteer.point(place_id)
    names = " · ".join(f"{name} ({word})" for word, name in gazetteer.local_names(place_id).items())
    distances = [
        f"{page.places[item.place_id]}: {item.km:.1f} km ({item.miles:.1f} miles) {item.wind}"
        for item in gazetteer.distances(place_id)
    ]
    rough = row["precision_km"] == row["precision_km"]  # NaN is not itself
    return _card(
        row["name"],
        lines=[names],
        facts={
            "Kind": row["kind"],
            "Position": f"{point[0]:.5f}, {point[1]:.5f} (WGS 84)" if point else "",
            "Known to within": f"{row['precision_km']:g} km" if rough else "",
            "Also written": str(row["aliases"]).replace(";", ", "),
            "Note": row["note"],
        },
        lists={
            "Who held it, by every account": [*_accounts(page, accounts)],
            "Straight-line distances": distances,
        },
    )


def _accounts(page: Page, rows: list[Row]) -> Iterator[str]:
    for row in rows:
        who = phrases.account(row["attribution"], page.actors)
        lone = "; one party's word" if attribution.lone_account(row, rows) else ""
        yield (
            f"{phrases.begun(row)}: {phrases.holding(row, page.actors)}, by {who}, confidence "
            f"{row['confidence']}{lone} ({phrases.reference(row, page.sources)})"
        )


def _event(page: Page, row: Row, claims: list[Row], links: dict[str, str]) -> Json:
    actors = [page.actor_names[row[side]] for side in ("actor1", "actor2") if row[side]]
    lone = "This rests on one party's word; nothing else in the record supports it."
    table = page.data.claims
    measures = stated_distances(table[table["event_id"] == row["event_id"]], page.data.events,
                      page.timeline.gazetteer) if claims else []  # fmt: skip
    measured = [
        f"{said}; measured: {so}. {verdict}."
        for said, so, verdict in (attribution.measured(item, page.places) for item in measures)
    ]
    where = page.places.get(row["place_id"], "no place on the map")
    return _card(
        row["title"],
        lines=[
            f"{where}, {phrases.when(row)}",
            row["summary"],
            lone if attribution.lone_word(row) else "",
        ],
        facts={
            "Kind": f"{row['event_type']}: {row['sub_event_type']}",
            "Actors": " and ".join(actors),
            "How sure": phrases.status(row, page.actors),
            "Who says so": phrases.account(row["attribution"], page.actor_names),
            "Source": phrases.reference(row, page.source_labels),
            "How its date was found": row["date_basis"],
            "Note": row["note"],
        },
        lists={"Claims": [_claim(page, claim) for claim in claims], "Measured": measured},
        link=links.get(row["source_id"], ""),
    )


def _claim(page: Page, claim: Row) -> str:
    amount = phrases.quantity(claim["low"], claim["high"], claim["unit"])
    parts = [
        attribution.by_whom(claim["claimant"], page.actor_names), claim["kind"], amount,
        claim["status"], phrases.reference(claim, page.sources),
        "one party's word" if attribution.lone_word(claim) else "",
    ]  # fmt: skip
    return f"{claim['text']} ({', '.join(part for part in parts if part)})"


def _card(
    title: str, lines: list[str], facts: dict[str, str], lists: dict[str, list[str]], link: str = ""
) -> Json:
    """What is empty is left out."""
    return {
        "title": title,
        "lines": [line for line in lines if line],
        "facts": [[name, fact] for name, fact in facts.items() if fact],
        "lists": [
            {"heading": heading, "items": items} for heading, items in lists.items() if items
        ],
        "link": link,
    }
