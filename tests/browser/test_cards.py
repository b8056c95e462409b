"""What chats, scripts and map programs get from a server as it is started."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest
from card_reader import Head

from browser.conftest import Open
from browser.server import Server

Shell = Callable[..., tuple[int, str, str]]


def fetched(url: str) -> tuple[int, bytes]:
    """Status and body, as a program without a browser gets them."""
    answer = httpx2.get(url, timeout=60)
    return answer.status_code, answer.content


def ready(server: Server) -> Server:
    """The server, its data read."""
    while fetched(f"{server.origin}/readyz")[0] != 200:
        pass
    return server


@pytest.mark.parametrize("day", ["2017-10-16", "2017-10-20"])
def test_a_pasted_link_becomes_a_card_with_the_picture_that_is_exported(
    built_in: Server, shell: Shell, tmp_path: Path, day: str
) -> None:
    link = f"{ready(built_in).origin}/?date={day}&according_to=peshmerga-command&utm_source=chat"
    tags = Head(fetched(link)[1].decode()).tags
    assert tags["og:title"] == "Kirkuk, October 2017"
    assert tags["twitter:card"] == "summary_large_image"
    assert tags["og:url"] == link.removesuffix("&utm_source=chat")
    target = tmp_path / "out.png"
    shell("export", "png", "-o", target, "--link", tags["og:url"], "--size", "1200x630")
    assert fetched(tags["og:image"]) == (200, target.read_bytes())


def test_a_card_says_what_the_page_says(built_in: Server, open_page: Open) -> None:
    tab = open_page("date=2017-10-16")
    head = Head(fetched(f"{ready(built_in).origin}/?date=2017-10-16")[1].decode())
    assert head.tags["og:description"] == tab.heading()
    assert head.title == tab.page.title()


def test_a_script_gets_the_day_that_the_page_shows(built_in: Server, open_page: Open) -> None:
    tab = open_page("date=2017-10-16&window=3")
    status, content = fetched(f"{built_in.origin}/data/view.json?date=2017-10-16&window=3")
    view = json.loads(content)
    assert status == 200
    assert f"{view['day']}: {view['sentence']}" == tab.heading()
    assert [item["text"] for item in view["feed"]["items"]] == tab.feed()


def test_readers_do_not_wait_for_pictures(
    open_page: Open, built_in: Server, tmp_path: Path, shell: Shell
) -> None:
    days = [f"2017-10-{day:02}" for day in range(1, 21)]
    with ThreadPoolExecutor(len(days)) as chats:
        asked = [f"{ready(built_in).origin}/preview.png?date={day}&window=2" for day in days]
        answers = chats.map(fetched, asked)
        tab = open_page("date=2017-10-18")
        assert tab.heading().startswith("Wednesday 18 October 2017")
        pictures = [*answers]
    assert {status for status, _ in pictures} <= {200, 503}
    made = {day: body for day, (status, body) in zip(days, pictures, strict=True) if status == 200}
    assert len(made) >= 7  # one is made, six wait
    day, content = next(iter(made.items()))
    target = tmp_path / "out.png"
    shell("export", "png", "-o", target, "--link", f"?date={day}&window=2", "--size", "1200x630")
    assert content == target.read_bytes()
    assert len({*made.values()}) == len(made)
