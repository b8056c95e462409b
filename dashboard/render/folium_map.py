"""The Folium map: an empty Leaflet map of our own copies, and the layer that fills it.

Nothing here depends on the data or the day. st_folium identifies a map by its script, so a
constant script is what keeps the reader's view; all else travels on the channel that the layer
listens to, and no text of a table is ever part of a script.
"""

import folium
from folium.template import Template

from dashboard.render import escaping, scripts

# Relative to the frame of streamlit-folium, so that it holds under any server.baseUrlPath.
STATIC = "../../app/static"


class BaseMap(folium.Map):
    """A Leaflet map without tiles that loads nothing from any other host."""

    default_js = [  # noqa: RUF012  # as Folium declares it
        ("leaflet", f"{STATIC}/vendor/leaflet/leaflet.js")
    ]
    default_css = [  # noqa: RUF012  # as Folium declares it
        ("leaflet_css", f"{STATIC}/vendor/leaflet/leaflet.css"),
        ("conflict_map_css", f"{STATIC}/map/map.css"),
    ]


class ConflictLayer(folium.MacroElement):
    """Places, holders and events of a dataset, drawn in the browser by `static/map/main.js`."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        {{ this.start }}({{ this._parent.get_name() }}, {{ this.channel }});
        {% endmacro %}
    """)

    def __init__(self, channel: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca is typed in part
        self._name = "ConflictLayer"
        self.start = scripts.LAYER
        self.channel = escaping.script(channel)


def conflict_map(channel: str) -> BaseMap:
    """A new map for `st_folium`; Folium objects are never kept, since drawing re-parents them."""
    # The layer itself sees to changes of size, which Leaflet would take for moves of the reader.
    base = BaseMap(tiles=None, zoom_control=True, zoom_snap=0.25, zoom_delta=0.5,
                   track_resize=False)  # fmt: skip
    base.add_child(ConflictLayer(channel))
    return base
