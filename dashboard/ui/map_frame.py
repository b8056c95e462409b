"""The map's frame: what streamlit-folium sends to its browser's end, made once for all readers.

`st_folium` renders its map at every run of the script, which was a third of what a move of the day
cost the server. Of our map only the channel's name differs from reader to reader: what is sent for
it is caught once, and each reader's name put in.
"""

import threading
from functools import lru_cache
from typing import Any

import streamlit_folium

from dashboard.render.folium_map import conflict_map

HEIGHT = 560  # pixels; the page's style sheet fits it to the window
ANY = "conflict-map-of-any-reader"  # stands for the channel's name
_catching = threading.Lock()


def map_frame(channel: str) -> None:
    """Show the map that listens to this channel."""
    sent = _sent() | {"key": channel}
    sent["script"] = sent["script"].replace(ANY, channel)
    streamlit_folium._component_func(**sent)


@lru_cache(1)
def _sent() -> dict[str, Any]:
    """The arguments with which st_folium calls its component; it has no public way to them."""
    caught: dict[str, Any] = {}
    with _catching:
        component = streamlit_folium._component_func
        streamlit_folium._component_func = lambda **sent: caught.update(sent)
        try:
            streamlit_folium.st_folium(
                conflict_map(ANY), key=ANY, height=HEIGHT, use_container_width=True,
                returned_objects=[],
            )  # fmt: skip
        finally:
            streamlit_folium._component_func = component
    del caught["on_change"]  # of one reader's session; nothing is returned, so nothing changes
    return caught
