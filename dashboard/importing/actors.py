"""Names of parties become actors, each as the export writes it: no two are ever made one.

"Military Forces of Iraq (2014-) Peshmerga" and "... Popular Mobilization Forces" share a state and
are different parties, so short names put the unit first and never stand for two.
"""

import re
from itertools import product

import pandas as pd

from dashboard.importing.identifiers import identifiers
from dashboard.model import codes
from dashboard.model.schema import ACTORS

YEARS = re.compile(r"\s*\(\d{4}\s*-\s*(\d{4})?\)")
# How a state's forces are called, and what stays of it: the unit if there is one, else the state.
SHORT = (
    (re.compile(r"(?:Military|Police) Forces of [^()]+\(\d{4}\s*-\s*(?:\d{4})?\)\s*(\w.+)"), "{0}"),
    (re.compile(r"Military Forces of (.+)"), "{0}, military"),
    (re.compile(r"Police Forces of (.+)"), "{0}, police"),
    (re.compile(r"Government of (.+)"), "{0}, government"),
)
LOOKS = [(colour, pattern) for pattern, colour in product(codes.PATTERNS, codes.COLOURS)]


def actors(rows: pd.DataFrame, holders: "pd.Series[str]") -> tuple[dict[str, str], pd.DataFrame]:
    """Identifiers by name, and the table as text; those that hold places get a colour."""
    sides = pd.concat([
        rows[["actor1", "side1"]].set_axis(["name", "side"], axis=1),
        rows[["actor2", "side2"]].set_axis(["name", "side"], axis=1),
    ])  # fmt: skip
    sides = sides[sides["name"] != ""].sort_values(["name", "side"], kind="stable")
    side = sides[sides["side"] != ""].drop_duplicates("name").set_index("name")["side"]
    names = [*sides["name"].unique()]
    ids = dict(zip(names, identifiers(names, "actor", codes.RESERVED["actors"]), strict=True))
    table = pd.DataFrame("", index=range(len(names)), columns=[c.name for c in ACTORS.columns])
    table["actor_id"] = [*ids.values()]
    table["name"] = names
    table["short_name"] = short_names(names)
    table["side"] = [side.get(name, "") for name in names]
    looks = dict(zip(holders.value_counts().index, LOOKS, strict=False))
    table["colour"] = [looks.get(name, ("", ""))[0] for name in names]
    table["pattern"] = [looks.get(name, ("", ""))[1] for name in names]
    return ids, table.astype("str")


def short_names(names: list[str]) -> list[str]:
    """What each is called on the map; the whole name where a shorter one would be another's."""
    short = [_short(name) for name in names]
    shared = pd.Series([name.casefold() for name in short], dtype="str").duplicated(keep=False)
    return [whole if both else name for whole, name, both in zip(names, short, shared, strict=True)]


def _short(name: str) -> str:
    for pattern, form in SHORT:
        if found := pattern.fullmatch(name):
            return form.format(YEARS.sub("", found[1]).strip())
    return YEARS.sub("", name).strip() or name
