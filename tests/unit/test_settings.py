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
        ("METRICS", "perhaps", 'DASHBOARD_METRICS: "perhaps" will not do; write it like true'),
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


# Private links: all of it or nothing

PRIVATE = {
    "OIDC_METADATA_URL": "https://provider.example/.well-known/openid-configuration",
    "OIDC_CLIENT_ID": "dashboard",
    "OIDC_CLIENT_SECRET": "of no interest",
    "OIDC_ALLOW": "ann@example.org, @example.net",
    "COOKIE_SECRET": "a secret of thirty-two characters",
    "PUBLIC_URL": "https://maps.example",
}


def test_readers_sign_in_where_all_of_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not settings().private
    for name, value in PRIVATE.items():
        monkeypatch.setenv(f"DASHBOARD_{name}", value)
    assert settings().private
    assert settings().oidc_allow == ("ann@example.org", "@example.net")
    assert "secret of" not in repr(settings())


@pytest.mark.parametrize("missing", PRIVATE)
def test_half_of_a_sign_in_is_refused(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    for name in PRIVATE.keys() - {missing}:
        monkeypatch.setenv(f"DASHBOARD_{name}", PRIVATE[name])
    with pytest.raises(DashboardError) as refused:
        settings()
    assert str(refused.value) == f"private links also need DASHBOARD_{missing}"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("COOKIE_SECRET", "short", "its value will not do; it needs 32 characters or more"),
        ("OIDC_ALLOW", "ann@example.org example.org", "will not do; write it like ann@example.org"),
        ("OIDC_ALLOW", "*@example.org", "will not do; write it like ann@example.org"),
        ("OIDC_ALLOW", ",", "will not do; write it like ann@example.org"),
        ("OIDC_METADATA_URL", "provider.example", "will not do; write it like https://"),
        ("PUBLIC_URL", "http://maps.example", "private links need https"),
        ("PUBLIC_URL", "https://maps.example/maps", "its path must be DASHBOARD_BASE_PATH"),
        ("SESSION_HOURS", "0", "will not do; should be greater than 0"),
    ],
)
def test_a_sign_in_that_would_not_hold_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    for each in PRIVATE:
        monkeypatch.setenv(f"DASHBOARD_{each}", PRIVATE[each])
    monkeypatch.setenv(f"DASHBOARD_{name}", value)
    with pytest.raises(DashboardError) as refused:
        settings()
    assert said in str(refused.value)
    assert "short" not in str(refused.value)
