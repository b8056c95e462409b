"""One HTML file that works anywhere: no server, no network, the page's own scripts inside.

Texts travel packed and are set as text by the scripts; nothing of a table is part of the markup
but the title, which is escaped. A policy in the file itself lets no request out but for map tiles,
which the reader turns on.
"""

import base64
import hashlib
import html
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from dashboard.model import days
from dashboard.model.selection import View
from dashboard.model.table import records
from dashboard.model.timeline import NO_RECORD, Timeline
from dashboard.render import briefing, payload, scripts, time_bar
from dashboard.render.exports import day_rows
from dashboard.render.exports.kits.progress import Progress, silent
from dashboard.render.payload import Json
from dashboard.render.sheet import Sheet
from dashboard.render.tiles import TILES
from dashboard.view.day import change, entry, holding
from dashboard.view.day_view import plain
from dashboard.view.detail import event, place
from dashboard.view.sources import sources

STYLES = ("vendor/leaflet/leaflet.css", "map/map.css", "time/bar.css", "briefing/presenter.css",
          "panel/panel.css",
          "file/file.css")  # fmt: skip

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<noscript>This map needs JavaScript, which is turned off here.</noscript>
<script type="text/plain" id="content">{content}</script>
<script>{code}</script>
</body>
</html>
"""


def page(
    sheet: Sheet,
    scenes: Sequence[Sheet],
    theme: str = "light",
    progress: Progress = silent,
) -> bytes:
    """The whole record as a page that opens on the sheet's day, with these scenes to present."""
    carried = content(sheet, scenes, theme, progress)
    packed = base64.b64encode(payload.packed(carried)).decode("ascii")
    leaflet = (scripts.STATIC / "vendor" / "leaflet" / "leaflet.js").read_text("utf-8")
    ours = scripts.inlined("file/main.js")
    code = f"{leaflet}\n({ours}).open(document.getElementById('content').textContent);"
    mark = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode("ascii")
    hosts = {f"https://{urlsplit(tiles.url).netloc.replace('{s}', '*')}"
             for tiles in TILES.values() if tiles.url}  # fmt: skip
    style = "\n".join((scripts.STATIC / name).read_text("utf-8") for name in STYLES)
    return PAGE.format(
        policy=f"default-src 'none'; script-src 'sha256-{mark}'; style-src 'unsafe-inline'; "
               f"img-src data: {' '.join(sorted(hosts))}",
        title=html.escape(f"{sheet.view.dataset}, {sheet.view.day}"),
        style=style, content=packed, code=code,
    ).encode()  # fmt: skip


def content(sheet: Sheet, scenes: Sequence[Sheet], theme: str, progress: Progress) -> Json:
    """What `static/file/main.js` is given."""
    shown = sheet.page
    data, everyone = shown.data, shown.timeline.everyone
    mask = shown.timeline.matching(shown.selection.filters)
    view = View("none")
    plain = replace(shown.selection, compare=None)
    return {
        "title": data.settings.title,
        "map": payload.dataset(data, everyone, shown.outlines) | {"tiles": _tiles()},
        "time_bar": time_bar.dataset(data, everyone),
        "briefing": briefing.script(scenes) if scenes else None,
        "state": payload.state(plain, view, mask, theme, briefing.control(shown)),
        "bar": time_bar.state(plain, theme, 0),
        "told": sheet.view.perspective,
        "sentences": _sentences(sheet, scenes, progress),
        **_panel(sheet),
        "about": [
            f"{sheet.view.shown}.",
            f"Sources: {'; '.join(sheet.sources)}." if sheet.sources else "No sources.",
            sheet.credit,
        ],
    }


def _panel(sheet: Sheet) -> Json:
    """What the panel draws: an entry for each event in file order, and every detail, as parts of
    the view of a day.
    """
    timeline, selection = sheet.page.timeline, replace(sheet.page.selection, compare=None)
    rows = records(timeline.events)
    places = timeline.gazetteer.ids
    return {
        "holdings": {key: _holdings(timeline, key) for key in places},
        "changes": {
            day: [plain(change(row, timeline)) for row in timeline.changes_on(days.day(day))]
            for day in timeline.change_days
        },
        "entries": [plain(entry(row, timeline)) for row in rows],
        "details": {
            "place": {key: plain(place(timeline, selection, key, 0)) for key in places},
            "event": {row["event_id"]: plain(event(timeline, selection, row)) for row in rows},
            "source": {
                key: plain(sources(timeline, selection, key)) for key in timeline.labels.sources
            },
        },
    }


def _holdings(timeline: Timeline, place_id: str) -> list[Json]:
    """How a place was held over time; the last entry is for days without record, `start` null."""
    rows = timeline.history(place_id)
    held = [
        {"start": row["start"], "end": row["end"], "change": row["change"]}
        | plain(holding(row | {"changed": False}, timeline))
        for row in rows
    ]
    return [*held, {"start": None} | plain(holding(NO_RECORD | {"place_id": place_id}, timeline))]


def _tiles() -> Json:
    return {
        key: {"label": tiles.label, "url": tiles.url, "attribution": tiles.attribution,
              "max_zoom": tiles.max_zoom, "host": tiles.host}
        for key, tiles in TILES.items()
    }  # fmt: skip


def _sentences(sheet: Sheet, scenes: Sequence[Sheet], progress: Progress) -> Json:
    """The days' sentences for all that is asked here, each asked once; `own` is the sheet's."""
    reach = time_bar.whole_span(sheet.page.data, sheet.page.timeline)
    first, last = (days.number(day) for day in reach)
    asked: dict[object, int] = {}
    told: list[Json] = []

    def place(one: Sheet) -> int:
        chosen = one.page.selection
        key = (chosen.according_to, chosen.filters, chosen.window)
        if key not in asked:
            asked[key] = len(told)
            told.append(day_rows.rows(one.page, first, last))
        return asked[key]

    own = place(sheet)
    told_by_scene = []
    for number, scene in enumerate(scenes):
        progress((number + 1) / (len(scenes) + 1), scene.title)
        told_by_scene.append(place(scene))
    return {
        "own": own,
        "scenes": told_by_scene,
        "told": told,
        "figures": list(sheet.figures),
    }
