"""Finds the Chromium that the browser tests drive, or installs one."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
PLAYWRIGHTS_OWN = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def find_chromium() -> Path | None:
    """The first that starts of: $CHROMIUM, one on PATH, the one Playwright has downloaded."""
    candidates = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES)]
    for candidate in candidates:
        if candidate and _succeeds(candidate, "--version"):  # Ubuntu's may be an empty shell
            return Path(candidate)
    # Asked in a process of its own: a test may have a Playwright running in this one.
    asked = subprocess.run([sys.executable, "-c", PLAYWRIGHTS_OWN], capture_output=True, text=True)
    own = asked.stdout.strip()
    return Path(own) if own and _succeeds(own, "--version") else None


def install_chromium() -> Path | None:
    """Install Debian's Chromium, or else Playwright's, and return it; None if neither works."""
    if shutil.which("apt-get"):
        as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--yes"]
        print("No Chromium found: installing Debian's with apt-get.", flush=True)
        _succeeds(*apt, "update")  # if only some list fails, the next line may still work
        if _succeeds(*apt, "install", "--no-install-recommends", "chromium") and (
            found := find_chromium()
        ):
            return found
    print("Downloading Playwright's Chromium.", flush=True)
    _succeeds(sys.executable, "-m", "playwright", "install", "chromium")
    return find_chromium()


def _succeeds(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:  # not there, or not a program
        return False


if __name__ == "__main__":
    chromium = find_chromium() or install_chromium()
    if chromium is None:
        sys.exit(
            "The browser tests need Chromium, and it could not be installed: install it "
            "(Debian: apt-get install chromium) or name one in the variable CHROMIUM."
        )
    print(f"Browser tests use {chromium}.")
