"""What `geocode` says of each place, as lines."""

from collections.abc import Mapping

from dashboard.geocoding.choice import Around, Candidate, inside
from dashboard.geocoding.resolver import Option, Outcome
from dashboard.model.gazetteer import distance
from dashboard.model.safe_text import shortened, visible
from dashboard.model.schema import PLACES

LONGEST = 120  # characters of a candidate's name


def outcome_lines(outcome: Outcome, about: Around) -> list[str]:
    """What was taken for a place, or why nothing was, with every option numbered."""
    place, taken = outcome.place, outcome.taken
    if taken is None:
        lines = [f"{place.place_id}: left as it is, {visible(outcome.reason)}"]
        for number, option in enumerate(outcome.options, 1):
            lines.append(f"  {number}. {_option(option, outcome, about)}")
        return lines
    one = taken.candidate
    text = f"{place.place_id}: {_where(one)}"
    if one.precision_km is not None:
        text += f", within {one.precision_km:g} km"
    if place.point is not None:
        text += f", moved {distance(place.point, one.point).km:.1f} km"
    text += f': {_name(one)}, asked as "{shortened(taken.query)}"'
    if place.admin1 and one.region and not inside(one, place.admin1):
        # Often only another spelling, at times a namesake: a person should see it.
        text += f"; it is in {shortened(one.region)}, the row says {shortened(place.admin1)}"
    return [text]


def change_lines(number: int, row: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Every cell of a row that would change."""
    return [
        f'  {PLACES.file} row {number}, {name}: "{shortened(row[name])}" becomes "{new[name]}"'
        for name in row
        if name in new and row[name] != new[name]
    ]


def stay_lines(row: Mapping[str, str], *, asked: bool) -> list[str]:
    """A word on a row that stays without coordinates although nothing else says where it is."""
    if asked or row["latitude"] or row["outline"]:
        return []
    return [f"{row['place_id']}: left alone, it is marked as checked without coordinates"]


def _option(option: Option, outcome: Outcome, about: Around) -> str:
    """A candidate in a line: identifier, name, what, how important, where, how far."""
    one = option.candidate
    parts = [f"{visible(one.id)}: {_name(one)}", visible(one.type), _where(one)]
    if one.importance is not None:
        parts.append(f"importance {one.importance:.2f}")
    first = outcome.options[0].candidate
    if one != first:
        parts.append(f"{distance(first.point, one.point).km:,.1f} km from the first")
    if nearest := about.nearest(one.point, outcome.place.place_id):
        name, km = nearest
        parts.append(f"{km:,.0f} km from {shortened(name)}")
    text = "; ".join(filter(None, parts))
    return f"{text}; refused: {visible(option.refused)}" if option.refused else text


def _where(one: Candidate) -> str:
    return f"{one.point[0]:.5f}, {one.point[1]:.5f}"


def _name(one: Candidate) -> str:
    return shortened(one.name, LONGEST)
