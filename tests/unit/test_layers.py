"""The rules of the code: who imports whom, which names are free, how long a module is."""

import ast
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import dashboard

ROOT = Path(dashboard.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
LONGEST = 300  # lines

# What a layer may import beside itself and the standard library: other layers, libraries.
LAYERS = {
    "model": {"pandas", "geopy", "rapidfuzz", "numpy"},
    "sources": {"dashboard.model", "pandas", "geopy", "shapely", "numpy", "pydantic"},
    "geocoding": {
        "dashboard.model", "dashboard.sources", "pandas", "geopy", "filelock", "tenacity",
    },
    "importing": {
        "dashboard.model", "dashboard.sources", "pandas", "numpy", "rapidfuzz", "openpyxl",
        "pyarrow", "charset_normalizer", "tzdata",
    },
    "view": {"dashboard.model"},
    "render": {
        "dashboard.model",
        "dashboard.view",
        "folium",
        "branca",
        "pandas",
        "numpy",
        "shapely",
        "resvg_py",
        "segno",
        "PIL",
        "pptx",
        "fpdf",
    },
    "server": {
        *(f"dashboard.{layer}" for layer in ("model", "sources", "view", "render")),
        "starlette", "streamlit", "pydantic", "pydantic_settings", "prometheus_client",
        "cachetools", "anyio", "limits",
    },
    "ui": {
        *(f"dashboard.{layer}" for layer in ("model", "view", "render", "server")),
        "pydantic", "streamlit", "streamlit_folium",
    },
    "commands": {
        *(f"dashboard.{layer}" for layer in ("model", "sources", "geocoding", "view", "render")),
        "dashboard.importing",
        "dashboard.server",
        "typer",
        "rich",
        "pandas",
        "streamlit",
        "uvicorn",
    },
}  # fmt: skip
OUTSIDE = {"__init__.py", "__main__.py", "app.py", "asgi.py"}


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _imports(path: Path) -> Iterator[str]:
    """Every module imported anywhere in a file: libraries by their top name, ours by layer."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{_name(path)} has a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        for name in names:
            top, *rest = name.split(".")
            yield f"dashboard.{rest[0]}" if top == "dashboard" and rest else top


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_what_is_below_it(layer: str) -> None:
    allowed = LAYERS[layer] | {"dashboard", f"dashboard.{layer}"} | sys.stdlib_module_names
    strangers = {
        f"{_name(path)} imports {name}"
        for path in (ROOT / layer).rglob("*.py")
        for name in _imports(path)
        if name not in allowed
    }
    assert not strangers


def test_every_module_is_in_a_layer() -> None:
    outside = {_name(path) for path in MODULES if path.relative_to(ROOT).parts[0] not in LAYERS}
    assert outside == OUTSIDE


def test_no_layer_calls_the_page() -> None:
    for path in MODULES:
        assert "dashboard.app" not in _imports(path)


def test_nothing_hides_a_library() -> None:
    # Streamlit puts the folder of app.py first on the path.
    own = {path.stem for path in ROOT.iterdir() if not path.name.startswith(("__", "."))}
    assert not own & sys.stdlib_module_names
    assert not own & packages_distributions().keys()


def test_streamlit_finds_no_pages_of_its_own() -> None:
    assert not (ROOT / "pages").exists()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_is_short_and_says_what_it_is(path: Path) -> None:
    text = path.read_text("utf-8")
    assert ast.get_docstring(ast.parse(text))
    assert len(text.splitlines()) <= LONGEST
