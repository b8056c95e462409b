"""The dashboard as Dockerfile and compose.yaml put it up, without a container engine.

The servers' user has no rights, nothing that the image holds can be written to, and nginx with the
files of deploy/ stands before them.
"""

import asyncio
import http.client
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from typing import Any

import pytest
from bench.session import Session
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from browser.conftest import Open
from browser.nginx import DEPLOY, ROOT, UNPRIVILEGED, Nginx, image, writable
from browser.server import Server
from dashboard.sources.folder import BUILT_IN

VIEW = "date=2017-10-16&types=Battles&according_to=peshmerga-command"
STOPS_WITHIN = 10  # seconds, after which a container engine kills

Start = Callable[..., Server]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Starts a server as its container would, with such settings."""
    tmp_path = tmp_path_factory.mktemp("container")
    made = image(tmp_path)
    with ExitStack() as servers:

        def start_one(**settings: str) -> Server:
            place = tmp_path / f"server-{len([*tmp_path.iterdir()])}"
            place.mkdir()
            temporary = place / "tmp"
            temporary.mkdir()
            server = Server(
                made / "data",
                place / "log",
                command=(*UNPRIVILEGED, sys.executable, "-m", "dashboard", "run"),
                cwd=made / "app",
                env={
                    "PATH": os.environ["PATH"],
                    "HOME": str(made / "home"),
                    "TMPDIR": str(writable(temporary)),
                    "PYTHONDONTWRITEBYTECODE": "1",
                    "DASHBOARD_HOST": "0.0.0.0",  # noqa: S104
                },
                **settings,
            )
            return servers.enter_context(server)

        yield start_one


@pytest.fixture(scope="module")
def below_a_path(start: Start) -> Server:
    """One that a proxy serves at /maps/."""
    return start(base_path="/maps")


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Nginx]]:
    """Puts nginx before servers; it is there until the pages are closed."""
    with ExitStack() as started:

        def put(*servers: Server, **options: Any) -> Nginx:
            names = dict(zip(("dashboard", "dashboard-b"), [one.port for one in servers],
                             strict=False))  # fmt: skip
            place = tmp_path_factory.mktemp("nginx") / "place"
            return started.enter_context(Nginx(place, names, **options))

        yield put


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """What a hosted Streamlit starts."""
    command = (sys.executable, "-m", "streamlit", "run", "dashboard/app.py")
    log = tmp_path_factory.mktemp("hosted") / "log"
    with Server(BUILT_IN, log, command=command, port_option="--server.port", cwd=ROOT) as server:
        yield server


def readers(server: Server) -> int:
    """How many pages a server holds."""
    _, text = server.ask("/metrics")
    return int(float(re.findall(r"^dashboard_readers (\S+)", text, re.MULTILINE)[0]))


def _ends_a_run(message: str | bytes) -> bool:
    return ForwardMsg.FromString(message).WhichOneof("type") == "script_finished"


def test_the_page_works_below_a_path_by_tls(
    open_page: Open, below_a_path: Server, before: Callable[..., Nginx]
) -> None:
    nginx = before(below_a_path, base="/maps", tls=True)
    tab = open_page("date=2017-10-16", server=nginx, ignore_https_errors=True)
    assert tab.heading().startswith("Monday 16 October 2017")
    assert tab.frame.url.startswith(f"{nginx.origin}/")
    tab.step("The day after", "2017-10-17")
    # The look comes from the user's home in the image, not from a checkout.
    colour = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    assert tab.page.evaluate(colour) == "rgb(246, 243, 236)"
    assert below_a_path.ask("/healthz")[0] == 404
    assert below_a_path.ask("/maps/healthz") == (200, "ok\n")


def test_the_dashboard_knows_by_which_address_it_was_asked(
    below_a_path: Server, before: Callable[..., Nginx]
) -> None:
    nginx = before(below_a_path, base="/maps", tls=True)
    trust = ssl.create_default_context(cafile=nginx.place / "certificates" / "fullchain.pem")
    with closing(
        http.client.HTTPSConnection("localhost", nginx.tls_port, context=trust)
    ) as connection:
        connection.request("GET", "/maps", headers={"Host": "maps.example"})
        assert connection.getresponse().headers["Location"] == "https://maps.example/maps/"


def test_the_health_check_says_how_it_is(below_a_path: Server) -> None:
    asked = {"DASHBOARD_BASE_PATH": "/maps/", "DASHBOARD_PORT": str(below_a_path.port)}
    for changed, well in (({}, True), ({"DASHBOARD_BASE_PATH": "other"}, False),
                          ({"DASHBOARD_PORT": "1"}, False)):  # fmt: skip
        ended = subprocess.run(
            [sys.executable, DEPLOY / "healthcheck.py"], env=asked | changed, capture_output=True
        )
        assert (ended.returncode == 0) == well


def test_a_reader_whose_server_dies_goes_on_at_the_other(
    open_page: Open, start: Start, before: Callable[..., Nginx]
) -> None:
    both = [start(metrics="true") for _ in range(2)]
    tab = open_page(VIEW, server=before(*both))
    (mine,) = [one for one in both if readers(one)]
    (other,) = [one for one in both if one is not mine]
    tab.step("The day after", "2017-10-17")
    assert (readers(mine), readers(other)) == (1, 0)
    address, told = tab.address(), tab.side().inner_text()

    with tab.page.expect_websocket() as opened:
        mine.process.send_signal(signal.SIGKILL)
    opened.value.wait_for_event("framereceived", _ends_a_run)
    tab.settle()
    tab.find_map()
    assert readers(other) == 1
    assert tab.address() == address
    assert tab.side().inner_text() == told
    tab.step("The day after", "2017-10-18")

    tab.page.reload()
    tab.settle()
    assert tab.address() == {**address, "date": "2017-10-18"}


def test_a_server_that_is_told_to_stop_does_so_with_readers_connected(start: Start) -> None:
    server = start()

    async def stop() -> float:
        async with Session(server.origin) as session:
            await session.run()
            begun = time.monotonic()
            server.process.terminate()
            await asyncio.to_thread(server.process.wait, 3 * STOPS_WITHIN)
            return time.monotonic() - begun

    with socket.socket() as stuck:  # somebody whose download goes no further
        stuck.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        stuck.connect(("127.0.0.1", server.port))
        stuck.sendall(b"GET /app/static/vendor/world/countries-10m.json HTTP/1.1\r\n"
                      b"Host: localhost\r\n\r\n")  # fmt: skip
        assert stuck.recv(12) == b"HTTP/1.1 200"
        # In a thread of its own: the browser's has a loop already.
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(asyncio.run, stop()).result() < STOPS_WITHIN


def test_a_hosted_streamlit_serves_the_page_alone(open_page: Open, hosted: Server) -> None:
    tab = open_page("date=2017-10-16", server=hosted)
    tab.step("The day after", "2017-10-17")
    assert hosted.ask("/healthz")[1] != "ok\n"
