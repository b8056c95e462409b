"""A server that holds several data folders: cards of all, each with an address of its own."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from browser.conftest import Open
from dashboard.sources.folder import BUILT_IN

Folder = Callable[..., Path]
# On a page that is not at the root, Streamlit's frontend looks for its server beside it first.
PROBES = "Failed to load resource: the server responded with a status of 404"


@pytest.fixture
def two(folder: Folder, tmp_path: Path) -> Path:
    """A folder with two data folders in it."""
    both = tmp_path / "both"
    shutil.copytree(BUILT_IN, both / "kirkuk")
    settings = both / "kirkuk" / "dataset.toml"
    settings.write_text('basemap = "none"\n' + settings.read_text("utf-8"), "utf-8")
    shutil.copytree(folder(settings={"title": "Alpha <b>and</b> Beta"}), both / "Alpha Beta")
    return both


def test_each_folder_has_a_card_and_an_address(open_page: Open, two: Path) -> None:
    tab = open_page(data=two, fresh=True, has_map=False)
    cards = tab.page.locator('[class*="st-key-card-"]')
    assert cards.count() == 2
    alpha, kirkuk = cards.all_inner_texts()
    assert alpha.startswith("Alpha <b>and</b> Beta\n")
    assert "3 places, 3 events, 1 source" in alpha
    assert kirkuk.split("\n")[0] == "Kirkuk, October 2017"
    assert "25 Sep – 21 Oct 2017" in kirkuk
    tab.page.wait_for_function(
        "[...document.querySelectorAll('.st-key-home img')].every((one) => one.naturalWidth > 1000)"
    )

    tab.page.get_by_role("link", name="Kirkuk, October 2017").click()
    tab.find_map()
    tab.settle()
    assert "/kirkuk?" in tab.page.url
    assert "kirkuk" in tab.places()
    tab.page.locator(".panel").get_by_role("button", name="Kirkuk", exact=True).first.click()
    tab.wait_for_address("place", "kirkuk")

    tab.page.get_by_role("link", name="All maps").click()
    tab.page.get_by_role("link", name="Alpha").click()
    tab.page.wait_for_url("**/alpha-beta?**")
    tab.settle()
    tab.find_map()
    tab.wait("d.places.some((place) => place.id === 'alpha-town')")
    assert "place" not in tab.address()
    assert tab.page.locator(".st-key-notes").count() == 0
    tab.errors = [error for error in tab.errors if not error.startswith(PROBES)]


def test_a_link_into_one_of_several_opens_it(open_page: Open, two: Path) -> None:
    tab = open_page(data=two, fresh=True, has_map=False)
    tab.page.goto(f"{tab.server.origin}/kirkuk?date=2017-10-16&place=kirkuk&basemap=none")
    tab.settle()
    tab.find_map()
    tab.side().get_by_role("heading", name="Kirkuk", exact=True).wait_for()
    assert tab.heading().startswith("Monday 16 October 2017")
    tab.errors = [error for error in tab.errors if not error.startswith(PROBES)]
