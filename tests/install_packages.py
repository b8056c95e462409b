"""Finds the programs that tests drive, Chromium, nginx and LibreOffice, or installs them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
SBIN = "/usr/local/sbin:/usr/sbin:/sbin"  # where Debian has nginx; not everybody's PATH does
PLAYWRIGHTS_OWN = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def find_chromium() -> Path | None:
    """The first that starts of: $CHROMIUM, one on PATH, the one Playwright has downloaded."""
    candidates = [os.environ.get("CHROMIUM"), *map(shutil.which, CHROMIUMS)]
    for candidate in candidates:
        if candidate and _succeeds(candidate, "--version"):  # Ubuntu's may be an empty shell
            return Path(candidate)
    # Asked in a process of its own: a test may have a Playwright running in this one.
    asked = subprocess.run([sys.executable, "-c", PLAYWRIGHTS_OWN], capture_output=True, text=True)
    own = asked.stdout.strip()
    return Path(own) if own and _succeeds(own, "--version") else None


def find_nginx() -> Path | None:
    """The one on PATH or where systems keep it."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:{SBIN}")
    return Path(found) if found and _succeeds(found, "-v") else None


def find_impress() -> Path | None:
    """LibreOffice, where the part of it that draws slides is there."""
    found = shutil.which("soffice")
    office = Path(found).resolve() if found else None
    return office if office and (office.parent / "libsdlo.so").exists() else None


@dataclass(frozen=True)
class Program:
    """One program: how it is found, Debian's package of it, and how else it can be had."""

    name: str
    find: Callable[[], Path | None]
    package: str
    otherwise: tuple[str, ...] = ()  # a command


PROGRAMS = (
    Program("Chromium", find_chromium, "chromium",
            (sys.executable, "-m", "playwright", "install", "chromium")),
    Program("nginx", find_nginx, "nginx-light"),
    Program("LibreOffice Impress", find_impress, "libreoffice-impress-nogui"),
)  # fmt: skip


def install(program: Program) -> Path | None:
    """Install a program and return it; None if it cannot be had."""
    if shutil.which("apt-get"):
        as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--yes"]
        print(f"No {program.name} found: installing Debian's with apt-get.", flush=True)
        _succeeds(*apt, "update")  # if only some list fails, the next line may still work
        if _succeeds(*apt, "install", "--no-install-recommends", program.package) and (
            found := program.find()
        ):
            return found
    if program.otherwise:
        print(f"Downloading {program.name}.", flush=True)
        _succeeds(*program.otherwise)
    return program.find()


def _succeeds(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:  # not there, or not a program
        return False


if __name__ == "__main__":
    for program in PROGRAMS:
        path = program.find() or install(program)
        if path is None:
            sys.exit(
                f"The tests need {program.name}, and it could not be installed: install it "
                f"(Debian: apt-get install {program.package}), or name a Chromium in the "
                "variable CHROMIUM."
            )
        print(f"Tests use {path}.")
