"""The dashboard as a user starts it, in a process of its own."""

import http.client
import os
import random
import shutil
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

# Below those that the system gives away itself; in another order for each process, so that two
# runs on one machine do not meet.
PORTS = iter(random.sample(range(20_000, 30_000), 500))
START = 60  # seconds it may take
ASK_EVERY = 0.1


class Server:
    """Serves a data folder; use it as a context manager.

    Settings go by their names, `metrics="true"`; `{origin}` in one is the server's address.
    `command` and `port_option` start something else than `python -m dashboard run`, `cwd` and
    `env` somewhere else.
    """

    def __init__(
        self,
        data: Path,
        log: Path,
        *,
        command: Sequence[str | Path] = (sys.executable, "-m", "dashboard", "run"),
        port_option: str = "--port",
        cwd: Path | None = None,
        env: Mapping[str, str] = os.environ,
        **settings: str,
    ) -> None:
        self.data, self.log, self._settings = data, log, settings
        self._command, self._port_option = command, port_option
        self._cwd, self._env = cwd, env

    @property
    def environment(self) -> dict[str, str]:
        """The variables that it is started with."""
        return {
            **self._env,
            "DASHBOARD_DATA": str(self.data),
            **{
                f"DASHBOARD_{name.upper()}": value.format(origin=self.origin)
                for name, value in self._settings.items()
            },
        }

    def __enter__(self) -> "Server":
        self.port = free_port()
        self.origin = f"http://localhost:{self.port}"
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()

    def start(self) -> None:
        """Start it, on the port that it has had before."""
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [*self._command, self._port_option, str(self.port)],
                cwd=self._cwd,
                stdout=out,
                stderr=subprocess.STDOUT,
                env=self.environment,
            )
        self._wait_until_healthy()

    def kill(self) -> None:
        """End it at once, as the system does when memory runs out."""
        self.process.kill()
        self.process.wait()

    def ask(self, path: str) -> tuple[int, str]:
        """Status and text of an answer."""
        connection = http.client.HTTPConnection("localhost", self.port, timeout=START)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def stop(self) -> None:
        """End it as a system does, and see that it ends."""
        self.process.terminate()
        self.process.wait(10)

    def show(self, folder: Path) -> None:
        """Serve what is in another folder from now on: the page reads a changed one anew."""
        shutil.rmtree(self.data)
        shutil.copytree(folder, self.data)

    def said(self) -> str:
        """The log so far."""
        # A device such as /dev/full can be read without end.
        return self.log.read_text(errors="replace") if self.log.is_file() else ""

    def _wait_until_healthy(self) -> None:
        for _ in range(int(START / ASK_EVERY)):
            if self._healthy():
                return
            try:
                code = self.process.wait(ASK_EVERY)
            except subprocess.TimeoutExpired:
                continue
            raise AssertionError(f"the server ended with {code}:\n{self.said()}")
        raise AssertionError(f"the server did not start within {START} s:\n{self.said()}")

    def _healthy(self) -> bool:
        try:
            return self.ask(f"{self._settings.get('base_path', '')}/_stcore/health")[0] == 200
        except OSError:
            return False


def free_port() -> int:
    for port in PORTS:
        try:
            with socket.create_server(("127.0.0.1", port)):
                return port
        except OSError:
            continue
    raise AssertionError("no port is free")
