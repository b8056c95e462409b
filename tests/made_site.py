"""The server's own routes without Streamlit, asked in this process.

site = open_site(folder())                             one folder
site = open_site(folder(), folder(), base_path="maps") several, with settings
site.get("/preview.png")                               as Starlette's test client has it
"""

import os
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.server import health
from dashboard.server.application import beside
from dashboard.server.datasets import held
from dashboard.server.settings import PREFIX
from dashboard.server.settings import settings as settings_of

PLENTY = 100_000  # files a minute


def open_site(
    monkeypatch: pytest.MonkeyPatch, *folders: Path, who: str = "127.0.0.1", **settings: object
) -> TestClient:
    """A client at the address `who` of a server that holds these folders."""
    chosen = {"previews_per_minute": PLENTY} | settings
    for name, value in {"data": os.pathsep.join(map(str, folders)), **chosen}.items():
        monkeypatch.setenv(f"{PREFIX}{name.upper()}", str(value))
    parts = beside()
    for folder in held(settings_of().data).values():  # a cold one has no card in time
        health.can_be_shown(folder)
    return another(Starlette(routes=parts["routes"], middleware=parts["middleware"]), who)


def another(site: Starlette, who: str) -> TestClient:
    """Another client of the same server."""
    return TestClient(site, client=(who, 50_000), follow_redirects=False)
