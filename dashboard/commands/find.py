"""The command that looks a place up: `python -m dashboard find`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.console import console, must_be_folder
from dashboard.model.errors import DashboardError, DataError
from dashboard.model.gazetteer import Gazetteer
from dashboard.model.lookup import NEAR, Lookup
from dashboard.model.safe_text import shortened, visible
from dashboard.sources import folder as data_folder
from dashboard.view import finding


def find(
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="A name, in any spelling.")],
    data: Annotated[
        Path, typer.Option(metavar="DIR", help="The data folder.")
    ] = data_folder.BUILT_IN,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Look a place up by any spelling.

    Near spellings are offered with their score, and exit with 1: the name itself is not known.
    """
    must_be_folder(data)
    try:
        places = data_folder.read(data).places
    except DataError as error:
        raise DashboardError(f"{error} {data}: `check` lists them") from error
    wanted = " ".join(name)
    matches = Lookup(places).find(wanted)
    rows = finding.rows(matches, Gazetteer(places))
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))  # the one output
    elif matches:
        near = matches[0].how == NEAR
        out = console()
        out.print(finding.heading(shortened(wanted), near=near))
        for text in finding.lines(rows):
            out.print(visible(text))
    else:
        raise DashboardError(
            f'no place of {data} is called "{shortened(wanted)}", and no name is near it'
        )
    if not matches or matches[0].how == NEAR:
        raise typer.Exit(1)
