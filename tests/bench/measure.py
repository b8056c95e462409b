"""The measurements themselves; report.py says what their figures mean."""

from statistics import median
from typing import Any

from playwright.sync_api import Browser

from tests.bench.browser import Reader, pause
from tests.bench.server import Server

MOVES, RELEASES, STEPS, LOADS, READERS = 120, 10, 20, 4, 5
IDLE = 10.0  # seconds
FROM, TO = 0.28, 0.99  # of the time bar's width: the days that apps/events.py crosses
Figures = dict[str, Any]


def summary(times: list[float]) -> Figures:
    """Median and 95th percentile (nearest rank) in milliseconds."""
    if not times:
        return {"median_ms": float("nan"), "p95_ms": float("nan"), "count": 0}
    ranked = sorted(times)
    high = ranked[-(-95 * len(ranked) // 100) - 1]
    return {"median_ms": round(median(ranked), 1), "p95_ms": round(high, 1), "count": len(times)}


def first_maps(browser: Browser, servers: dict[str, Server]) -> dict[str, Figures]:
    """Time to the first map of several pages, in turn, so that noise meets all of them alike."""
    times: dict[str, list[float]] = {way: [] for way in servers}
    for load in range(LOADS + 1):
        for way, server in servers.items():
            with Reader(browser, server.url) as reader:
                if load > 0:  # the first fills the server's cache
                    times[way].append(reader.first_map())
    return {way: summary(found) for way, found in times.items()}


def drag(reader: Reader) -> Figures:
    """A hand drags the day along the time bar, each move after the last one was painted."""
    stage = reader.page.locator(".stage")
    box = stage.bounding_box()
    assert box is not None, "the time bar is not on the page"
    y = box["y"] + 30
    mouse = reader.page.mouse
    count = reader.painted()
    mouse.move(box["x"] + box["width"] * FROM, y)
    mouse.down()
    reader.until(count + 1, "pointermove")
    times = []
    for move in range(1, MOVES + 1):
        count = reader.painted()
        mouse.move(box["x"] + box["width"] * (FROM + (TO - FROM) * move / MOVES), y)
        times.append(reader.until(count + 1, "pointermove"))
        _agree(reader)
    mouse.up()
    reader.settle()
    return summary(times)


def _agree(reader: Reader) -> None:
    """The day that the time bar speaks is the day that the map shows."""
    spoken = reader.page.locator(".stage").get_attribute("aria-valuetext") or ""
    drawn = reader.page.frame_locator("iframe").locator("output.date").text_content()
    assert drawn and spoken.startswith(drawn), f"the map shows {drawn}, the time bar {spoken}"


def release(reader: Reader) -> tuple[Figures, Figures]:
    """The hand lets go: until heading and figures show the day, and until the whole page does."""
    box = reader.page.locator(".stage").bounding_box()
    assert box is not None, "the time bar is not on the page"
    mouse = reader.page.mouse
    panels, settled = [], []
    for number in range(RELEASES):
        # To and fro, so that each day is far from the last.
        share = FROM + (TO - FROM) * ((number * 7) % RELEASES + 0.5) / RELEASES
        mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 30)
        mouse.down()
        count = reader.painted()
        mouse.move(box["x"] + box["width"] * share, box["y"] + 30)
        reader.until(count + 1, "pointermove")
        reader.page.evaluate("() => { bench.release(); }")
        mouse.up()
        found = reader.page.evaluate(
            "async () => ({ ...await bench.released, up: bench.inputs.pointerup })"
        )
        panels.append(found["panels"] - found["up"])
        settled.append(found["settled"] - found["up"])
        reader.settle()
    return summary(panels), summary(settled)


def traffic(browser: Browser, server: Server, *, ours: bool) -> Figures:
    """Bytes to the browser: on the first load, and for one more day."""
    with Reader(browser, server.url, traffic=True) as reader:
        assert reader.traffic is not None
        reader.settle()
        first = reader.traffic.received
        moved = release(reader)[0]["count"] if ours else step(reader, 5)["count"]
        reader.settle()
        return {
            "first_load_bytes": first,
            "per_day_bytes": (reader.traffic.received - first) // moved,
        }


def step(reader: Reader, steps: int = STEPS) -> Figures:
    """The slider of another way, moved by the keyboard, each step after the last was painted."""
    slider = reader.page.get_by_role("slider").first
    slider.focus()
    times = []
    for _ in range(steps):
        count = reader.painted()
        slider.press("ArrowRight")
        times.append(reader.until(count + 1, "keydown"))
        reader.settle()
    return summary(times)


def memory(browser: Browser, server: Server) -> Figures:
    """Megabytes of the server for one reader, and for each one more."""
    readers: list[Reader] = []
    sizes = []
    try:
        for _ in range(READERS):
            readers.append(Reader(browser, server.url))
            readers[-1].settle()
            sizes.append(server.memory())
    finally:
        for reader in readers:
            reader.context.close()
    more = (sizes[-1] - sizes[0]) / (READERS - 1)
    return {"server_mb": round(sizes[0], 1), "per_reader_mb": round(more, 2)}


def idle(browser: Browser, server: Server) -> Figures:
    """What a page costs the server in ten seconds of playing, and of doing nothing."""
    found: Figures = {"seconds": IDLE}
    with Reader(browser, server.url, traffic=True) as reader:
        assert reader.traffic is not None
        reader.settle()
        for name in ("still", "playing"):
            if name == "playing":
                reader.page.get_by_role("button", name="Play", exact=True).click()
            cpu, frames, painted = server.cpu(), reader.traffic.frames, reader.painted()
            pause(IDLE, reader.page)
            found[f"{name}_cpu_s"] = round(server.cpu() - cpu, 2)
            found[f"{name}_frames"] = reader.traffic.frames - frames
            found[f"{name}_painted"] = reader.painted() - painted
    return found
