"""The picture of a view, for cards."""

from collections.abc import Mapping

from dashboard.model import address
from dashboard.server.datasets import Loaded
from dashboard.server.files import PICTURE, made


def picture(loaded: Loaded, params: Mapping[str, str]) -> bytes:
    """What `/preview.png` sends for these parameters; Busy where too many wait."""
    arrival = address.parse(params, loaded.data, loaded.timeline, loaded.scenes)
    return made(PICTURE, loaded, arrival.shows(loaded.scenes))
