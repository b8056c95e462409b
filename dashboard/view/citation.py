"""Citations: what a reader copies to quote an event, a claim or a record of control."""

from dashboard.model.questions import Questions
from dashboard.model.table import Row, records
from dashboard.view import phrases


def event(row: Row, timeline: Questions) -> str:
    """An event: its title, day and standing, then the source."""
    status = phrases.status(row, timeline.labels.actors)
    return _cited(f"“{row['title']}”, {phrases.when(row)}, {status}", row, timeline)


def claim(row: Row, timeline: Questions) -> str:
    """A claim: who makes it and its words as recorded, then the source."""
    who = phrases.account(row["claimant"], timeline.labels.actors)
    return _cited(f"{who[:1].upper()}{who[1:]}: {row['text']} ({row['status']})", row, timeline)


def control(row: Row, timeline: Questions) -> str:
    """A record of control: place, holder and day, by whose account, then the source."""
    labels = timeline.labels
    state = phrases.holding(row, labels.actors)
    who = phrases.account(row["attribution"], labels.actors)
    text = f"{labels.places[row['place_id']]}, {phrases.begun(row)}: {state}, by {who}"
    return _cited(text, row, timeline)


def _cited(text: str, row: Row, timeline: Questions) -> str:
    """The text and where it stands: author, publisher and day, paragraph, address; the data set."""
    data = timeline.data
    [source] = records(data.sources[data.sources["source_id"] == row["source_id"]])
    rough = source["published_precision"] not in ("", "day")
    day = f" (known to the {source['published_precision']})" if rough else ""
    name = timeline.labels.sources[row["source_id"]]
    parts = (source["author"], f"{name}{day}", phrases.paragraph(row), source["url"])
    end = "" if text.endswith((".", "?", "!", ")")) else "."
    where = ", ".join(part for part in parts if part)
    return f"{text}{end} {where}. In: {data.settings.title}."
