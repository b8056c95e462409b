"""What the one who runs the server may choose: environment variables that begin with DASHBOARD_."""

import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from dashboard.model.errors import DashboardError
from dashboard.model.safe_text import near, shortened
from dashboard.sources.folder import BUILT_IN

PREFIX = "DASHBOARD_"
HERE = ("localhost", "127.0.0.1")  # where a browser keeps cookies safe without https
LEAST_SECRET = 32  # characters


class Settings(BaseSettings):
    """Every setting with its default; an empty variable counts as not set."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, frozen=True)

    data: Annotated[tuple[Path, ...], NoDecode] = Field(
        (BUILT_IN,),
        description="Data folders, or folders of data folders, with `:` between them.",
    )
    host: str = Field("localhost", description="The address to listen on; `0.0.0.0` for all.")
    port: int = Field(8501, ge=1, le=65535, description="The port to listen on.")
    base_path: str = Field(
        "", pattern=r"^/?(\w[\w.~-]*(/\w[\w.~-]*)*)?/?$", examples=["maps"],
        description="The path under which a proxy serves the dashboard, such as `maps`.",
    )  # fmt: skip
    public_url: str = Field(
        "", pattern=r"^(https?://[\w.~:\[\]-]+(/[\w.~/-]*)?)?$", examples=["https://maps.example"],
        description="The address that readers use, for links and cards; without it, the request's.",
    )  # fmt: skip
    frame_ancestors: str = Field(
        "'self'", pattern=r"^[\w\s.:/*'-]+$", examples=["'self' https://news.example"],
        description="Pages that may embed this one, as in a content security policy.",
    )  # fmt: skip
    follow: bool = Field(
        True, examples=["false"], description="Let briefers be followed on other screens."
    )
    replica: str = Field(
        "", pattern=r"^[a-z0-9]{0,20}$", examples=["west"],
        description="The name of this server among several, which begins its codes of followed "
        "briefings: a proxy sends `/follow/NAME-…` to it.",
    )  # fmt: skip
    metrics: bool = Field(
        False, examples=["true"], description="Serve `/metrics` in Prometheus' format."
    )
    previews_per_minute: int = Field(
        60,
        ge=1,
        examples=["60"],
        description="Pictures and files that one address may ask for in a minute.",
    )
    oidc_metadata_url: str = Field(
        "", pattern=r"^(https?://\S+)?$",
        examples=["https://accounts.example/.well-known/openid-configuration"],
        description="Private links: the provider's `…/.well-known/openid-configuration`.",
    )  # fmt: skip
    oidc_client_id: str = Field("", description="Private links: the provider's name for us.")
    oidc_client_secret: SecretStr = Field(
        SecretStr(""), description="Private links: the provider's secret for us."
    )
    oidc_allow: Annotated[tuple[str, ...], NoDecode] = Field(
        (), examples=["ann@example.org,@example.net"],
        description="Private links: who may read, as `ann@example.org` or, for all of a domain, "
        "`@example.net`, with `,` between them.",
    )  # fmt: skip
    cookie_secret: SecretStr = Field(
        SecretStr(""),
        description="Private links: signs the cookies; 32 random characters or more.",
    )
    session_hours: float = Field(
        12, gt=0, le=720, description="Private links: hours until a reader signs in again."
    )

    @field_validator("data", mode="before")
    @classmethod
    def _paths(cls, value: Any) -> Any:
        return [*filter(None, value.split(os.pathsep))] if isinstance(value, str) else value

    @field_validator("oidc_allow", mode="before")
    @classmethod
    def _readers(cls, value: Any) -> Any:
        found = re.split(r"[\s,]+", value.strip(", ")) if isinstance(value, str) else [*value]
        for reader in found:
            if not re.fullmatch(r"[^@*]*@[^@*]+", reader):
                raise ValueError("neither an address nor a domain")
        return found

    @field_validator("cookie_secret")
    @classmethod
    def _long(cls, value: SecretStr) -> SecretStr:
        if 0 < len(value) < LEAST_SECRET:
            raise ValueError(f"it needs {LEAST_SECRET} characters or more, made at random")
        return value

    @property
    def private(self) -> bool:
        """Whether readers must sign in."""
        return bool(self.oidc_client_id)


def settings() -> Settings:
    """The settings of this process; DashboardError says what is wrong with a variable."""
    return _settings(
        tuple(sorted(item for item in os.environ.items() if item[0].startswith(PREFIX)))
    )


@lru_cache(8)
def _settings(variables: tuple[tuple[str, str], ...]) -> Settings:
    known = [name.upper() for name in Settings.model_fields]
    unknown = [name.removeprefix(PREFIX) for name, _ in variables]
    wrong = [
        f"{PREFIX}{shortened(name)} is no setting: {_meant(name, known)}"
        for name in unknown
        if name not in known
    ]
    try:
        found = Settings()
        wrong += _half_private(found)
    except ValidationError as error:
        wrong += [_sentence(problem) for problem in error.errors(include_url=False)]
    if wrong:
        raise DashboardError("; ".join(wrong))
    return found


def _meant(name: str, known: list[str]) -> str:
    meant = near(name, known)
    return f"did you mean {PREFIX}{meant}?" if meant else "the README lists them"


def _sentence(problem: Any) -> str:
    """One problem as pydantic reports it, in a sentence that names the variable, not a secret."""
    name = str(problem["loc"][0])
    field = Settings.model_fields[name]
    value = "its value" if field.annotation is SecretStr else f'"{shortened(problem["input"])}"'
    reason = re.sub(r"^(Value error, |Input )", "", problem["msg"])
    if field.examples:
        reason = f"write it like {field.examples[0]}"
    return f"{PREFIX}{name.upper()}: {value} will not do; {reason}"


def _half_private(found: Settings) -> list[str]:
    """Why sign-in, where some of it is set, could not work or would not keep readers out."""
    needed = ("oidc_metadata_url", "oidc_client_id", "oidc_client_secret", "oidc_allow",
              "cookie_secret", "public_url")  # fmt: skip
    wanting = [name for name in needed if name not in found.model_fields_set]
    if {"public_url", *wanting} >= {*needed}:
        return []
    if wanting:
        names = ", ".join(f"{PREFIX}{name.upper()}" for name in wanting)
        return [f"private links also need {names}"]
    public = urlsplit(found.public_url)
    if public.scheme != "https" and public.hostname not in HERE:
        return [f"{PREFIX}PUBLIC_URL: private links need https"]
    if public.path.strip("/") != found.base_path.strip("/"):
        return [f"{PREFIX}PUBLIC_URL: for private links its path must be {PREFIX}BASE_PATH"]
    return []
