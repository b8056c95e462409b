"""Settings come from the environment; what is wrong with them is said in a sentence each."""

from pathlib import Path

import pytest

from dashboard.model.errors import DashboardError
from dashboard.server.settings import settings
from dashboard.sources.folder import BUILT_IN


def test_without_variables_all_is_as_usual() -> None:
    found = settings()
    assert (found.data, found.host, found.port) == ((BUILT_IN,), "localhost", 8501)
    assert not found.metrics


def test_an_empty_variable_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_PORT", "")
    assert settings().port == 8501


def test_several_folders_have_colons_between(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", "one::two")
    assert settings().data == (Path("one"), Path("two"))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "abc", 'DASHBOARD_PORT: "abc" will not do; should be a valid integer'),
        ("PORT", "70000", 'DASHBOARD_PORT: "70000" will not do; should be less than'),
        ("METRICS", "perhaps", 'DASHBOARD_METRICS: "perhaps" will not do; should be a valid boole'),
        ("BASE_PATH", "../x", 'DASHBOARD_BASE_PATH: "../x" will not do; write it like maps'),
        ("PUBLIC_URL", "maps.example", 'DASHBOARD_PUBLIC_URL: "maps.example" will not do'),
        ("FRAME_ANCESTORS", "*; script-src *", "DASHBOARD_FRAME_ANCESTORS: "),
        ("POTR", "1", "DASHBOARD_POTR is no setting: did you mean DASHBOARD_PORT?"),
        ("LEMON", "1", "DASHBOARD_LEMON is no setting: the README lists them"),
    ],
)
def test_a_wrong_variable_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(f"DASHBOARD_{name}", value)
    with pytest.raises(DashboardError) as refused:
        settings()
    assert str(refused.value).startswith(said)
    assert "\n" not in str(refused.value)


def test_every_wrong_variable_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_PORT", "abc")
    monkeypatch.setenv("DASHBOARD_POTR", "1")
    with pytest.raises(DashboardError, match=r"POTR is no setting.*; DASHBOARD_PORT: "):
        settings()
