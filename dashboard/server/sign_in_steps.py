"""The steps of a sign-in, by Streamlit's own routes: begun, called back, and signed out.

    page → provider → /oauth2callback → the same page

A cookie for each sign-in that has begun remembers its page. Streamlit itself would go to its first
page and, where anything failed, to the provider once more; here the reader is told instead.
"""

import html
from typing import Literal, TypedDict
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope
from streamlit.auth_util import encode_provider_token
from streamlit.web.server.starlette.starlette_server_config import SESSION_COOKIE_NAME

from dashboard.server.readers import COOKIE, Readers

LOGIN, CALLBACK, LOGOUT = "/auth/login", "/oauth2callback", "/auth/logout"
BACK = "_dashboard_back_"  # and the sign-in's state
REMEMBERED = 600  # seconds that a sign-in may take and still lead back to its page
FULL = 2400  # bytes of Streamlit's cookie for sign-ins that have begun: one more may not fit
LONGEST = 2000  # characters of a page's address that a cookie remembers
PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Sign in</title>
<style>body {{ font: 1.1rem/1.5 system-ui, sans-serif; margin: 20vh auto; max-width: 30rem;
padding: 0 1rem; }}</style>
<p>{sentence}</p>
<p><a href="{address}">{action}</a></p>
"""


class Cookie(TypedDict):
    """How Streamlit sets its cookies; `Secure` is added to all of them."""

    path: str
    httponly: bool
    samesite: Literal["lax"]


class Steps:
    """The sign-in of a server whose public address is `origin` and `base`."""

    def __init__(self, app: ASGIApp, readers: Readers, origin: str, base: str) -> None:
        self._app, self._readers = app, readers
        self._origin, self._base = origin, base
        self._cookie: Cookie = {"path": base or "/", "httponly": True, "samesite": "lax"}
        self.at = {
            base + LOGIN: self._log_in, base + CALLBACK: self._called_back,
            base + LOGOUT: self._log_out,
        }  # fmt: skip

    async def begin(self, scope: Scope, receive: Receive, back: str) -> Response:
        """To the provider; `back` is the path and query of the page to return to."""
        query = urlencode({"provider": encode_provider_token("default")}).encode()
        path = self._base + LOGIN
        headers = await self._ask(
            {**scope, "method": "GET", "path": path, "raw_path": path.encode(),
             "query_string": query, "headers": _roomy(scope["headers"])}, receive
        )  # fmt: skip
        provider = headers.get("location", "")
        state = parse_qs(urlsplit(provider).query).get("state")
        if not state:
            return self._says("The sign-in service does not answer.", "Try again", back, 503)
        response = _led(provider, headers)
        if len(back) <= LONGEST:
            response.set_cookie(BACK + state[0], quote(back), REMEMBERED, **self._cookie)
        return response

    def refused(self, address: str) -> Response:
        """For who has signed in but may not read."""
        who = address or "An account without a verified e-mail address"
        return self._says(f"{who} has no access here.", "Use another account", self._base + LOGOUT)

    def again(self, page: str) -> str:
        """The address that signs in once more, for an open page."""
        return f"{self._base}{LOGIN}?{urlencode({'back': page})}"

    async def _log_in(self, scope: Scope, receive: Receive) -> Response:
        asked = HTTPConnection(scope)
        came, named = asked.headers.get("referer", ""), asked.query_params.get("back", "")
        # What an open page shows now is in the first alone, which some browsers do not send.
        back = came.removeprefix(self._origin) if came.startswith(f"{self._origin}/") else named
        if self._readers.of(asked.cookies):  # in another tab, meanwhile
            return RedirectResponse(self._here(back), 302)
        return await self.begin(scope, receive, back)

    async def _called_back(self, scope: Scope, receive: Receive) -> Response:
        query = parse_qs(scope["query_string"].decode("latin-1"))
        if not query:  # a provider returns here after a sign-out too
            return self._says("You are signed out.", "Sign in", f"{self._base}/", 200)
        cookies = HTTPConnection(scope).cookies
        remembers = BACK + query.get("state", [""])[0]
        back = unquote(cookies.get(remembers, ""))
        headers = await self._ask(scope, receive)
        made = self._readers.shortened(_cookies(headers))
        if made is None:
            # A callback that the browser's "back" called up again fails for who has signed in.
            if self._readers.of(cookies):
                return RedirectResponse(self._here(back), 302)
            return self._says("The sign-in did not succeed.", "Try again", back)
        response = _led(self._here(back), headers)
        response.set_cookie(COOKIE, made, self._readers.lasts, **self._cookie)
        if remembers in cookies:
            response.delete_cookie(remembers, **self._cookie)
        return response

    async def _log_out(self, scope: Scope, receive: Receive) -> Response:
        headers = await self._ask(scope, receive)
        provider = headers["location"]
        is_here = provider.startswith("/")  # a provider that knows no sign-out
        return _led(self._base + CALLBACK if is_here else provider, headers)

    async def _ask(self, scope: Scope, receive: Receive) -> Headers:
        """The headers of what Streamlit's route answers: redirects have no body."""
        starts: list[Message] = []

        async def keep(message: Message) -> None:
            starts.append(message)

        await self._app(scope, receive, keep)
        return Headers(raw=starts[0]["headers"])

    def _says(self, sentence: str, action: str, path: str, status: int = 403) -> Response:
        """A page with a sentence and a way on."""
        address = html.escape(self._here(path))
        return HTMLResponse(
            PAGE.format(sentence=html.escape(sentence), address=address, action=action), status
        )

    def _here(self, path: str) -> str:
        """The address of a path that a browser sent: of this server, whatever it says."""
        return self._origin + (path if path.startswith("/") else f"{self._base}/")


def _led(address: str, headers: Headers) -> Response:
    """A redirect that sets Streamlit's cookies, but for the one that is made shorter."""
    response = RedirectResponse(address, 302)
    for cookie in headers.getlist("set-cookie"):
        name = cookie.partition("=")[0]
        is_user = name == COOKIE or name.removeprefix(f"{COOKIE}_").isdigit()
        if not is_user or "max-age=0" in cookie.lower():
            response.headers.append("set-cookie", cookie)
    return response


def _roomy(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """A request's headers, without those sign-ins that have begun when they are too many.

    A browser drops a cookie of more than 4096 bytes, and then no new sign-in could succeed.
    """
    start = f"{SESSION_COOKIE_NAME}=".encode()
    return [
        (name, b"; ".join(
            part for part in value.split(b"; ") if not part.startswith(start) or len(part) < FULL
        ) if name == b"cookie" else value)
        for name, value in headers
    ]  # fmt: skip


def _cookies(headers: Headers) -> dict[str, str]:
    """The cookies that an answer sets."""
    pairs = (cookie.split(";")[0].split("=", 1) for cookie in headers.getlist("set-cookie"))
    return {name: value.strip('"') for name, value in pairs}
