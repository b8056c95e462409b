"""The single file, made from a folder and opened from disk; what it draws, and what it says."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from browser.tab import DRAWN
from dashboard.model import days
from dashboard.model.scenes import Scene, scenes
from dashboard.model.selection import Selection
from dashboard.model.timeline import Timeline
from dashboard.render.exports.formats import FORMATS, Request
from dashboard.render.exports.kits.progress import silent
from dashboard.sources import outlines
from dashboard.sources.folder import read

Open = Callable[..., Page]


def made(folder: Path, **options: Any) -> bytes:
    data = read(folder)
    timeline = Timeline(data)
    view = Scene(Selection(data.settings.opens_on, data.settings.span))
    told = tuple(scenes(data, timeline))
    asked = Request(data, timeline, outlines.read(data), view, told, **options)
    return FORMATS["html"].make(asked, silent)


class Desk:
    """Opens files from a folder of the disk, and hears whatever they ask for or complain of."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser, self.path = browser, folder / "map.html"
        self.complaints: list[str] = []
        self.pages: list[Page] = []

    def open(
        self, content: bytes, size: tuple[int, int] = (1440, 900), fragment: str = "",
        **options: Any,
    ) -> Page:  # fmt: skip
        self.path.write_bytes(content)
        page = self.browser.new_page(viewport={"width": size[0], "height": size[1]}, **options)
        self.pages.append(page)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda line: self._hear(line.type, line.text))
        page.on("request", lambda request: self._ask(request.url))
        page.goto(f"{self.path.as_uri()}{fragment and '#'}{fragment}")
        page.wait_for_function(DRAWN)
        return page

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def _ask(self, url: str) -> None:
        if url.split("#")[0] != self.path.as_uri():
            self.complaints.append(url)


def wait_for_day(page: Page, day: date) -> None:
    page.wait_for_function(f"(day) => {DRAWN}.day === day", arg=days.number(day))


def letters(page: Page) -> dict[str, list[str]]:
    return {place["id"]: place["letters"] for place in page.evaluate(DRAWN)["places"]}
