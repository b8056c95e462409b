"""What puts the dashboard up is sound: Dockerfile, compose.yaml, deploy/."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import dashboard
from dashboard.server.settings import PREFIX, Settings

ROOT = Path(dashboard.__file__).parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
REPLICAS = [name for name in SERVICES if name != "proxy"]
KNOWN = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}


def _final_stage() -> str:
    return DOCKERFILE.split("\nFROM ")[-1].replace("\\\n", " ")


def _said(instruction: str) -> list[str]:
    return re.findall(rf"^{instruction} (.*)$", _final_stage(), re.MULTILINE)


def test_hadolint_finds_nothing_in_the_dockerfile() -> None:
    hadolint = Path(sys.executable).with_name("hadolint")
    found = subprocess.run(
        [hadolint, "--failure-threshold", "style", ROOT / "Dockerfile"],
        capture_output=True, text=True,
    )  # fmt: skip
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")


def test_what_the_dockerfile_copies_is_there_and_sent() -> None:
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    sent = {line[1:] for line in lines if line.startswith("!")}
    copied = {
        word
        for words in re.findall("^COPY (?!--from)(.*) ", DOCKERFILE, re.MULTILINE)
        for word in words.split()
    }
    assert copied == sent
    assert not [name for name in copied if not (ROOT / name).exists()]


def test_the_image_runs_without_rights_and_says_how_it_is() -> None:
    (user,) = _said("USER")
    assert all(int(number) > 0 for number in user.split(":"))
    assert _said("EXPOSE") == ["8501"]
    assert _said("VOLUME") == ["/data"]
    *_, start = _said("CMD")
    assert json.loads(start) == ["python", "-m", "dashboard", "run"]
    (environment,) = _said("ENV")
    variables = dict(word.split("=", 1) for word in shlex.split(environment))
    ours = {name: text for name, text in variables.items() if name.startswith(PREFIX)}
    assert ours == {"DASHBOARD_DATA": "/data", "DASHBOARD_HOST": "0.0.0.0"}  # noqa: S104
    assert not _said("RUN")  # pip and npm work in the first stage alone


def test_a_container_has_no_more_rights_than_it_needs() -> None:
    for name, service in SERVICES.items():
        assert service["read_only"] is True, name
        assert service["tmpfs"] == "/tmp", name  # noqa: S108
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert not service.keys() & {"privileged", "cap_add", "user"}, name
    assert [name for name in SERVICES if "ports" in SERVICES[name]] == ["proxy"]


def test_the_proxy_starts_when_those_behind_it_are_well() -> None:
    waits = SERVICES["proxy"]["depends_on"]
    assert waits.keys() == {*REPLICAS}
    assert {wait["condition"] for wait in waits.values()} == {"service_healthy"}
    for name in REPLICAS:  # what is there with a profile alone must not be asked for without it
        assert waits[name].get("required", True) == ("profiles" not in SERVICES[name])


def test_every_variable_in_compose_is_a_setting() -> None:
    text = (ROOT / "compose.yaml").read_text("utf-8")
    assert {*re.findall(rf"\b{PREFIX}[A-Z_]+", text)} <= KNOWN


@pytest.mark.parametrize("profile", ["one", "replicas"])
def test_what_compose_mounts_is_there(profile: str) -> None:
    mounts = [mount for service in SERVICES.values() for mount in service["volumes"]]
    for mount in mounts:
        filled = mount.replace("${COMPOSE_PROFILES:-one}", profile)
        host, *_, mode = re.sub(r"\$\{\w+:-(.*?)\}", r"\1", filled).split(":")
        assert (ROOT / host).exists(), host
        assert mode == "ro"


@pytest.mark.parametrize("profile", ["one", "replicas"])
def test_nginx_asks_the_servers_that_the_profile_starts(profile: str) -> None:
    text = (ROOT / "deploy" / f"upstream-{profile}.conf").read_text("utf-8")
    started = {
        name for name in REPLICAS if {"profiles": [profile]}.items() <= SERVICES[name].items()
        or "profiles" not in SERVICES[name]
    }  # fmt: skip
    assert {*re.findall(r"server ([\w-]+):8501", text)} == started


def test_each_replica_has_the_name_that_nginx_has_for_it() -> None:
    upstream = (ROOT / "deploy" / "upstream-replicas.conf").read_text("utf-8")
    named = dict(re.findall(r"upstream replica_(\w+) \{\s+server ([\w-]+):", upstream))
    assert {*named.values()} == {*REPLICAS}
    for name, server in named.items():
        assert SERVICES[server]["environment"][f"{PREFIX}REPLICA"] == name


def test_the_servers_have_addresses_that_stay_and_trust_that_network_alone() -> None:
    ((subnet,),) = ([part["subnet"] for part in network["ipam"]["config"]]
                    for network in COMPOSE["networks"].values())  # fmt: skip
    addresses = [SERVICES[name]["networks"]["inside"]["ipv4_address"] for name in REPLICAS]
    assert len({*addresses}) == len(REPLICAS)
    assert all(address.startswith(subnet.removesuffix("0/24")) for address in addresses)
    for name in REPLICAS:
        assert SERVICES[name]["environment"]["FORWARDED_ALLOW_IPS"] == subnet
