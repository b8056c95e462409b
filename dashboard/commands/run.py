"""The command that serves the page: `python -m dashboard run`."""

import errno
import os
import socket
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

import dashboard
from dashboard.commands.console import console, must_be_folder
from dashboard.model.errors import DashboardError
from dashboard.server.datasets import held
from dashboard.server.settings import PREFIX, settings

SERVER = Path(dashboard.__file__).parent / "asgi.py"

# What .streamlit/config.toml says but for looks: an installed package comes without that file.
ALWAYS = (
    "--server.enableStaticServing=true",
    "--server.headless=true",
    "--server.fileWatcherType=none",
    "--server.maxUploadSize=1",
    "--server.maxMessageSize=32",
    "--browser.gatherUsageStats=false",
    "--client.showErrorDetails=none",
    "--runner.postScriptGC=false",
    # Its welcome asks another host for this machine's address.
    "--logger.hideWelcomeMessage=true",
)

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  # addresses that no browser can open
ENDS_WITHIN = 5  # seconds that answers under way may take once the server is told to stop

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
        list[Path] | None,
        typer.Option(metavar="DIR", help="A data folder, or a folder of them; may be repeated."),
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Where to listen; 8501.")
    ] = None,
    host: Annotated[
        str | None, typer.Option(help="0.0.0.0 serves other machines too; localhost.")
    ] = None,
) -> None:
    """Serve the page.

    A folder with problems is served too: the page lists them. What the options leave open, the
    environment says: variables that begin with DASHBOARD_, as the README lists them.
    """
    given = {
        "DATA": os.pathsep.join(str(path.resolve()) for path in data or ()),
        "PORT": port,
        "HOST": host,
    }
    os.environ.update({PREFIX + name: str(value) for name, value in given.items() if value})
    chosen = settings()
    for path in chosen.data:
        must_be_folder(path)
    held(chosen.data)
    _must_be_free(chosen.host, chosen.port)
    # Slow to import, and no other command needs them.
    import uvicorn
    from streamlit.web import cli as streamlit

    # Streamlit sets no limit: one stuck download would keep a stopped server alive for ever.
    uvicorn.Config = partial(uvicorn.Config, timeout_graceful_shutdown=ENDS_WITHIN)  # type: ignore[assignment,misc]

    # Streamlit looks for .streamlit/ where it is started.
    os.environ[f"{PREFIX}DATA"] = os.pathsep.join(str(path.resolve()) for path in chosen.data)
    os.chdir(SERVER.parent.parent)
    where = (
        f"--server.port={chosen.port}",
        f"--server.address={chosen.host}",
        f"--server.baseUrlPath={chosen.base_path}",
    )
    shown = "localhost" if chosen.host in EVERYWHERE else chosen.host
    base = chosen.base_path.strip("/")
    with suppress(OSError):  # a full disk beneath the log is no reason not to serve
        console().print(f"Serving http://{shown}:{chosen.port}/{base} (Ctrl+C ends it)")
    streamlit.main(["run", str(SERVER), *where, *ALWAYS], prog_name="streamlit")


def _must_be_free(host: str, port: int) -> None:
    """Listen for a moment, as the server will."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        sentence = REFUSALS.get(error.errno or 0, "cannot listen on {host}, port {port}: {error}")
        raise DashboardError(sentence.format(host=host, port=port, error=error)) from error
