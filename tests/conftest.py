"""Data folders for tests: a small valid one, changed where a test wants it changed.

    folder()                                    as below, without a fault
    folder(events={3: {"date": "soon"}})        row 3 of events.csv changed (row 1 is the header)
    folder(events={5: {"title": "A fourth"}})   a row added: the last one, with these cells
    folder(events=[])                           no events; a list of rows replaces all of them
    folder(events="event_id,date\n…")           the file's text, or its bytes, as they are
    folder(claims=None)                         no such file
    folder(settings={"timezone": "Etc/UTC"})    settings changed; None leaves one out
    folder(areas=None)                          no areas.geojson; a str or bytes is written as is

Each call makes a new folder. A row may have cells for columns that do not exist, and a cell
None takes its column out of the table. `table_text("events", …)` is the CSV text itself. ROWS
is what "below" is; EVENT, CHANGE and TOWN hold the cells that such rows nearly always need:

    folder(events=[{**EVENT, "event_id": "one", "date": "2001-02-03", "title": "One"}])
"""

import csv
import io
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from dashboard import commands
from dashboard.model.schema import TABLES

pytest.register_assert_rewrite("tests.questions_contract")
# A busy machine is no failure.
hypothesis.settings.register_profile("dashboard", deadline=None)
hypothesis.settings.load_profile("dashboard")

Row = dict[str, str | None]
Rows = Mapping[int, Row] | Sequence[Row]
Content = Rows | str | bytes | None

SETTINGS: dict[str, Any] = {
    "title": "Two towns",
    "timezone": "Asia/Baghdad",
    "opens_on": "2001-02-03",
    "span": ["2001-02-01", "2001-02-10"],
    "countries": ["IRQ"],
    "view": [9.0, 24.0, 12.0, 27.0],
    "basemap": "none",
}

AREAS: dict[str, Any] = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "id": "gamma-land",
            "properties": {},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[24.5, 9.5], [26, 9.5], [26, 11], [24.5, 11], [24.5, 9.5]]],
            },
        }
    ],
}

TOWN: Row = {"kind": "town", "country": "IRQ"}
EVENT: Row = {
    "time_precision": "day",
    "date_basis": "printed",
    "place_id": "alpha-town",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "red-army",
    "attribution": "reporting",
    "status": "reported",
    "source_id": "daily-2001",
    "paragraph": "1",
}
CHANGE: Row = {
    "time_precision": "day",
    "status": "held",
    "attribution": "reporting",
    "confidence": "high",
    "source_id": "daily-2001",
}

ROWS: dict[str, list[Row]] = {
    "places": [
        {**TOWN, "place_id": "alpha-town", "name": "Alpha", "latitude": "10", "longitude": "25"},
        {**TOWN, "place_id": "beta-town", "name": "Beta", "latitude": "10.5", "longitude": "25.5"},
        {"place_id": "gamma-land", "name": "Gamma", "kind": "area", "outline": "gamma-land"},
    ],
    "actors": [
        {"actor_id": "red-army", "name": "Red Army", "short_name": "Red", "colour": "vermilion"},
        {"actor_id": "blue-guard", "name": "Blue Guard", "short_name": "Blue", "colour": "blue"},
    ],
    "sources": [
        {
            "source_id": "daily-2001",
            "kind": "article",
            "publisher": "The Daily",
            "published": "2001-02-09",
            "url": "https://daily.example/1",
        }
    ],
    "events": [
        {**EVENT, "event_id": "first-clash", "date": "2001-02-02", "title": "A first clash"},
        {**EVENT, "event_id": "second-clash", "date": "2001-02-03", "title": "A second clash"},
        {
            **EVENT,
            "event_id": "talks",
            "date": "2001-02-05",
            "date_end": "2001-02-06",
            "place_id": "",  # an event may have no place
            "event_type": "Strategic developments",
            "sub_event_type": "Agreement",
            "title": "Talks somewhere",
            "actor2": "blue-guard",
        },
    ],
    "control": [
        {**CHANGE, "place_id": "alpha-town", "date": "2001-01-01", "controller": "blue-guard"},
        {**CHANGE, "place_id": "alpha-town", "date": "2001-02-03", "controller": "red-army"},
        {
            **CHANGE,
            "place_id": "beta-town",
            "date": "2001-02-02",
            "controller": "blue-guard",
            "challenger": "red-army",
            "status": "contested",
        },
        {**CHANGE, "place_id": "gamma-land", "date": "2001-01-01", "controller": "blue-guard"},
    ],
    "claims": [
        {
            "claim_id": "red-losses",
            "event_id": "first-clash",
            "claimant": "blue-guard",
            "kind": "losses",
            "text": "More than ten lorries",
            "low": "11",
            "unit": "lorries",
            "status": "claimed",
            "source_id": "daily-2001",
        }
    ],
    "scenes": [
        {
            "order": "1",
            "date": "2001-02-02",
            "title": "It begins",
            "text": "A first clash, by the paper's account.",
            "notes": "Wait for the room.",
        },
        {
            "order": "2",
            "date": "2001-02-03",
            "window": "1",
            "according_to": "blue-guard",
            "place_id": "alpha-town",
            "view": "9.5, 24.5, 10.5, 25.5",
            "types": "Battles; Riots",
            "title": "Alpha falls",
            "text": "Red takes Alpha.",
        },
    ],
}


def table_text(name: str, rows: Rows | None = None) -> str:
    """The table as CSV text, with the changes that `folder` would make."""
    (table,) = (table for table in TABLES if table.name == name)
    written = _changed(ROWS[name], rows, table.key)
    columns = dict.fromkeys([*(column.name for column in table.columns), *_names(written)])
    gone = {column for row in written for column, cell in row.items() if cell is None}
    out = io.StringIO()
    kept = [column for column in columns if column not in gone]
    writer = csv.DictWriter(out, kept, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(written)
    return out.getvalue()


def _names(rows: list[Row]) -> list[str]:
    return [column for row in rows for column in row]


def _changed(rows: list[Row], changes: Rows | None, key: str) -> list[Row]:
    """The rows with changes by row number; a row beyond the last is a copy with its own key."""
    if changes is None:
        return rows
    if not isinstance(changes, Mapping):
        return [*changes]
    changed = [*rows]
    for number, cells in changes.items():
        while len(changed) < number - 1:
            own = {key: f"{rows[-1][key]}-{len(changed) + 2}"} if key else {}
            changed.append({**rows[-1], **own})
        changed[number - 2] = {**changed[number - 2], **cells}
    return changed


def _table(name: str, content: Content) -> str | bytes | None:
    if content is None or isinstance(content, str | bytes):
        return content
    return table_text(name, content)


def _settings_text(settings: Mapping[str, Any]) -> str:
    """JSON's strings, numbers and lists happen to be TOML's."""
    lines = {**SETTINGS, **settings}
    return "".join(
        f"{name} = {json.dumps(line)}\n" for name, line in lines.items() if line is not None
    )


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """Makes data folders; this module's docstring says how."""

    def make(
        settings: Mapping[str, Any] | str | bytes | None = SETTINGS,
        areas: Mapping[str, Any] | str | bytes | None = AREAS,
        **tables: Content,
    ) -> Path:
        made = tmp_path / f"folder-{len([*tmp_path.iterdir()])}"
        made.mkdir()
        files: dict[str, str | bytes | None] = {
            "dataset.toml": _settings_text(settings) if isinstance(settings, Mapping) else settings,
            "areas.geojson": json.dumps(areas) if isinstance(areas, Mapping) else areas,
        }
        unknown = tables.keys() - ROWS.keys()
        assert not unknown, f"no such table: {unknown}"
        for name in ROWS:
            files[f"{name}.csv"] = _table(name, tables.get(name, {}))
        for file, content in files.items():
            if content is not None:
                data = content.encode() if isinstance(content, str) else content
                (made / file).write_bytes(data)
        return made

    return make


@pytest.fixture
def shell(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Runs `python -m dashboard …` in this process: its exit code, output and errors."""

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.delenv("FORCE_COLOR", raising=False)
        monkeypatch.setattr(sys, "argv", ["dashboard", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            commands.main()
        code = ended.value.code
        out, err = capsys.readouterr()
        return (code if isinstance(code, int) else 0), out, err

    return run
