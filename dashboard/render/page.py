"""What every part of the page draws from, in one value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dashboard.model import disagreement
from dashboard.model.dataset import Dataset, Outlines
from dashboard.model.disagreement import Disagreement
from dashboard.model.errors import Problem
from dashboard.model.selection import Selection
from dashboard.model.snapshot import Snapshot
from dashboard.model.table import pairs, records
from dashboard.model.timeline import Timeline
from dashboard.render import payload, style
from dashboard.view import phrases


@dataclass(frozen=True)
class Page:
    """A dataset, what the reader asked of it, and what is so on that day."""

    data: Dataset
    timeline: Timeline
    outlines: Outlines
    selection: Selection
    snapshot: Snapshot
    warnings: Mapping[str, list[Problem]] = field(default_factory=dict)  # warnings, by place

    @cached_property
    def differences(self) -> list[Disagreement]:
        """All on which accounts differ on this day."""
        return disagreement.on(self.data, self.timeline, self.selection)

    @cached_property
    def places(self) -> dict[str, str]:
        """Place id to name."""
        return pairs(self.data.places, "place_id", "name")

    @cached_property
    def actors(self) -> dict[str, str]:
        """Actor id to short name."""
        return pairs(self.data.actors, "actor_id", "short_name")

    @cached_property
    def actor_names(self) -> dict[str, str]:
        """Actor id to full name."""
        return pairs(self.data.actors, "actor_id", "name")

    @cached_property
    def sources(self) -> dict[str, str]:
        """Source id to publisher."""
        return pairs(self.data.sources, "source_id", "publisher")

    @cached_property
    def source_labels(self) -> dict[str, str]:
        """Source id to publisher and, where known, day: publishers may have several sources."""
        return {row["source_id"]: phrases.source(row) for row in records(self.data.sources)}

    @cached_property
    def holders(self) -> dict[str, style.ActorStyle]:
        """The looks of the actors that hold places."""
        return style.actor_styles(self.data.actors, payload.holders(self.timeline))
