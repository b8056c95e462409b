"""Starts what is committed as a hosted Streamlit does, and reads the page: `make hosted`.

A clone, an environment with nothing but requirements.txt, and `streamlit run dashboard/app.py` from
the clone's root: what Streamlit's Community Cloud and the like do with a repository.
"""

import asyncio
import subprocess
import sys
import urllib.request
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.session import Session
from tests.browser.server import Server

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Clone, install, start, read."""
    with TemporaryDirectory() as name:
        place = Path(name)
        clone, environment = place / "clone", place / "environment"
        _run("git", "clone", "--quiet", "--depth=1", f"file://{ROOT}", clone)
        _run(sys.executable, "-m", "venv", environment)
        pip = (environment / "bin" / "pip", "--disable-pip-version-check", "--quiet")
        _run(*pip, "install", "-r", "requirements.txt", cwd=clone)
        _run(*pip, "check")
        command = (environment / "bin" / "streamlit", "run", "dashboard/app.py")
        with Server(clone / "data", place / "log", command=command, port_option="--server.port",
                    cwd=clone) as server:  # fmt: skip
            query, panels = asyncio.run(_read(server.origin))
            with urllib.request.urlopen(f"{server.origin}/healthz") as page:  # noqa: S310
                beside = page.read().decode()
            said = server.said()
    assert query.startswith("date="), query
    assert "time_bar_component" in panels, panels
    assert "<html" in beside, "the page itself answers at addresses that only our server has"
    print(f"The page opens at {query}, with {', '.join(panels)}. The server said: {said.strip()!r}")


async def _read(origin: str) -> tuple[str, list[str]]:
    async with Session(origin) as session:
        await session.run()
        await session.trigger("time_bar_component", "ready", True)
        return session.query, sorted(session.panels)


def _run(*command: str | Path, cwd: Path | None = None) -> None:
    subprocess.run(command, cwd=cwd, check=True)


if __name__ == "__main__":
    main()
