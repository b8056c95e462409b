"""Names and coordinates of events become places: near spellings and small offsets are one place.

Spots of the same name and country within SAME_KM of the one with most rows are one place; so are
spots within NEAR_KM whose names are alike by ALIKE of 100 and have the same digits. Every join is
reported.
"""

import re
from typing import Any

import numpy as np
import pandas as pd
from rapidfuzz import fuzz

from dashboard.importing.coordinates import repaired
from dashboard.importing.distances import near_pairs, on_sphere
from dashboard.importing.identifiers import identifiers
from dashboard.importing.reasons import Reason
from dashboard.importing.report import Report
from dashboard.model.codes import RESERVED
from dashboard.model.safe_text import shortened
from dashboard.model.schema import PLACES
from dashboard.model.spelling import folded
from dashboard.model.validation import rows as row_rules

SAME_KM = 5.0
NEAR_KM = 2.0
ALIKE = 92.0
ROUGH_KM = 25.0  # places known worse than this are areas
COUNTRY_KM = 500.0  # what is known no better has no place, and that is said elsewhere
SPOT = ["place", "country", "latitude", "longitude"]  # what makes a spot


def placed(rows: pd.DataFrame, report: Report) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows with `place_id` and `place_name`, and the table of places, as text."""
    named = rows["place"] != ""
    groups = rows[named].groupby(SPOT, dropna=False, sort=True)
    spot_of = groups.ngroup().reindex(rows.index, fill_value=-1)
    spots = groups.agg(
        count=("row", "size"), radius=("radius", "min"), admin1=("admin1", "first")
    ).reset_index()
    known = {name: folded(name) or name for name in spots["place"].unique()}
    spots["folded"] = spots["place"].map(known)
    spots, done = repaired(spots)
    owner, joins = _joined(spots)
    report.joins += [_sentence(spots, *join) for join in joins]
    table = _table(spots, owner)
    table, stray = _without_strays(table)
    rough = pd.to_numeric(table["precision_km"]) > ROUGH_KM
    # An area has to be somewhere: one that is not is a site until it is looked up.
    table["kind"] = np.where(rough, np.where(table["latitude"] == "", "site", "area"), "town")
    done |= {spot: Reason.SEEMS_SWAPPED for spot, home in owner.items() if home in stray}
    done_by_row = spot_of.map(done)
    for reason in dict.fromkeys(done.values()):
        report.mark(reason, rows[done_by_row == reason])
    moved = {spot for spot, home in owner.items() if spot != home}
    report.mark(Reason.JOINED, rows[spot_of.isin(moved)])
    report.mark(Reason.NO_PLACE, rows[~named & (rows["radius"] < COUNTRY_KM)])
    home = table[["place_id", "name"]].astype("str").reindex(spot_of.map(owner)).fillna("")
    rows = rows.assign(place_id=home["place_id"].array, place_name=home["name"].array)
    return rows, table.reset_index(drop=True)


def _joined(spots: pd.DataFrame) -> tuple[dict[int, int], list[tuple[int, int, float]]]:
    """The main spot of each spot, and the joins: spot, main spot, kilometres (NaN: no point)."""
    order = spots.sort_values(["count"], ascending=False, kind="stable").index
    rank = {int(spot): place for place, spot in enumerate(order)}
    located = spots["latitude"].notna()
    at = on_sphere(spots[["latitude", "longitude"]].to_numpy(dtype=float))
    owner = {int(spot): int(spot) for spot in spots.index}
    joins: list[tuple[int, int, float]] = []

    def join(spot: int, main: int, far: float) -> None:
        owner[spot] = main
        joins.append((spot, main, far))

    for members in spots.groupby(["folded", "country"], sort=False).groups.values():
        if len(members) == 1:
            continue
        mains: list[int] = []
        for spot in sorted((int(member) for member in members), key=rank.__getitem__):
            if not located[spot]:
                continue
            near = [(far, main) for main in mains
                    if (far := float(np.linalg.norm(at[spot] - at[main]))) <= SAME_KM]  # fmt: skip
            if near:
                far, main = min(near)
                join(spot, main, far)
            else:
                mains.append(spot)
        for spot in (int(member) for member in members if not located[member]):
            if len(mains) == 1:  # of several it is not certain which is meant
                join(spot, mains[0], float("nan"))
    mains = [spot for spot in owner if owner[spot] == spot and located[spot]]
    points = spots.loc[mains, ["latitude", "longitude"]].to_numpy(dtype=float)
    pairs = []
    for one, other, far in near_pairs(points, NEAR_KM):
        less, more = sorted((mains[one], mains[other]), key=rank.__getitem__, reverse=True)
        if score := _alike(spots.loc[less], spots.loc[more]):
            pairs.append((-score, rank[less], less, more, far))
    taken: set[int] = set()
    for _, _, less, more, far in sorted(pairs):
        if owner[less] == less and owner[more] == more and less not in taken:
            taken.add(more)  # it keeps its own: no chains of near names
            join(less, more, far)
    return {spot: owner[main] for spot, main in owner.items()}, joins


def _alike(one: Any, other: Any) -> float:
    """How alike two names are, 0 where they are not enough so or differ in a digit."""
    if one["country"] != other["country"]:
        return 0.0
    if re.findall(r"\d+", one["folded"]) != re.findall(r"\d+", other["folded"]):
        return 0.0
    return float(fuzz.ratio(one["folded"], other["folded"], score_cutoff=ALIKE))


def _sentence(spots: pd.DataFrame, spot: int, main: int, far: float) -> str:
    one, other = spots.loc[spot].to_dict(), spots.loc[main].to_dict()
    where = f"{far:.1f} km away" if far == far else "which has coordinates"
    at = f" at {one['latitude']:.4f}, {one['longitude']:.4f}" if far == far else ""
    return (
        f'"{shortened(one["place"])}"{at} ({_rows(one["count"])}) was joined with '
        f'"{shortened(other["place"])}" ({_rows(other["count"])}), {where}.'
    )


def _rows(count: int) -> str:
    return f"{count:,} row{'' if count == 1 else 's'}"


def _table(spots: pd.DataFrame, owner: dict[int, int]) -> pd.DataFrame:
    """The places as text, indexed by their main spot."""
    home = spots.index.map(owner)
    radius = spots.groupby(home)["radius"].min()
    spellings = spots.groupby(home)["place"].agg(list)
    mains = spots.loc[radius.index]
    table = pd.DataFrame("", index=mains.index, columns=[column.name for column in PLACES.columns])
    table["name"] = mains["place"]
    table["admin1"] = mains["admin1"].fillna("")
    table["country"] = mains["country"]
    for column in ("latitude", "longitude"):
        table[column] = [_degrees(value, km) for value, km in
                         zip(mains[column], radius, strict=True)]  # fmt: skip
    located = mains["latitude"].notna()
    table["precision_km"] = [f"{km:g}" for km in radius]
    table["geocoder"] = ["the export" if at else "" for at in located]
    table["checked"] = "no"
    table["aliases"] = [
        ";".join(dict.fromkeys(other.replace(";", ",") for other in others if other != name))
        for name, others in zip(mains["place"], spellings, strict=True)
    ]
    table["place_id"] = _ids(table)
    return table.astype("str")


def _ids(table: pd.DataFrame) -> list[str]:
    """By name; namesakes are told apart by their region, then by a number."""
    shared = table["name"].duplicated(keep=False)
    names = [
        f"{name} {region}" if twice and region else name
        for name, region, twice in zip(table["name"], table["admin1"], shared, strict=True)
    ]
    return identifiers(names, "place", RESERVED["places"])


def _degrees(value: float, km: float) -> str:
    """No more digits than the place is exact to."""
    if value != value:
        return ""
    return f"{value:.{5 if km < ROUGH_KM else 4}f}".rstrip("0").rstrip(".")


def _without_strays(table: pd.DataFrame) -> tuple[pd.DataFrame, set[int]]:
    """The places without coordinates that `check` would take for exchanged ones."""
    table = table.copy()
    found: set[int] = set()
    while stray := {int(problem.row or 0) for problem in row_rules.swapped(table)}:
        table.loc[[*stray], ["latitude", "longitude", "geocoder"]] = ""
        found |= stray
    return table, found
