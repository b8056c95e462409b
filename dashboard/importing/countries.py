"""Names of countries become codes, and codes time zones, by the tables of the IANA database."""

from functools import cache
from importlib.resources import files

import pandas as pd
import tzdata

from dashboard.importing.cells import looked_up
from dashboard.model.countries import three_letters, two_letters
from dashboard.model.spelling import folded

# What ACLED and UCDP call a country where the database calls it otherwise.
OTHERWISE = {
    "Democratic Republic of Congo": "CD",
    "DR Congo (Zaire)": "CD",
    "Republic of Congo": "CG",
    "Congo": "CG",
    "Central African Republic": "CF",
    "Ivory Coast": "CI",
    "eSwatini": "SZ",
    "Kingdom of eSwatini (Swaziland)": "SZ",
    "Zimbabwe (Rhodesia)": "ZW",
    "Madagascar (Malagasy)": "MG",
    "Cabo Verde": "CV",
    "The Gambia": "GM",
    "Myanmar": "MM",
    "Cambodia (Kampuchea)": "KH",
    "Vietnam (North Vietnam)": "VN",
    "Yemen (North Yemen)": "YE",
    "Russia (Soviet Union)": "RU",
    "Serbia (Yugoslavia)": "RS",
    "North Macedonia": "MK",
    "Macedonia, FYR": "MK",
    "Bosnia-Herzegovina": "BA",
    "Kosovo": "XK",
    "Czechia": "CZ",
    "United Kingdom": "GB",
    "United States of America": "US",
    "North Korea": "KP",
    "South Korea": "KR",
    "Turkiye": "TR",
    "Timor-Leste": "TL",
    "Dominican Republic": "DO",
}


def _table(name: str) -> list[list[str]]:
    text = (files(tzdata) / "zoneinfo" / name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _codes() -> dict[str, str]:
    """Two letters by compared name."""
    known = {_compared(name): code for code, name in _table("iso3166.tab")}
    return known | {_compared(name): code for name, code in OTHERWISE.items()}


def _compared(name: str) -> str:
    return " ".join(word for word in folded(name).split() if word not in ("and", "the"))


def _code(name: str) -> str:
    """Three letters; "" for a stranger."""
    whole, bare = _compared(name), _compared(name.split("(")[0])
    return three_letters(_codes().get(whole) or _codes().get(bare, "")) if bare else ""


def country_codes(names: "pd.Series[str]", iso3: "pd.Series[str]") -> "pd.Series[str]":
    """Three letters for each row, from the export's own code where it has one; "" for none."""
    own = looked_up(iso3, {code: three_letters(code) for code in iso3.unique() if len(code) == 3})
    named = looked_up(names, {name: _code(name) for name in names.unique()})
    return own.mask(own == "", named)


def zones(country: str) -> list[str]:
    """The time zones of a country (three letters)."""
    return [row[2] for row in _table("zone.tab") if row[0] == two_letters(country)]
