"""What a look-up found, as rows and as words."""

from typing import Any

from dashboard.model.gazetteer import Gazetteer, distance
from dashboard.model.lookup import ALIAS, NAME, NEAR, Match

Found = dict[str, Any]


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
