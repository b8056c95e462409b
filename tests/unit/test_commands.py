"""The commands as a shell sees them: what they print, where, and how they end."""

import os
import re
import socket
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit.web.cli as streamlit
import uvicorn

import dashboard
from dashboard.commands import run
from dashboard.sources.folder import BUILT_IN, check

Folder = Callable[..., Path]
DATA = "DASHBOARD_DATA"
Ended = tuple[int, str, str]  # exit code, standard output, standard error


Shell = Callable[..., Ended]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[list[str]]:
    """What Streamlit was told to do, instead of doing it."""
    monkeypatch.chdir(tmp_path)  # and back again afterwards: the command leaves for another one
    calls: list[list[str]] = []
    monkeypatch.setattr(streamlit, "main", lambda args, prog_name: calls.append(args))
    monkeypatch.setattr(uvicorn, "Config", uvicorn.Config)  # and back again afterwards
    for name in ("DATA", "PORT", "HOST"):
        monkeypatch.setenv(f"DASHBOARD_{name}", "")
    return calls


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def test_check_counts_what_is_sound(shell: Shell, folder: Folder) -> None:
    for made, said in ((folder(), "7 tables, 16 rows"), (folder(claims=None), "6 tables, 15 rows")):
        code, out, err = shell("check", made)
        assert (code, err) == (0, "")
        *warnings, last = out.splitlines()
        assert all(line.startswith("warning: places.csv row ") for line in warnings)
        assert last == f"{said}: no problems, {len(warnings)} warnings"


def test_check_reports_a_scene_that_the_page_leaves_out(shell: Shell, folder: Folder) -> None:
    code, out, err = shell("check", folder(scenes={2: {"text": ""}, 3: {"place_id": "atlantis"}}))
    assert (code, err) == (1, "")
    one, other, *_, count = out.splitlines()
    assert one.startswith("scenes.csv row 2, text: the cell is empty")
    assert other.startswith('scenes.csv row 3, place_id: there is no "atlantis" in places.csv')
    assert count.startswith("2 problems in the data folder")


def test_check_takes_the_built_in_data(shell: Shell) -> None:
    code, out, err = shell("check")
    assert (code, err) == (0, "")
    assert out.endswith("no problems\n")


def test_check_lists_every_problem_in_a_line_of_its_own(shell: Shell, folder: Folder) -> None:
    faulty = folder(
        events={3: {"date": "2017-13-02"}, 4: {"status": "[bold]x[/bold]" + "y" * 300}},
        control="\n",
    )
    code, out, err = shell("check", faulty)
    *lines, count = out.splitlines()
    assert (code, err) == (1, "")
    warned = [line for line in lines if line.startswith("warning: ")]
    assert lines == [*(str(problem) for problem in check(faulty)), *warned]
    assert lines[1] == (
        'events.csv row 3, date: "2017-13-02" is not a date; write YYYY-MM-DD, such as 2017-10-16'
    )
    assert "[bold]x[/bold]yyy" in lines[2]
    assert warned
    assert count == f"3 problems in the data folder, {len(warned)} warnings: {faulty}"


def test_one_problem_is_not_plural(shell: Shell, folder: Folder) -> None:
    _, out, _ = shell("check", folder(events={3: {"title": ""}}))
    assert out.splitlines()[-1].startswith("1 problem in the data folder, ")


def test_hostile_text_cannot_drive_the_terminal(shell: Shell, folder: Folder) -> None:
    text = "\x1b]0;title\x07\x1b[31mred\u202eback\r\n[link=x]:smile:\u2066"
    _, out, _ = shell("check", folder(events={3: {"status": text, text: "x"}}))
    assert all(line.isprintable() for line in out.splitlines())
    assert r"\x1b]0;title\x07\x1b[31mred\u202eback\r\n[link=x]:smile:\u2066" in out


@pytest.mark.parametrize("command", [("check",), ("geocode",), ("run", "--data")])
def test_no_folder_is_one_sentence(shell: Shell, tmp_path: Path, command: tuple[str, ...]) -> None:
    nowhere = tmp_path / "no\x1bwhere"
    assert shell(*command, nowhere) == (1, "", f"there is no folder {tmp_path}/no\\x1bwhere\n")
    file = tmp_path / "file"
    file.touch()
    assert shell(*command, file) == (1, "", f"there is no folder {file}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("chekc",),
        ("check", "a", "b"),
        ("check", "--all"),
        ("run", "--port", "0"),
        ("run", "--port", "65536"),
        ("run", "--port", "http"),
        ("run", "somewhere"),
    ],
)
def test_wrong_usage_exits_with_2(shell: Shell, arguments: tuple[str, ...]) -> None:
    code, out, err = shell(*arguments)
    assert (code, out) == (2, "")
    assert "Usage: " in err
    assert "Traceback" not in err


@pytest.mark.parametrize("command", ["run", "check", "geocode"])
def test_help_names_the_command(shell: Shell, command: str) -> None:
    code, out, _ = shell("--help")
    assert code == 0
    assert f"  {command} " in out
    assert shell(command, "--help")[0] == 0


def test_run_serves_a_folder(shell: Shell, folder: Folder, served: list[list[str]]) -> None:
    made, port = folder(events="broken"), _free_port()
    assert shell("run", "--data", made.name, "--port", port, "--host", "127.0.0.1")[0] == 0
    ((command, page, *flags),) = served
    assert (command, Path(page)) == ("run", run.SERVER)
    assert f"--server.port={port}" in flags
    assert "--server.address=127.0.0.1" in flags
    assert Path(os.environ[DATA]) == made.resolve()


def test_run_says_what_the_settings_of_a_checkout_say() -> None:
    config = tomllib.loads((run.SERVER.parent.parent / ".streamlit" / "config.toml").read_text())
    for flag in run.ALWAYS:
        section, name, value = re.fullmatch(r"--(\w+)\.(\w+)=(\w+)", flag).groups()
        assert str(config[section][name]).lower() == value


def test_run_takes_the_folder_of_the_environment(
    shell: Shell, folder: Folder, served: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = folder()
    assert shell("run", "--port", _free_port())[0] == 0
    assert Path(os.environ[DATA]) == BUILT_IN
    monkeypatch.setenv(DATA, str(made))
    assert shell("run", "--port", _free_port())[0] == 0
    assert Path(os.environ[DATA]) == made


def test_run_refuses_a_port_that_is_taken(
    shell: Shell, folder: Folder, served: list[list[str]]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, out, err = shell("run", "--data", folder(), "--port", port, "--host", "127.0.0.1")
    assert (code, out, served) == (1, "", [])
    assert err == f"port {port} is taken: end what uses it, or choose another with --port\n"


def test_run_refuses_an_address_that_is_not_here(
    shell: Shell, folder: Folder, served: list[list[str]]
) -> None:
    # 192.0.2.0/24 is set aside for documentation (RFC 5737): no machine has it.
    code, _, err = shell("run", "--data", folder(), "--port", _free_port(), "--host", "192.0.2.1")
    assert (code, served) == (1, [])
    assert err == "this machine has no address 192.0.2.1: try --host localhost\n"


def test_an_ascii_pipe_gets_everything(folder: Folder) -> None:
    faulty = folder(events={3: {"status": "كركوك"}})
    ended = subprocess.run(
        [sys.executable, "-m", "dashboard", "check", faulty],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "FORCE_COLOR": ""},
        cwd=Path(dashboard.__file__).parent.parent,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (1, b"")
    assert rb'events.csv row 3, status: "\u0643\u0631' in ended.stdout
    assert b"\x1b" not in ended.stdout
