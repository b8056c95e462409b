"""What a column and a table of a data folder may hold, in the terms that describe them."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["id", "text", "date", "number", "code", "ref", "link"]


@dataclass(frozen=True)
class Column:
    """One column: how its cells are written and what they may hold."""

    name: str
    kind: Kind = "text"
    required: bool = False  # every cell must be filled
    codes: tuple[str, ...] = ()  # for kind "code": the words allowed
    refers_to: str = ""  # for kind "ref": the table whose identifiers are allowed
    or_word: str = ""  # for kind "ref": one word that is allowed beside them
    many: bool = False  # the cell holds several values, joined by ";"
    low: float | None = None  # for kind "number": the least and the most, both allowed
    high: float | None = None


@dataclass(frozen=True)
class Table:
    """One CSV file; `key` is its identifier column, or "" where rows have none."""

    name: str
    columns: tuple[Column, ...]
    key: str = ""
    optional: bool = False  # the file may be absent
    spare: bool = False  # the folder can be used without its faulty rows

    @property
    def file(self) -> str:
        """The file's name in the folder."""
        return f"{self.name}.csv"
