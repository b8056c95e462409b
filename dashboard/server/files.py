"""Files at addresses of their own: the picture of a view, and its data for other programs.

Each takes the parameters of the page. Who follows a link to a picture gets one in any case; who
asks for data by a script is told what is wrong with the question.
"""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from threading import Condition

from cachetools import LRUCache, cached
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.model import address
from dashboard.model.address import KNOWN
from dashboard.model.safe_text import hint, near, shortened
from dashboard.model.scenes import Scene
from dashboard.render.exports import formats, geojson, spreadsheet
from dashboard.render.exports.formats import FORMATS
from dashboard.render.exports.kits.progress import silent
from dashboard.server import links
from dashboard.server.answers import Limits, has, refused
from dashboard.server.datasets import Folder, Loaded
from dashboard.server.settings import Settings
from dashboard.server.work import TURNS
from dashboard.view.day import FIRST_PAGE

PICTURE = "/preview.png"
SIZE = (1200, 630)  # pixels, as Open Graph wants a card's picture
KEPT = 32 * 2**20  # bytes of files: some 300 pictures
VERSION = version("conflict-map-dashboard")  # another one may draw and write differently


@dataclass(frozen=True)
class File:
    """One file that can be asked for."""

    media_type: str
    make: Callable[[Loaded, formats.Request], bytes]
    strict: bool = True  # what an address cannot mean is refused; else ignored, as on the page
    quick: bool = False  # made at once, else in turn
    fresh: int = 0  # seconds for which nobody need ask whether it has changed


FILES = {
    PICTURE: File(
        FORMATS["png"].mime, lambda _, asked: FORMATS["png"].make(asked, silent),
        strict=False, fresh=300,
    ),
    "/data/events.geojson": File(
        FORMATS["geojson"].mime, lambda _, asked: geojson.geojson(asked.sheet, {"event"})
    ),
    "/data/control.geojson": File(
        FORMATS["geojson"].mime, lambda _, asked: geojson.geojson(asked.sheet, {"control"})
    ),
    "/data/events.csv": File(
        FORMATS["csv"].mime, lambda _, asked: spreadsheet.csv(asked.sheet, {"event"})
    ),
    "/data/view.json": File(
        "application/json",
        lambda loaded, asked: loaded.views(asked.view.selection, FIRST_PAGE)[1].encode(),
        quick=True,
    ),
}  # fmt: skip


def routes(folders: dict[str, Folder], settings: Settings) -> list[Route]:
    """Every file of every folder."""
    limits = Limits(settings)
    return [
        Route(
            prefix + path, partial(limits.answer, partial(_answer, limits, folder, path, settings))
        )
        for prefix, folder in links.paths(folders).items()
        for path in FILES
    ]


def _answer(
    limits: Limits, folder: Folder, path: str, settings: Settings, request: Request
) -> Response:
    loaded, file = folder.now(), FILES[path]
    arrival = links.arrival(request, loaded)
    if file.strict:
        wrong = [*map(_unknown, links.params(request).keys() - KNOWN), *arrival.refused]
        if wrong:
            raise refused(400, f"the address says {'; '.join(sorted(wrong))}")
    view = arrival.shows(loaded.scenes)
    digest = sha256(repr((VERSION, path, loaded.data.digest, view)).encode()).hexdigest()
    kept = f"max-age={file.fresh}" if file.fresh else "no-cache"
    headers = {
        "ETag": f'W/"{digest[:32]}"',
        "Cache-Control": f"{'private' if settings.private else 'public'}, {kept}",
    }
    if has(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    limits.count(request)
    return Response(made(path, loaded, view), media_type=file.media_type, headers=headers)


@cached(
    LRUCache(KEPT, getsizeof=len), condition=Condition(),
    key=lambda path, loaded, view: (path, loaded.data.digest, view),
)  # fmt: skip
def made(path: str, loaded: Loaded, view: Scene) -> bytes:
    """The file of a view, made once; Busy where too many wait for theirs."""
    asked = formats.Request(loaded.data, loaded.timeline, loaded.outlines, view, size=SIZE)
    with nullcontext() if FILES[path].quick else TURNS.turn():
        return FILES[path].make(loaded, asked)


def picture(loaded: Loaded, params: Mapping[str, str]) -> bytes:
    """What `/preview.png` sends for these parameters; Busy where too many wait."""
    arrival = address.parse(params, loaded.data, loaded.timeline, loaded.scenes)
    return made(PICTURE, loaded, arrival.shows(loaded.scenes))


def _unknown(name: str) -> str:
    meant = hint(near(name, KNOWN), (), "see the README")
    return f"{shortened(name)}, which is no parameter ({meant.removesuffix('?')})"
