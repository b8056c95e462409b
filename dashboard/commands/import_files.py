"""The command that makes a data folder out of exports: `python -m dashboard import`."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from dashboard.commands.console import console
from dashboard.commands.import_report import lines
from dashboard.importing import importer, writing
from dashboard.model.safe_text import visible


def import_files(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Exports: CSV, Excel, Parquet, or archives of them."),
    ],
    into: Annotated[
        Path, typer.Option("--into", metavar="DIR", help="The folder to make: a new or empty one.")
    ],
    title: Annotated[str, typer.Option(help="The name of the data set.")] = "",
    timezone: Annotated[
        str, typer.Option(metavar="ZONE", help="Such as Asia/Baghdad; else the country's, or UTC.")
    ] = "",
) -> None:
    """Make a data folder out of exports of ACLED and UCDP GED, of any generation.

    What became of every row is printed, and written into the folder as import-report.md and .json.
    """
    out, errors = console(), console(stderr=True)
    try:
        with Progress(
            TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), console=errors,
            transient=True, disable=not errors.is_terminal,
        ) as bar:  # fmt: skip
            task = bar.add_task("reading", total=1.0)

            def progress(share: float, word: str) -> None:
                bar.update(task, completed=share, description=visible(word))

            report = importer.import_files(files, into, progress, title=title, timezone=timezone)
    except importer.NothingUsed as error:
        for line in lines(error.report):
            out.print(line)
        raise
    for line in lines(report):
        out.print(line)
    shown = visible(str(into))
    out.print(f"{shown} is made; {writing.REPORT} in it has this report.")
    out.print(f"Look at it: python -m dashboard run --data {shown}")
