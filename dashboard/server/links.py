"""Where a folder's page and files are found, and the absolute address of each."""

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.requests import Request

from dashboard.model import address
from dashboard.model.address import Arrival, Params
from dashboard.server.datasets import Folder, Loaded
from dashboard.server.settings import Settings

# A name or an address of a machine, with or without a port: the header may hold anything.
HOST = re.compile(r"([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(:\d{1,5})?", re.ASCII | re.I)


def paths(folders: Mapping[str, Folder]) -> dict[str, Folder]:
    """The path of each folder's page, without a slash at its end: "" where it is the only one."""
    alone = len(folders) == 1
    return {"" if alone else f"/{name}": folder for name, folder in folders.items()}


def base(request: Request, settings: Settings) -> str:
    """The address of the dashboard without a slash at its end; "" where nobody can tell."""
    if settings.public_url:
        return settings.public_url.rstrip("/")
    host = request.headers.get("host", "")
    if len(host) > 255 or not HOST.fullmatch(host):
        return ""
    path = settings.base_path.strip("/")
    return f"{request.url.scheme}://{host}" + (f"/{path}" if path else "")


def arrival(request: Request, loaded: Loaded) -> Arrival:
    """What the page would show at the address of a request."""
    return address.parse(params(request), loaded.data, loaded.timeline, loaded.scenes)


def params(request: Request) -> Params:
    """The parameters, the last of each name, as the page reads them."""
    return dict(request.query_params)


def query(arrival: Arrival, loaded: Loaded) -> str:
    """The question mark and what follows it, in the one way that the page writes it."""
    return f"?{urlencode(address.written(arrival, loaded.scenes, loaded.data))}"
