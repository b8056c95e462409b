"""The command that lists what is wrong with a data folder: `python -m dashboard check`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from dashboard.commands.console import console, line, must_be_folder
from dashboard.model.errors import DataError
from dashboard.model.safe_text import visible
from dashboard.model.schema import TABLES
from dashboard.sources import archive
from dashboard.sources import folder as data_folder


def check(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The data folder.")
    ] = data_folder.BUILT_IN,
    strict: Annotated[bool, typer.Option("--strict", help="Take warnings for problems.")] = False,
) -> None:
    """List everything wrong with a data folder, and what looks wrong with its places.

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
        out.print(f"{error}: {visible(str(folder))}")
        raise typer.Exit(1) from None
    by_place = data_folder.warnings(folder, dataset)
    warnings = [warning for of_place in by_place.values() for warning in of_place]
    warnings += archive.uncovered(dataset)
    for warning in warnings:
        out.print(Text("warning: ") + line(warning))
    tables = [getattr(dataset, table.name) for table in TABLES if (folder / table.file).exists()]
    warned = f", {len(warnings)} warning{'' if len(warnings) == 1 else 's'}" if warnings else ""
    if strict and warnings:
        warned += ", taken for problems"
    out.print(f"{len(tables)} tables, {sum(map(len, tables))} rows: no problems{warned}")
    if strict and warnings:
        raise typer.Exit(1)
