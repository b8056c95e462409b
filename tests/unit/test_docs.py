"""What the documents promise holds: columns, codes, commands, libraries."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest
import typer
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import dashboard
from dashboard import commands
from dashboard.importing import acled, event_types, ucdp
from dashboard.model import codes
from dashboard.model.columns import Column, Table
from dashboard.model.schema import TABLES
from dashboard.model.table import records
from dashboard.server import files
from dashboard.server.settings import PREFIX, Settings
from dashboard.sources import csv_file, dataset_config, text_file
from dashboard.sources.folder import BUILT_IN, FILES, check, read

ROOT = Path(dashboard.__file__).parent.parent
DICTIONARY = (BUILT_IN / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")

Cells = list[str]  # one row of a Markdown table


def _section(title: str) -> str:
    """The text under a heading of the data dictionary, up to the next of its level."""
    _, rest = f"\n{DICTIONARY}".split(f"\n## {title}\n")
    return rest.split("\n## ")[0]


def _rows(text: str) -> list[Cells]:
    """The rows of every table in a text, without header and rule."""
    tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    lines = chain.from_iterable(table.splitlines()[2:] for table in tables)
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


# The data dictionary


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_dictionary_names_every_column_in_order_and_no_other(table: Table) -> None:
    named = [cells[0].strip("`") for cells in _rows(_section(table.file))]
    assert named == [column.name for column in table.columns]


COLUMNS = [(table, column) for table in TABLES for column in table.columns]


@pytest.mark.parametrize(
    ("table", "column"), COLUMNS, ids=[f"{table.name}-{column.name}" for table, column in COLUMNS]
)
def test_the_dictionary_says_what_a_cell_may_hold(table: Table, column: Column) -> None:
    (cells,) = [row[1] for row in _rows(_section(table.file)) if row[0] == f"`{column.name}`"]
    assert cells.startswith(column.kind)
    assert ("required" in cells) == column.required
    if column.refers_to:
        assert f"{column.refers_to}.csv" in cells
    assert (f"`{column.or_word}`" in cells) == bool(column.or_word)
    if column.low is not None:
        assert f"{column.low:g} to {column.high:g}" in cells


def test_the_dictionary_names_every_file_and_setting() -> None:
    tables = {cells[0] for cells in _rows(_section("Files"))}
    assert tables == {*FILES}
    named = [cells[0] for cells in _rows(_section("dataset.toml"))]
    assert sorted(named) == sorted(dataset_config.SETTINGS)


def test_the_dictionary_names_every_limit() -> None:
    most = text_file.LARGEST
    assert f"A table may have {most['.csv'] // 10**6} MB" in DICTIONARY
    assert f"areas.geojson {most['.geojson'] // 10**6} MB" in DICTIONARY
    assert f"dataset.toml {most['.toml'] // 1000} kB" in DICTIONARY
    assert f"lines of at most {dataset_config.LONGEST_LINE:,} characters" in DICTIONARY
    assert f"at most {csv_file.LONGEST_CELL:,} characters" in DICTIONARY


def test_required_settings_are_marked() -> None:
    marked = {cells[0] for cells in _rows(_section("dataset.toml")) if "required" in cells[1]}
    assert marked == {name for name, setting in dataset_config.SETTINGS.items() if setting.required}


def test_the_dictionary_lists_every_kind_of_event() -> None:
    listed = {cells[0]: tuple(cells[1].split("; ")) for cells in _rows(_section("Code lists"))}
    for event_type, sub_event_types in codes.EVENT_TYPES.items():
        assert listed[event_type] == sub_event_types


def test_the_dictionary_lists_every_code() -> None:
    rows = _rows(_section("Code lists")) + _rows(_section("places.csv"))
    words = {word for cells in rows for cell in cells for word in re.split("[,;:] ", cell)}
    for _, column in COLUMNS:
        assert {*column.codes} <= words
    assert {*re.findall("`([a-z]+)`", _section("dataset.toml"))} == {*codes.BASEMAPS}


@pytest.mark.parametrize(
    ("title", "listed"),
    [
        ("How exact a date is", codes.TIME_PRECISION),
        ("How exact a place is", codes.GEO_PRECISION),
        ("Support of an event or a claim", codes.EVENT_STATUS),
    ],
)
def test_a_list_of_its_own_has_the_codes_in_order(title: str, listed: tuple[str, ...]) -> None:
    _, rest = _section("Code lists").split(f"### {title}\n")
    assert tuple(cells[0] for cells in _rows(rest.split("\n### ")[0])) == listed


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        ("kind of place", codes.PLACE_KINDS),
        ("state of a place", codes.CONTROL_STATUS),
        ("confidence", codes.CONFIDENCE),
        ("kind of source", codes.SOURCE_KINDS),
        ("kind of claim", codes.CLAIM_KINDS),
        ("colour", codes.COLOURS),
        ("pattern", codes.PATTERNS),
    ],
)
def test_the_other_lists_are_word_for_word(name: str, listed: tuple[str, ...]) -> None:
    (words,) = [cells[1] for cells in _rows(_section("Code lists")) if cells[0] == name]
    assert tuple(words.split(", ")) == listed


def test_the_example_in_the_dictionary_is_a_sound_row(tmp_path: Path) -> None:
    (line,) = re.findall(r"```csv\n\s*(.*)\n", DICTIONARY)
    for path in BUILT_IN.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / "events.csv").open("a", encoding="utf-8") as events:
        events.write(line + "\n")
    assert check(tmp_path) == []
    assert len(read(tmp_path).events) == len(read(BUILT_IN).events) + 1


def test_the_dictionary_says_how_exports_are_converted() -> None:
    _, *parts = _section("Imports").split("\n### ")
    kinds, days, where, sides, _ = map(_rows, parts)
    old, violence = kinds[: len(event_types.OLD_TYPES)], kinds[len(event_types.OLD_TYPES) :]
    assert {name: (sub, sure == "no") for name, sub, sure in old} == event_types.OLD_TYPES
    assert {code: (sub, label) for code, sub, label in violence} == event_types.VIOLENCE
    assert dict(days) == ucdp.PRECISION
    radius = {code: (geo, km.partition(":")[0]) for code, geo, km in where}
    assert radius == {
        **{f"ACLED {code}": (code, f"{km:g}") for code, km in acled.RADIUS.items()},
        **{
            f"UCDP {code}": (geo, "none" if code == ucdp.COUNTRY_ONLY else f"{km:g}")
            for code, (geo, km) in ucdp.WHERE.items()
        },
    }
    assert [(number, side) for number, side in sides] == [one[:2] for one in acled.SIDES]


# The shipped data


def test_the_shipped_data_have_no_problems() -> None:
    assert check(BUILT_IN) == []


@pytest.mark.parametrize("table", ["events", "control", "claims"])
def test_what_comes_from_an_article_names_its_paragraph(table: str) -> None:
    data = read(BUILT_IN)
    articles = data.sources["source_id"][data.sources["kind"] == "article"]
    rows = getattr(data, table)
    quoted = rows[rows["source_id"].isin(articles)]
    assert len(quoted) > 0
    bare = quoted[~quoted["paragraph"].str.fullmatch(r"\d+(-\d+)?|caption")]
    assert bare.empty


# The commands


def _commands() -> list[str]:
    """Every line of code in the README and the data dictionary."""
    text = (ROOT / "README.md").read_text("utf-8") + DICTIONARY
    blocks = re.findall(r"^ *```\w*\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    prose = re.sub(r"^ *```\w*\n.*?^ *```", "", text, flags=re.DOTALL | re.MULTILINE)
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [*filter(None, lines), *re.findall("`([^`]+)`", prose)]


def test_every_make_command_exists() -> None:
    targets = {*re.findall("^([a-z]+):", MAKEFILE, re.MULTILINE)}
    made = [line.split()[1:] for line in _commands() if re.match("make( |$)", line)]
    assert {"run", "test", "check"} <= {word for words in made for word in words}
    for word in chain.from_iterable(made):
        name, is_variable, _ = word.partition("=")
        assert f"$({name})" in MAKEFILE if is_variable else word in targets, word


def test_every_dashboard_command_exists() -> None:
    known = typer.main.get_command(commands.app).commands
    written = [line.split()[3:] for line in _commands() if line.startswith("python -m dashboard ")]
    assert {words[0] for words in written} == known.keys()
    for name, *words in written:
        options = {option for parameter in known[name].params for option in parameter.opts}
        assert {word.strip("[]") for word in words if "--" in word} <= options


def test_make_help_lists_every_target() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert {*re.findall("^([a-z]+):.*  ## ", MAKEFILE, re.MULTILINE)} == {*phony.split()}


def test_every_file_that_the_readme_shows_is_there() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    shown = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    assert not [name for name in shown if not (ROOT / name).exists()]


def test_the_readme_lists_every_file_at_an_address() -> None:
    _, rest = (ROOT / "README.md").read_text("utf-8").split("\n## Machine-readable neighbours\n")
    assert [cells[0].strip("`") for cells in _rows(rest.split("\n## ")[0])] == [*files.FILES]


def test_the_readme_lists_every_setting_as_the_code_describes_it() -> None:
    _, rest = (ROOT / "README.md").read_text("utf-8").split("\n## Put it up\n")
    shown = {"True": "`true`", "False": "`false`", "": "", "()": "", f"{(BUILT_IN,)}":
             "the built-in folder"}  # fmt: skip
    assert _rows(rest.split("\n## ")[0]) == [
        [f"`{PREFIX}{name.upper()}`", shown.get(f"{field.default}", f"`{field.default}`"),
         field.description]
        for name, field in Settings.model_fields.items()
    ]  # fmt: skip


# The libraries

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
DECLARED = {canonicalize_name(Requirement(line).name): Requirement(line) for line in
            PROJECT["dependencies"]}  # fmt: skip


def test_the_pins_satisfy_what_is_declared() -> None:
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if "==" in line)
    versions = {canonicalize_name(name): version for name, version in pins.items()}
    assert DECLARED.keys() <= versions.keys()
    for name, requirement in DECLARED.items():
        assert requirement.specifier.contains(versions[name]), name


def _imported() -> set[str]:
    """The libraries that the code imports by name."""
    trees = [ast.parse(path.read_text("utf-8")) for path in (ROOT / "dashboard").rglob("*.py")]
    names = set()
    for node in chain.from_iterable(map(ast.walk, trees)):
        if isinstance(node, ast.ImportFrom):
            names.add(str(node.module).split(".")[0])
        elif isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
    owners = packages_distributions()
    return {
        canonicalize_name(owners[name][0])
        for name in names - sys.stdlib_module_names - {"dashboard"}
    }


# Not imported by us: the other one shapes text, signs readers in, or asks the provider with it.
SERVES = {"uharfbuzz": "fpdf2", "authlib": "streamlit", "httpx2": "authlib"}


def test_every_library_is_declared_and_every_declared_one_is_used() -> None:
    assert _imported() | {*SERVES} == {*DECLARED}
    assert {*SERVES.values()} <= {*DECLARED}


# The built-in data


def _paragraphs(text: str) -> list[str]:
    """The paragraphs that a cell names: "3", "1-2" or "caption"."""
    first, _, last = text.partition("-")
    return [str(n) for n in range(int(first), int(last) + 1)] if last else [first]


def _cited() -> list[tuple[str, str, str, str, list[str]]]:
    """Each row of an article: table, identifier, who says so, source, paragraphs."""
    data = read(BUILT_IN)
    articles = data.sources["source_id"][data.sources["kind"] == "article"]
    tables = {
        "events": ("event_id", "attribution"),
        "claims": ("claim_id", "claimant"),
        "control": ("place_id", "attribution"),
    }
    return [
        (name, row[key], row[who], row["source_id"], _paragraphs(row["paragraph"]))
        for name, (key, who) in tables.items()
        for row in records(getattr(data, name))
        if row["source_id"] in {*articles}
    ]


PROMISED = {
    (source.strip("`"), paragraph): (speakers.replace("`", "").split(", "), rows)
    for source, paragraph, _, speakers, rows in _rows(_section("What became of each paragraph"))
}


def test_every_paragraph_of_the_articles_is_listed_with_all_its_rows() -> None:
    held: dict[tuple[str, str], list[str]] = {}
    for table, name, _, source, paragraphs in _cited():
        for paragraph in paragraphs:
            held.setdefault((source, paragraph), []).extend([name] if table != "control" else [])
    listed = {where: re.findall(r"`([^`]+)`", rows) for where, (_, rows) in PROMISED.items()}
    assert {where: rows for where, rows in listed.items() if rows} == held
    assert [*listed] == [
        *(("washington-times-2017-10-20", number) for number in "12345678"),
        *(("nz-herald-2017-10", number) for number in [*"1234567", "caption"]),
    ]
    # A cross-reference to another article.
    assert [where for where in listed if where not in held] == [
        ("washington-times-2017-10-20", "7")
    ]


def test_nobody_is_quoted_whom_the_paragraph_does_not_name() -> None:
    for _, name, who, source, paragraphs in _cited():
        assert any(who in PROMISED[source, one][0] for one in paragraphs), name
