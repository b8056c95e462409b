"""Files made on the page, broken off and saved; scenes written on it and taken along."""

from pathlib import Path

from browser.conftest import Open
from browser.tab import Tab
from dashboard.sources.folder import BUILT_IN, read


def opened(tab: Tab, panel: str) -> None:
    """Open one of the panels behind Briefing."""
    tab.page.get_by_role("button", name="Briefing").click()
    tab.page.get_by_role("button", name=panel, exact=True).click()
    tab.side().get_by_role("heading", name=panel).wait_for()
    tab.settle()


def saved(tab: Tab, button: str) -> bytes:
    with tab.page.expect_download() as download:
        tab.side().get_by_role("button", name=button).click()
    return Path(download.value.path()).read_bytes()


def test_long_work_shows_how_far_it_is_and_can_be_broken_off(open_page: Open) -> None:
    tab = open_page("date=2017-10-16")
    opened(tab, "Files")
    side = tab.side()
    side.get_by_text("Moving picture").click()
    tab.settle()
    side.get_by_role("button", name="Create").click()
    side.get_by_role("progressbar").wait_for()
    side.get_by_role("button", name="Cancel").click()
    side.get_by_role("progressbar").wait_for(state="detached")
    tab.settle()
    assert side.get_by_role("button", name="Save").count() == 0
    side.get_by_role("button", name="Create").click()
    side.get_by_role("button", name="Save").wait_for()
    assert saved(tab, "Save").startswith(b"GIF8")


def test_quick_work_is_ready_at_once(open_page: Open) -> None:
    tab = open_page("date=2017-10-16")
    opened(tab, "Files")
    tab.side().get_by_text("GeoJSON", exact=True).click()
    tab.side().get_by_role("button", name="kirkuk-october-2017-2017-10-16.geojson").wait_for()
    assert b'"FeatureCollection"' in saved(tab, "Save")


def test_a_view_is_added_to_the_briefing_and_taken_along(open_page: Open, tmp_path: Path) -> None:
    tab = open_page("date=2017-10-18")
    opened(tab, "Scenes")
    tab.side().get_by_role("button", name="Add this view as a scene").click()
    tab.side().get_by_label("Title").fill("A day between")
    tab.side().get_by_label("Slide text").fill("Nobody reports a change.")
    tab.side().get_by_role("button", name="Save").click()
    tab.side().get_by_role("button", name="7. A day between").wait_for()
    tab.settle()
    text = saved(tab, "scenes.csv")
    for path in BUILT_IN.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "scenes.csv").write_bytes(text)
    data = read(tmp_path)
    assert data.skipped == ()
    assert [*data.scenes["title"]][6] == "A day between"
    tab.side().get_by_role("button", name="7. A day between").click()
    tab.page.locator(".presenter .progress", has_text="7 / 10").wait_for()
    assert tab.page.locator(".presenter .text").inner_text() == "Nobody reports a change."
