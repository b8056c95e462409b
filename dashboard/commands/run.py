"""The command that serves the page: `python -m dashboard run`."""

import errno
import os
import socket
from pathlib import Path
from typing import Annotated

import typer

import dashboard
from dashboard.commands.console import must_be_folder
from dashboard.model.errors import DashboardError
from dashboard.sources import folder as data_folder

APP = Path(dashboard.__file__).parent / "app.py"
DATA = "DASHBOARD_DATA"  # the environment variable that tells the page its folder

# What .streamlit/config.toml says but for looks: an installed package comes without that file.
ALWAYS = (
    "--server.enableStaticServing=true",
    "--server.headless=true",
    "--browser.gatherUsageStats=false",
    "--client.showErrorDetails=none",
    "--runner.postScriptGC=false",
)

# Why a server cannot listen, for the reasons that a reader can do something about.
REFUSALS = {
    errno.EADDRINUSE: "port {port} is taken: end what uses it, or choose another with --port",
    errno.EACCES: "port {port} is not open to you: choose one above 1023 with --port",
    errno.EADDRNOTAVAIL: "this machine has no address {host}: try --host localhost",
    socket.EAI_NONAME: "there is no host {host}: try --host localhost",
    socket.EAI_AGAIN: "there is no host {host}: try --host localhost",
}


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


def _must_be_free(host: str, port: int) -> None:
    """Listen for a moment, as the server will."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        sentence = REFUSALS.get(error.errno or 0, "cannot listen on {host}, port {port}: {error}")
        raise DashboardError(sentence.format(host=host, port=port, error=error)) from error
