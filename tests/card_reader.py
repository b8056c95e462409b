"""A page's card as chat services read it: the tags of its <head>, no script run."""

from html.parser import HTMLParser


class Head(HTMLParser):
    """The tags of a page, by the name that each has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: dict[str, str] = {}
        self.title = ""
        self.scripts = 0
        self._in_title = self._over = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_title = tag == "title"
        self.scripts += tag == "script"
        told = dict(attrs)
        name = told.get("property") or told.get("name")
        if tag == "meta" and name and not self._over:
            assert name not in self.tags, f"{name} is there twice"
            self.tags[name] = told.get("content") or ""

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False
        self._over = self._over or tag == "head"

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
