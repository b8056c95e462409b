"""What one day says when it leaves the page: the words on every picture, slide and handout.

Everything here is plain text, in the order in which it is read; each format only sets it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from shapely.geometry import shape

from dashboard.model.codes import ALL
from dashboard.model.dataset import Dataset, Outlines
from dashboard.model.gazetteer import around
from dashboard.model.perspective import Perspective
from dashboard.model.scenes import Bounds, Scene
from dashboard.model.table import Row, records
from dashboard.model.timeline import Timeline
from dashboard.render.page import Page
from dashboard.render.style import ActorStyle
from dashboard.view import attribution, phrases

OUTLINES = "Outlines: Natural Earth"
PRODUCT = "Conflict map dashboard"
MADE_WITH = f"Made with {PRODUCT}"
AROUND_KM = 45.0  # shown around a town that a scene points at, where the scene has no view


@dataclass(frozen=True)
class Holding:
    """One line of the control table."""

    place: str
    holder: str  # "Contested: Peshmerga, Federal Iraq"
    since: str
    by_whom: str  # "reporting"; "no record" where nobody said
    differs: bool  # accounts in force tell of different holders
    row: Row  # of `Snapshot.control`


@dataclass(frozen=True)
class Entry:
    """One event in a list."""

    when: str
    title: str
    byline: str  # kind, place, actors, how sure, source
    row: Row  # of `Snapshot.events`


@dataclass(frozen=True)
class Sheet:
    """A day with its words: a scene of a briefing, or what the page shows now."""

    page: Page
    scene: Scene
    number: int = 1
    total: int = 1

    @classmethod
    def of(cls, page: Page) -> "Sheet":
        """What a page shows, in no briefing."""
        return cls(page, Scene(page.selection))

    @property
    def dataset(self) -> str:
        """The title of the data."""
        return self.page.data.settings.title

    @property
    def day(self) -> str:
        """Friday 20 October 2017."""
        return phrases.heading(self.page.selection.day)

    @cached_property
    def sentence(self) -> str:
        """The day in one sentence, from the record itself."""
        return phrases.sentence(self.page.snapshot, self.page.places, self.page.actors)

    @property
    def title(self) -> str:
        """The scene's title, or the day's sentence as one."""
        return self.scene.title or self.sentence.removesuffix(".")

    @property
    def text(self) -> str:
        """What the scene says; where it says nothing but its title, the day's sentence or ""."""
        return self.scene.text or (self.sentence if self.scene.title else "")

    @cached_property
    def shown(self) -> str:
        """What was asked for: "Up to 20 October 2017, according to all accounts; 30 events"."""
        page = self.page
        text = phrases.describe(page.selection, page.places, page.actors, page.sources)
        who = "" if page.selection.according_to != ALL else ", according to all accounts"
        return f"{text[:1].upper()}{text[1:]}{who}; {phrases.tally(page.snapshot)}"

    @cached_property
    def perspective(self) -> str:
        """What the perspective did, in words; "" for all accounts."""
        page = self.page
        return attribution.choice(page.timeline, page.selection, page.places, page.actors)

    @cached_property
    def figures(self) -> dict[str, str]:
        """The key figures, by what they count."""
        page = self.page
        return {
            "events": phrases.tally(page.snapshot).removesuffix(" events").removesuffix(" event"),
            "on this day": f"{len(page.snapshot.today):,}",
            "control changed": f"{len(page.snapshot.changes):,}",
            "accounts differ": f"{len(page.differences):,}",
        }

    @cached_property
    def holdings(self) -> list[Holding]:
        """Who holds what: a line for each place of the gazetteer."""
        return [self._holding(row) for row in records(self.page.snapshot.control)]

    def _holding(self, row: Row) -> Holding:
        page = self.page
        return Holding(
            place=page.places[row["place_id"]],
            holder=phrases.holding(row, page.actors),
            since=phrases.since(row),
            by_whom=phrases.account(row["attribution"], page.actors) or "no record",
            differs=bool(row["differs"]),
            row=row,
        )

    @cached_property
    def changes(self) -> list[str]:
        """What changed hands on the day, by whose account, where it stands."""
        page = self.page
        return [
            f"{phrases.change(row, page.places, page.actors)} "
            f"(by {phrases.account(row['attribution'], page.actors)}, "
            f"{phrases.reference(row, page.sources)})"
            for row in records(page.snapshot.changes)
        ]

    def events(self, most: int) -> tuple[list[Entry], int]:
        """The events that matter most here, at most so many, and how many more there are.

        First those of the day, of them first those at the place that stands out, and there those
        of the one who tells it; then the newest.
        """
        page, asked = self.page, self.page.selection
        shown = page.snapshot.events
        apart = [
            ~shown["event_id"].isin(page.snapshot.today["event_id"]),
            shown["start"] != shown["end"],
            shown["place_id"] != (asked.place or ""),
            shown["attribution"] != asked.according_to,
        ]
        shown = shown.assign(rank=sum(part * 2**n for n, part in enumerate(reversed(apart))))
        shown = shown.sort_values("rank", kind="stable")
        entries = [
            Entry(
                phrases.when(row), row["title"],
                phrases.byline(row, page.places, page.actors, page.sources), row,
            )
            for row in records(shown.head(most))
        ]  # fmt: skip
        return entries, len(shown) - len(entries)

    @cached_property
    def sources(self) -> list[str]:
        """The sources on which anything shown rests, in the order of the table."""
        page = self.page
        known = {*page.snapshot.events["source_id"], *page.snapshot.control["source_id"]}
        return [label for source, label in page.source_labels.items() if source in known]

    @property
    def credit(self) -> str:
        """Whose work it rests on beside the sources."""
        return f"{OUTLINES}. {MADE_WITH}."

    @cached_property
    def legend(self) -> list[ActorStyle]:
        """The looks of those that hold or challenge anything on this day."""
        control = self.page.snapshot.control
        seen = {*control["controller"], *control["challenger"]}
        return [look for actor, look in self.page.holders.items() if actor in seen]

    @cached_property
    def view(self) -> Bounds:
        """What the map shows: the scene's view, around its place, or the opening view."""
        if self.scene.view is not None:
            return self.scene.view
        place = self.page.selection.place
        if place not in (None, ALL):
            outline = self.page.outlines.areas.get(str(place))
            if outline is not None:
                west, south, east, north = shape(outline).bounds
                return south, west, north, east
            point = self.page.timeline.gazetteer.point(str(place))
            if point is not None:
                return around(point, AROUND_KM)
        return self.page.outlines.view


def sheet(
    data: Dataset, timeline: Timeline, outlines: Outlines, scene: Scene, number: int = 1,
    total: int = 1,
) -> Sheet:  # fmt: skip
    """A scene as a sheet; `timeline` is of all accounts."""
    selection = scene.selection
    told_by = timeline.under(Perspective(selection.according_to))
    page = Page(data, told_by, outlines, selection, told_by.at(selection))
    return Sheet(page, scene, number, total)


def sheets(
    data: Dataset, timeline: Timeline, outlines: Outlines, scenes: list[Scene]
) -> Iterator[Sheet]:
    """Every scene as a sheet, one by one."""
    for number, scene in enumerate(scenes, start=1):
        yield sheet(data, timeline, outlines, scene, number, len(scenes))
