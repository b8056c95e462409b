"""Links, codes that a camera reads, and the HTML for another site."""

import io
from html.parser import HTMLParser
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
import resvg_py
import zxingcpp
from PIL import Image

from dashboard.render import qr, sharing

PAGE = "https://maps.example/kirkuk"
PARAMS = {"date": "2017-10-16", "q": 'a b&c="d" <e> \'', "places": "kirkuk,altun-kupri"}


def picture(uri: str, width: int) -> Image.Image:
    """A code as a browser draws it."""
    kind, _, svg = uri.partition(",")
    assert kind.startswith("data:image/svg+xml")
    return Image.open(io.BytesIO(resvg_py.svg_to_bytes(unquote(svg), width=width))).convert("RGB")


@pytest.mark.parametrize("width", [150, 208, 1000])
@pytest.mark.parametrize("text", [sharing.link(PAGE, PARAMS), "https://a.example/كركوك", "x" * 600])
def test_a_camera_reads_the_link(text: str, width: int) -> None:
    [found] = zxingcpp.read_barcodes(picture(qr.svg(text), width * (1 + len(text) // 300)))
    assert found.text == text


def test_a_code_is_black_on_white_with_a_quiet_zone_whatever_is_around_it() -> None:
    code = picture(qr.svg("https://a.example"), 290)  # 29 modules, with 4 of quiet on each side
    assert code.size == (290, 290)
    assert {code.getpixel((x, y)) for x in range(0, 290, 5) for y in (2, 38, 252, 287)} == {
        (255, 255, 255)
    }
    assert code.getpixel((45, 45)) == (0, 0, 0)


def test_what_no_code_holds_has_none() -> None:
    assert qr.svg("x" * 3000) == ""


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("title", ["Kirkuk", '"><script>alert(1)</script>', "' onload='x", "a & b"])
def test_a_snippet_is_one_frame_with_the_view_and_its_title(title: str) -> None:
    tags = Tags()
    tags.feed(sharing.snippet(PAGE, PARAMS, title))
    [(tag, attributes)] = tags.found
    assert tag == "iframe"
    assert attributes["title"] == title
    assert attributes["loading"] == "lazy"
    assert {"width", "height"} <= attributes.keys()
    address = urlsplit(attributes.pop("src") or "")
    assert address.geturl().startswith(f"{PAGE}?")
    assert dict(parse_qsl(address.query)) == {**PARAMS, "embed": "true"}
    assert not [name for name in attributes if name.startswith("on")]


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        ("'self'", ""),
        ("'none'", ""),
        ("*", sharing.ANY_SITE),
        ("'self' https://a.example https://b.example",
         "These sites can embed this page: https://a.example, https://b.example."),
    ],
)  # fmt: skip
def test_who_may_embed_is_said(policy: str, words: str) -> None:
    assert sharing.embedders(policy) == words
