"""The command that looks a place up: `python -m dashboard find`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.console import console, must_be_folder
from dashboard.model.errors import DashboardError, DataError
from dashboard.model.gazetteer import Gazetteer
from dashboard.model.lookup import Lookup
from dashboard.model.safe_text import shortened, visible
from dashboard.sources import folder as data_folder
from dashboard.view import finding

NEAR_ONLY, NOTHING = 3, 4  # exit codes; 1 is for data that cannot be read, 2 for wrong usage


def find(
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="A name, in any spelling.")],
    data: Annotated[
        Path, typer.Option(metavar="DIR", help="The data folder.")
    ] = data_folder.BUILT_IN,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Look a place up by any spelling.

    Exits with 0 if a place bears the name, with 3 if names near it are all there is, which are
    offered with their score, with 4 if nothing is near it, and with 1 if the data cannot be read.
    """
    must_be_folder(data)
    try:
        places = data_folder.read(data).places
    except DataError as error:
        raise DashboardError(f"{error} {data}: `check` lists them") from error
    wanted = " ".join(name)
    matches = Lookup(places).find(wanted)
    near = bool(matches) and not matches[0].sure
    rows = finding.rows(matches, Gazetteer(places))
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))  # the one output
    elif matches:
        out = console()
        out.print(finding.heading(shortened(wanted), near=near))
        for text in finding.lines(rows):
            out.print(visible(text))
    else:
        sentence = f'no place of {data} is called "{shortened(wanted)}", and no name is near it'
        console(stderr=True).print(visible(sentence))
    if near or not matches:
        raise typer.Exit(NEAR_ONLY if near else NOTHING)
