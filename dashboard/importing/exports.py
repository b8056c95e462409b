"""Which export a table is, by the names of its columns: publisher, generation, columns used."""

from collections.abc import Collection
from dataclasses import dataclass

from dashboard.model.errors import DashboardError
from dashboard.model.safe_text import shortened

ACLED, UCDP = "ACLED", "UCDP GED"

# Without these a table is no export of the publisher.
REQUIRED = {
    ACLED: ("event_date", "event_type", "latitude", "longitude", "location"),
    UCDP: ("type_of_violence", "date_start", "latitude", "longitude", "best"),
}

# What is read of an export; every other column is ignored, and the report says so.
USED = {
    ACLED: (
        *REQUIRED[ACLED], "event_id_cnty", "data_id", "time_precision", "sub_event_type", "actor1",
        "actor2", "inter1", "inter2", "country", "iso3", "admin1", "geo_precision", "source",
        "notes", "fatalities", "timestamp",
    ),
    UCDP: (
        *REQUIRED[UCDP], "id", "date_end", "date_prec", "side_a", "side_b", "where_prec",
        "where_coordinates", "adm_1", "country", "iso3", "low", "high", "source_office",
        "source_article", "source_headline", "event_clarity",
    ),
}  # fmt: skip

# The generations of an export, the newest first: the one of whose columns the table has all.
GENERATIONS = {
    ACLED: (
        ("2023 on", ("disorder_type",)),
        ("about 2018 to early 2023", ("sub_event_type", "event_id_no_cnty")),
        ("to about 2017", ("gwno",)),
        ("a selection of columns", ()),
    ),
    UCDP: (
        ("country file", ("start_year",)),
        ("v20.1 on", ("relid", "code_status")),
        ("v17.1 to v19.1", ("conflict_new_id",)),
        ("a selection of columns", ()),
    ),
}


@dataclass(frozen=True)
class Export:
    """A kind of export."""

    publisher: str  # a key of USED
    generation: str

    def __str__(self) -> str:
        return f"{self.publisher}, {self.generation}"


def normal(name: str) -> str:
    """A column's name as it is compared: publishers and spreadsheets change its case."""
    return "_".join(name.lower().replace("\ufeff", "").split())


def recognised(names: Collection[str]) -> Export | None:
    """The export that has these columns (see `normal`), None if it is none of ours."""
    for publisher, required in REQUIRED.items():
        if {*required} <= {*names}:
            return next(
                Export(publisher, generation)
                for generation, marks in GENERATIONS[publisher]
                if {*marks} <= {*names}
            )
    return None


def stranger(file: str, names: Collection[str]) -> DashboardError:
    """The sentence on a table that is no export."""
    found = shortened(", ".join(names), 200) or "none"
    wanted = " or ".join(f"{name}: {', '.join(columns)}" for name, columns in REQUIRED.items())
    return DashboardError(
        f"{file} is no export of ACLED or UCDP GED: its columns are {found}; expected are {wanted}"
    )
