"""Private links: nothing is served to anyone who has not signed in or may not read."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.server.readers import Readers
from dashboard.server.settings import Settings
from dashboard.server.sign_in_steps import CALLBACK, Steps

OPEN = ("/healthz", "/readyz", "/_stcore/health")  # for what watches the server
VIOLATION = 1008  # a WebSocket's "policy violation"
PUBLIC = ("public", "s-maxage", "private")  # what is taken out of Cache-Control, for "private"


def secrets(settings: Settings) -> dict[str, Any] | None:
    """What Streamlit's login needs to know, as `secrets.toml` would say it."""
    if not settings.private:
        return None
    return {
        "auth": {
            "redirect_uri": settings.public_url.rstrip("/") + CALLBACK,
            "cookie_secret": settings.cookie_secret.get_secret_value(),
            "client_id": settings.oidc_client_id,
            "client_secret": settings.oidc_client_secret.get_secret_value(),
            "server_metadata_url": settings.oidc_metadata_url,
        }
    }


def guards(settings: Settings) -> list[Middleware]:
    """What stands before everything that is served: nothing, where no sign-in is set up."""
    return [Middleware(SignIn, settings=settings)] if settings.private else []


class SignIn:
    """Lets those in who may read, and leads the others to the sign-in."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        public = urlsplit(settings.public_url)
        origin, base = f"{public.scheme}://{public.netloc}", public.path.rstrip("/")
        self._app, self._readers = app, Readers(settings, origin)
        self._steps = Steps(app, self._readers, origin, base)
        self._open = {base + path for path in OPEN}
        self._secure = public.scheme == "https"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "lifespan" or scope["path"] in self._open:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            answer = await self._answer(scope, receive)
            private = _private if answer is self._app else _never
            await answer(scope, receive, self._dressed(send, private))

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        reader = self._readers.of(HTTPConnection(scope).cookies)
        if reader is None or not reader.allowed:
            await send({"type": "websocket.close", "code": VIOLATION})
        else:
            await self._app(scope, *until(reader.until, receive, send))

    async def _answer(self, scope: Scope, receive: Receive) -> ASGIApp:
        """What answers a request: the server, where the reader may read."""
        asked = HTTPConnection(scope)
        reads = scope["method"] in ("GET", "HEAD")
        if reads and (step := self._steps.at.get(scope["path"])):
            return await step(scope, receive)
        reader = self._readers.of(asked.cookies)
        if reader and reader.allowed:
            return self._app
        # Only a page is led away: a script or a picture could make nothing of what it would get.
        is_page = "text/html" in asked.headers.get("accept", "")
        if not (reads and is_page) or asked.headers.get("sec-fetch-dest", "document") != "document":
            return PlainTextResponse(
                *(("No access\n", 403) if reader else ("Not signed in\n", 401))
            )
        if reader:
            return self._steps.refused(reader.address)
        query = scope["query_string"].decode("latin-1")
        back = scope["raw_path"].decode("latin-1") + (query and f"?{query}")
        return await self._steps.begin(scope, receive, back)

    def _dressed(self, send: Send, private: Callable[[str], str]) -> Send:
        """Sends with headers that keep what is private out of caches that others share."""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Cache-Control"] = private(headers.get("cache-control", ""))
                if self._secure:
                    message["headers"] = [*map(_secure, headers.raw)]
            await send(message)

        return dressed


def _private(control: str) -> str:
    """A Cache-Control for one reader alone; what allows nothing at all stays as it is."""
    said = [part.strip() for part in control.split(",") if part.strip()]
    kept = [part for part in said if part.split("=")[0].lower() not in PUBLIC]
    return ", ".join(kept if "no-store" in kept else ["private", *kept])


def _never(_: str) -> str:
    """Cache-Control for what is true of this moment."""
    return "no-store"


def _secure(header: tuple[bytes, bytes]) -> tuple[bytes, bytes]:
    """A header; where it sets a cookie, one that travels by https alone."""
    name, value = header
    flagged = name != b"set-cookie" or b"secure" in value.lower().split(b"; ")
    return header if flagged else (name, value + b"; Secure")


def until(end: float, receive: Receive, send: Send) -> tuple[Receive, Send]:
    """The two ways of a socket until the reader's time is over: then both sides see it closed."""
    open_ = True

    async def heard() -> Message:
        nonlocal open_
        with suppress(TimeoutError):
            async with asyncio.timeout(end - time.time()):
                message = await receive()
                if time.time() < end:
                    return message
        open_ = False
        await send({"type": "websocket.close", "code": VIOLATION})
        return {"type": "websocket.disconnect", "code": VIOLATION}

    async def said(message: Message) -> None:
        if open_:
            await send(message)

    return heard, said
