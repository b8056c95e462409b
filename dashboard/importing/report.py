"""What an import did: rows read, used, altered and not used, and every reason with its rows.

A row that was read is either used or not used, for one reason; a used one may be altered for
several.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd

from dashboard.importing.reasons import Fate, Reason

FIRST = 10  # row numbers that are listed of each reason


@dataclass
class Finding:
    """The rows of one file that met one reason."""

    reason: Reason
    file: str
    count: int = 0
    rows: list[int] = field(default_factory=list)  # the first few, as a spreadsheet numbers them


@dataclass(frozen=True)
class Case:
    """A change of control that needs a person's eye."""

    file: str
    row: int
    event_id: str
    place: str
    day: str
    actor1: str  # as the export writes it, proposed as the holder
    actor2: str
    reasons: tuple[str, ...]  # names of Reason


@dataclass
class FileRead:
    """One table of what was brought."""

    name: str
    export: str  # such as "ACLED, 2023 on"
    written: str  # such as "UTF-8 text, commas"
    ignored: tuple[str, ...]  # columns
    read: int = 0
    used: int = 0
    held: int = 0  # bytes of the cells that were kept


class Report:
    """Collects what became of rows."""

    def __init__(self) -> None:
        self.files: dict[str, FileRead] = {}
        self.joins: list[str] = []  # of places, a sentence each
        self.cases: list[Case] = []
        self.notes: list[str] = []  # of the whole import, a sentence each
        self._found: dict[tuple[Reason, str], Finding] = {}

    def add(self, reason: Reason, file: str, rows: Iterable[int]) -> None:
        """Count rows of a file under a reason."""
        numbers = sorted(rows)
        if numbers:
            found = self._found.setdefault((reason, file), Finding(reason, file))
            found.count += len(numbers)
            found.rows = sorted([*found.rows, *numbers[:FIRST]])[:FIRST]

    def mark(self, reason: Reason, rows: pd.DataFrame) -> None:
        """The same for rows of a table with the columns `file` and `row`."""
        for file, of_file in rows.groupby("file", sort=False)["row"]:
            self.add(reason, str(file), of_file.tolist())

    def refused(self, reason: Reason, rows: pd.DataFrame, no: "pd.Series[bool]") -> pd.DataFrame:
        """The table without the rows that `no` holds, which are counted."""
        if not no.any():
            return rows
        self.mark(reason, rows[no])
        return rows[~no].reset_index(drop=True)

    def finish(self, used: pd.DataFrame) -> None:
        """Count the rows that became events."""
        for file, count in used["file"].value_counts().items():
            self.files[str(file)].used = int(count)

    def of(self, fate: Fate) -> list[Finding]:
        """The findings of one fate, by reason in the order of the table, then by file."""
        order = [*Reason]
        found = [finding for finding in self._found.values() if finding.reason.fate is fate]
        return sorted(
            found, key=lambda one: (order.index(one.reason), [*self.files].index(one.file))
        )

    @property
    def read(self) -> int:
        """Rows read, the header rows aside."""
        return sum(file.read for file in self.files.values())

    @property
    def used(self) -> int:
        """Rows that became events."""
        return sum(file.used for file in self.files.values())

    @property
    def unused(self) -> int:
        """Rows that did not."""
        return sum(finding.count for finding in self.of(Fate.UNUSED))

    def as_json(self) -> Mapping[str, Any]:
        """The report as plain values."""
        return {
            "rows": {"read": self.read, "used": self.used, "not_used": self.unused},
            "files": [
                {"file": one.name, "export": one.export, "written": one.written, "read": one.read,
                 "used": one.used, "columns_ignored": [*one.ignored]}
                for one in self.files.values()
            ],
            "notes": self.notes,
            "findings": [
                {"fate": fate.value, "reason": one.reason.name.lower(), "what": one.reason.what,
                 "remedy": one.reason.remedy, "file": one.file, "count": one.count,
                 "first_rows": one.rows}
                for fate in Fate
                for one in self.of(fate)
            ],
            "control_to_review": [asdict(case) for case in self.cases],
            "joins": self.joins,
        }  # fmt: skip
