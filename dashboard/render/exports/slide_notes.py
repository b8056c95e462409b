"""What the speaker reads: everything that is told of a slide's day, its words and its rows."""

from dashboard.render.sheet import Sheet
from dashboard.view.day import entry
from dashboard.view.day_view import Holding, Item

MOST = 100  # rows of a list; more are counted


def written(sheet: Sheet, *, whole: bool) -> str:
    """The notes of a sheet; `whole` tells whether its title stands whole on the slide."""
    view = sheet.view
    parts = [
        sheet.scene.notes,
        "" if whole else sheet.title,
        sheet.text,
        view.perspective,
        _section("Who holds what", [_holding(one) for one in view.holdings if one.since]),
        _section("Accounts differ", [_item(one) for one in view.differences.items]),
        _section(view.feed.heading, [
            _item(entry(row, sheet.page.timeline)) for row in sheet.events[:MOST]
        ], len(sheet.events)),
        _section("Sources", sheet.sources),
        f"{view.shown}.",
    ]  # fmt: skip
    return "\n\n".join(filter(None, parts))


def _section(heading: str, lines: list[str], total: int = 0) -> str:
    if not lines:
        return ""
    more = max(total, len(lines)) - len(lines[:MOST])
    return "\n".join([f"{heading}:", *lines[:MOST], *([f"and {more:,} more"] if more else [])])


def _holding(one: Holding) -> str:
    differ = "accounts differ" if one.differs else ""
    parts = [f"{one.holding} {one.since}", f"by {one.by_whom}", one.reference, differ]
    return f"{one.place}: {', '.join(filter(None, parts))}"


def _item(one: Item) -> str:
    """A line of a list, with its caption in brackets and the accounts beneath it."""
    begins = "".join(f"{part}: " for part in (one.when, one.who) if part)
    line = f"{begins}{one.text}" + (f" ({one.caption})" if one.caption else "")
    return "\n".join([line, *(f"– {_item(beneath)}" for beneath in one.items)])
