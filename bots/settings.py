"""Settings: from the environment and a `.env` file, checked before anything starts."""

import re
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from core.errors import SettingsError
from core.runtime import DEFAULT_GRAPH

_PERSON = re.compile(r"[a-z]+:[^\s:,]+")
_PLACE = re.compile(r"[a-z]+:[^\s,]+")
_DATABASE = re.compile(r"[a-z][a-z0-9]*(?:\+[a-z0-9_]+)?://\S*")
_NAMED_DATABASE = re.compile(r"(?P<name>[a-z][a-z0-9_-]*)=(?P<url>\S+)")
_MASK = re.compile(r"[^.,]+(?:\.[^.,]+){0,2}")
MAIN_DATABASE = "main"
"""What the database of EXPERT_DATABASE_URL is called in graphs."""


class Settings(BaseSettings):
    """What the program is told; each name below is the setting's in the environment, in capitals."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True, validate_default=False
    )

    slack_bot_token: str = ""
    slack_app_token: str = ""
    slack_signing_secret: str = ""
    slack_client_id: str = ""
    slack_client_secret: str = ""
    slack_api_url: str = ""
    discord_token: str = ""
    discord_api_url: str = ""
    discord_gateway_url: str = ""
    telegram_token: str = ""
    telegram_api_url: str = ""
    telegram_webhook_url: str = ""
    telegram_webhook_secret: str = ""
    database_url: str = "sqlite+aiosqlite:///.trivium/trivium.db"
    expert_database_url: str = ""
    expert_databases: Annotated[dict[str, str], NoDecode] = {}
    expert_masked: Annotated[tuple[str, ...], NoDecode] = ()
    expert_rows: Annotated[int, Field(ge=1, le=100_000)] = 1000
    expert_seconds: Annotated[float, Field(gt=0, le=600, allow_inf_nan=False)] = 10.0
    graph: str = DEFAULT_GRAPH
    model: str = ""
    models: Annotated[tuple[str, ...], NoDecode] = ()
    model_base_url: str = ""
    model_api_key: str = ""
    openai_api_key: str = ""
    admins: Annotated[frozenset[str], NoDecode] = frozenset()
    trust_platform_admins: bool = False
    direct_messages: Literal["pair", "welcome"] = "pair"
    places: Annotated[frozenset[str], NoDecode] = frozenset()
    events_a_minute: Annotated[int, Field(ge=0)] = 120
    trace_file: str = ""
    trace_text: bool = False
    trace_bytes: Annotated[int, Field(ge=1_000)] = 500_000
    catch_up_seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 3600.0
    catch_up_messages: Annotated[int, Field(ge=1)] = 10
    keep_days: Annotated[float, Field(ge=7, allow_inf_nan=False)] = 7.0
    clock: datetime | None = None
    http_host: str = "127.0.0.1"
    http_port: Annotated[int, Field(ge=0, le=65535)] = 8080
    log_format: Literal["text", "json"] = "text"
    metrics_token: str = ""
    secret_keys: Annotated[tuple[str, ...], NoDecode] = ()
    otel_exporter_otlp_endpoint: str = ""

    @field_validator("admins", mode="before")
    @classmethod
    def _people(cls, value: str) -> frozenset[str]:
        people = _parts(value)
        for person in people:
            if not _PERSON.fullmatch(person):
                raise ValueError(f"{person!r} is not of the form platform:user, such as slack:U012ABC")
        return people

    @field_validator("places", mode="before")
    @classmethod
    def _places(cls, value: str) -> frozenset[str]:
        places = _parts(value)
        for place in places:
            if not _PLACE.fullmatch(place):
                raise ValueError(f"{place!r} is not of the form platform:place, such as slack:T012:C345 or discord:678")
        return places

    @field_validator("models", "secret_keys", mode="before")
    @classmethod
    def _names(cls, value: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))

    @field_validator("expert_database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        return checked_database(value)

    @field_validator("expert_databases", mode="before")
    @classmethod
    def _databases(cls, value: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for number, part in enumerate(value.split(), 1):
            named = _NAMED_DATABASE.fullmatch(part)
            if named is None or not _DATABASE.fullmatch(named["url"]):
                raise ValueError(f"part {number} is not of the form name=address, such as hr=sqlite:///hr.db")
            if named["name"] == MAIN_DATABASE or named["name"] in found:
                reason = "is that of EXPERT_DATABASE_URL" if named["name"] == MAIN_DATABASE else "stands there twice"
                raise ValueError(f"the name {named['name']!r} {reason}")
            found[named["name"]] = named["url"]
        return found

    @field_validator("expert_masked", mode="before")
    @classmethod
    def _masks(cls, value: str) -> tuple[str, ...]:
        columns = tuple(dict.fromkeys(part.strip() for part in value.split(",") if part.strip()))
        for column in columns:
            if not _MASK.fullmatch(column):
                raise ValueError(f"{column!r} names no column; they look like email or customers.email")
        return columns

    @field_validator("clock", mode="before")
    @classmethod
    def _moment(cls, value: str) -> str | None:
        return value or None

    @field_validator(
        *("slack_api_url", "discord_api_url", "telegram_api_url", "telegram_webhook_url", "model_base_url"),
        "otel_exporter_otlp_endpoint",
    )
    @classmethod
    def _web_address(cls, value: str) -> str:
        return _address(value, "http")

    @field_validator("discord_gateway_url")
    @classmethod
    def _socket_address(cls, value: str) -> str:
        return _address(value, "ws")


def read_settings() -> Settings:
    """Return the settings. Raises SettingsError with one line that names the first wrong one."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper()
        raise SettingsError(f"{name}: {first['msg'].removeprefix('Value error, ')}.") from error


def checked_database(address: str) -> str:
    """Return the address of a database, or the empty one. Raises ValueError, which never repeats a password."""
    if address and not _DATABASE.fullmatch(address):
        raise ValueError("expected an address such as postgresql://reader:…@localhost/sales or sqlite:///sales.db")
    return address


def _parts(value: str) -> frozenset[str]:
    return frozenset(part.strip() for part in value.split(",") if part.strip())


def _address(value: str, scheme: str) -> str:
    if value and not value.startswith((f"{scheme}://", f"{scheme}s://")):
        raise ValueError(f"expected an address that begins with {scheme}:// or {scheme}s://")
    return value
