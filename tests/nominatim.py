"""A Nominatim on this machine: a real HTTP server that answers what a test tells it to.

server.answers["Kirkuk"] = [found("Kirkuk", 35.468, 44.392)]    what /search?q=Kirkuk has
server.next.append(Reply(429, headers={"Retry-After": "7"}))    what comes before that
server.asked                                                    every question, decoded
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

Found = dict[str, Any]


@dataclass
class Reply:
    """One answer as it goes over the wire; a slow one waits until the server closes."""

    status: int = 200
    body: str = "[]"
    headers: dict[str, str] = field(default_factory=dict)
    slow: bool = False


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, list[Found]] = {}
        self.next: list[Reply] = []
        self.asked: list[dict[str, str]] = []
        self.agents: list[str] = []
        self.closing = threading.Event()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that has hung up on a slow answer is what the test wants."""


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        question = dict(parse_qsl(address.query))
        self.server.asked.append(question)
        self.server.agents.append(self.headers["User-Agent"])
        if self.server.next:
            reply = self.server.next.pop(0)
        elif address.path == "/search" and question.get("format") == "jsonv2":
            found = self.server.answers.get(question["q"], [])[: int(question.get("limit", 10))]
            if question.get("addressdetails") != "1":
                found = [{k: v for k, v in one.items() if k != "address"} for one in found]
            reply = Reply(body=json.dumps(found, ensure_ascii=False))
        else:
            reply = Reply(404, '{"error": {"code": 404, "message": "Not Found"}}')
        if reply.slow:
            self.server.closing.wait()
        body = reply.body.encode()
        self.send_response(reply.status)
        headers = {"Content-Type": "application/json; charset=utf-8", **reply.headers}
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Server]:
    """A server that runs for as long as the block does."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()


def found(
    name: str, latitude: float, longitude: float, *, key: int = 1, radius: float = 0.02,
    **changes: Any,
) -> Found:  # fmt: skip
    """One result as Nominatim writes it: a town in Iraq, where nothing else is said."""
    sides = latitude - radius, latitude + radius, longitude - radius, longitude + radius
    return {
        "place_id": 1000 + key,
        "licence": "Data © OpenStreetMap contributors, ODbL 1.0.",
        "osm_type": "node",
        "osm_id": key,
        "lat": f"{latitude:.7f}",
        "lon": f"{longitude:.7f}",
        "category": "place",
        "type": "town",
        "place_rank": 18,
        "importance": 0.4,
        "addresstype": "town",
        "name": name,
        "display_name": f"{name}, Iraq",
        "address": {"town": name, "country": "Iraq", "country_code": "iq"},
        "boundingbox": [f"{side:.7f}" for side in sides],
        **changes,
    }
