"""What identifiers are called: the words shown for places, actors and sources."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.model.dataset import Dataset
from dashboard.model.table import Row, missing, pairs, records

Names = Mapping[str, str]  # identifier to the words shown


@dataclass(frozen=True)
class Labels:
    """The names of a dataset's places, actors and sources, by their identifiers."""

    places: Names
    actors: Names  # short names
    actor_names: Names  # full names
    publishers: Names  # of sources
    sources: Names  # publisher and, where known, day: a publisher may have several sources
    links: Names  # of sources; "" for none

    @classmethod
    def of(cls, data: Dataset) -> "Labels":
        """The labels of a dataset."""
        return cls(
            places=pairs(data.places, "place_id", "name"),
            actors=pairs(data.actors, "actor_id", "short_name"),
            actor_names=pairs(data.actors, "actor_id", "name"),
            publishers=pairs(data.sources, "source_id", "publisher"),
            sources={row["source_id"]: _source(row) for row in records(data.sources)},
            links=pairs(data.sources, "source_id", "url"),
        )


def _source(row: Row) -> str:
    published = row["published"]
    if missing(published):
        return str(row["publisher"])
    return f"{row['publisher']}, {published.day} {published:%b} {published.year}"
