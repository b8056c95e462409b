"""nginx on this machine, with the very files of deploy/, and servers that have no rights."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

from tests.browser.server import ASK_EVERY, START, free_port
from tests.install_packages import find_nginx

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
NOBODY = 65534
# May read everything, wherever a checkout lies, and write nothing.
RIGHTS = "-all,+dac_read_search"
UNPRIVILEGED = () if os.geteuid() else (
    "setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--no-new-privs",
    f"--inh-caps={RIGHTS}", f"--ambient-caps={RIGHTS}", f"--bounding-set={RIGHTS}",
)  # fmt: skip


class Nginx:
    """nginx before servers on such ports: `compose.yaml`'s names by port; a context manager."""

    def __init__(self, place: Path, servers: dict[str, int], *, base: str = "", tls: bool = False):
        place.mkdir(parents=True)
        self.place, self.log, self.base = place, place / "error.log", base
        self.port, self.tls_port = free_port(), free_port()
        scheme, port = ("https", self.tls_port) if tls else ("http", self.port)
        self.origin = f"{scheme}://localhost:{port}{base}"
        config = (DEPLOY / "nginx.conf").read_text()
        if tls:
            config = config.replace("#~ ", "")
            _make_certificate(place / "certificates")
        config = config.replace("/tmp/", f"{place}/").replace("/dev/stderr", f"{self.log}")  # noqa: S108
        config = config.replace("listen 8080", f"listen 127.0.0.1:{self.port}")
        config = config.replace("listen 8443", f"listen 127.0.0.1:{self.tls_port}")
        (place / "nginx.conf").write_text(config)
        which = "replicas" if len(servers) > 1 else "one"
        upstream = (DEPLOY / f"upstream-{which}.conf").read_text()
        for name, port in servers.items():
            upstream = upstream.replace(f"server {name}:8501", f"server 127.0.0.1:{port}")
        (place / "upstream.conf").write_text(upstream)
        writable(place)

    def __enter__(self) -> "Nginx":
        program = find_nginx()
        assert program, "these tests need nginx: run `make test`"
        config = self.place / "nginx.conf"
        with (self.place / "out.log").open("wb") as out:
            self.process = subprocess.Popen(
                [*UNPRIVILEGED, program, "-p", self.place, "-c", config, "-e", self.log,
                 "-g", "daemon off;"],
                stdout=out, stderr=subprocess.STDOUT,
            )  # fmt: skip
        for _ in range(int(START / ASK_EVERY)):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return self
            except OSError:
                pass
            try:
                self.process.wait(ASK_EVERY)
            except subprocess.TimeoutExpired:
                continue
            break
        raise AssertionError(f"nginx did not start: {self.said()}")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(10)

    def said(self) -> str:
        """The log so far."""
        logs = (self.place / "out.log", self.log)
        return "".join(log.read_text(errors="replace") for log in logs if log.exists())


def writable(folder: Path) -> Path:
    """A folder that who has no rights may write to."""
    if UNPRIVILEGED:
        os.chown(folder, NOBODY, NOBODY)
    return folder


def image(place: Path) -> Path:
    """What the container image holds, which nobody may write to: app/, data/ and home/."""
    made = place / "image"
    without = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "dashboard", made / "app" / "dashboard", ignore=without)
    shutil.copytree(ROOT / "data", made / "data")
    (made / "home" / ".streamlit").mkdir(parents=True)
    shutil.copy(ROOT / ".streamlit" / "config.toml", made / "home" / ".streamlit")
    for path in (made, *made.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    return made


def _make_certificate(folder: Path) -> None:
    folder.mkdir()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    (folder / "privkey.pem").chmod(0o644)
