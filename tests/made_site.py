"""The server's own routes without Streamlit, asked in this process.

site = open_site(folder())                             one folder
site = open_site(folder(), folder(), base_path="maps") several, with settings
site.get("/preview.png")                               as Starlette's test client has it
"""

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from dashboard.server import application, health
from dashboard.server.datasets import held
from dashboard.server.security import SecurityHeaders
from dashboard.server.settings import Settings

PLENTY = 100_000  # files a minute


def open_site(*folders: Path, who: str = "127.0.0.1", **chosen: object) -> TestClient:
    """A client at the address `who` of a server that holds these folders."""
    found = Settings(data=folders, **{"previews_per_minute": PLENTY} | chosen)
    for folder in held(found.data).values():  # a cold one has no card in time
        health.can_be_shown(folder)
    routes = application.under(found.base_path, application.neighbours(held(found.data), found))
    before = Middleware(SecurityHeaders, frame_ancestors=found.frame_ancestors)
    return another(Starlette(routes=routes, middleware=[before]), who)


def another(site: Starlette, who: str) -> TestClient:
    """Another client of the same server."""
    return TestClient(site, client=(who, 50_000), follow_redirects=False)
