"""The machine that the figures come from."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.bench.server import ROOT

PACKAGES = ("streamlit", "streamlit-folium", "folium", "pydeck", "pandas", "playwright")


def described(chromium: str) -> dict[str, object]:
    """What to know of the machine, the versions and the commit to make sense of a figure."""
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _git("rev-parse", "--short", "HEAD"),
        "changed_since_commit": bool(_git("status", "--porcelain", "--untracked-files=no")),
        "cores": os.cpu_count(),
        "cpu": _field("/proc/cpuinfo", "model name") or platform.machine(),
        "memory_gb": round(int(_field("/proc/meminfo", "MemTotal").split()[0]) * 1024 / 1e9, 1),
        "system": platform.platform(),
        "chromium": chromium,
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
    }


def load() -> float:
    """How many programs wanted a core in the last minute, this one included."""
    return round(os.getloadavg()[0], 2)


def _field(file: str, name: str) -> str:
    for line in Path(file).read_text().splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return ""


def _git(*command: str) -> str:
    done = subprocess.run(["git", *command], cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip()
