"""What one day says when it leaves the page: the words on every picture, slide and handout.

Everything here is plain text, in the order in which it is read; each format only sets it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from shapely.geometry import shape

from dashboard.model.codes import ALL
from dashboard.model.dataset import Outlines
from dashboard.model.gazetteer import around
from dashboard.model.perspective import Perspective
from dashboard.model.questions import Questions
from dashboard.model.scenes import Bounds, Scene
from dashboard.model.table import Row
from dashboard.render.page import Page
from dashboard.render.style import ActorStyle
from dashboard.view.day import WHOLE, view
from dashboard.view.day_view import DayView

OUTLINES = "Outlines: Natural Earth"
PRODUCT = "Conflict map dashboard"
MADE_WITH = f"Made with {PRODUCT}"
AROUND_KM = 45.0  # shown around a town that a scene points at, where the scene has no view


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

    @cached_property
    def view(self) -> DayView:
        """Everything that is told of the day."""
        return view(self.page.timeline, self.page.selection, WHOLE)

    @property
    def title(self) -> str:
        """The scene's title, or the day's sentence as one."""
        return self.scene.title or self.view.sentence.removesuffix(".")

    @property
    def text(self) -> str:
        """What the scene says; where it says nothing but its title, the day's sentence or ""."""
        return self.scene.text or (self.view.sentence if self.scene.title else "")

    @property
    def figures(self) -> dict[str, str]:
        """The key figures, by what they count."""
        return dict(self.view.figures)

    @property
    def events(self) -> list[Row]:
        """The events, the ones that matter most here first.

        First those of the day, of them first those at the place that stands out, and there those
        of the one who tells it; then the newest.
        """
        page, asked = self.page, self.page.selection
        return sorted(page.events, key=lambda row: (
            row["event_id"] not in page.today,
            row["start"] != row["end"],
            row["place_id"] != (asked.place or ""),
            row["attribution"] != asked.according_to,
        ))  # fmt: skip

    @cached_property
    def sources(self) -> list[str]:
        """The sources on which anything shown rests, in the order of the table."""
        page = self.page
        known = {row["source_id"] for row in (*page.events, *page.control)}
        return [label for source, label in page.labels.sources.items() if source in known]

    @property
    def credit(self) -> str:
        """Whose work it rests on beside the sources."""
        return f"{OUTLINES}. {MADE_WITH}."

    @cached_property
    def legend(self) -> list[ActorStyle]:
        """The looks of those that hold or challenge anything on this day."""
        seen = {row[side] for row in self.page.control for side in ("controller", "challenger")}
        return [look for actor, look in self.page.holders.items() if actor in seen]

    @cached_property
    def bounds(self) -> Bounds:
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
    timeline: Questions, outlines: Outlines, scene: Scene, number: int = 1,
    total: int = 1,
) -> Sheet:  # fmt: skip
    """A scene as a sheet; `timeline` is of all accounts."""
    selection = scene.selection
    own = timeline.under(Perspective(selection.according_to))
    return Sheet(Page(own, outlines, selection), scene, number, total)


def sheets(timeline: Questions, outlines: Outlines, scenes: list[Scene]) -> Iterator[Sheet]:
    """Every scene as a sheet, one by one."""
    for number, scene in enumerate(scenes, start=1):
        yield sheet(timeline, outlines, scene, number, len(scenes))
