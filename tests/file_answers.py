"""What the page says and draws for many selections: what the single file shall say too."""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dashboard.model import days
from dashboard.model.codes import ALL, ARTICLES, EVENT_TYPES
from dashboard.model.dataset import Dataset
from dashboard.model.perspective import Perspective
from dashboard.model.selection import Filters, Selection, View
from dashboard.model.timeline import Timeline
from dashboard.render import briefing, payload
from dashboard.render.exports import single_file
from dashboard.render.exports.kits.progress import silent
from dashboard.render.page import Page
from dashboard.render.sheet import Sheet
from dashboard.sources import outlines
from dashboard.sources.folder import BUILT_IN, read
from dashboard.view.day import FIRST_PAGE, WHOLE, Paging
from dashboard.view.day_view import plain
from dashboard.view.opened import whole_view

Json = dict[str, Any]


class File:
    """What a folder's single file answers, beside what the page does."""

    def __init__(self, path: Path) -> None:
        self.data: Dataset = read(path)
        self.timeline = Timeline(self.data)
        self.outlines = outlines.read(self.data)
        self.opening = Selection(self.data.settings.opens_on, self.data.settings.span)

    def under(self, selection: Selection) -> Timeline:
        return self.timeline.under(Perspective(selection.according_to))

    def sheet(self, selection: Selection) -> Sheet:
        return Sheet.of(Page(self.under(selection), self.outlines, selection))

    def case(self, asked: Selection, paging: Paging = WHOLE) -> Json:
        """What the page says, draws and rests on."""
        shown = self.sheet(asked)
        mask = shown.page.timeline.matching(asked.filters)
        return {
            "asked": single_file.asked(asked),
            "paging": plain(paging),
            "view": plain(whole_view(self.under(asked), asked, paging)),
            "state": payload.state(
                asked, View("none"), mask, "light", briefing.control(shown.page)
            ),
            "sources": shown.sources,
        }

    def answers(self, name: str, cases: Iterable[Json]) -> Json:
        """The file's content, and what it shall make of it."""
        content = single_file.content(self.sheet(self.opening), [], "light", silent)
        return {"name": name, "content": content, "cases": [*cases]}


def tried(file: File, count: int) -> Iterator[Selection]:
    """Selections of every kind, on days on which something is so and the days around them."""
    chance = random.Random(17)  # noqa: S311  # the same ones each time
    data, log = file.data, file.timeline.log
    busy = [*log.start, *log.end, *file.timeline.accounts["start"], 0]
    few: Callable[[Any], tuple[str, ...]] = lambda known: tuple(  # noqa: E731
        one for one in known if chance.random() < 2 / len(known)
    )
    perspectives = [ALL, ALL, ARTICLES, *file.timeline.parties]
    words = ["flag", "KIRKUK ", "كركوك", "clash", "no such word", "“", "the wave", "Çamçamal"]
    for _ in range(count):
        day = days.day(int(chance.choice(busy)) + chance.choice([-1, 0, 0, 1, 2, 30]))
        filters = Filters(
            types=chance.choice([(), few(EVENT_TYPES)]),
            actors=chance.choice([(), few([*data.actors["actor_id"]])]),
            places=chance.choice([(), (), few([*data.places["place_id"]])]),
            sources=chance.choice([(), (), few([*data.sources["source_id"]])]),
            text=chance.choice(["", "", *words]),
        )
        opens = chance.choice(
            [{}, {}, {"place": chance.choice([*data.places["place_id"]])},
             {"event": chance.choice([*data.events["event_id"]])},
             {"source": chance.choice([ALL, *data.sources["source_id"]])}]
        )  # fmt: skip
        yield Selection(
            day, file.opening.span, chance.choice([None, None, 1, 3, 30, 400]),
            chance.choice([Filters(), filters, filters]), according_to=chance.choice(perspectives),
            **opens,
        )  # fmt: skip


def kirkuk() -> Json:
    """Selections of every kind, and every other day of October by every account."""
    file = File(BUILT_IN)
    some = [
        file.case(asked, [WHOLE, FIRST_PAGE, Paging(2, 3)][number % 3])
        for number, asked in enumerate(tried(file, 200))
    ]
    every = [
        file.case(replace(
            file.opening, day=date(2017, 9, 30) + timedelta(days=number), according_to=who,
            window=[None, 1][number % 4 // 2],
        ))
        for who in (ALL, ARTICLES, *file.timeline.parties)
        for number in range(0, 32, 2)
    ]  # fmt: skip
    return file.answers("Kirkuk", some + every)


def other(folder: Callable[..., Path]) -> Json:
    """A folder whose texts look like templates, with an account that ends, and a long event."""
    file = File(folder(events={4: {"date_end": "2001-02-12"}}, control={
        5: {"attribution": "red-army"},
        6: {"place_id": "alpha-town", "date": "2001-02-02", "attribution": "red-army",
            "controller": "red-army", "until": "2001-02-05"},
    }, places={2: {"name": "{title} of {more}; $& Σίγμας Straße"}}))  # fmt: skip
    texts = [replace(file.opening, filters=Filters(text=text))
             for text in ("ΣΊΓΜΑΣ strasse", "{more}")]  # fmt: skip
    return file.answers("another folder", map(file.case, [*tried(file, 120), *texts]))


def empty(folder: Callable[..., Path]) -> Json:
    """A folder in which nothing has happened."""
    file = File(folder(events=[], control=[], claims=None, scenes=None))
    asked = [
        replace(file.opening, window=window, filters=filters)
        for window in (None, 1)
        for filters in (Filters(), Filters(text="word"), Filters(places=("alpha-town",)))
    ]
    return file.answers("an empty folder", map(file.case, asked))
