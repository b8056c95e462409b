"""A reader's own scenes stay in their browser: over a reload, one step back, given up."""

from collections.abc import Callable
from pathlib import Path

from browser.conftest import Open
from browser.tab import Tab

Folder = Callable[..., Path]
NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw Error(); } });"


def open_scenes(tab: Tab) -> None:
    tab.page.get_by_role("button", name="Briefing", exact=True).click()
    tab.page.get_by_role("button", name="Scenes", exact=True).click()
    tab.page.get_by_role("heading", name="Scenes", exact=True).wait_for()


def reload(tab: Tab) -> None:
    tab.page.reload()
    tab.settle()
    tab.find_map()
    open_scenes(tab)


def shows(tab: Tab, *titles: str) -> None:
    """Wait until these are the scenes."""
    tab.page.wait_for_function(
        """titles => {
            const found = document.querySelectorAll('[class*="st-key-show-scene-"]');
            return titles.join() === [...found].map((one) => one.innerText).join();
        }""",
        arg=[f"{at}. {title}" for at, title in enumerate(titles, 1)],
    )


def kept(tab: Tab, title: str | None) -> None:
    """Wait until the browser has kept a scene of this title; None: until it has kept nothing."""
    tab.page.wait_for_function(
        """title => {
            const ours = Object.keys(localStorage).filter((key) => /^conflict-map/.test(key));
            const found = ours.map((key) => localStorage.getItem(key));
            return title === null ? !found.length : found.some((text) => text.includes(title));
        }""",
        arg=title,
    )


def press(tab: Tab, key: str) -> None:
    tab.page.locator(f".st-key-{key} button").click()


def test_scenes_outlast_a_reload_and_can_be_undone(open_page: Open, folder: Folder) -> None:
    tab = open_page(data=folder(), fresh=True)
    open_scenes(tab)
    shows(tab, "It begins", "Alpha falls")
    press(tab, "Later-0")
    shows(tab, "Alpha falls", "It begins")
    press(tab, "edit-0")
    tab.page.get_by_label("Title").fill("<b>Mine</b>")
    tab.page.get_by_role("button", name="Save").click()
    shows(tab, "<b>Mine</b>", "It begins")
    tab.page.get_by_text("Saved in this browser only.").wait_for()
    kept(tab, "Mine")
    reload(tab)
    shows(tab, "<b>Mine</b>", "It begins")
    press(tab, "remove-1")
    shows(tab, "<b>Mine</b>")
    press(tab, "undo_scenes")
    shows(tab, "<b>Mine</b>", "It begins")
    tab.go("mode=briefing&basemap=none", has_map=True)
    tab.page.get_by_role("heading", name="<b>Mine</b>").wait_for()
    tab.go("basemap=none", has_map=True)
    open_scenes(tab)
    shows(tab, "<b>Mine</b>", "It begins")
    press(tab, "give_up_scenes")
    shows(tab, "It begins", "Alpha falls")
    kept(tab, None)
    reload(tab)
    shows(tab, "It begins", "Alpha falls")


def test_where_the_folder_has_other_scenes_since_the_reader_chooses(
    open_page: Open, folder: Folder
) -> None:
    tab = open_page(data=folder(), fresh=True)
    open_scenes(tab)
    press(tab, "remove-1")
    shows(tab, "It begins")
    kept(tab, "It begins")
    tab.server.show(folder(scenes={2: {"title": "It began"}}))
    reload(tab)
    shows(tab, "It begins")
    told = tab.page.get_by_text("The folder’s scenes have changed since you changed yours.")
    assert told.count() == 2  # where the page begins, and where scenes are written
    press(tab, "keep_scenes")
    tab.page.locator(".st-key-keep_scenes").wait_for(state="detached")
    reload(tab)
    shows(tab, "It begins")
    assert told.count() == 0
    press(tab, "give_up_scenes")
    shows(tab, "It began", "Alpha falls")


def test_a_browser_that_keeps_nothing_says_so(open_page: Open, folder: Folder) -> None:
    tab = open_page(data=folder(), fresh=True, script=NO_STORAGE)
    open_scenes(tab)
    press(tab, "remove-1")
    shows(tab, "It begins")
    tab.page.get_by_text("your changes last until the page is loaded again").wait_for()
    press(tab, "undo_scenes")
    shows(tab, "It begins", "Alpha falls")
