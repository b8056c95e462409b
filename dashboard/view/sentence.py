"""The sentence of a day: what changed hands, else what happened, else what was last before.

Every function returns plain text; whoever shows it decides on Markdown and escapes.
"""

from bisect import bisect_left
from datetime import date

from dashboard.model import days
from dashboard.model.codes import EVENT_TYPES, REPORTING, TERRITORIAL
from dashboard.model.labels import Names
from dashboard.model.questions import Counts, Questions
from dashboard.model.selection import Selection
from dashboard.model.table import Row
from dashboard.view import phrases

EVENT_WEIGHT = {kind: weight for weight, kind in enumerate(EVENT_TYPES)}

# What a day without a change of control says; the single file's browser fills these in too.
QUIET = {
    "several": "{title}, and {more}.",
    "one": "{title}.",
    "lasting": "{title}, {when}.",
    "nothing": "Nothing is recorded up to this day.",
    "filtered": "No event on this day, as filtered.",
    "none": "No event on this day.",
    "ended": "The record ends on {last}.",
    "changed": "Last change of control, {when}: {clauses}.",
    "later": "The last event before: {title}.",
}
LASTING = 1  # days from first to last: an event of two days is news on both
# When a contested place is no longer so, as `control.csv` has it from the next day.
OUTCOME = "{holder} {when}"
PASSING = (", and passes to {outcome}", ", and pass to {outcome}")  # one place, several
SAME_DAY, NEXT_DAY = "by the end of the day", "the next day"
NAMED = 3  # places that a clause names, and clauses of a sentence; of more, it counts the rest


def of_day(timeline: Questions, selection: Selection, counts: Counts, changes: list[Row]) -> str:
    """What changed hands, else what happened, else what was last before."""
    if changes:
        return changed(changes, timeline, selection.day) + "."
    if counts.exact:
        return quiet(timeline.today(selection), counts, None, None, None)
    before = last_change(timeline, selection.day)
    said = before and changed(timeline.changes_on(before), timeline, before)
    ended = timeline.span[1] if timeline.span and timeline.span[1] < selection.day else None
    return quiet(
        timeline.today(selection) if counts.today else [],
        counts,
        (before, said) if before and said else None,
        timeline.last_over(selection) if before is None else None,
        ended,
    )


def last_change(timeline: Questions, day: date) -> date | None:
    """The last day before on which a place changed hands."""
    at = bisect_left(timeline.change_days, days.number(day))
    return days.day(timeline.change_days[at - 1]) if at else None


def changed(changes: list[Row], timeline: Questions, day: date) -> str:
    """The changes of a day in one sentence, with how it ends where that is known."""
    labels = timeline.labels
    endings = {row["place_id"]: ending(row, timeline, day) for row in changes}
    named = timeline.perspective.party is not None  # where a party tells it, reporting does not
    return clauses(changes, labels.places, labels.actors, endings, name_reporting=named)


def ending(row: Row, timeline: Questions, day: date) -> str:
    """How the contest of a place ends with the day, from its row of `control_on`; "" if it goes on.

    Control is recorded by whole days: a town taken by evening is its new holder's from the next
    day. Where an event of the day itself tells of the transfer, so does this.
    """
    if row["status"] != "contested" or row["end"] != days.number(day) + 1:
        return ""
    after = timeline.held(row["place_id"], days.day(row["end"]))
    if after["status"] != "held":
        return ""
    own = Selection(day, (day, day), window=1)
    taken = any(
        event["sub_event_type"] in TERRITORIAL
        and event["actor1"] == after["controller"]
        and event["start"] == event["end"]
        and event["status"] in ("reported", "confirmed")
        for event in timeline.feed(own, place=row["place_id"])[0]
    )
    return outcome(timeline.labels.actors[after["controller"]], same_day=taken)


def quiet(
    today: list[Row], counts: Counts, before: tuple[date, str] | None, latest: Row | None,
    ended: date | None,
) -> str:  # fmt: skip
    """A day without a change of control: what happened, else what was last before.

    `today` are the events of the day, newest first; `before` is the last change, when and what;
    `latest` is the event that ended last before; `ended` is the record's last day, if that is over.
    """
    exact = [row for row in today if row["start"] == row["end"]]
    if exact:
        first = min(exact, key=lambda row: EVENT_WEIGHT[row["event_type"]])
        more = phrases.counted(len(exact) - 1, "more event")
        return QUIET["several" if exact[1:] else "one"].format(title=first["title"], more=more)
    lasting = [row for row in today if row["end"] - row["start"] <= LASTING]
    if lasting:
        return QUIET["lasting"].format(title=lasting[0]["title"], when=phrases.when(lasting[0]))
    if not counts.total and before is None:
        return QUIET["nothing"]
    lead = "ended" if ended else "filtered" if counts.shown < counts.total else "none"
    words = [QUIET[lead].format(last=ended and phrases.short(ended))]
    if before is not None:
        words.append(QUIET["changed"].format(when=phrases.short(before[0]), clauses=before[1]))
    elif latest is not None:
        words.append(QUIET["later"].format(title=latest["title"]))
    return " ".join(words)


# What a place does on the day its state begins, by status: for one place and for several.
BRIEFLY = {
    "held": ("passes to {holder}", "pass to {holder}"),
    "presence": ("sees {holder}", "see {holder}"),
    "contested": ("is contested", "are contested"),
    "unknown": ("is in unknown hands", "are in unknown hands"),
}


def clauses(
    changes: list[Row], places: Names, actors: Names, outcomes: Names, *,
    name_reporting: bool = False,
) -> str:  # fmt: skip
    """What changed hands: a clause for each new state, naming the places that came to it.

    A clause that rests on a party's account names the party; where a party tells it all, one that
    rests on reporting names that. `outcomes` say by place how the day
    ends there, where that is known.
    """
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for status in BRIEFLY:
        for row in changes:
            if row["status"] == status:
                holder = actors.get(row["controller"], "") if "{" in BRIEFLY[status][0] else ""
                own = row["attribution"]
                party = "" if own == REPORTING and not name_reporting else own
                outcome = outcomes.get(row["place_id"], "")
                key = status, holder, party, outcome
                found.setdefault(key, []).append(places[row["place_id"]])
    said = [
        f"{_some(names)} {BRIEFLY[status][len(names) > 1].format(holder=holder)}"
        + (f", according to {phrases.account(party, actors)}" if party else "")
        + (PASSING[len(names) > 1].format(outcome=outcome) if outcome else "")
        for (status, holder, party, outcome), names in found.items()
    ]
    more = sum(map(len, [*found.values()][NAMED:]))
    rest = [f"and {phrases.counted(more, 'more change')}"] if more else []
    return phrases.capital("; ".join([*said[:NAMED], *rest]))


def outcome(holder: str, *, same_day: bool) -> str:
    """How a contest ends: "Federal Iraq by the end of the day"."""
    return OUTCOME.format(holder=holder, when=SAME_DAY if same_day else NEXT_DAY)


def _some(names: list[str]) -> str:
    """The first names, and how many more there are."""
    more = len(names) - NAMED
    return phrases.listed([*names[:NAMED], f"{more:,} more"] if more > 1 else names)


def _passes(row: Row, actors: Names) -> str:
    """The predicate of a change of control, with a leading space."""
    holder = actors.get(row["controller"], "")
    if row["status"] == "contested":
        return f" is contested between {holder} and {actors.get(row['challenger'], '')}"
    if row["status"] == "presence":
        return f" sees {holder}"
    if row["status"] == "unknown":
        return " is in unknown hands"
    before = actors.get(row["before"], "")
    origin = f" from {before}" if before and before != holder else ""
    return f" passes{origin} to {holder}"


def change(row: Row, places: Names, actors: Names) -> str:
    """One change of control as a clause: "Kirkuk passes from Peshmerga to Federal Iraq"."""
    return places[row["place_id"]] + _passes(row, actors)
