"""Private links: nothing is served to anyone who has not signed in or may not read."""

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.server.readers import Readers
from dashboard.server.settings import Settings
from dashboard.server.sign_in_steps import CALLBACK, Steps

OPEN = ("/healthz", "/readyz", "/_stcore/health")  # for what watches the server
VIOLATION = 1008  # a WebSocket's "policy violation"
REFUSED = (("No access\n", 403), ("Not signed in\n", 401))
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
            await self._http(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        reader = self._readers.of(HTTPConnection(scope).cookies)
        if reader is None or not reader.allowed:
            await send({"type": "websocket.close", "code": VIOLATION})
        else:
            await self._app(scope, *until(reader.until, receive, send))

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = HTTPConnection(scope)
        reader = self._readers.of(asked.cookies)
        is_page = scope["method"] in ("GET", "HEAD") and _wants_page(asked.headers)
        query = scope["query_string"].decode("latin-1")
        here = scope["raw_path"].decode("latin-1") + (query and f"?{query}")
        if scope["method"] in ("GET", "HEAD") and (step := self._steps.at.get(scope["path"])):
            answer: ASGIApp = await step(scope, receive)
        elif reader and reader.allowed:
            # A page that stays open signs in again when its session has ended.
            again = f"{reader.until - time.time() + 1:.0f}; url={self._steps.again(here)}"
            more = {"Refresh": again} if is_page else {}
            await self._app(scope, receive, self._dressed(send, _private, more))
            return
        elif not is_page:
            answer = PlainTextResponse(*REFUSED[reader is None])
        elif reader:
            answer = self._steps.refused(reader.address)
        else:
            answer = await self._steps.begin(scope, receive, here)
        await answer(scope, receive, self._dressed(send, _never, {}))

    def _dressed(self, send: Send, private: Callable[[str], str], more: dict[str, str]) -> Send:
        """Sends with headers that keep what is private out of caches that others share."""

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Cache-Control"] = private(headers.get("cache-control", ""))
                headers.update(more)
                if self._secure:
                    message["headers"] = [*map(_secure, headers.raw)]
            await send(message)

        return dressed


def _wants_page(headers: Headers) -> bool:
    """Whether a browser opens a page: a script or a picture could not be led to the provider."""
    return (
        "text/html" in headers.get("accept", "")
        and headers.get("sec-fetch-dest", "document") == "document"
    )


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
