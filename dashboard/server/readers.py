"""Who a request's cookie says is reading, how long that holds, and whether they may.

The cookie is the one that Streamlit signs. Of the provider's claims it keeps those that are asked
for here and by the page, so it is always one cookie: halves of two cookies, each with a good
signature, could otherwise be put together to a third.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import (
    create_signed_value,
    decode_signed_value,
)
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard.server.settings import Settings

COOKIE = USER_COOKIE_NAME
KEPT = ("aud", "email", "email_verified", "iat", "is_logged_in", "origin", "provider", "sub")


@dataclass(frozen=True)
class Reader:
    """Somebody who has signed in."""

    address: str  # "" where the provider does not vouch for one
    allowed: bool
    until: float  # seconds since 1970


class Readers:
    """Reads and makes the cookies of one server."""

    def __init__(self, settings: Settings, origin: str) -> None:
        self._secret = settings.cookie_secret.get_secret_value()
        self._client, self._origin = settings.oidc_client_id, origin
        self._allow = {_plain(entry) for entry in settings.oidc_allow}
        self.lasts = round(settings.session_hours * 3600)  # seconds

    def of(self, cookies: Mapping[str, str]) -> Reader | None:
        """Who has signed in, here, not too long ago; the identity token's own end does not matter.

        That is often five minutes after the sign-in, and was held against the clock there.
        """
        claims = self._claims(self._signed(cookies, COOKIE))
        until = claims.get("iat", 0) + self.lasts
        audience = claims.get("aud")
        here = self._client in (audience if isinstance(audience, list) else [audience])
        if not here or claims.get("origin") != self._origin or until <= time.time():
            return None
        address = str(claims.get("email") or "")
        if claims.get("email_verified", True) not in (True, "true"):
            address = ""
        return Reader(address, self._may_read(address), until)

    def shortened(self, cookies: Mapping[str, str]) -> str | None:
        """One cookie for what Streamlit put into one or several; None where it names no reader."""
        whole = get_cookie_with_chunks(lambda name: self._signed(cookies, name), COOKIE)
        claims = {name: claim for name, claim in self._claims(whole).items() if name in KEPT}
        made = create_signed_value(self._secret, COOKIE, json.dumps(claims)).decode()
        return made if self.of({COOKIE: made}) else None

    def _may_read(self, address: str) -> bool:
        name, at, domain = _plain(address).rpartition("@")
        return bool(name) and not self._allow.isdisjoint((name + at + domain, at + domain))

    def _signed(self, cookies: Mapping[str, str], name: str) -> bytes | None:
        return decode_signed_value(self._secret, name, cookies.get(name, ""))

    def _claims(self, signed: bytes | None) -> dict[str, Any]:
        # Streamlit's number of parts, where it made several, is no JSON.
        found = json.loads(signed) if signed and signed.startswith(b"{") else {}
        return found if isinstance(found, dict) else {}


def _plain(address: str) -> str:
    """In small letters, but for alphabets whose letters may become others': the Kelvin sign's k."""
    return address.lower() if address.isascii() else address
