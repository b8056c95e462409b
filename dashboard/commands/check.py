"""The command that lists what is wrong with a data folder: `python -m dashboard check`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from dashboard.commands.console import console, line, must_be_folder
from dashboard.model.errors import DataError, Problem
from dashboard.model.safe_text import visible
from dashboard.model.schema import TABLES
from dashboard.sources import folder as data_folder
from dashboard.view import phrases


def check(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The data folder.")
    ] = data_folder.BUILT_IN,
    strict: Annotated[bool, typer.Option("--strict", help="Take warnings for problems.")] = False,
) -> None:
    """List everything wrong with a data folder, and what looks wrong with it.

    Exits with 1 if anything is wrong; warnings alone do that with --strict only.
    """
    must_be_folder(folder)
    out = console()
    try:
        dataset = data_folder.read(folder)
        if dataset.skipped:  # the page would do without
            raise DataError(dataset.skipped)
    except DataError as error:
        for problem in error.problems:
            out.print(line(problem))
        warned = _warn(data_folder.warnings_despite(folder))
        out.print(f"{error}{warned and f', {warned}'}: {visible(str(folder))}")
        raise typer.Exit(1) from None
    warned = _warn(data_folder.warnings(folder, dataset))
    said = "".join([warned and f", {warned}", ", taken for problems" * (strict and bool(warned))])
    tables = [getattr(dataset, table.name) for table in TABLES if (folder / table.file).exists()]
    out.print(f"{len(tables)} tables, {sum(map(len, tables))} rows: no problems{said}")
    if strict and warned:
        raise typer.Exit(1)


def _warn(by_place: Mapping[str, Sequence[Problem]]) -> str:
    """Print the warnings; how many there are, "" for none."""
    warnings = [warning for of_place in by_place.values() for warning in of_place]
    for warning in warnings:
        console().print(Text("warning: ") + line(warning))
    return phrases.counted(len(warnings), "warning") if warnings else ""
