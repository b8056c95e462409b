"""Sharing in a real browser: what is copied, scanned, sent and pasted is what is on screen."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, expect

from browser.conftest import Open
from browser.tab import Tab

Folder = Callable[..., Path]
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined });"


def open_share(tab: Tab) -> None:
    tab.page.get_by_role("button", name="Share").click()
    code(tab).wait_for()


def code(tab: Tab) -> Locator:
    return tab.page.get_by_role("button", name="Show the QR code large")


def scanned(thing: Locator) -> str:
    """What a camera reads from the screen."""
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(thing.screenshot())).convert("RGB"))
    assert len(found) == 1
    return found[0].text


def copied(tab: Tab) -> str:
    tab.page.get_by_role("button", name="Copy link").click()
    tab.page.get_by_role("button", name="Copied").wait_for()
    expect(tab.page.get_by_role("status").filter(has_text="Link copied")).to_be_attached()
    tab.page.get_by_role("button", name="Copy link").wait_for()  # and back
    return str(tab.page.evaluate("navigator.clipboard.readText()"))


def test_what_is_copied_is_what_is_on_screen(open_page: Open) -> None:
    tab = open_page("date=2017-10-16&types=Battles&place=kirkuk", **CLIPBOARD)
    open_share(tab)
    assert copied(tab) == tab.page.url
    before = tab.page.url
    tab.drag((60, -40))  # which runs no page, but for this
    assert "lat=" in tab.page.url
    expect(tab.page.get_by_role("textbox", name="Link")).to_have_value(tab.page.url)
    assert copied(tab) == tab.page.url != before
    assert scanned(code(tab)) == tab.page.url


def test_the_link_is_the_browser_s_own_before_the_page_has_run(open_page: Open) -> None:
    tab = open_page("date=2017-10-16", **CLIPBOARD)
    open_share(tab)
    tab.page.evaluate("history.replaceState(null, '', '?date=2017-10-01')")
    assert copied(tab).endswith("/?date=2017-10-01")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(390, 844), (1440, 900)], ids=str)
def test_the_code_fills_the_screen_and_is_read(
    open_page: Open, size: tuple[int, int], scheme: str
) -> None:
    tab = open_page("date=2017-10-16", size=size, color_scheme=scheme)
    word = tab.page.get_by_role("button", name="Share").get_by_role("paragraph")
    expect(word).to_have_text("Share")
    expect(word).to_be_in_viewport(ratio=1)
    open_share(tab)
    assert scanned(code(tab)) == tab.page.url
    code(tab).click()
    large = tab.page.get_by_role("dialog", name="QR code")
    expect(large).to_be_visible()
    picture = large.get_by_role("img").bounding_box()
    assert picture is not None
    assert picture["width"] == picture["height"] == min(size)
    assert scanned(large) == tab.page.url
    tab.page.keyboard.press("Escape")
    expect(large).not_to_be_visible()
    expect(code(tab)).to_be_visible()  # Esc has closed the code alone


def test_keys_alone_open_copy_and_close(open_page: Open) -> None:
    tab = open_page("date=2017-10-16", **CLIPBOARD)
    button = tab.page.get_by_role("button", name="Share")
    button.focus()
    tab.page.keyboard.press("Enter")
    code(tab).wait_for()
    expect(tab.page.get_by_role("button", name="Copy link")).to_be_focused()
    tab.page.keyboard.press("Enter")
    tab.page.get_by_role("button", name="Copied").wait_for()
    tab.page.keyboard.press("Tab")
    expect(code(tab)).to_be_focused()
    tab.page.keyboard.press("Escape")
    expect(code(tab)).not_to_be_attached()
    expect(button).to_be_focused()


def test_without_a_clipboard_the_link_is_selected(open_page: Open) -> None:
    script = f"{NO_CLIPBOARD} document.execCommand = () => false;"
    tab = open_page("date=2017-10-16", script=script)
    open_share(tab)
    tab.page.get_by_role("button", name="Copy link").click()
    tab.page.get_by_role("button", name="Selected").wait_for()
    box = tab.page.get_by_role("textbox", name="Link")
    expect(box).to_be_focused()
    chosen = box.evaluate("box => box.value.slice(box.selectionStart, box.selectionEnd)")
    assert chosen == tab.page.url


def test_over_plain_http_it_is_copied_the_old_way(open_page: Open) -> None:
    tab = open_page("date=2017-10-17", script=NO_CLIPBOARD)
    open_share(tab)
    tab.page.get_by_role("button", name="Copy link").click()
    tab.page.get_by_role("button", name="Copied").wait_for()


def test_a_phone_sends_it(open_page: Open) -> None:
    script = "navigator.share = async (what) => { window.sent = what; };"
    tab = open_page("date=2017-10-16", size=(390, 844), has_touch=True, is_mobile=True,
                    script=script)  # fmt: skip
    open_share(tab)
    tab.page.get_by_role("button", name="Send…").click()
    assert tab.page.evaluate("window.sent.url") == tab.page.url


def test_elsewhere_there_is_nothing_to_send(open_page: Open) -> None:
    tab = open_page("date=2017-10-16", script="navigator.share = async () => {};")
    open_share(tab)
    expect(tab.page.get_by_role("button", name="Send…")).not_to_be_visible()


def test_a_briefing_shares_its_scene_and_keeps_its_place(open_page: Open) -> None:
    tab = open_page("mode=briefing&scene=3", **CLIPBOARD)
    open_share(tab)
    assert copied(tab) == tab.page.url
    assert scanned(code(tab)) == tab.page.url
    code(tab).press(" ")
    large = tab.page.get_by_role("dialog", name="QR code")
    expect(large).to_be_visible()
    tab.page.keyboard.press("Escape")
    tab.page.keyboard.press("Escape")
    expect(code(tab)).not_to_be_attached()
    assert tab.address()["scene"] == "3"  # no key has turned the page
    tab.page.keyboard.press("ArrowRight")
    tab.wait_for_address("scene", "4")
    open_share(tab)
    assert "scene=4" in scanned(code(tab))


def test_the_code_for_other_sites_shows_the_view_there(
    open_page: Open, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_FRAME_ANCESTORS", "'self' https://news.example")
    title = '"><script>window.hit=1</script>'
    tab = open_page("date=2001-02-02", data=folder(settings={"title": title}), fresh=True,
                    **CLIPBOARD)  # fmt: skip
    open_share(tab)
    expect(
        tab.page.get_by_text("These sites can embed this page: https://news.example.")
    ).to_be_visible()
    tab.page.get_by_role("button", name="Copy code").click()
    tab.page.get_by_role("button", name="Copied").wait_for()
    snippet = tab.page.evaluate("navigator.clipboard.readText()")
    tab.page.route("**/news", lambda route: route.fulfill(body=snippet, content_type="text/html"))
    tab.page.goto(f"{tab.server.origin}/news")
    frame = tab.page.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_contain_text("2 Feb 2001")
    expect(frame.get_by_role("link", name="Open the full page")).to_be_visible()
    assert tab.page.locator("iframe").get_attribute("title") == title
    assert tab.page.evaluate("window.hit === undefined")
