"""A page opened in the browser: the dashboard around, the map in its frame, all that it asked for.

What the map draws is read by `drawn.js` in the frame; days are numbers since 1970 there. Points
are pixels of the map's frame, unless said otherwise.
"""

import io
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from PIL import Image
from playwright.sync_api import Frame, Locator, Page, WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from browser.server import Server
from dashboard.model import days

Json = dict[str, Any]
Point = tuple[float, float]

MAP = 'iframe[title*="st_folium"]'
TILE_HOSTS = ("tile.openstreetmap.org", "basemaps.cartocdn.com")
TILES_REFUSED = "Failed to load resource"  # the browser's own words for each tile it cannot get
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
STILL = """() => new Promise((done) => {
    const end = performance.now() + 100;  // a hand that rests this long does not fling the map
    const look = () => (performance.now() > end ? done() : requestAnimationFrame(look));
    look();
})"""
SETTLED = (
    '[data-testid="stApp"][data-test-script-state="notRunning"] '
    '[data-testid="stMain"]:has([class*="st-key-side-"], '
    ".st-key-report, .st-key-presenter, .st-key-home, .st-key-embed)"
)
LOOK = Path(__file__).with_name("drawn.js").read_text()
DRAWN = f"window.conflictMap && ({LOOK})(window.conflictMap)"


class Tab:
    """One page, from its opening on."""

    def __init__(self, page: Page, server: Server, *, tiles: bool) -> None:
        self.page, self.server, self._tiles = page, server, tiles
        self.frame: Frame
        self.asked: list[str] = []  # addresses on other hosts
        self.errors: list[str] = []  # what the page or its frame complained about
        self.runs: list[str] = []  # runs of the page's script that ended: "whole" or "fragment"
        page.on("request", lambda request: self._ask(request.url))
        page.on("websocket", self._listen)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "console",
            lambda line: self.errors.append(line.text) if line.type == "error" else None,
        )

    def go(self, query: str, *, has_map: bool) -> None:
        """Open the address, and wait until the page and its map are there."""
        self.page.goto(f"{self.server.origin}/?{query}")
        self.settle()
        if has_map:
            self.find_map()

    def find_map(self) -> None:
        """Wait for the map's frame; changed data bring another one."""
        element = self.page.wait_for_selector(MAP)
        frame = element.content_frame() if element else None
        assert frame is not None
        self.frame = frame
        self.frame.wait_for_function(DRAWN)

    def settle(self) -> None:
        """Wait until the page's script has run, with all that follows the map."""
        self.page.wait_for_selector(SETTLED)
        self.page.evaluate(PAINTED)  # what the script has sent

    def complaints(self) -> list[str]:
        """What this page must not have done."""
        outside = [url for url in self.asked if not (self._tiles and is_tile(url))]
        errors = self.errors
        if self._tiles:
            errors = [error for error in errors if not error.startswith(TILES_REFUSED)]
        return [*(f"it asked for {url}" for url in outside), *errors]

    # What the map shows

    def drawn(self) -> Json:
        """All that is drawn now."""
        return self.frame.evaluate(DRAWN)

    def places(self) -> dict[str, Json]:
        """Drawn places by id."""
        return {place["id"]: place for place in self.drawn()["places"]}

    def events(self) -> dict[str, Json]:
        """Events drawn as symbols of their own, by id."""
        return {event["id"]: event for event in self.drawn()["events"]}

    def groups(self) -> dict[str, Json]:
        """Drawn groups of events by the id of their place."""
        return {group["place"]: group for group in self.drawn()["groups"]}

    def all_events(self) -> set[str]:
        """The ids of all events that are drawn, singly or in a group."""
        return {*self.drawn()["all"]}

    def wait(self, condition: str, argument: object = None) -> None:
        """Wait until the condition (JavaScript on `d`, what is drawn, and `a`) is met."""
        check = f"(a) => {{ const d = {DRAWN}; return Boolean(d && ({condition})); }}"
        self.frame.wait_for_function(check, arg=argument)

    def wait_for_day(self, day: str) -> None:
        """Wait until map and page have come to the day."""
        self.wait("d.day === a", days.number(date.fromisoformat(day)))
        self.wait_for_address("date", day)
        self.settle()

    def step(self, button: str, day: str) -> None:
        """Press one of the buttons beside the slider, which leads to the day."""
        self.page.get_by_role("button", name=button, exact=True).click()
        self.wait_for_day(day)

    # What the page shows

    def heading(self) -> str:
        """The day and its sentence, which stand in two lines."""
        return self.page.locator("h1").inner_text().replace("\n", ": ")

    def side(self) -> Locator:
        """The panel beside the map."""
        return self.page.locator(
            '.st-key-side-panel .panel, [class*="st-key-side-"]:not(.st-key-side-panel)'
        )

    def feed(self) -> list[str]:
        """The titles of the events listed in the panel."""
        return self.side().locator(".event > .link").all_inner_texts()

    def address(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.page.url).query))

    def wait_for_address(self, name: str, value: str | None = None) -> None:
        """Wait until the address has the parameter, and has it so."""
        self.page.wait_for_function(
            """([name, value]) => {
                const found = new URLSearchParams(location.search).get(name);
                return value === null ? found !== null : found === value;
            }""",
            arg=[name, value],
        )

    # Hands and eyes

    def on_page(self, x: float, y: float) -> Point:
        """The page's coordinates of a point of the map."""
        box = self.page.locator(MAP).bounding_box()
        assert box is not None
        border = 1  # the frame's, in page.css
        return box["x"] + border + x, box["y"] + border + y

    def click(self, thing: Json) -> None:
        """Click on a drawn place or event."""
        self.page.mouse.click(*self.on_page(thing["x"], thing["y"]))

    def hover(self, thing: Json) -> str:
        """Point at a drawn place or event, and read the tip."""
        x, y = self.on_page(thing["x"], thing["y"])
        self.page.mouse.move(x - 60, y - 60)
        self.page.mouse.move(x, y)
        return self.frame.locator(".tip").inner_text()

    def drag(self, by: Point) -> None:
        """Pan the map by so many pixels, at a spot where nothing but land is."""
        size = self.frame.evaluate("[innerWidth, innerHeight]")
        x, y = self.on_page(size[0] * 0.2, size[1] * 0.7)
        before = self.page.url
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + by[0], y + by[1], steps=5)
        self.frame.evaluate(STILL)
        self.page.mouse.up()
        self.page.wait_for_function("before => location.href !== before", arg=before)
        self.settle()

    def picture(self) -> Image.Image:
        """The map as the reader sees it, one pixel a pixel."""
        size = self.frame.evaluate("[innerWidth, innerHeight]")
        x, y = self.on_page(0, 0)
        clip = {"x": x, "y": y, "width": size[0], "height": size[1]}
        shot = self.page.screenshot(clip=clip, animations="disabled")
        return Image.open(io.BytesIO(shot)).convert("RGB")

    def _ask(self, url: str) -> None:
        if not url.startswith((f"{self.server.origin}/", "data:", "blob:", "about:")):
            self.asked.append(url)

    def _listen(self, socket: WebSocket) -> None:
        if socket.url.startswith(f"{self.server.origin}/".replace("http", "ws", 1)):
            socket.on("framereceived", self._hear)
        else:
            self.asked.append(socket.url)

    def _hear(self, data: str | bytes) -> None:
        message = ForwardMsg.FromString(data)
        if message.WhichOneof("type") == "script_finished":
            ends = {
                ForwardMsg.FINISHED_SUCCESSFULLY: "whole",
                ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY: "fragment",
            }
            self.runs.append(ends.get(message.script_finished, "broken off"))


def is_tile(url: str) -> bool:
    return (urlsplit(url).hostname or "").endswith(TILE_HOSTS)
