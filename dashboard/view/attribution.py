"""Sentences on who says what: what a perspective did, and on what accounts differ.

Every function returns plain text; whoever shows it decides on Markdown and escapes.
"""

from dashboard.model import days
from dashboard.model.codes import ALL, ARTICLES, REPORTING
from dashboard.model.control import STATE
from dashboard.model.labels import Names
from dashboard.model.questions import Questions
from dashboard.model.selection import Filters, Selection
from dashboard.model.stated_distances import StatedDistance
from dashboard.model.table import Row
from dashboard.view import phrases

# How the two words that are no party's are shown.
TELLERS = {ALL: "All accounts", ARTICLES: "The articles alone"}
EXPLAINED = {
    ALL: "Reporting goes before a party's own word.",
    ARTICLES: "Without the background sources.",
}


def speaker(who: str, actors: Names) -> str:
    """Who tells it: "All accounts", "The articles alone", or the party's name."""
    return TELLERS.get(who) or actors.get(who, who)


def explained(who: str, timeline: Questions) -> str:
    """What there is to hear from a speaker: "2 records of control, 3 events"."""
    if who in EXPLAINED:
        return EXPLAINED[who]
    control, events = timeline.parties.get(who, (0, 0))
    parts = [phrases.counted(control, "record of control", "records of control")] if control else []
    parts += [phrases.counted(events, "event")] if events else []
    return ", ".join(parts)


def choice(timeline: Questions, selection: Selection) -> str:
    """What the perspective did on this day; "" for all accounts."""
    who = selection.according_to
    if who == ALL:
        return ""
    silent = int((~timeline.matching(Filters())).sum())
    without = f" {phrases.counted(silent, 'event')} left out, by others." if silent else ""
    if who == ARTICLES:
        without = f", {phrases.counted(silent, 'event')} with them" if silent else ""
        return f"{TELLERS[ARTICLES]}: background sources are left out{without}."
    day = days.number(selection.day)
    places, actors = timeline.labels.places, timeline.labels.actors
    rows = [
        row
        for place in timeline.gazetteer.ids
        for row in timeline.accounts_of(place)
        if row["start"] <= day < row["end"]
    ]
    own = [row for row in rows if row["attribution"] == who]
    reported = {row["place_id"]: row for row in rows if row["attribution"] == REPORTING}
    clauses = [_beside(row, reported.get(row["place_id"]), places, actors) for row in own]
    said = "; ".join(clauses) or "nothing on who holds what by this day, so reporting stands"
    return f"{speaker(who, actors)}: {said}.{without}"


def _beside(row: Row, reported: Row | None, places: Names, actors: Names) -> str:
    """A party's account beside that of reporting."""
    text = f"{places[row['place_id']]} {state(row, actors)}, as of {phrases.begun(row)}"
    if reported is None or reported["status"] == "unknown":
        return f"{text}, on which reporting is silent"
    if all(row[column] == reported[column] for column in STATE):
        return f"{text}, as reporting has it"
    return f"{text}; reporting disagrees ({state(reported, actors)})"


def state(row: Row, actors: Names) -> str:
    """A state as a predicate: "held by Peshmerga", "contested by Peshmerga and Federal Iraq"."""
    holder = actors.get(row["controller"], "")
    return {
        "held": f"held by {holder}",
        "contested": f"contested by {holder} and {actors.get(row['challenger'], '')}",
        "presence": f"with {holder} present",
    }.get(row["status"], "in unknown hands")


def by_whom(attribution: str, actors: Names) -> str:
    """Who says so, at the head of a line: "Reporting", "Peshmerga command"."""
    text = phrases.account(attribution, actors)
    return text[:1].upper() + text[1:]


def lone_word(row: Row) -> bool:
    """Whether an event or a claim rests on a single party's word, which nothing else supports."""
    who = row.get("claimant", row.get("attribution"))
    return who != REPORTING and row["status"] in ("reported", "claimed")


def lone_account(row: Row, accounts: list[Row]) -> bool:
    """Whether a party's account of a place is shared by no other that was in force with it."""
    return row["attribution"] != REPORTING and not any(
        other["attribution"] != row["attribution"]
        and other["start"] < row["end"]
        and row["start"] < other["end"]
        and all(other[column] == row[column] for column in STATE)
        for other in accounts
    )


def measured(item: StatedDistance, places: Names) -> tuple[str, str, str]:
    """A stated distance and the measured one: what is said, what is so, how they compare."""
    claim = item.claim
    amount = phrases.quantity(claim["low"], claim["high"], "")
    way = f" {claim['direction']}" if claim["direction"] else ""
    unit = {"mi": "miles"}.get(claim["unit"], claim["unit"])
    said = f"{amount} {unit}{way} of {places[item.from_place]}"
    if claim["unit"] != "km" and item.low == item.high:
        said += f" ({item.low:.1f} km)"
    line = item.measured
    so = f"{line.miles:.1f} miles ({line.km:.1f} km) {line.wind}"
    parts = []
    if round(abs(item.excess), 2):
        parts.append(f"{abs(item.excess):.0%} too {'long' if item.excess > 0 else 'short'}")
    if item.turned:
        parts.append(f"it lies to the {line.wind}, not {item.direction}")
    return said, so, "; ".join(parts) or "they agree"
