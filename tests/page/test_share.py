"""The link, its code and its HTML, as the page gives them to the browser."""

import html
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.render import qr, sharing
from dashboard.ui import session

Folder = Callable[..., Path]
Open = Callable[..., AppTest]

SHOWN = {"date": "2017-10-16", "types": "Battles", "according_to": "articles", "zoom": "9",
         "compare": "2017-10-14", "lat": "35.5000", "lng": "44.3000",
         "place": "kirkuk"}  # fmt: skip


@pytest.fixture
def bar() -> str:
    """As a browser would say."""
    return session.HERE


def given(page: AppTest) -> dict[str, str]:
    """What the component is given."""
    [share] = [part.proto for part in page.get("bidi_component")
               if part.proto.component_name == "conflict_map_share"]  # fmt: skip
    data: dict[str, str] = json.loads(share.json)
    return data


def query(link: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(link).query))


def address(page: AppTest) -> dict[str, str]:
    return {
        name: one if isinstance(one, str) else one[0] for name, one in page.query_params.items()
    }


@pytest.mark.parametrize("asked", [{}, SHOWN, {"mode": "briefing", "scene": "3"}], ids=str)
def test_the_link_is_the_address(open_page: Open, asked: dict[str, str]) -> None:
    page = open_page(**asked)
    link = given(page)["link"]
    assert query(link) == address(page)
    assert query(link).items() >= asked.items()
    assert given(page)["code"] == qr.svg(link)


def test_the_link_follows_the_page(open_page: Open) -> None:
    page = open_page(date="2017-10-16")
    page.session_state["text"] = "base & camp"
    page.run()
    assert query(given(page)["link"]) == {"date": "2017-10-16", "q": "base & camp"}


def test_a_public_address_stands_for_the_server_s(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_PUBLIC_URL", "https://maps.example/iraq/")
    link = given(open_page(date="2017-10-16"))["link"]
    assert link == "https://maps.example/iraq/?date=2017-10-16"


def test_other_sites_get_the_code_where_they_may_embed(
    open_page: Open, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert given(open_page())["snippet"] == ""
    assert given(open_page())["embedders"] == sharing.NONE
    monkeypatch.setenv("DASHBOARD_FRAME_ANCESTORS", "'self' https://news.example")
    title = '"><script>alert(1)</script>'
    page = open_page(folder(settings={"title": title}))
    assert f'title="{html.escape(title)}"' in given(page)["snippet"]
    assert "<script" not in given(page)["snippet"]
    assert "embed=true" in given(page)["snippet"]
    assert "https://news.example" in given(page)["embedders"]
