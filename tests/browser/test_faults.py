"""What fails around the page, one test a line of the README's table of faults."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import Route

from browser.conftest import Open
from browser.server import Server
from browser.tab import MAP
from dashboard.model import days

Folder = Callable[..., Path]


def test_a_folder_that_is_removed_stays_on_the_page(open_page: Open, folder: Folder) -> None:
    data = folder()
    tab = open_page(data=data, fresh=True)
    feed = tab.feed()
    data.rename(data.with_name("elsewhere"))
    tab.step("The day before", "2001-02-02")
    tab.page.reload()
    tab.settle()
    tab.find_map()
    tab.step("The day after", "2001-02-03")
    assert tab.feed() == feed
    assert "The last good data are shown." in tab.server.said()


def test_a_reader_goes_on_when_the_server_was_killed_and_comes_back(
    open_page: Open, folder: Folder
) -> None:
    tab = open_page("place=alpha-town", data=folder(), fresh=True)
    frame = tab.page.query_selector(MAP)
    tab.server.kill()
    slider = tab.page.get_by_role("slider", name="Day")
    slider.press("ArrowRight")  # map and time bar need no server
    tab.wait("d.day === a", days.number(date(2001, 2, 4)))
    tab.server.start()
    tab.page.wait_for_selector('[data-test-connection-state="CONNECTED"]')
    tab.page.wait_for_function(
        "([old, map]) => document.querySelector(map) && document.querySelector(map) !== old",
        arg=[frame, MAP],
    )
    tab.find_map()
    tab.wait_for_day("2001-02-03")  # as the address has it
    tab.errors.clear()  # the browser's own words on a server that is gone
    slider.press("ArrowRight")
    tab.wait_for_day("2001-02-04")
    assert tab.address()["place"] == "alpha-town"
    tab.side().get_by_role("heading", name="Alpha", exact=True).wait_for()


def test_slow_tiles_hold_nothing_up(open_page: Open) -> None:
    held: list[Route] = []
    tab = open_page("date=2017-10-16", tiles=True, tile=lambda route: held.append(route))
    assert len(tab.places()) == 6
    tab.step("The day after", "2017-10-17")
    assert held
    assert tab.frame.locator(".leaflet-tile-loaded").count() == 0
    for route in held:
        route.abort()


def test_a_full_disk_leaves_no_half_file(folder: Folder, tmp_path: Path) -> None:
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000));"
        "from dashboard import commands; commands.main()"
    )
    target = tmp_path / "out" / "day.png"
    target.parent.mkdir()
    ended = subprocess.run(
        [sys.executable, "-c", code, "export", "png", "--data", folder(), "-o", target],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == f"{target} cannot be written: File too large\n"
    assert [*target.parent.iterdir()] == []


def test_a_full_disk_beneath_the_log_stops_no_page(folder: Folder, tmp_path: Path) -> None:
    with Server(folder(), Path("/dev/full")) as server:
        assert server.ask("/healthz") == (200, "ok\n")
        assert server.ask("/readyz") == (200, "ready\n")
