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
    actors: Names  # short names, by which they are called everywhere
    in_full: Names  # and their full names with them, for the details
    publishers: Names  # of sources
    sources: Names  # publisher and, where known, day: a publisher may have several sources
    links: Names  # of sources; "" for none

    @classmethod
    def of(cls, data: Dataset) -> "Labels":
        """The labels of a dataset."""
        return cls(
            places=pairs(data.places, "place_id", "name"),
            actors=pairs(data.actors, "actor_id", "short_name"),
            in_full={row["actor_id"]: _in_full(row) for row in records(data.actors)},
            publishers=pairs(data.sources, "source_id", "publisher"),
            sources={row["source_id"]: _source(row) for row in records(data.sources)},
            links=pairs(data.sources, "source_id", "url"),
        )


def _in_full(row: Row) -> str:
    short, name = row["short_name"], row["name"]
    return f"{short} ({name})" if short != name else short


def _source(row: Row) -> str:
    published = row["published"]
    if missing(published):
        return str(row["publisher"])
    return f"{row['publisher']}, {published.day} {published:%b} {published.year}"
