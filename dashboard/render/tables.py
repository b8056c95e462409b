"""Tables that leave the page: the gazetteer with what rests on each place, as CSV and GeoJSON."""

import json
from collections import Counter
from collections.abc import Mapping
from math import isnan

import pandas as pd

from dashboard.model.dataset import Dataset
from dashboard.model.errors import Problem
from dashboard.model.lookup import spellings
from dashboard.model.questions import Questions
from dashboard.model.scenes import Scene, rows
from dashboard.model.schema import SCENES
from dashboard.model.table import Row, records
from dashboard.render import escaping

SHOWN = ("name", "problems", "spellings", "latitude", "longitude", "precision_km", "geocoder",
         "geocoded_on", "checked", "events", "changes", "place_id")  # fmt: skip
COLUMNS = sorted(
    ["kind", *SHOWN], key=lambda name: (name != "place_id", name != "name", name != "kind")
)


def places(
    data: Dataset, timeline: Questions, warnings: Mapping[str, list[Problem]]
) -> pd.DataFrame:
    """The gazetteer: one row a place with its spellings, where it is, who says so, and what is
    told of it (`events`, `changes` of control, `problems` by `warnings`, by place id).
    """
    events = Counter(timeline.columns("place_id")[0])
    return pd.DataFrame([
        {
            "place_id": row["place_id"], "name": row["name"], "kind": row["kind"],
            "spellings": "; ".join(dict.fromkeys(name for name, _, _ in spellings(row))),
            "latitude": row["latitude"], "longitude": row["longitude"],
            "precision_km": row["precision_km"], "geocoder": row["geocoder"],
            "geocoded_on": "" if pd.isna(row["geocoded_on"]) else f"{row['geocoded_on']:%Y-%m-%d}",
            "checked": row["checked"], "events": events[row["place_id"]],
            "changes": len(timeline.accounts_of(row["place_id"])),
            "problems": " ".join(f"{_sentence(one)}." for one in warnings.get(row["place_id"], ())),
        }
        for row in records(data.places)
    ], columns=COLUMNS)  # fmt: skip


def _sentence(problem: Problem) -> str:
    return problem.remedy[:1].upper() + problem.remedy[1:]


def csv(table: pd.DataFrame) -> bytes:
    """The table for a spreadsheet: UTF-8 with a byte-order mark, texts never taken for formulas."""
    safe = table.apply(lambda column: column.map(escaping.cell))
    # RFC 4180's line ends; the writer quotes a lone carriage return only where they have one.
    text: str = safe.to_csv(index=False, lineterminator="\r\n")
    return text.encode("utf-8-sig")


def scenes(kept: list[Scene]) -> bytes:
    """The scenes as `scenes.csv`: to be read again, so every text is as it was written."""
    columns = [column.name for column in SCENES.columns]
    table = pd.DataFrame(rows(kept), columns=columns)
    return table.to_csv(index=False, lineterminator="\r\n").encode()


def geojson(table: pd.DataFrame) -> bytes:
    """The places as a FeatureCollection (RFC 7946): points, and no geometry where there is none."""
    return collection([_feature(row) for row in records(table)])


def collection(features: list[Row], **foreign: object) -> bytes:
    """A FeatureCollection with such features, and what else is to be said of all of them.

    A NaN anywhere in it is refused (ValueError): JSON has no such number.
    """
    whole = {"type": "FeatureCollection", **foreign, "features": features}
    return json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False).encode()


def _feature(row: Row) -> Row:
    located = not isnan(row["latitude"])
    point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
    rest = {
        name: None if isinstance(value, float) and isnan(value) else value
        for name, value in row.items()
        if name not in ("latitude", "longitude")
    }
    return {
        "type": "Feature",
        "id": row["place_id"],
        "geometry": point if located else None,
        "properties": rest,
    }
