"""What a look-up found, as rows and as words."""

from dataclasses import dataclass
from typing import Any

from dashboard.model.gazetteer import Gazetteer, distance
from dashboard.model.lookup import ALIAS, NAME, NEAR, PART, Match
from dashboard.model.questions import Questions
from dashboard.model.selection import Filters
from dashboard.model.spelling import folded, sounded
from dashboard.model.table import records
from dashboard.view import phrases

Found = dict[str, Any]
MOST = 8  # actors, and events, that one look-up lists


@dataclass(frozen=True)
class Hit:
    """One row of what was found: what it is, and the words of its button."""

    id: str
    label: str
    more: str = ""  # the recorded spelling that matched


@dataclass(frozen=True)
class Group:
    """What was found of one kind, under its heading."""

    kind: str  # "place", "actor" or "event"
    heading: str
    hits: tuple[Hit, ...]
    left_out: int = 0


def groups(wanted: str, timeline: Questions) -> list[Group]:
    """Places by any spelling, actors by their names, events by the words of their titles.

    The words may stand in any order, and each may be the beginning of one. Kinds of which nothing
    was found are left out.
    """
    found = (_places(wanted, timeline), _actors(wanted, timeline), _events(wanted, timeline))
    return [group for group in found if group.hits]


def _places(wanted: str, timeline: Questions) -> Group:
    matches = timeline.lookup.find(wanted)
    sure = bool(matches) and matches[0].sure
    names = timeline.labels.places
    why = ("near" if one.how == NEAR else how(one) for one in matches)
    hits = (Hit(one.place_id, f"{names[one.place_id]} ({words})", one.spelling)
            for one, words in zip(matches, why, strict=True))  # fmt: skip
    return Group("place", "Places" if sure else "No place has that name. Near spellings:",
                 tuple(hits))  # fmt: skip


def _actors(wanted: str, timeline: Questions) -> Group:
    hits = [
        Hit(row["actor_id"], f"{row['name']}: show its events only")
        for row in records(timeline.data.actors)
        if _begin(sounded(folded(wanted)), sounded(folded(f"{row['name']} {row['short_name']}")))
    ]
    return Group("actor", "Actors", tuple(hits[:MOST]), max(0, len(hits) - MOST))


def _events(wanted: str, timeline: Questions) -> Group:
    ids, titles, starts, ends, precisions = timeline.columns(
        "event_id", "title", "start", "end", "time_precision"
    )
    # All that free text may match is more than the titles, and quick to ask for.
    likely = timeline.matching(Filters(text=wanted)).nonzero()[0]
    found = [place for place in likely if _begin(folded(wanted), folded(titles[place]))]
    newest = sorted(found, key=lambda place: -starts[place])
    when = (phrases.span(starts[at], ends[at], precisions[at]) for at in newest)
    hits = (
        Hit(ids[place], f"{phrases.capital(on)}: {titles[place]}")
        for place, on in zip(newest[:MOST], when, strict=False)
    )
    return Group("event", "Events", tuple(hits), max(0, len(newest) - MOST))


def _begin(wanted: str, text: str) -> bool:
    """Whether each word wanted begins one of the text's."""
    words, others = wanted.split(), text.split()
    return bool(words) and all(any(other.startswith(word) for other in others) for word in words)


def rows(matches: list[Match], gazetteer: Gazetteer) -> list[Found]:
    """One row for each match: the place, why it matched, where it is and who says so.

    `km_from_centre` is the geodesic from the middle of all located places; None stands for what
    is not known.
    """
    return [_row(match, gazetteer) for match in matches]


def _row(match: Match, gazetteer: Gazetteer) -> Found:
    place = gazetteer.row(match.place_id)
    point, centre = gazetteer.point(match.place_id), gazetteer.centre
    on = place["geocoded_on"]
    return {
        "place_id": match.place_id,
        "name": place["name"],
        "matched": match.spelling,
        "how": how(match),
        "score": match.score,
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "geocoder": place["geocoder"] or None,
        "geocoded_on": None if on != on else on.date().isoformat(),  # NaT is not itself
        "checked": place["checked"] == "yes",
        "km_from_centre": round(distance(centre, point).km, 1) if point and centre else None,
    }


def how(match: Match) -> str:
    """Why a place matched, in words."""
    return {
        NAME: "its name",
        ALIAS: f"its name in {match.language}" if match.language else "another spelling",
        NEAR: f"near, {match.score:.2f}",
        PART: "near, part of the name",
    }[match.how]


def heading(name: str, *, near: bool) -> str:
    """What the list beneath it is."""
    return f'No place is called "{name}". Near spellings:' if near else f'"{name}" is:'


def lines(found: list[Found]) -> list[str]:
    """The rows as columns of text that line up."""
    cells = [_cells(row) for row in found]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return [
        "  "
        + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]


def _cells(row: Found) -> tuple[str, ...]:
    located = row["latitude"] is not None
    located_by = " ".join(filter(None, [row["geocoder"], row["geocoded_on"]])) or "not said by whom"
    return (
        row["place_id"],
        row["name"],
        f"{row['how']}: {row['matched']}",
        f"{row['latitude']:.5f}, {row['longitude']:.5f}" if located else "no coordinates",
        located_by + (", checked" if row["checked"] else ""),
        f"{row['km_from_centre']:g} km from the middle of the places" if located else "",
    )
