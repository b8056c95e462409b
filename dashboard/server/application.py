"""The server: Streamlit's page, the routes beside it, and what stands before both."""

import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit import runtime

import dashboard
from dashboard.server import base_map, briefer, cards, files, follow, health, metrics, sign_in
from dashboard.server.datasets import Folder, held
from dashboard.server.security import SecurityHeaders
from dashboard.server.settings import Settings, settings

PAGE = Path(dashboard.__file__).parent / "app.py"
# Each gives its routes: what `/` is to it, the base path is put before.
NEIGHBOURS = (health.routes, cards.routes, base_map.routes, files.routes, follow.routes)
# What a script may ask for by mistake.
NOTHING = ("/metrics", "/data/{rest:path}", "/{name}/data/{rest:path}", "/{name}/preview.png")


def beside() -> dict[str, Any]:
    """What `st.App` is to have beside the page, as the environment wants it."""
    chosen = settings()
    metrics.READERS.set_function(_readers)
    return {
        "routes": under(chosen.base_path, neighbours(held(chosen.data), chosen)),
        "middleware": [
            Middleware(
                SecurityHeaders,
                frame_ancestors=chosen.frame_ancestors,
                public_url=chosen.public_url,
            ),
            *sign_in.guards(chosen),
        ],
        "secrets": sign_in.secrets(chosen),
        "lifespan": _ready,
        "on_script_error": _failed,
    }


@asynccontextmanager
async def _ready(_: st.App) -> AsyncIterator[dict[str, Any]]:
    """Read the data at the start, so that the first reader need not wait for them."""
    for folder in held(settings().data).values():
        threading.Thread(target=health.can_be_shown, args=(folder,), daemon=True).start()
    async with briefer.watching():
        yield {}


def neighbours(folders: dict[str, Folder], chosen: Settings) -> list[Route]:
    """Every route that is not Streamlit's, and what would be one by its name but is not."""
    found = [route for routes in NEIGHBOURS for route in routes(folders, chosen)]
    return [*found, *(Route(path, _nothing) for path in NOTHING)]


def _nothing(_: Request) -> Response:
    """Streamlit would answer with the page, which a script takes for data."""
    return PlainTextResponse("There is nothing at this address.\n", 404)


def under(base: str, routes: Sequence[Route]) -> list[Route]:
    """The routes with the base path before each."""
    base = base.strip("/")
    return (
        [
            Route(f"/{base}{route.path}", route.endpoint, methods=[*(route.methods or ())])
            for route in routes
        ]
        if base
        else [*routes]
    )


def _failed(_: Exception) -> None:
    metrics.ERRORS.inc()


def _readers() -> float:
    """How many pages are open."""
    return float(runtime.get_instance()._session_mgr.num_active_sessions())
