"""The base maps a reader may lay over the outlines, and which of them ask another host."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from dashboard.model.codes import LOCAL


@dataclass(frozen=True)
class Tiles:
    """One base map: what the chooser says, where tiles come from, whom to credit."""

    label: str
    url: str = ""
    attribution: str = ""  # plain text; the map sets it as text, never as HTML
    max_zoom: int = 19

    @property
    def host(self) -> str:
        """Who is asked for tiles, "" for nobody."""
        return (urlsplit(self.url).hostname or "").removeprefix("{s}.")

    @property
    def origin(self) -> str:
        """The same as a content security policy names it."""
        return "https://" + ("*." if "{s}" in self.url else "") + self.host if self.url else ""


TILES = {
    "osm": Tiles(
        "OpenStreetMap",
        # https://operations.osmfoundation.org/policies/tiles/
        "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
        "© OpenStreetMap contributors",
    ),
    "light": Tiles(
        "Carto, without labels",
        # https://carto.com/basemaps: quiet, meant to lie under data
        "https://{s}.basemaps.cartocdn.com/light_nolabels/{z}/{x}/{y}{r}.png",
        "© OpenStreetMap contributors © CARTO",
        20,
    ),
    LOCAL: Tiles("Local map, no network"),  # drawn by static/map/ground.js
    "none": Tiles("Outlines only, no network"),
}
