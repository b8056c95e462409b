"""QR codes, drawn as vectors."""

import segno

BORDER = 2  # modules of quiet paper; the page puts more around it


def svg(text: str) -> str:
    """The text as a QR code: an SVG image as a data address, dark on white in any look."""
    code = segno.make(text, error="m", micro=False)
    address: str = code.svg_data_uri(scale=8, border=BORDER, dark="#000", light="#fff")
    return address
