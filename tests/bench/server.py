"""A Streamlit server of its own for each page that is measured."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from tests.browser.nginx import Nginx

ROOT = Path(__file__).parent.parent.parent
BUILD = ROOT / "build" / "bench"
APPS = Path(__file__).parent / "apps"
VENDOR = ROOT / "dashboard" / "static" / "vendor"
OURS, FLOOR = "ours", "bare"
STARTS_WITHIN = 60  # seconds
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running server, or several behind nginx: where, and what of the machine they have used."""

    url: str
    processes: tuple[int, ...]

    def cpu(self) -> float:
        """Seconds of processor time so far, user's and system's, to a hundredth."""
        return sum(map(_cpu, self.processes))

    def memory(self) -> float:
        """Resident memory in megabytes (10^6 bytes)."""
        return sum(map(_memory, self.processes))


def _cpu(process: int) -> float:
    stat = Path(f"/proc/{process}/stat").read_text()
    fields = stat.rpartition(")")[2].split()  # the name before it may hold anything
    return (int(fields[11]) + int(fields[12])) / TICKS


def _memory(process: int) -> float:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024 / 1e6
    raise RuntimeError("the kernel does not say how much memory the server uses")


@contextmanager
def replicas(count: int, folder: Path) -> Iterator[Server]:
    """So many of our servers behind nginx, with the files of deploy/."""
    names = ("dashboard", "dashboard-b")[:count]
    with ExitStack() as stack:
        servers = [stack.enter_context(serving(OURS, folder, name)) for name in names]
        ports = [int(server.url.rpartition(":")[2]) for server in servers]
        place = Path(mkdtemp()) / "nginx"
        nginx = stack.enter_context(Nginx(place, dict(zip(names, ports, strict=True))))
        yield Server(nginx.origin, tuple(one for server in servers for one in server.processes))


@contextmanager
def serving(way: str, folder: Path, name: str = "") -> Iterator[Server]:
    """The page of that name on that folder; its log is kept in build/bench/."""
    port = _free_port()
    log = BUILD / f"{way}-{name or folder.name}.log"
    # The floor is an empty page at its best: without a collection after each run.
    flags = [f"--server.port={port}", "--server.address=localhost", "--server.headless=true",
             "--server.enableStaticServing=true", "--browser.gatherUsageStats=false",
             f"--runner.postScriptGC={str(way != FLOOR).lower()}"]  # fmt: skip
    if way == OURS:
        command = ["-m", "dashboard", "run", "--data", str(folder), "--port", str(port)]
        where = ROOT
    else:
        where = _apps()
        command = ["-m", "streamlit", "run", f"{way}.py", *flags]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, *command], cwd=where, stdout=out, stderr=out,
            env=os.environ | {"BENCH_FOLDER": str(folder)},
        )  # fmt: skip
    try:
        _wait(process, port, log)
        yield Server(f"http://localhost:{port}", (process.pid,))
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _apps() -> Path:
    """A copy of apps/ with our own Leaflet beside it, where Streamlit serves it from."""
    copy = BUILD / "apps"
    shutil.copytree(APPS, copy, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(VENDOR / "leaflet", copy / "static" / "leaflet", dirs_exist_ok=True)
    return copy


def _free_port() -> int:
    with socket.create_server(("localhost", 0)) as taken:
        return int(taken.getsockname()[1])


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError(f"the server did not start:\n{log.read_text(errors='replace')[-2000:]}")
