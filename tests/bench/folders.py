"""Makes data folders of any size: invented events around invented places."""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dashboard.model.codes import COLOURS, EVENT_STATUS, EVENT_TYPES, PATTERNS
from dashboard.model.schema import TABLES

SEED = 7
EVERY = 30
ROUGH = {"week": 0.03, "month": 0.02}  # the share of events whose day is not exactly known
SOURCE = {"attribution": "reporting", "source_id": "wire"}

SETTINGS = """\
title = "Invented, to be measured"
timezone = "Asia/Baghdad"
opens_on = {middle}
span = [{first}, {last}]
countries = ["IRQ"]
basemap = "none"
"""

Row = dict[str, str]


@dataclass(frozen=True)
class Shape:
    """How much a folder holds."""

    events: int
    places: int
    actors: int = 3
    first: date = date(2015, 1, 1)
    days: int = 1095

    @property
    def last(self) -> date:
        """The last day, itself included."""
        return self.first + timedelta(days=self.days - 1)

    @property
    def name(self) -> str:
        """What the folder is called."""
        return f"events-{self.events}-places-{self.places}-actors-{self.actors}-days-{self.days}"


LARGE = Shape(events=100_000, places=1_000, actors=50, first=date(1995, 1, 1), days=30 * 365)


def folder(root: Path, size: int) -> Path:
    """The folder of so many events in three years, as `made` makes it."""
    return made(root, Shape(size, max(3, min(300, size // 40))))


def made(root: Path, shape: Shape) -> Path:
    """The folder of this shape under `root`, made if it is not there; always the same."""
    path = root / shape.name
    if (path / "dataset.toml").exists():
        return path
    path.mkdir(parents=True, exist_ok=True)
    chance = random.Random(SEED)  # noqa: S311  # the same rows each time is what is wanted
    rows = {
        "actors": list(_actors(shape)),
        "sources": [{"source_id": "wire", "kind": "article", "publisher": "The Wire"}],
        "places": list(_places(chance, shape)),
        "control": list(_control(chance, shape)),
        "events": list(_events(chance, shape)),
    }
    for table in TABLES:
        with (path / table.file).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [column.name for column in table.columns], restval="")
            writer.writeheader()
            writer.writerows(rows.get(table.name, []))
    middle = shape.first + timedelta(days=shape.days // 2)
    settings = SETTINGS.format(middle=middle, first=shape.first, last=shape.last)
    (path / "dataset.toml").write_text(settings, encoding="utf-8")  # last: now it is complete
    return path


def _actors(shape: Shape) -> Iterator[Row]:
    for number in range(shape.actors):
        name = f"Side {number}"
        yield {
            "actor_id": f"side-{number}", "name": name, "short_name": name,
            "colour": COLOURS[number % len(COLOURS)],
            "pattern": PATTERNS[number % len(PATTERNS)],
        }  # fmt: skip


def _two(chance: random.Random, shape: Shape) -> tuple[str, str]:
    one, other = chance.sample(range(shape.actors), 2)
    return f"side-{one}", f"side-{other}"


def _places(chance: random.Random, shape: Shape) -> Iterator[Row]:
    for number in range(shape.places):
        yield {
            "place_id": f"town-{number}", "name": f"Town {number}", "kind": "town",
            "country": "IRQ", "precision_km": "2",
            "latitude": f"{chance.uniform(32, 36.5):.4f}",
            "longitude": f"{chance.uniform(41, 46):.4f}",
        }  # fmt: skip


def _control(chance: random.Random, shape: Shape) -> Iterator[Row]:
    """Each place changes hands, or is contested for a while, a few times in three years."""
    for number in range(shape.places):
        day = shape.first
        while day <= shape.last:
            holder, other = _two(chance, shape)
            contested = chance.random() < 0.15
            yield {
                "place_id": f"town-{number}", "date": day.isoformat(), "time_precision": "day",
                "controller": holder, "challenger": other if contested else "",
                "status": "contested" if contested else "held", "confidence": "high", **SOURCE,
            }  # fmt: skip
            day += timedelta(days=chance.randint(120, 500))


def _events(chance: random.Random, shape: Shape) -> Iterator[Row]:
    """Events of every kind, most of them after two thirds of the time."""
    for number in range(shape.events):
        kind = chance.choice(list(EVENT_TYPES))
        # The first ones come once in EVERY days, so that any longer step shows something new.
        steady = number * EVERY
        late = chance.triangular(0, shape.days, shape.days * 0.7)
        day = int(steady if steady < shape.days else late)
        precision = chance.choices(["day", *ROUGH], [1 - sum(ROUGH.values()), *ROUGH.values()])
        one, other = _two(chance, shape)
        yield {
            "event_id": f"event-{number}",
            "date": (shape.first + timedelta(days=day)).isoformat(),
            "time_precision": precision[0], "date_basis": "invented",
            "place_id": f"town-{chance.randrange(shape.places)}",
            "geo_precision": "1", "event_type": kind,
            "sub_event_type": chance.choice(EVENT_TYPES[kind]),
            "title": f"Invented event {number}", "actor1": one, "actor2": other,
            "status": chance.choice(EVENT_STATUS), **SOURCE,
        }  # fmt: skip
