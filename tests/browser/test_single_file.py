"""The single file, opened from disk: no server, no network, and everything in it works."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browser.saved import DRAWN, Open, letters, made, wait_for_day
from dashboard.model import days
from dashboard.model.scenes import scenes
from dashboard.model.timeline import Timeline
from dashboard.sources.folder import BUILT_IN, read

Folder = Callable[..., Path]


def test_it_is_small_enough_to_send(kirkuk: bytes) -> None:
    assert len(kirkuk) <= 1_500_000


def test_it_opens_on_its_day_with_map_legend_and_table(open_file: Open, kirkuk: bytes) -> None:
    page = open_file(kirkuk)
    wait_for_day(page, date(2017, 10, 20))
    assert page.locator("h1").inner_text().startswith("Friday 20 October 2017\nAltun Kupri")
    assert letters(page)["kirkuk"] == ["F"]
    assert page.locator(".legend").get_by_text("Peshmerga").is_visible()
    rows = page.locator(".side table tr")
    assert rows.count() == 6
    assert "Contested\nPeshmerga, Federal Iraq" in rows.nth(1).inner_text()
    assert "by reporting" in rows.nth(1).inner_text()
    assert page.get_by_text("Sources: The Washington Times").count() == 1
    assert page.locator("path.region").count() > 10


def test_the_time_bar_moves_map_and_words(open_file: Open, kirkuk: bytes) -> None:
    page = open_file(kirkuk)
    page.locator(".stage").focus()
    page.keyboard.press("PageUp")
    wait_for_day(page, date(2017, 10, 19))
    page.get_by_role("button", name="Previous change of control").click()
    wait_for_day(page, date(2017, 10, 16))
    assert "pass to Federal Iraq" in page.locator("h1").inner_text()
    box = page.locator(".stage").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + 4, box["y"] + 40, steps=4)
    wait_for_day(page, date(2017, 9, 25))  # while it is held
    assert letters(page)["kirkuk"] == ["P"]
    page.mouse.up()
    assert "referendum" in page.locator("h1").inner_text()
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_function(f"(day) => {DRAWN}.day > day", arg=days.number(date(2017, 9, 26)))
    page.get_by_role("button", name="Pause").click()


def test_a_click_opens_everything_known(open_file: Open, kirkuk: bytes) -> None:
    page = open_file(kirkuk)
    frame = page.locator("#map_div").bounding_box()
    assert frame is not None
    drawn = page.evaluate(DRAWN)
    [kirkuk_town] = [place for place in drawn["places"] if place["id"] == "kirkuk"]
    page.mouse.click(frame["x"] + kirkuk_town["x"], frame["y"] + kirkuk_town["y"])
    side = page.locator(".side")
    side.get_by_role("heading", name="Kirkuk").wait_for()
    assert "كركوك" in side.inner_text()
    assert "16 Oct 2017: Federal Iraq\nby reporting" in side.inner_text()
    side.get_by_role("button", name="Back").click()
    side.locator(".event").get_by_role("button", name="the waves were repelled").click()
    assert "disputed, told by Peshmerga command" in side.inner_text()
    assert "The Washington Times" in side.inner_text()


def test_the_scenes_go_by_arrow_keys(open_file: Open, kirkuk: bytes) -> None:
    page = open_file(kirkuk)
    data = read(BUILT_IN)
    told = scenes(data, Timeline(data))
    page.keyboard.press("ArrowRight")
    for number, scene in enumerate(told, start=1):
        page.locator(".progress", has_text=f"{number} / {len(told)}").wait_for()
        assert page.locator(".presenter h2").inner_text() == scene.title
        wait_for_day(page, scene.selection.day)
        page.keyboard.press("ArrowRight")
    assert letters(page)["altun-kupri"] == ["F"]  # by the last scene's own speaker
    page.keyboard.press("e")
    page.get_by_role("button", name="Previous change of control").click()
    wait_for_day(page, date(2017, 10, 16))
    assert page.locator(".presenter .day").inner_text() == "Monday 16 October 2017"
    page.locator(".presenter h2").click()
    page.keyboard.press("Escape")
    wait_for_day(page, date(2017, 10, 20))
    page.keyboard.press("x")
    assert page.locator(".side table tr").count() == 6
    assert letters(page)["altun-kupri"] == ["P", "F"]  # all accounts again


def test_tiles_are_asked_for_only_when_the_reader_wants_them(
    browser: Browser, kirkuk: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "map.html"
    path.write_bytes(kirkuk)
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.route("https://**", lambda route: route.abort())
    page.goto(path.as_uri())
    page.wait_for_function(DRAWN)
    assert asked == [path.as_uri()]
    with page.expect_request("https://tile.openstreetmap.org/**"):
        page.locator(".basemaps summary").click()
        page.get_by_role("radio", name="OpenStreetMap").check()
    page.close()


def test_it_looks_as_the_reader_s_system_until_they_choose(open_file: Open, kirkuk: bytes) -> None:
    page = open_file(kirkuk, color_scheme="dark")
    assert page.evaluate(DRAWN)["theme"] == "dark"
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"() => {DRAWN}.theme === 'light'")
    page.get_by_role("button", name="Dark").click()
    page.wait_for_function(f"() => {DRAWN}.theme === 'dark'")
    page.emulate_media(color_scheme="dark")
    page.emulate_media(color_scheme="light")
    assert page.evaluate(DRAWN)["theme"] == "dark"


@pytest.mark.parametrize("size", [(1024, 768), (390, 844)])
def test_it_fits_a_tablet_and_a_phone(
    open_file: Open, kirkuk: bytes, size: tuple[int, int]
) -> None:
    page = open_file(kirkuk, size=size)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= size[0]
    page.keyboard.press("ArrowRight")
    page.locator(".progress").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


HOSTILE = "</script><script>window.hurt=1</script><img src=x onerror=window.hurt=1>${window.hurt=1}"


def test_hostile_texts_stay_texts(open_file: Open, folder: Folder) -> None:
    content = made(folder(
        settings={"title": HOSTILE},
        places={2: {"name": HOSTILE}}, actors={2: {"short_name": HOSTILE}},
        events={2: {"title": HOSTILE, "summary": HOSTILE}},
        scenes={2: {"title": HOSTILE, "text": HOSTILE, "notes": HOSTILE}},
    ))  # fmt: skip
    page = open_file(content)
    assert page.title().startswith(HOSTILE)
    page.locator(".side").get_by_role("button", name=HOSTILE).first.click()
    page.locator(".filters > summary").click()
    page.get_by_label("Words").fill(HOSTILE[:200])
    page.locator(".narrowed p", has_text=HOSTILE[:60]).wait_for()
    for field in page.locator(".field > summary").all():
        field.click()
    page.keyboard.press("Escape")
    page.locator(".perspectives > summary").click()
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowRight")
    page.locator(".presenter h2", has_text="</script>").wait_for()
    assert page.evaluate("window.hurt") is None


def test_a_folder_with_nothing_in_it_opens_too(open_file: Open, folder: Folder) -> None:
    empty = folder(events=[], control=[], claims=None, scenes=None, places=[], areas=None)
    page = open_file(made(empty))
    assert "Nothing is recorded" in page.locator("h1").inner_text()
    assert not page.locator(".present").is_visible()
