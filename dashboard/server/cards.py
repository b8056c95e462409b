"""The first HTML of a page, with the tags from which chats and search engines make a card.

They run no script, so the page is Streamlit's own with the tags of the view put in.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from html import escape
from pathlib import Path

from anyio import CapacityLimiter, move_on_after, to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from streamlit.file_util import get_static_dir

from dashboard.model.errors import DashboardError
from dashboard.render.sheet import PRODUCT
from dashboard.server import links
from dashboard.server.datasets import Folder
from dashboard.server.files import PICTURE, SIZE
from dashboard.server.settings import Settings
from dashboard.view import phrases

THREADS = 4  # cards made in threads of their own: a folder being read must not keep scripts waiting
TIMEOUT = 5.0  # seconds after which a page comes without its card
TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)


@dataclass(frozen=True)
class Card:
    """What is told of a page."""

    title: str
    description: str
    url: str  # "" where nobody knows under which address readers see the page
    image: str = ""  # "" for none
    alt: str = ""

    def tags(self) -> str:
        """The card as HTML for <head>, every text in it escaped."""
        told = {
            "og:type": "website",
            "og:site_name": PRODUCT,
            "og:title": self.title,
            "og:description": self.description,
            "og:url": self.url,
        }
        named = {"description": self.description, "twitter:card": "summary"}
        if self.image:
            told |= {
                "og:image": self.image,
                "og:image:type": "image/png",
                "og:image:width": str(SIZE[0]),
                "og:image:height": str(SIZE[1]),
                "og:image:alt": self.alt,
            }
            named["twitter:card"] = "summary_large_image"
        lines = [f"<title>{escape(self.title)}</title>"]
        lines += [_meta("name", name, text) for name, text in named.items()]
        lines += [_meta("property", name, text) for name, text in told.items() if text]
        return "\n    ".join(lines)


Make = Callable[[Request], Card | None]


def routes(folders: dict[str, Folder], settings: Settings) -> list[Route]:
    """The page of each folder, and the list of them where there are several."""
    threads = CapacityLimiter(THREADS)
    made: dict[str, Make] = {
        path or "/": partial(_of_view, folder, path, settings)
        for path, folder in links.paths(folders).items()
    }
    if "/" not in made:
        made["/"] = partial(_of_all, tuple(folders.values()), settings)
    return [Route(path, partial(_page, make, threads)) for path, make in made.items()]


async def _page(make: Make, threads: CapacityLimiter, request: Request) -> Response:
    card = None
    with move_on_after(TIMEOUT):
        card = await to_thread.run_sync(make, request, limiter=threads, abandon_on_cancel=True)
    html = _index()
    if card:
        tags = card.tags()
        html = TITLE.sub(lambda _: tags, html, count=1)
    return HTMLResponse(html, headers={"Cache-Control": "no-cache"})


@lru_cache(1)
def _index() -> str:
    return (Path(get_static_dir()) / "index.html").read_text("utf-8")


def _of_view(folder: Folder, path: str, settings: Settings, request: Request) -> Card | None:
    """The card of what the address shows; None where the folder cannot be shown."""
    try:
        loaded = folder.now()
    except DashboardError:
        return None
    arrival = links.arrival(request, loaded)
    heading = loaded.view(arrival.selection).heading
    query = links.query(arrival, loaded)
    base = links.base(request, settings)
    return Card(
        loaded.data.settings.title, heading,
        url=base and f"{base}{path or '/'}{query}",
        image=base and f"{base}{path}{PICTURE}{query}",
        alt=f"Map: {heading}",
    )  # fmt: skip


def _of_all(folders: Iterable[Folder], settings: Settings, request: Request) -> Card:
    """The card of the list of folders."""
    base = links.base(request, settings)
    return Card("Conflict maps", phrases.listed(_titles(folders)), url=base and f"{base}/")


def _titles(folders: Iterable[Folder]) -> Iterable[str]:
    for folder in folders:
        try:
            yield folder.now().data.settings.title
        except DashboardError:
            yield folder.name


def _meta(kind: str, name: str, text: str) -> str:
    return f'<meta {kind}="{name}" content="{escape(text)}" />'
