"""Pictures of a view for cards and chats, each made once and in turn."""

from collections.abc import Mapping
from threading import Condition

from cachetools import LRUCache, cached

from dashboard.model import address
from dashboard.model.scenes import Scene, seen
from dashboard.render.exports.formats import FORMATS, Request
from dashboard.render.exports.kits.progress import silent
from dashboard.server.datasets import Loaded
from dashboard.server.work import TURNS

SIZE = (1200, 630)  # pixels, as Open Graph wants a card's picture
KEPT = 128  # pictures, about 0.1 MB each


def picture(loaded: Loaded, params: Mapping[str, str]) -> bytes:
    """The view of an address as PNG, drawn as the exported one; Busy where too many wait."""
    return _picture(request(loaded, params))


@cached(LRUCache(KEPT), key=lambda asked: (asked.data.digest, asked.view), condition=Condition())
def _picture(asked: Request) -> bytes:
    with TURNS.turn():
        return FORMATS["png"].make(asked, silent)


def request(loaded: Loaded, params: Mapping[str, str]) -> Request:
    """What an address asks to be drawn; what it cannot mean is ignored, as on the page."""
    arrival = address.parse(params, loaded.data, loaded.timeline, loaded.scenes)
    view = (
        Scene(arrival.selection, seen(arrival.view))
        if arrival.scene is None
        else loaded.scenes[arrival.scene]
    )
    return Request(
        loaded.data, loaded.timeline, loaded.outlines, view, tuple(loaded.scenes), size=SIZE
    )
