"""An OpenID Connect provider on this machine, and readers who sign in there without a browser."""

import socket
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx2

from browser.server import Server

PAGES = {"accept": "text/html"}
START = 30  # seconds it may take
ASK_EVERY = 0.1


class Provider:
    """The provider, in a process of its own; use it as a context manager."""

    def __init__(self, log: Path) -> None:
        self._log = log

    def __enter__(self) -> "Provider":
        with socket.create_server(("localhost", 0)) as free:
            port = free.getsockname()[1]
        self.origin = f"http://localhost:{port}"
        # It uses parts of Authlib that are to go, and says so.
        command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "-H", "localhost"]
        with self._log.open("wb") as out:
            self._process = subprocess.Popen(
                [*command, "-p", str(port)], stdout=out, stderr=subprocess.STDOUT
            )
        for _ in range(int(START / ASK_EVERY)):
            try:
                code = self._process.wait(ASK_EVERY)
            except subprocess.TimeoutExpired:
                if self._answers():
                    return self
                continue
            raise AssertionError(f"the provider ended with {code}:\n{self._log.read_text()}")
        raise AssertionError(f"the provider did not start:\n{self._log.read_text()}")

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()

    def _answers(self) -> bool:
        try:
            return httpx2.get(f"{self.origin}/jwks").is_success
        except httpx2.TransportError:
            return False

    def knows(self, reader: str, **claims: object) -> str:
        """An account with these claims in its identity tokens, instead of usual ones."""
        httpx2.put(f"{self.origin}/users/{quote(reader)}", json=claims).raise_for_status()
        return reader


class Visitor(httpx2.Client):
    """Somebody with cookies who asks for pages; no redirect is followed unseen."""

    def __init__(self, server: Server) -> None:
        self.origin = server.origin
        super().__init__(base_url=server.origin, headers=PAGES, timeout=30)

    def begins(self, path: str = "/") -> str:
        """Ask for a page without having signed in: the provider's page that one is led to."""
        answer = self.get(path)
        assert answer.status_code == 302, answer.text
        assert answer.text == ""
        return answer.headers["location"]

    def ends(self, at: str, reader: str) -> httpx2.Response:
        """Sign in there: what the server answers when one is led back to it."""
        return self.get(self.post(at, data={"sub": reader}).headers["location"])

    def signs_in(self, reader: str, path: str = "/") -> httpx2.Response:
        """All of it."""
        return self.ends(self.begins(path), reader)


def claims_of(**changed: Any) -> dict[str, Any]:
    """The claims of a reader who may read."""
    return {"email": "ann@example.org", "email_verified": True, **changed}
