"""The base map of a folder, sent in the parts that a browser asks for."""

from functools import partial

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from dashboard.model.dataset import Archive
from dashboard.model.errors import Problem
from dashboard.server import links
from dashboard.server.answers import Limits, has, refused
from dashboard.server.datasets import BASE_MAPS_SERVED, Folder
from dashboard.server.settings import Settings
from dashboard.sources import archive

PATH = f"/data/{archive.FILE}"
FRESH = 300  # seconds for which nobody need ask whether it has changed


def routes(folders: dict[str, Folder], settings: Settings) -> list[Route]:
    """The base map of every folder; a page offers it once there are routes."""
    BASE_MAPS_SERVED.set()
    limits = Limits(settings)
    return [
        Route(prefix + PATH, partial(limits.answer, partial(_answer, folder, settings)))
        for prefix, folder in links.paths(folders).items()
    ]


def _answer(folder: Folder, settings: Settings, request: Request) -> Response:
    """The file or the range of it that is asked for: Starlette answers 206 and 416."""
    path = folder.path / archive.FILE
    header = archive.load(path)
    if isinstance(header, Problem) or not isinstance(archive.read(header), Archive):
        raise refused(404, "this folder has no base map that can be shown")
    now = path.stat()
    mark = f'"{now.st_size:x}-{now.st_mtime_ns:x}"'
    headers = {
        "ETag": mark,
        "Cache-Control": f"{'private' if settings.private else 'public'}, max-age={FRESH}",
    }
    if has(request, mark):
        return Response(status_code=304, headers=headers)
    return FileResponse(
        path, headers=headers, media_type="application/vnd.pmtiles", stat_result=now
    )
