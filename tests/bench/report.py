"""What is made of the figures: ratios, targets, a table.

build/bench.json holds

    machine     cores, CPU, memory, versions, date, commit (and whether files differ from it)
    sizes       for each number of events:
      load_average   of the last minute, before and after: above the number of cores, expect noise
      ways           for each page, ours and those of apps/ (each says how it works):
        drag            input to painted frame. Ours: a pointer moves on the time bar. The others:
                        an arrow key moves st.slider by one step. Both cross the same days, each
                        input after the last was painted
        release         ours: pointer up until heading and the panel's figures show the day
        release_page    ours: pointer up until the page's script has ended and all is painted
        first_map       start of the navigation to the first painted map, server's cache warm,
                        browser's cache empty; ours with its places, of "empty" without any
        traffic         first_load_bytes and per_day_bytes sent to the browser: HTTP responses as
                        on the wire, WebSocket messages as unpacked
        memory          server_mb with one reader, per_reader_mb for each one more (RSS; 10^6 bytes)
        idle            ours: CPU seconds of the server and WebSocket messages, both ways, in ten
                        seconds of doing nothing ("still") and of playing
        left_out        instead of all that: why the way was not measured
      ratios         for each other way: its median of drag as a multiple of ours
    targets     name, value, limit, unit, met

Times are { median_ms, p95_ms, count }: median and 95th percentile (nearest rank) of count times.
"""

from typing import Any

from rich.table import Table

from tests.bench.server import OURS

WAYS = {
    OURS: "this dashboard",
    "markers": "st.slider, a Folium marker per event",
    "geojson": "st.slider, one GeoJSON layer",
    "deck": "st.slider, st.pydeck_chart",
    "empty": "an empty st_folium page",
}
DRAG_LIMITS = {2_000: 34, 20_000: 50, 100_000: 120}
COLUMNS = ("events", "page", "drag, ms", "times ours", "release, ms", "first map, ms",
           "first load, kB", "a day more, kB", "MB a reader")  # fmt: skip
Figures = dict[str, Any]


def ratios(ways: Figures) -> Figures:
    """How many times as long as ours each other way takes, at the median."""
    if "drag" not in ways.get(OURS, {}):
        return {}
    ours = ways[OURS]["drag"]["median_ms"]
    return {
        way: round(found["drag"]["median_ms"] / ours, 1)
        for way, found in ways.items()
        if way != OURS and "drag" in found
    }


def targets(sizes: dict[int, Figures]) -> list[Figures]:
    """What was to be reached, as far as it was measured."""
    found: list[Figures] = []

    def at_most(name: str, value: float, limit: float, unit: str) -> None:
        found.append(_target(name, value, limit, unit, met=value <= limit))

    def at_least(name: str, value: float, limit: float) -> None:
        found.append(_target(name, value, limit, "times", met=value >= limit))

    for size, figures in sizes.items():
        ours = figures["ways"].get(OURS)
        if ours is None:
            continue
        events = f"at {size:,} events"
        if size in DRAG_LIMITS:
            at_most(f"drag, 95th percentile, {events}", ours["drag"]["p95_ms"],
                    DRAG_LIMITS[size], "ms")  # fmt: skip
        for way, least, where in (("markers", 10, 2_000), ("geojson", 5, 20_000)):
            if where == size and way in figures["ratios"]:
                at_least(f"faster than {WAYS[way]}, {events}", figures["ratios"][way], least)
        if size == 20_000:
            at_most(f"release to panels, median, {events}", ours["release"]["median_ms"], 250, "ms")
        if "empty" in figures["ways"]:
            empty = figures["ways"]["empty"]["first_map"]["median_ms"]
            times = round(ours["first_map"]["median_ms"] / empty, 2)
            at_most(f"first map against an empty page, {events}", times, 1.25, "times")
        idle = ours["idle"]
        at_most(f"messages while playing, {events}", idle["playing_frames"], 0, "messages")
        more = round(max(0.0, idle["playing_cpu_s"] - idle["still_cpu_s"]), 2)
        # The kernel counts hundredths of a second, so a few of them may be chance.
        at_most(f"server's CPU while playing, beyond idling, {events}", more, 0.05, "s")
    return found


def _target(name: str, value: float, limit: float, unit: str, *, met: bool) -> Figures:
    return {"name": name, "value": value, "limit": limit, "unit": unit, "met": met}


def rows(sizes: dict[int, Figures]) -> list[tuple[str, ...]]:
    """The cells of the table; times as "median / 95th percentile"."""
    lines = []
    for size, figures in sizes.items():
        for way, found in figures["ways"].items():
            head = (f"{size:,}", WAYS[way])
            if "left_out" in found:
                lines.append((*head, f"left out: {found['left_out']}", *[""] * 6))
                continue
            bytes_ = found.get("traffic", {})
            lines.append((
                *head,
                _times(found, "drag"),
                "1" if way == OURS else str(figures["ratios"].get(way, "–")),
                _times(found, "release"),
                _times(found, "first_map"),
                f"{bytes_['first_load_bytes'] / 1e3:,.0f}" if bytes_ else "–",
                f"{bytes_['per_day_bytes'] / 1e3:,.0f}" if bytes_.get("per_day_bytes") else "–",
                f"{found['memory']['per_reader_mb']:.1f}" if "memory" in found else "–",
            ))  # fmt: skip
    return lines


def _times(found: Figures, name: str) -> str:
    times = found.get(name)
    return f"{times['median_ms']:,.0f} / {times['p95_ms']:,.0f}" if times else "–"


def table(lines: list[tuple[str, ...]]) -> Table:
    """The table for a terminal."""
    made = Table(*COLUMNS)
    for line in lines:
        made.add_row(*line)
    return made


def outcome(target: Figures) -> str:
    """One target as a line."""
    met = "met" if target["met"] else "missed"
    return f"{met}: {target['name']}: {target['value']:g} of {target['limit']:g} {target['unit']}"


def markdown(machine: Figures, sizes: dict[int, Figures], found: list[Figures]) -> str:
    """The table, the targets and the machine, for the README."""
    lines = [
        "Times are median / 95th percentile.", "",
        "| " + " | ".join(COLUMNS) + " |",
        "|---:|---|" + "---:|" * (len(COLUMNS) - 2),
        *("| " + " | ".join(line) + " |" for line in rows(sizes)), "",
        *(f"- {outcome(target)}" for target in found), "",
        f"Measured on {machine['cores']} cores of {machine['cpu']}, {machine['memory_gb']} GB, "
        f"without a graphics card, with {machine['chromium']}, Python {machine['python']} and "
        f"Streamlit {machine['packages']['streamlit']}, at commit {machine['commit']} on "
        f"{machine['date'][:10]}; load average "
        + ", ".join(f"{figures['load_average'][1]:g}" for figures in sizes.values())
        + " at the end of each size.",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"
