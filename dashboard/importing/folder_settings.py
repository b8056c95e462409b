"""dataset.toml of an import: title, zone, countries, span, and the day it opens on."""

import json
from datetime import date, timedelta

import numpy as np
import pandas as pd

from dashboard.importing.countries import zones
from dashboard.importing.report import Report
from dashboard.model.dataset import Settings
from dashboard.model.safe_text import shortened, visible

LONGEST_TITLE = 200  # characters
MOST_COUNTRIES = 60  # of those with most events; the outlines of their regions are drawn


def settings(
    rows: pd.DataFrame, places: pd.DataFrame, report: Report, *, title: str, timezone: str
) -> Settings:
    """The settings; what is not given is taken from the rows, and the report says how."""
    first, last = rows["first"].min().date(), rows["last"].max().date()
    countries = rows["country"][rows["country"] != ""].value_counts().index[:MOST_COUNTRIES]
    if len(places) and not countries.size:
        report.notes.append("No country was recognised: add countries to dataset.toml.")
    return Settings(
        title=shortened(" ".join(title.split()), LONGEST_TITLE)
        or _title(report, rows, first, last),
        timezone=timezone or _zone([*countries], report),
        opens_on=fullest(rows["first"], last),
        span=(first, last),
        countries=tuple(sorted(countries)),
    )


def fullest(days: "pd.Series[pd.Timestamp]", last: date) -> date:
    """The last day of the seven with most events, counted back from the last day."""
    weeks = ((pd.Timestamp(last) - days).dt.days // 7).to_numpy()
    return last - timedelta(days=7 * int(np.bincount(weeks).argmax()))


def _title(report: Report, rows: pd.DataFrame, first: date, last: date) -> str:
    publishers = dict.fromkeys(file.export.split(",")[0] for file in report.files.values())
    years = f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    names = rows["country_name"][rows["country_name"] != ""].value_counts().index
    where = (
        f"{names[0]}, " if len(names) == 1 else f"{len(names)} countries, " if len(names) else ""
    )
    return visible(f"{' and '.join(publishers)}: {where}{years}")


def _zone(countries: list[str], report: Report) -> str:
    """The zone of the one country with one zone; else UTC, and which there would be."""
    known = zones(countries[0]) if len(countries) == 1 else []
    if len(known) == 1:
        report.notes.append(f"The time zone is {known[0]}, that of the country.")
        return known[0]
    why = f": the country has {', '.join(known)}" if known else ""
    report.notes.append(
        "The time zone is UTC; choose another with --timezone, or in dataset.toml" + why + "."
    )
    return "Etc/UTC"


def as_toml(made: Settings) -> str:
    """The file; JSON's strings and lists are TOML's too."""
    return (
        f"title = {json.dumps(made.title, ensure_ascii=False)}\n"
        f"timezone = {json.dumps(made.timezone)}\n"
        f"opens_on = {made.opens_on.isoformat()}\n"
        f"span = [{made.span[0].isoformat()}, {made.span[1].isoformat()}]\n"
        f"countries = {json.dumps([*made.countries])}\n"
    )
