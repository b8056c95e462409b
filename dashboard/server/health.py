"""Whether the server lives, and whether it can show its data."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from dashboard.model.errors import DashboardError
from dashboard.server import metrics
from dashboard.server.datasets import Folder
from dashboard.server.settings import Settings


def routes(folders: dict[str, Folder], settings: Settings) -> list[Route]:
    """`/healthz`: the process answers. `/readyz`: every folder can be shown. `/metrics`."""

    def alive(_: Request) -> Response:
        return PlainTextResponse("ok\n")

    def ready(_: Request) -> Response:
        wanting = [name for name, folder in folders.items() if not can_be_shown(folder)]
        names = f": {', '.join(wanting)}" if not settings.private else ""
        text = f"not ready{names}\n" if wanting else "ready\n"
        return PlainTextResponse(text, 503 if wanting else 200)

    def counted(_: Request) -> Response:
        return Response(metrics.text(), media_type=metrics.MEDIA_TYPE)

    found = [Route("/healthz", alive), Route("/readyz", ready)]
    return [*found, Route("/metrics", counted)] if settings.metrics else found


def can_be_shown(folder: Folder) -> bool:
    """Whether it has been read, well once."""
    try:
        folder.now()
    except DashboardError:
        return False
    return True
