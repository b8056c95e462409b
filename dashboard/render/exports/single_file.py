"""One HTML file that works anywhere: no server, no network, the page's own scripts inside.

Texts travel packed and are set as text by the scripts; nothing of a table is part of the markup
but the title, which is escaped. A policy in the file itself lets no request out but for map tiles,
which the reader turns on.
"""

import base64
import hashlib
import html
from collections.abc import Sequence
from urllib.parse import urlsplit

from dashboard.model import days
from dashboard.model.perspective import EVERYONE
from dashboard.model.selection import Selection
from dashboard.render import briefing, payload, scripts, time_bar
from dashboard.render.exports.kits.progress import Progress, silent
from dashboard.render.exports.record import record
from dashboard.render.payload import Json
from dashboard.render.sheet import Sheet
from dashboard.render.tiles import TILES
from dashboard.view.day_view import plain

STYLES = ("vendor/leaflet/leaflet.css", "map/map.css", "time/bar.css", "briefing/presenter.css",
          "panel/panel.css", "common/keys.css",
          "file/file.css")  # fmt: skip
FOLLOWS = "follow/follow.css"

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
    theme: str = "",
    progress: Progress = silent,
    follows: str = "",
) -> bytes:
    """The whole record as a page that opens on the sheet's day, with these scenes to present.

    `theme` is a key of style.INK; without one the page follows the reader's system.
    `follows` makes it a page that follows a briefer, which its server tells it about, and names
    the version of what it is made from. The speaker's notes are not for those who follow.
    """
    carried = content(sheet, scenes, theme, progress)
    if follows:
        carried["version"] = follows
        for scene in (carried["briefing"] or {}).get("scenes", ()):
            scene["notes"] = ""
    entry, styles, more = ("file/main.js", STYLES, "") if not follows else (
        "follow/main.js", (*STYLES, FOLLOWS), "; connect-src 'self'")  # fmt: skip
    packed = base64.b64encode(payload.packed(carried)).decode("ascii")
    leaflet = (scripts.STATIC / "vendor" / "leaflet" / "leaflet.js").read_text("utf-8")
    ours = scripts.inlined(entry)
    code = f"{leaflet}\n({ours}).open(document.getElementById('content').textContent);"
    mark = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode("ascii")
    hosts = {f"https://{urlsplit(tiles.url).netloc.replace('{s}', '*')}"
             for tiles in TILES.values() if tiles.url}  # fmt: skip
    style = "\n".join((scripts.STATIC / name).read_text("utf-8") for name in styles)
    return PAGE.format(
        policy=f"default-src 'none'; script-src 'sha256-{mark}'; style-src 'unsafe-inline'; "
               f"img-src data: {' '.join(sorted(hosts))}{more}",
        title=html.escape(f"{sheet.view.dataset}, {sheet.view.day}"),
        style=style, content=packed, code=code,
    ).encode()  # fmt: skip


def content(sheet: Sheet, scenes: Sequence[Sheet], theme: str, progress: Progress) -> Json:
    """What `static/file/main.js` is given."""
    shown = sheet.page
    data, everyone, settings = shown.data, shown.timeline.under(EVERYONE), shown.data.settings
    progress(0.1, settings.title)
    carried = {
        "title": settings.title,
        "look": theme,
        "map": payload.dataset(data, everyone, shown.outlines),
        "time_bar": time_bar.dataset(data, everyone),
        "asked": asked(shown.selection),
        "usual": asked(Selection(settings.opens_on, settings.span)),
        "credit": sheet.credit,
    }
    progress(0.3, settings.title)
    also = [one.page.selection.according_to for one in (sheet, *scenes)]
    carried["record"] = record(everyone, Selection(settings.opens_on, settings.span), also)

    def shown_in(scene: Sheet) -> Json:
        progress(0.3 + 0.7 * scene.number / scene.total, scene.title)
        return {"asked": asked(scene.page.selection)}

    return carried | {"briefing": briefing.script(scenes, shown_in)}


def asked(selection: Selection) -> Json:
    """A selection as the browser has it; days are numbers since 1970."""
    return {
        "day": days.number(selection.day),
        "first": days.number(selection.span[0]),
        "last": days.number(selection.span[1]),
        "window": selection.window,
        "filters": plain(selection.filters),
        "according_to": selection.according_to,
        "place": selection.place,
        "event": selection.event,
        "source": selection.source,
    }
