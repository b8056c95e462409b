"""Follow me in browsers: a briefer, a wide screen and a phone that see the same."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import Open
from browser.server import Server
from browser.tab import DRAWN, Tab
from dashboard.model import days
from dashboard.sources.folder import BUILT_IN

WIDE, PHONE = (1440, 900), (390, 844)
Follow = Callable[..., Page]


@pytest.fixture
def follow(browser: Browser) -> Iterator[Follow]:
    """Opens a link on another screen; fails if a page asks another host, or complains."""
    pages: list[Page] = []
    complaints: list[str] = []

    def open_one(link: str, size: tuple[int, int] = WIDE, **options: Any) -> Page:
        page = browser.new_page(viewport={"width": size[0], "height": size[1]}, **options)
        pages.append(page)
        origin = "/".join(link.split("/")[:3])
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text)
                if line.type in ("error", "warning") else None)  # fmt: skip
        page.on("request", lambda request: complaints.append(request.url)
                if not request.url.startswith((origin, "data:")) else None)  # fmt: skip
        page.goto(link)
        return page

    yield open_one
    for page in pages:
        page.close()
    assert not complaints


@pytest.fixture
def brief(open_page: Open) -> Iterator[Open]:
    """Opens the briefer's page; afterwards the browser is another, which has no room."""
    tabs: list[Tab] = []

    def open_one(query: str) -> Tab:
        tabs.append(open_page(query))
        return tabs[-1]

    yield open_one
    for tab in tabs:
        tab.page.context.clear_cookies()


def invite(tab: Tab) -> str:
    """Press Follow me, and read the link."""
    tab.page.get_by_role("button", name="Briefing").click()
    tab.page.get_by_role("button", name="Follow me").click()
    link = tab.page.locator(".invitation a")
    link.wait_for()
    size = "(one) => one.decode().then(() => one.naturalWidth)"
    assert tab.page.locator(".invitation img").evaluate(size) > 100
    found = link.get_attribute("href")
    assert found
    tab.page.keyboard.press("Escape")
    return found


def sees(page: Page, condition: str, argument: object = None) -> None:
    """Wait until the condition (JavaScript on `d`, what is drawn, and `a`) is met."""
    page.wait_for_function(
        f"(a) => {{ const d = {DRAWN}; return Boolean(d && ({condition})); }}", arg=argument
    )


def is_at(page: Page, state: str) -> None:
    page.locator(f'.follow-strip[data-state="{state}"]').wait_for()


def number(day: str) -> int:
    return days.number(date.fromisoformat(day))


def test_two_screens_see_day_detail_filters_perspective_view_and_scene(
    brief: Open, follow: Follow
) -> None:
    tab = brief("date=2017-10-16")
    link = invite(tab)
    others = [follow(link), follow(link, PHONE, color_scheme="dark")]
    for page in others:
        is_at(page, "following")
        sees(page, "d.day === a", number("2017-10-16"))
    assert [page.evaluate(DRAWN)["theme"] for page in others] == ["light", "dark"]

    tab.step("Next day with an event", "2017-10-19")
    for page in others:
        sees(page, "d.day === a", number("2017-10-19"))
        page.get_by_role("heading", name="Thursday 19 October 2017").wait_for()

    tab.click(tab.places()["kirkuk"])
    for page in others:
        page.locator(".side .title", has_text="Kirkuk").wait_for()
    expect(others[1].locator(".side .title")).to_be_in_viewport()
    tab.side().get_by_role("button", name="Back").click()
    for page in others:
        page.locator(".side .title").wait_for(state="detached")
    expect(others[1].locator("#map_div")).to_be_in_viewport(ratio=1)

    tab.page.get_by_role("button", name="According to").click()
    tab.page.get_by_test_id("stRadio").get_by_text("Peshmerga command", exact=True).click()
    for page in others:
        page.locator(".line.perspective", has_text="Peshmerga command").wait_for()
    tab.page.keyboard.press("Escape")

    tab.page.get_by_role("button", name="Filters").click()
    tab.page.get_by_role("textbox", name="Words").fill("flag")
    tab.page.keyboard.press("Enter")
    for page in others:
        page.locator(".line.narrowed", has_text="flag").wait_for()
    tab.page.keyboard.press("Escape")

    tab.drag((90, 40))
    tab.settle()
    seen = tab.drawn()
    for page in others:
        sees(page, "Math.abs(d.center.lat - a.lat) < 0.01 && Math.abs(d.center.lng - a.lng) < 0.01",
             seen["center"])  # fmt: skip
    sees(others[0], "Math.abs(d.zoom - a) < 0.3", seen["zoom"])
    sees(others[1], "d.zoom < a - 0.5", seen["zoom"])  # a small map stands further off

    tab.page.get_by_role("button", name="Briefing").click()
    tab.page.get_by_role("button", name="Present from scene 7").click()
    tab.page.locator(".presenter .progress", has_text="7 / 9").wait_for()
    tab.settle()
    tab.page.keyboard.press("ArrowRight")
    tab.wait_for_address("scene", "8")
    for page in others:
        page.locator(".presenter .progress", has_text="8 / 9").wait_for()
        sees(page, "d.day === a", number("2017-10-20"))
        held = {one["id"]: one["letters"] for one in page.evaluate(DRAWN)["places"]}
        assert held["altun-kupri"] == ["P"]
        assert not page.get_by_role("button", name="Speaker's notes").is_visible()
        is_at(page, "following")

    tab.page.keyboard.press("e")  # the briefer strays from the script
    tab.page.get_by_role("button", name="The day before").click()
    for page in others:
        page.locator(".presenter .day", has_text="19 October").wait_for()
        is_at(page, "following")
    tab.page.locator(".presenter h2").click()
    tab.page.keyboard.press("Escape")
    for page in others:
        page.locator(".presenter h2", has_text="as the Peshmerga tell it").wait_for()
    tab.page.keyboard.press("x")
    for page in others:
        page.locator("header h1", has_text="20 October 2017").wait_for()
        is_at(page, "following")


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=str)
def test_who_looks_around_returns_with_one_press_to_what_is_shown_now(
    brief: Open, follow: Follow, size: tuple[int, int]
) -> None:
    tab = brief("date=2017-10-16")
    page = follow(invite(tab), size)
    is_at(page, "following")
    page.get_by_role("button", name="The day before").click()
    is_at(page, "strayed")
    sees(page, "d.day === a", number("2017-10-15"))
    tab.step("The day after", "2017-10-17")
    expect(page.locator(".follow-strip")).to_be_in_viewport(ratio=1)
    assert page.evaluate(DRAWN)["day"] == number("2017-10-15")
    page.get_by_role("button", name="Back to the briefer").click()
    is_at(page, "following")
    sees(page, "d.day === a", number("2017-10-17"))
    tab.step("The day after", "2017-10-18")
    sees(page, "d.day === a", number("2017-10-18"))


def test_the_map_moved_by_hand_is_looking_around_too(brief: Open, follow: Follow) -> None:
    tab = brief("mode=briefing&scene=4")
    tab.page.keyboard.press("q")
    tab.page.locator(".presenter .invitation a").wait_for()
    card, words = tab.page.locator(".presenter .invitation"), tab.page.locator(".presenter .words")
    for close in (lambda: tab.page.keyboard.press("Escape"),
                  lambda: card.get_by_role("button", name="Close").click()):  # fmt: skip
        expect(words).not_to_be_visible()
        close()
        expect(card).not_to_be_visible()
        expect(words).to_be_visible()
        tab.page.keyboard.press("q")
    page = follow(card.locator("a").get_attribute("href") or "")
    page.locator(".presenter .progress", has_text="4 / 9").wait_for()
    tab.page.locator(".presenter .invitation .count", has_text="1 follower").wait_for()
    box = page.locator("#map_div").bounding_box()
    assert box
    before = page.evaluate(DRAWN)["center"]
    page.get_by_role("button", name="Zoom in").click()
    is_at(page, "strayed")
    page.get_by_role("button", name="Back to the briefer").click()
    is_at(page, "following")
    sees(page, "Math.abs(d.center.lat - a.lat) < 0.02", before)
    assert not page.locator(".presenter.exploring").count()


def test_the_briefer_leaves_comes_back_and_ends(brief: Open, follow: Follow) -> None:
    tab = brief("date=2017-10-16")
    link = invite(tab)
    page = follow(link, PHONE)
    is_at(page, "following")
    address = tab.page.url
    tab.page.goto("about:blank")
    is_at(page, "away")
    page.get_by_text("The briefer is away").wait_for()
    sees(page, "d.day === a", number("2017-10-16"))
    tab.page.goto(address)  # another session of the same browser
    tab.settle()
    tab.find_map()
    is_at(page, "following")
    tab.step("The day after", "2017-10-17")
    sees(page, "d.day === a", number("2017-10-17"))
    tab.page.get_by_role("button", name="Briefing").click()
    tab.page.get_by_role("button", name="End", exact=True).click()
    page.get_by_text("The briefing has ended").wait_for()
    tab.page.get_by_role("button", name="Follow me").wait_for()
    page.get_by_role("button", name="The day before").click()  # it stays a map to look at
    sees(page, "d.day === a", number("2017-10-16"))
    home = f"{tab.server.origin}/"
    way = page.locator(".follow-strip a", has_text="Open the map")
    assert way.evaluate("(one) => one.href") == home
    for code, status in ((link, 410), (f"{home}follow/never-was", 404)):
        answer = page.request.get(code)
        assert answer.status == status
        ways = re.findall(r'href="([^"]+)"', answer.text())
        assert [urljoin(code, one) for one in ways] == [home]


def test_scenes_that_the_briefer_writes_are_the_followers_scenes(
    brief: Open, follow: Follow
) -> None:
    tab = brief("date=2017-10-18")
    page = follow(invite(tab))
    is_at(page, "following")
    tab.page.get_by_role("button", name="Briefing").click()
    tab.page.get_by_role("button", name="Scenes", exact=True).click()
    tab.page.get_by_role("button", name="Add this view as a scene").click()
    tab.page.get_by_role("button", name="7. 18 October 2017").click()
    page.locator(".presenter .progress", has_text="7 / 10").wait_for()
    page.locator(".presenter h2", has_text="18 October 2017").wait_for()


def test_a_server_ends_though_others_follow(
    browser: Browser, follow: Follow, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with Server(BUILT_IN, tmp_path_factory.mktemp("ends") / "log") as server:
        page = browser.new_page()
        tab = Tab(page, server, tiles=False)
        tab.go("date=2017-10-16&basemap=none", has_map=True)
        other = browser.new_page()
        other.goto(invite(tab))
        is_at(other, "following")
        server.stop()
        is_at(other, "lost")
        page.close()
        other.close()
