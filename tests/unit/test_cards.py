"""The first HTML of a page, as those see it who run no script."""

import re
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from card_reader import Head
from made_site import open_site
from streamlit.file_util import get_static_dir

from dashboard.server import cards
from dashboard.server.datasets import Folder, held
from dashboard.sources.folder import BUILT_IN

Make = Callable[..., Path]
STREAMLITS = (Path(get_static_dir()) / "index.html").read_text("utf-8")


def test_a_link_tells_title_day_and_picture_of_its_view() -> None:
    answer = open_site(BUILT_IN).get("/?date=2017-10-16&according_to=articles")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    head = Head(answer.text)
    heading = (
        "Monday 16 October 2017: Kirkuk passes to Federal Iraq; Kirkuk governorate is contested."
    )
    query = "?date=2017-10-16&according_to=articles"
    assert head.title == "Kirkuk, October 2017"
    assert {name: head.tags[name] for name in head.tags if name != "viewport"} == {
        "description": heading,
        "twitter:card": "summary_large_image",
        "og:type": "website",
        "og:site_name": "Conflict map dashboard",
        "og:title": "Kirkuk, October 2017",
        "og:description": heading,
        "og:url": f"http://testserver/{query}",
        "og:image": f"http://testserver/preview.png{query}",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": f"Map: {heading}",
    }


def test_but_for_the_tags_the_page_is_streamlits(folder: Make) -> None:
    html = open_site(folder()).get("/").text
    ours = re.compile(r'<title>.*?</title>(\s*<meta (name|property)="[^"]*" content="[^"]*" />)+')
    assert ours.sub("<title>Streamlit</title>", html, count=1) == STREAMLITS
    assert re.findall('(?:src|href)="([^"]*)"', html) == re.findall(
        '(?:src|href)="([^"]*)"', STREAMLITS
    )


def test_who_asks_for_the_head_alone_gets_the_same_one(folder: Make) -> None:
    client = open_site(folder())
    whole, head = client.get("/?date=2001-02-03"), client.head("/?date=2001-02-03")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers == whole.headers


def test_what_an_address_cannot_mean_is_left_out(folder: Make) -> None:
    head = Head(open_site(folder()).get("/?date=soon&utm_source=chat&q=clash").text)
    assert head.tags["og:url"] == "http://testserver/?date=2001-02-03&q=clash"
    assert head.tags["og:description"] == ("Saturday 3 February 2001: Alpha passes to Red.")


def test_a_scene_keeps_its_address(folder: Make) -> None:
    head = Head(open_site(folder()).get("/?scene=1&mode=briefing").text)
    assert head.tags["og:image"] == "http://testserver/preview.png?mode=briefing&scene=1"
    assert head.tags["og:description"].startswith("Friday 2 February 2001: ")


def test_of_several_folders_each_page_has_its_own_card(folder: Make) -> None:
    other = folder(settings={"title": "Three towns"})
    client = open_site(BUILT_IN, other)
    assert Head(client.get("/data").text).title == "Kirkuk, October 2017"
    tags = Head(client.get(f"/{other.name}").text).tags
    assert tags["og:url"] == f"http://testserver/{other.name}?date=2001-02-03"
    assert tags["og:image"] == f"http://testserver/{other.name}/preview.png?date=2001-02-03"
    assert client.get(urlsplit(tags["og:image"]).path).headers["content-type"] == "image/png"
    all_of_them = Head(client.get("/").text)
    assert all_of_them.title == "Conflict maps"
    assert all_of_them.tags["og:description"] == "Kirkuk, October 2017 and Three towns"
    assert all_of_them.tags["og:url"] == "http://testserver/"
    assert all_of_them.tags["twitter:card"] == "summary"


@pytest.mark.parametrize(
    ("settings", "image"),
    [
        ({"base_path": "maps"}, "http://testserver/maps/preview.png"),
        ({"public_url": "https://maps.example.org"}, "https://maps.example.org/preview.png"),
        (
            {"base_path": "/maps/", "public_url": "https://example.org/maps/"},
            "https://example.org/maps/preview.png",
        ),
    ],
)
def test_the_address_is_the_one_that_readers_use(
    folder: Make, settings: dict[str, str], image: str
) -> None:
    base = f"/{settings.get('base_path', '').strip('/')}".rstrip("/")
    tags = Head(open_site(folder(), **settings).get(f"{base}/").text).tags
    assert tags["og:image"].partition("?")[0] == image
    assert tags["og:url"].partition("?")[0] == image.removesuffix("preview.png")


HOSTS = [
    "evil.example/path", 'a"b', "user@evil.example", "a b", "<b>", "a:port", ".", "-", "",
    "a" * 300, "host:123456", "[::1", "a?b", "a#b", "a\\b",
]  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_that_is_none_is_not_repeated(folder: Make, host: str) -> None:
    answer = open_site(folder()).get("/", headers={"host": host})
    tags = Head(answer.text).tags
    assert answer.status_code == 200
    assert tags["og:title"] == "Two towns"
    assert not {"og:url", "og:image"} & {*tags}
    assert tags["twitter:card"] == "summary"


@pytest.mark.parametrize("host", ["localhost:8501", "maps.example.org", "10.0.0.1", "[::1]:80"])
def test_a_plain_host_is(folder: Make, host: str) -> None:
    tags = Head(open_site(folder()).get("/", headers={"host": host}).text).tags
    assert tags["og:url"] == f"http://{host}/?date=2001-02-03"


HOSTILE = [
    '"><script>alert(1)</script>', "</title><script>alert(1)</script>", "' onload='alert(1)",
    r"\1 \g<0> $& ${alert(1)}", "<!-- a", "&lt;b&gt; & co", "]]>",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_tag(folder: Make, text: str) -> None:
    made = folder(
        settings={"title": text}, events={4: {"title": text}}, places={2: {"name": text}},
    )  # fmt: skip
    head = Head(open_site(made).get("/", params={"q": text, "date": "2001-02-05", text: text}).text)
    assert head.scripts == Head(STREAMLITS).scripts
    assert head.title == head.tags["og:title"] == text
    assert text in head.tags["og:description"]
    assert parse_qs(urlsplit(head.tags["og:url"]).query)["q"] == [text]


def test_a_folder_that_cannot_be_shown_has_streamlits_page(folder: Make) -> None:
    client = open_site(folder(events="no table"))
    answer = client.get("/?date=2001-02-03")
    assert (answer.status_code, answer.text) == (200, STREAMLITS)


def test_a_folder_that_is_being_read_keeps_nobody_waiting(
    folder: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, read = folder(), threading.Event()
    client = open_site(made)
    monkeypatch.setattr(cards, "TIMEOUT", 0.05)
    (one,) = held((made,)).values()
    now = one.now

    def slow(_: Folder) -> object:
        read.wait()
        return now()

    monkeypatch.setattr(Folder, "now", slow)
    with client:
        answers = [client.get("/").text for _ in range(cards.THREADS + 1)]
        assert answers == [STREAMLITS] * (cards.THREADS + 1)
        read.set()
