"""From SVG to PNG, in our own fonts only: the same bytes on every machine."""

import resvg_py

from dashboard.render.drawing.text_metrics import FAMILY, FONTS

_FIRST = FAMILY.partition(",")[0]


def png(svg: str, scale: float = 1.0) -> bytes:
    """The picture as PNG, `scale` times as many pixels wide and high as the SVG says."""
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=scale,
        skip_system_fonts=True,
        font_files=[*FONTS],
        font_family=_FIRST,
        sans_serif_family=_FIRST,
    )
