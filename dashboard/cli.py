"""The commands: `python -m dashboard run`, `check`, `find`, `geocode` and `export`."""

import errno
import io
import json
import os
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from dashboard.console import console, line, must_be_folder
from dashboard.export_command import export
from dashboard.geocode_command import geocode
from dashboard.model.errors import DashboardError, DataError
from dashboard.model.gazetteer import Gazetteer
from dashboard.model.lookup import NEAR, Lookup
from dashboard.model.schema import TABLES
from dashboard.model.words import shortened, visible
from dashboard.render import finding
from dashboard.sources import folder as data_folder

APP = Path(__file__).parent / "app.py"
DATA = "DASHBOARD_DATA"  # the environment variable that tells the page its folder

# What the page cannot do without, where no .streamlit/config.toml is found to say so.
ALWAYS = (
    "--server.enableStaticServing=true",
    "--server.headless=true",
    "--browser.gatherUsageStats=false",
)

# Why a server cannot listen, for the reasons that a reader can do something about.
REFUSALS = {
    errno.EADDRINUSE: "port {port} is taken: end what uses it, or choose another with --port",
    errno.EACCES: "port {port} is not open to you: choose one above 1023 with --port",
    errno.EADDRNOTAVAIL: "this machine has no address {host}: try --host localhost",
    socket.EAI_NONAME: "there is no host {host}: try --host localhost",
    socket.EAI_AGAIN: "there is no host {host}: try --host localhost",
}

app = typer.Typer(
    help="Who held what, what had happened, who says so: a map with a time bar.",
    no_args_is_help=True,
    add_completion=False,
    # Plain text reads the same in a terminal, a pipe and a log.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback()
def _commands() -> None:
    """Without it, typer would take a single command for the whole programme."""


@app.command()
def run(
    data: Annotated[
        Path, typer.Option(metavar="DIR", envvar=DATA, help="The data folder.")
    ] = data_folder.BUILT_IN,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where to listen.")] = 8501,
    host: Annotated[str, typer.Option(help="0.0.0.0 serves other machines too.")] = "localhost",
) -> None:
    """Serve the page.

    A folder with problems is served too: the page lists them.
    """
    must_be_folder(data)
    _must_be_free(host, port)
    # Slow to import, and no other command needs it.
    from streamlit.web import cli as streamlit

    os.environ[DATA] = str(data.resolve())
    os.chdir(APP.parent.parent)  # Streamlit looks for .streamlit/ where it is started
    where = (f"--server.port={port}", f"--server.address={host}")
    streamlit.main(["run", str(APP), *where, *ALWAYS], prog_name="streamlit")


@app.command()
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
    told = data_folder.look_over(folder, dataset)
    warnings = [warning for of_place in told.values() for warning in of_place]
    for warning in warnings:
        out.print(Text("warning: ") + line(warning))
    tables = [getattr(dataset, table.name) for table in TABLES if (folder / table.file).exists()]
    doubtful = f", {len(warnings)} warning{'' if len(warnings) == 1 else 's'}" if warnings else ""
    if strict and warnings:
        doubtful += ", taken for problems"
    out.print(f"{len(tables)} tables, {sum(map(len, tables))} rows: no problems{doubtful}")
    if strict and warnings:
        raise typer.Exit(1)


@app.command()
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


def _must_be_free(host: str, port: int) -> None:
    """Listen for a moment, as the server will."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        sentence = REFUSALS.get(error.errno or 0, "cannot listen on {host}, port {port}: {error}")
        raise DashboardError(sentence.format(host=host, port=port, error=error)) from error


app.command()(geocode)
app.command()(export)


def main() -> None:
    """Run the command; what goes wrong is one sentence on standard error, and exit code 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # an ASCII pipe is no reason to fail
    try:
        app()
    except DashboardError as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))


def _fail(sentence: str) -> None:
    console(stderr=True).print(visible(sentence))
    sys.exit(1)
