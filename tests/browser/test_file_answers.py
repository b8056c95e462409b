"""The single file's own answers are the page's: the same view for the same selection."""

import json
import random
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from dashboard.model import days
from dashboard.model.codes import ALL, ARTICLES, EVENT_TYPES
from dashboard.model.dataset import Dataset
from dashboard.model.perspective import Perspective
from dashboard.model.selection import Filters, Selection, View
from dashboard.model.spelling import LETTERS, folded
from dashboard.model.timeline import Timeline
from dashboard.render import briefing, payload, scripts
from dashboard.render.exports import single_file
from dashboard.render.exports.kits.progress import silent
from dashboard.render.page import Page as Shown
from dashboard.render.sheet import Sheet
from dashboard.sources import outlines
from dashboard.sources.folder import BUILT_IN, read
from dashboard.view.day import FIRST_PAGE, WHOLE, Paging
from dashboard.view.day_view import plain
from dashboard.view.opened import whole_view

Folder = Callable[..., Path]
ASK = """([asked, paging]) => {
    const { about, ...view } = window.day.view(asked, paging);
    return [view, window.day.state(asked), window.day.sources(asked)];
}"""


@pytest.fixture
def blank(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


class File:
    """What a folder's single file answers, beside what the page does."""

    def __init__(self, path: Path, page: Page) -> None:
        self.data: Dataset = read(path)
        self.timeline = Timeline(self.data)
        self.outlines = outlines.read(self.data)
        self.opening = Selection(self.data.settings.opens_on, self.data.settings.span)
        self.page = page
        content = single_file.content(self.sheet(self.opening), [], "light", silent)
        page.evaluate(
            f"(content) => (window.day = {scripts.inlined('file/day.js')}.days(content))",
            json.loads(json.dumps(content)),
        )

    def under(self, selection: Selection) -> Timeline:
        return self.timeline.under(Perspective(selection.according_to))

    def sheet(self, selection: Selection) -> Sheet:
        return Sheet.of(Shown(self.under(selection), self.outlines, selection))

    def agrees(self, asked: Selection, paging: Paging = WHOLE) -> None:
        """Fails unless file and page say and draw the same."""
        answer = [single_file.asked(asked), plain(paging)]
        view, state, sources = self.page.evaluate(ASK, answer)
        assert view == plain(whole_view(self.under(asked), asked, paging)), asked
        shown = self.sheet(asked)
        mask = shown.page.timeline.matching(asked.filters)
        told = payload.state(asked, View("none"), mask, "light", briefing.control(shown.page))
        assert state == {key: json.loads(json.dumps(told[key])) for key in state}
        assert sources == shown.sources


def tried(file: File, count: int) -> Iterator[Selection]:
    """Selections of every kind, on days on which something is so and the days around them."""
    chance = random.Random(17)  # noqa: S311  # the same ones each time
    data, log = file.data, file.timeline.log
    busy = [*log.start, *log.end, *file.timeline.accounts["start"], 0]
    few: Callable[[Any], tuple[str, ...]] = lambda known: tuple(  # noqa: E731
        one for one in known if chance.random() < 2 / len(known)
    )
    tellers = [ALL, ALL, ARTICLES, *file.timeline.parties]
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
            chance.choice([Filters(), filters, filters]), according_to=chance.choice(tellers),
            **opens,
        )  # fmt: skip


def test_every_selection_of_kirkuk_says_what_the_page_says(blank: Page) -> None:
    file = File(BUILT_IN, blank)
    for number, asked in enumerate(tried(file, 400)):
        file.agrees(asked, [WHOLE, FIRST_PAGE, Paging(2, 3)][number % 3])


def test_every_day_of_october_says_what_the_page_says_whoever_tells_it(blank: Page) -> None:
    file = File(BUILT_IN, blank)
    for who in (ALL, ARTICLES, *file.timeline.parties):
        for number in range(32):
            day = date(2017, 9, 30) + timedelta(days=number)
            file.agrees(
                replace(file.opening, day=day, according_to=who, window=[None, 1][number % 2])
            )


def test_another_folder_says_what_the_page_says(blank: Page, folder: Folder) -> None:
    file = File(folder(control={
        5: {"attribution": "red-army"},
        6: {"place_id": "alpha-town", "date": "2001-02-02", "attribution": "red-army",
            "controller": "red-army", "until": "2001-02-05"},
    }, places={2: {"name": "{title} of {more}; $& Σίγμας Straße"}}), blank)  # fmt: skip
    for asked in tried(file, 120):
        file.agrees(asked)
    for text in ("ΣΊΓΜΑΣ strasse", "{more}"):
        file.agrees(replace(file.opening, filters=Filters(text=text)))


def test_words_fold_as_python_folds_them(blank: Page) -> None:
    chars = [
        char for char in map(chr, range(0x20, 0x20000))
        if unicodedata.category(char) not in ("Cn", "Cs", "Co")
    ]  # fmt: skip
    words = ["ئەربیل ئا", "كووت", "Σίγμας ΟΔΟΣ", "  A—B  c\u200db ", "x٣x", "e\u0301\u0345"]
    texts = [*(f"a{char}b" for char in chars), *words]
    found = blank.evaluate(
        f"([letters, texts]) => texts.map({scripts.inlined('file/fold.js')}.folder(letters))",
        [LETTERS, texts],
    )
    assert dict(zip(texts, found, strict=True)) == {text: folded(text) for text in texts}
