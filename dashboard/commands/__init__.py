"""The commands: `python -m dashboard run`, `import`, `check`, `find`, `geocode` and `export`."""

import io
import sys

import typer

from dashboard.commands import check, export, find, geocode, import_files, run
from dashboard.commands.console import console
from dashboard.model.errors import DashboardError
from dashboard.model.safe_text import visible

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


for command in (run.run, check.check, find.find, geocode.geocode, export.export):
    app.command()(command)
app.command("import")(import_files.import_files)


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
