"""The sizes that the map in the browser and the pictures share, from the script that has them."""

import json
from typing import Any

from dashboard.render.scripts import STATIC

_TEXT = (STATIC / "common" / "sizes.js").read_text("utf-8")
SIZES: dict[str, Any] = json.loads(_TEXT.partition("= ")[2].rstrip().rstrip(";"))
