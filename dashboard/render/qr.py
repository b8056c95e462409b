"""A link as a QR code, for a room to scan."""

import segno

QUIET = 4  # modules of white around it, as the standard asks for


def svg(text: str) -> str:
    """A data URI of an SVG: dark modules on white, of any size; "" where no code holds the text.

    As few modules as the text allows, since the larger ones are read from further away; what room
    is left goes to error correction.
    """
    try:
        code = segno.make_qr(text, error="l")
    except segno.DataOverflowError:
        return ""
    uri: str = code.svg_data_uri(border=QUIET, dark="#000", light="#fff", omitsize=True)
    return uri
