"""Headless Chromium, and one reader's page in it with the probe in every frame."""

import base64
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.install_packages import find_chromium

PROBE = Path(__file__).with_name("probe.js")
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    # No other host can be found, so nothing waits for one.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
)  # fmt: skip
VIEWPORT = {"width": 1440, "height": 900}
PATIENCE = 120_000  # milliseconds
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser to open readers in."""
    found = find_chromium()
    if found is None:
        raise RuntimeError("no Chromium found: run tests/install_packages.py first")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


class Reader:
    """One reader with an empty cache, looking at one page."""

    def __init__(self, browser: Browser, url: str, *, traffic: bool = False) -> None:
        self.context = browser.new_context(viewport=VIEWPORT)
        self.context.set_default_timeout(PATIENCE)
        self.context.add_init_script(path=PROBE)
        self.page: Page = self.context.new_page()
        self.traffic = Traffic(self.page) if traffic else None
        self.page.goto(url, wait_until="commit")
        self.page.wait_for_function("() => bench.map()", polling=50)

    def __enter__(self) -> "Reader":
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def first_map(self) -> float:
        """Milliseconds from the start of the navigation to the first painted map."""
        return float(self.page.evaluate("() => bench.map().painted[0] - performance.timeOrigin"))

    def settle(self) -> None:
        """Wait until the page's script has ended and nothing more is painted."""
        self.page.wait_for_selector(SETTLED)
        painted = -1
        while painted != (painted := self.painted()):
            self.page.wait_for_timeout(100)

    def painted(self) -> int:
        """How many changes of the map have been painted so far."""
        return int(self.page.evaluate("() => bench.map().painted.length"))

    def until(self, count: int, input_type: str) -> float:
        """Milliseconds from the latest input of that type to the `count`-th painted change."""
        return float(
            self.page.evaluate(
                "async ([count, type]) => await bench.map().until(count) - bench.inputs[type]",
                [count, input_type],
            )
        )


class Traffic:
    """What the browser has been sent: HTTP responses as on the wire, frames of WebSockets."""

    def __init__(self, page: Page) -> None:
        self.received = self.frames = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._loaded)
        session.on("Network.webSocketFrameReceived", self._frame)
        session.on("Network.webSocketFrameSent", self._sent)

    def _loaded(self, event: dict[str, Any]) -> None:
        self.received += int(event["encodedDataLength"])

    def _frame(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        data = frame["payloadData"]
        binary = frame["opcode"] == 2
        self.received += len(base64.b64decode(data) if binary else data.encode())
        self.frames += 1

    def _sent(self, _: dict[str, Any]) -> None:
        self.frames += 1


def pause(seconds: float, page: Page) -> None:
    """Let the page go on for exactly so long, with its messages heard."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        page.wait_for_timeout(min(500, 1000 * left))
