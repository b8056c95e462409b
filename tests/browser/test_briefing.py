"""The briefing in a browser: walked with keys, strayed from, spoken from notes, opened by link."""

from datetime import date

import pytest
from playwright.sync_api import expect

from browser.conftest import Open
from browser.tab import Tab
from dashboard.model import days
from dashboard.model.scenes import scenes
from dashboard.model.timeline import Timeline
from dashboard.sources.folder import BUILT_IN, read

DATA = read(BUILT_IN)
SCENES = scenes(DATA, Timeline(DATA))
TOTAL = len(SCENES)
# A script's names for the map and for a key that is pressed.
HANDS = """
    const map = document.querySelector('iframe[title*="st_folium"]').contentWindow.conflictMap;
    const press = (key) =>
        window.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
"""


def wait_for_scene(tab: Tab, number: int) -> None:
    """Wait until presenter, map and address have come to the scene, counted from 1."""
    tab.page.locator(".presenter .progress", has_text=f"{number} / {TOTAL}").wait_for()
    tab.wait("d.day === a", days.number(SCENES[number - 1].selection.day))
    tab.wait_for_address("scene", str(number))
    tab.settle()


def title(tab: Tab) -> str:
    return tab.page.locator(".presenter h2").inner_text()


def test_the_keys_of_keyboards_and_clickers_walk_the_briefing(open_page: Open) -> None:
    tab = open_page("mode=briefing")
    wait_for_scene(tab, 1)
    walk = [("ArrowRight", 2), ("PageDown", 3), (" ", 4), ("Shift+ ", 3), ("PageUp", 2),
            ("ArrowLeft", 1), ("ArrowLeft", 1), ("End", TOTAL), ("ArrowRight", TOTAL),
            ("Home", 1)]  # fmt: skip
    for key, number in walk:
        tab.page.keyboard.press(key)
        wait_for_scene(tab, number)
        assert title(tab) == SCENES[number - 1].title
    # A pressed key is heard in the map's frame too.
    tab.page.mouse.click(*tab.on_page(120, 250))  # where nothing is
    tab.page.wait_for_function("document.activeElement.tagName === 'IFRAME'")
    tab.page.keyboard.press("ArrowRight")
    wait_for_scene(tab, 2)
    tab.page.get_by_role("button", name="Next scene").click()
    wait_for_scene(tab, 3)


def test_quick_keys_end_where_they_lead(open_page: Open) -> None:
    tab = open_page("mode=briefing&scene=1")
    wait_for_scene(tab, 1)
    for _ in range(5):
        tab.page.keyboard.press("PageDown")
    wait_for_scene(tab, 6)
    assert tab.page.locator(".presenter .progress").inner_text() == f"6 / {TOTAL}"


def test_a_link_opens_its_scene_with_its_perspective_and_view(open_page: Open) -> None:
    number = next(n for n, scene in enumerate(SCENES, 1)
                  if scene.selection.according_to == "peshmerga-command")  # fmt: skip
    tab = open_page(f"mode=briefing&scene={number}")
    wait_for_scene(tab, number)
    assert tab.places()["altun-kupri"]["letters"] == ["P"]
    assert "reporting disagrees" in tab.page.locator(".presenter .perspective").inner_text()
    tab.page.keyboard.press("ArrowRight")
    wait_for_scene(tab, number + 1)
    assert tab.places()["altun-kupri"]["letters"] == ["F"]
    center = tab.drawn()["center"]
    south, west, north, east = SCENES[number].view or (0, 0, 0, 0)
    assert south < center["lat"] < north
    assert west < center["lng"] < east


def test_between_scenes_the_days_go_by(open_page: Open) -> None:
    tab = open_page("mode=briefing&scene=3")
    wait_for_scene(tab, 3)
    first, last = (days.number(SCENES[at].selection.day) for at in (2, 6))
    seen = tab.page.evaluate(
        """async ([first, last]) => {
            HANDS
            const seen = new Set();
            for (let n = 0; n < 4; n += 1) press("ArrowRight");
            const end = performance.now() + 10000;
            while (performance.now() < end && !seen.has(last)) {
                await new Promise(requestAnimationFrame);
                seen.add(map.state().day);
            }
            return [...seen];
        }""".replace("HANDS", HANDS),
        [first, last],
    )  # fmt: skip
    assert last in seen
    assert [day for day in seen if first < day < last]
    assert seen == sorted(seen)


def test_without_motion_a_scene_is_there_at_once(open_page: Open) -> None:
    tab = open_page("mode=briefing&scene=1", reduced_motion="reduce")
    wait_for_scene(tab, 1)
    days_seen = tab.page.evaluate(
        """async () => {
            HANDS
            const before = map.state().day;
            press("End");
            const seen = new Set();
            for (let n = 0; n < 20; n += 1) {
                await new Promise(requestAnimationFrame);
                seen.add(map.state().day);
            }
            seen.delete(before);
            return [...seen];
        }""".replace("HANDS", HANDS)
    )  # fmt: skip
    assert days_seen == [days.number(SCENES[-1].selection.day)]


def test_the_presenter_strays_and_one_key_leads_back(open_page: Open) -> None:
    tab = open_page("mode=briefing&scene=4")
    wait_for_scene(tab, 4)
    assert not tab.page.locator(".timebar").is_visible()
    tab.page.keyboard.press("e")
    tab.page.get_by_role("button", name="Previous day with an event").click()
    tab.wait("d.day === a", days.number(date(2017, 10, 15)))
    tab.wait_for_address("date", "2017-10-15")
    tab.settle()
    assert tab.address()["scene"] == "4"
    assert tab.page.locator(".presenter .day").inner_text() == "Sunday 15 October 2017"
    tab.page.locator(".presenter h2").click()
    tab.page.keyboard.press("Escape")
    wait_for_scene(tab, 4)
    assert title(tab) == SCENES[3].title
    assert "date" not in tab.address()
    assert not tab.page.locator(".timebar").is_visible()


def test_one_key_leads_back_even_while_the_days_play(open_page: Open) -> None:
    tab = open_page("mode=briefing&scene=4")
    wait_for_scene(tab, 4)
    tab.page.keyboard.press("e")
    tab.page.get_by_role("button", name="The day before").click()
    tab.page.get_by_role("button", name="Play", exact=True).click()
    tab.wait("d.day > a", days.number(date(2017, 10, 16)))
    tab.page.locator(".presenter h2").click()
    tab.page.keyboard.press("Escape")
    wait_for_scene(tab, 4)
    for key, number in (("ArrowRight", 5), ("ArrowLeft", 4)):
        tab.page.keyboard.press(key)
        wait_for_scene(tab, number)  # nothing that was on its way changes it
    assert "date" not in tab.address()


def test_a_link_to_where_the_presenter_strayed_opens_there(open_page: Open) -> None:
    tab = open_page("mode=briefing&scene=4&date=2017-10-19")
    tab.wait("d.day === a", days.number(date(2017, 10, 19)))
    tab.page.locator(".presenter .day", has_text="19 October").wait_for()
    tab.page.keyboard.press("s")
    wait_for_scene(tab, 4)


def test_the_notes_follow_in_a_window_of_their_own(open_page: Open) -> None:
    tab = open_page("mode=briefing&scene=2")
    wait_for_scene(tab, 2)
    with tab.page.expect_popup() as opened:
        tab.page.keyboard.press("n")
    notes = opened.value
    notes.get_by_text(SCENES[1].notes[:40]).wait_for()
    assert notes.get_by_text(f"Next: {SCENES[2].title}").is_visible()
    notes.keyboard.press("PageDown")  # the clicker may be on that window
    wait_for_scene(tab, 3)
    notes.get_by_text(SCENES[2].notes[:40]).wait_for()
    notes.close()


def test_where_windows_are_refused_the_notes_stand_on_the_page(open_page: Open) -> None:
    tab = open_page("mode=briefing&scene=2", script="window.open = () => null")
    wait_for_scene(tab, 2)
    tab.page.keyboard.press("n")
    tab.page.locator(".presenter .speakers-notes", has_text=SCENES[1].notes[:40]).wait_for()
    tab.page.keyboard.press("ArrowRight")
    tab.page.locator(".presenter .speakers-notes", has_text=SCENES[2].notes[:40]).wait_for()
    tab.page.keyboard.press("n")
    assert tab.page.locator(".presenter .speakers-notes").count() == 0
    wait_for_scene(tab, 3)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_looks_read_from_afar(open_page: Open, scheme: str) -> None:
    tab = open_page("mode=briefing&scene=4", color_scheme=scheme, size=(1920, 1080))
    wait_for_scene(tab, 4)
    size = "(e) => parseFloat(getComputedStyle(e).fontSize)"
    assert tab.page.locator(".presenter h2").evaluate(size) >= 48
    assert tab.page.locator(".presenter .text").evaluate(size) >= 28
    tab.page.set_viewport_size({"width": 2560, "height": 1440})
    assert tab.page.locator(".presenter h2").evaluate(size) >= 64
    assert tab.page.locator(".presenter .text").evaluate(size) >= 38
    assert tab.drawn()["theme"] == scheme
    tab.page.keyboard.press("d")
    other = {"light": "dark", "dark": "light"}[scheme]
    tab.wait("d.theme === a", other)
    assert tab.page.locator(".presenter").get_attribute("data-theme") == other


def test_words_shrink_where_room_is_small_and_fade_where_they_go_on(open_page: Open) -> None:
    tab = open_page("mode=briefing&scene=8", size=(1440, 900))
    wait_for_scene(tab, 8)
    words = tab.page.locator(".presenter .words")
    size = "(one) => parseFloat(getComputedStyle(one).fontSize)"
    large = words.evaluate(size)
    tab.page.set_viewport_size({"width": 1440, "height": 420})
    expect(words).to_have_class("words more")
    assert words.evaluate(size) < large
    assert words.evaluate("(one) => getComputedStyle(one).maskImage") != "none"
    for button in tab.page.locator(".presenter nav button").all():
        expect(button).to_be_in_viewport(ratio=1)
    words.evaluate("(one) => one.scrollTo(0, one.scrollHeight)")
    expect(words).to_have_class("words")
    tab.page.set_viewport_size({"width": 1440, "height": 900})
    expect(words).to_have_class("words")
    assert words.evaluate(size) == large


def test_leaving_goes_on_where_the_briefing_was(open_page: Open) -> None:
    tab = open_page("date=2017-10-16")
    tab.page.get_by_role("button", name="Briefing").click()
    first = next(n for n, one in enumerate(SCENES, 1) if one.selection.day == date(2017, 10, 16))
    tab.page.get_by_role("button", name=f"Present from scene {first}").click()
    wait_for_scene(tab, first)
    tab.page.keyboard.press("d")  # dark, in the briefing alone
    tab.page.wait_for_selector("body[data-look=dark]", state="attached")
    tab.page.keyboard.press("x")
    tab.side().wait_for()
    tab.settle()
    assert tab.page.locator("body[data-look]").count() == 0
    paper = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    assert tab.page.evaluate(paper) == "rgb(246, 243, 236)"
    assert "mode" not in tab.address()
    assert tab.address()["date"] == "2017-10-16"
    assert tab.drawn()["day"] == days.number(date(2017, 10, 16))
