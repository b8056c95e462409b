"""A real server and a real browser, one of each for all tests, and pages opened in them.

    tab = open_page("date=2017-10-16")                the built-in data
    tab = open_page(data=folder(events=[]))           another folder
    tab = open_page(data=folder(), fresh=True)        in a server that has seen no other one
    tab = open_page(server=nginx)                     another server
    tab = open_page(size=(390, 844), color_scheme="dark")  any option of a browser context
    tab = open_page(tiles=True)                       with the base map that the folder names
    tab = open_page(script="delete window.L")         after a script of the test's own

    page = open_file(kirkuk, fragment="window=1")     the built-in data's single file, from disk

No host but the server can be reached. A test fails if a page asked for another one (tiles
apart, where it has them) or complained in any way; a failed test leaves pictures and the
server's log in test-results/.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from install_packages import find_chromium
from playwright.sync_api import Browser, BrowserContext, Route, sync_playwright

from browser import saved
from browser.server import Server
from browser.tab import Tab
from dashboard.sources.folder import BUILT_IN

RESULTS = Path(__file__).parents[2] / "test-results"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",  # no way out
]
PATIENCE = 30_000  # milliseconds that a condition may take on a busy machine
TAIL = 4000  # characters of the server's log that a failure shows
FAILED = pytest.StashKey[bool]()

Open = Callable[..., Tab]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = find_chromium()
    assert chromium, "the browser tests need Chromium: run `make test`, or set CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """One context for each set of options: its pages share a cache, so they open sooner."""
    kept: dict[str, BrowserContext] = {}

    def context(**options: Any) -> BrowserContext:
        key = repr(sorted(options.items()))
        if key not in kept:
            kept[key] = browser.new_context(**options)
            kept[key].set_default_timeout(PATIENCE)
        return kept[key]

    yield context
    for made in kept.values():
        made.close()


@pytest.fixture(scope="session")
def built_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serves the built-in data."""
    with Server(BUILT_IN, tmp_path_factory.mktemp("built-in") / "log") as server:
        yield server


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serves whatever folder it is shown."""
    place = tmp_path_factory.mktemp("other")
    (place / "data").mkdir()
    with Server(place / "data", place / "log") as server:
        yield server


@pytest.fixture
def open_page(
    request: pytest.FixtureRequest, contexts: Callable[..., BrowserContext], tmp_path: Path
) -> Iterator[Open]:
    """Opens pages; this module's docstring says how."""
    tabs: list[Tab] = []
    servers = ExitStack()

    def open_one(
        query: str = "",
        *,
        data: Path | None = None,
        fresh: bool = False,
        server: Server | None = None,
        size: tuple[int, int] = (1440, 900),
        tiles: bool = False,
        tile: bytes | Callable[[Route], Any] | None = None,
        has_map: bool = True,
        script: str = "",
        **options: Any,
    ) -> Tab:
        if server is not None:
            pass
        elif data is not None and fresh:
            server = servers.enter_context(Server(data, tmp_path / f"log-{len(tabs)}"))
        else:
            server = request.getfixturevalue("built_in" if data is None else "other")
            if data is not None:
                server.show(data)
        page = contexts(**options).new_page()
        page.set_viewport_size({"width": size[0], "height": size[1]})
        if script:
            page.add_init_script(script)
        if tile is not None:
            answer = tile if callable(tile) else partial(_fulfil, tile)
            page.route("https://tile.openstreetmap.org/**", answer)
        tab = Tab(page, server, tiles=tiles)
        tabs.append(tab)
        if not tiles:
            query = f"{query}&basemap=none".removeprefix("&")
        tab.go(query, has_map=has_map)
        return tab

    yield open_one
    complaints = [complaint for tab in tabs for complaint in tab.complaints()]
    if complaints or request.node.stash.get(FAILED, False):
        for number, tab in enumerate(tabs):
            _keep(tab, f"{request.node.name}-{number}")
    for tab in tabs:
        tab.page.close()
    servers.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture(scope="session")
def kirkuk() -> bytes:
    """The single file of the built-in data."""
    return saved.made(BUILT_IN)


@pytest.fixture
def open_file(browser: Browser, tmp_path: Path) -> Iterator[saved.Open]:
    """Opens a file from disk; fails if it asks for anything or complains."""
    desk = saved.Desk(browser, tmp_path)
    yield desk.open
    for page in desk.pages:
        page.close()
    assert not desk.complaints


def _fulfil(tile: bytes, route: Route) -> None:
    route.fulfill(body=tile, content_type="image/png")


def _keep(tab: Tab, name: str) -> None:
    RESULTS.mkdir(exist_ok=True)
    file = re.sub(r"[^\w.-]+", "-", name)[:100]
    tab.page.screenshot(path=RESULTS / f"{file}.png")
    (RESULTS / f"{file}.log").write_text(tab.server.said())
    print(f"{tab.page.url}, see test-results/{file}.png; the server:\n{tab.server.said()[-TAIL:]}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report
