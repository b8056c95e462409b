"""The headers of every answer: what a browser may load, frame, sniff and tell others."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.render.tiles import TILES

TILE_HOSTS = " ".join(tiles.origin for tiles in TILES.values() if tiles.url)
# Streamlit and streamlit-folium need the loose ones: streamlit-folium evaluates the map's script,
# components come as blob: modules, and styles are written into the page.
POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": " ".join(
        ("'self' data: blob:", *(tiles.origin for tiles in TILES.values()))
    ).strip(),
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "worker-src": "'self' blob:",
    "frame-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
HIDDEN = ("/_stcore/metrics",)  # Streamlit's own numbers are nobody else's business


def headers(frame_ancestors: str) -> dict[str, str]:
    """The headers, with who may embed the page."""
    policy = POLICY | {"frame-ancestors": frame_ancestors}
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }


class SecurityHeaders:
    """Adds the headers to every answer, hides what is not for readers, and refuses other sites."""

    def __init__(self, app: ASGIApp, frame_ancestors: str, public_url: str = "") -> None:
        self._app, self._headers = app, headers(frame_ancestors)
        self._host = urlsplit(public_url).netloc

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "websocket" and self._foreign(Headers(scope=scope)):
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["path"].endswith(HIDDEN):
            await PlainTextResponse("Not Found", 404)(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, dressed)

    def _foreign(self, asked: Headers) -> bool:
        """Whether another site's page asks for the stream.

        Streamlit refuses those too, but looks up this machine's address at another host first.
        """
        origin, ours = asked.get("origin"), {asked.get("host"), self._host} - {""}
        return origin is not None and urlsplit(origin).netloc not in ours
