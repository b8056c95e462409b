"""Makes data folders of any size: invented events around invented places over three years."""

import csv
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from dashboard.model.codes import EVENT_STATUS, EVENT_TYPES
from dashboard.model.schema import TABLES

SEED = 7
START = date(2015, 1, 1)
DAYS = 1095
EVERY = 30
SPAN = (START, START + timedelta(days=DAYS - 1))
SIDES = (("side-a", "blue", "solid"), ("side-b", "orange", "dots"), ("side-c", "green", "stripes"))
ROUGH = {"week": 0.03, "month": 0.02}  # the share of events whose day is not exactly known
TOLD = {"attribution": "reporting", "source_id": "wire"}

SETTINGS = f"""\
title = "Invented, to be measured"
timezone = "Asia/Baghdad"
opens_on = {START + timedelta(days=DAYS // 2)}
span = [{SPAN[0]}, {SPAN[1]}]
countries = ["IRQ"]
basemap = "none"
"""

Row = dict[str, str]


def folder(root: Path, size: int) -> Path:
    """The folder of so many events under `root`, made if it is not there; always the same."""
    made = root / f"events-{size}"
    if (made / "dataset.toml").exists():
        return made
    made.mkdir(parents=True, exist_ok=True)
    chance = random.Random(SEED)  # noqa: S311  # the same rows each time is what is wanted
    places = max(3, min(300, size // 40))
    rows = {
        "actors": list(_actors()),
        "sources": [{"source_id": "wire", "kind": "article", "publisher": "The Wire"}],
        "places": list(_places(chance, places)),
        "control": list(_control(chance, places)),
        "events": list(_events(chance, size, places)),
    }
    for table in TABLES:
        with (made / table.file).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [column.name for column in table.columns], restval="")
            writer.writeheader()
            writer.writerows(rows.get(table.name, []))
    (made / "dataset.toml").write_text(SETTINGS, encoding="utf-8")  # last: now it is complete
    return made


def _actors() -> Iterator[Row]:
    for actor, colour, pattern in SIDES:
        name = actor.replace("-", " ").title()
        yield {
            "actor_id": actor, "name": name, "short_name": name,
            "colour": colour, "pattern": pattern,
        }  # fmt: skip


def _places(chance: random.Random, places: int) -> Iterator[Row]:
    for number in range(places):
        yield {
            "place_id": f"town-{number}", "name": f"Town {number}", "kind": "town",
            "country": "IRQ", "precision_km": "2",
            "latitude": f"{chance.uniform(32, 36.5):.4f}",
            "longitude": f"{chance.uniform(41, 46):.4f}",
        }  # fmt: skip


def _control(chance: random.Random, places: int) -> Iterator[Row]:
    """Each place changes hands, or is contested for a while, a few times."""
    for number in range(places):
        day = START
        while day <= SPAN[1]:
            holder, other = chance.sample(SIDES, 2)
            contested = chance.random() < 0.15
            yield {
                "place_id": f"town-{number}", "date": day.isoformat(), "time_precision": "day",
                "controller": holder[0], "challenger": other[0] if contested else "",
                "status": "contested" if contested else "held", "confidence": "high", **TOLD,
            }  # fmt: skip
            day += timedelta(days=chance.randint(120, 500))


def _events(chance: random.Random, size: int, places: int) -> Iterator[Row]:
    """Events of every kind, more of them towards the end of the second year."""
    for number in range(size):
        kind = chance.choice(list(EVENT_TYPES))
        # The first ones come once in EVERY days, so that any longer step shows something new.
        steady = number * EVERY
        day = int(steady if steady < DAYS else chance.triangular(0, DAYS, DAYS * 0.7))
        precision = chance.choices(["day", *ROUGH], [1 - sum(ROUGH.values()), *ROUGH.values()])
        one, other = chance.sample(SIDES, 2)
        yield {
            "event_id": f"event-{number}",
            "date": (START + timedelta(days=day)).isoformat(), "time_precision": precision[0],
            "date_basis": "invented", "place_id": f"town-{chance.randrange(places)}",
            "geo_precision": "1", "event_type": kind,
            "sub_event_type": chance.choice(EVENT_TYPES[kind]),
            "title": f"Invented event {number}", "actor1": one[0], "actor2": other[0],
            "status": chance.choice(EVENT_STATUS), **TOLD,
        }  # fmt: skip
