"""Log lines: when, how grave, where, what happened, then what it is about; one event never looks like two."""

import json
import logging
import os
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Literal, TypeAlias
from urllib.parse import quote, unquote, urlsplit

from bots.settings import Settings
from core.trail import here

LogFormat: TypeAlias = Literal["text", "json"]

_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}
_LIBRARIES = ("slack_bolt", "slack_sdk", "discord", "telegram", "aiohttp", "uvicorn", "alembic", "sqlalchemy", "httpx")

_SECRET_NAMES = re.compile(r"(token|secret|password|(^|_)keys?)$")
_SHORTEST_SECRET = 4
"""Characters; a shorter one would be found in words that have nothing to do with it."""

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What would begin a new line, move the cursor, or turn the order of letters round."""
_QUOTED = re.compile(r'[\s"=\\]|^$')


def set_up(style: LogFormat = "text", secrets: Mapping[str, str] | None = None) -> None:
    """Send log lines to standard error; libraries speak only of what they cannot handle.

    Where a line has one of `secrets`, by the name of its setting, the name stands in its place.
    """
    handler = logging.StreamHandler(sys.stderr)
    hide = _Secrets(secrets or {})
    handler.setFormatter(_Json(hide) if style == "json" else _KeyValue(hide))
    handler.addFilter(_follow)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for library in _LIBRARIES:
        logging.getLogger(library).setLevel(logging.CRITICAL)


def secrets_of(settings: Settings) -> dict[str, str]:
    """Return the settings that nobody may read in a log, by name, those within addresses among them."""
    found: dict[str, str] = {}
    for name in type(settings).model_fields:
        value, secret = getattr(settings, name), _SECRET_NAMES.search(name)
        if isinstance(value, tuple) and secret:
            # The first is the one in use.
            found |= {f"{name.upper()}/{number}" if number else name.upper(): one for number, one in enumerate(value)}
        elif isinstance(value, str) and secret:
            found[name.upper()] = value
        elif isinstance(value, str) and "://" in value and (password := _password(value)):
            found[name.upper()] = password
        elif isinstance(value, dict):
            found |= {f"{name.upper()}/{key}": said for key, one in value.items() if (said := _password(one))}
    return found | _header_secrets()


class _Secrets:
    """Puts the names of secrets in the place of their values."""

    def __init__(self, secrets: Mapping[str, str]) -> None:
        names = {form: name for name, value in secrets.items() for form in _forms(value)}
        # The longest first: one secret may begin like another.
        forms = sorted(names, key=len, reverse=True)
        self._names = names
        self._pattern = re.compile("|".join(map(re.escape, forms))) if forms else None

    def __call__(self, text: str) -> str:
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: f"[{self._names[found[0]]}]", text)


class _Line(logging.Formatter):
    """What text and JSON have in common."""

    def __init__(self, hide: _Secrets) -> None:
        super().__init__()
        self._hide = hide

    def _message(self, record: logging.LogRecord) -> str:
        return self._hide(record.getMessage())

    def _fields(self, record: logging.LogRecord) -> dict[str, object]:
        extra = {name: value for name, value in vars(record).items() if name not in _STANDARD}
        # Numbers stay numbers, all else is text that may hold a secret.
        return {
            name: value if isinstance(value, bool | int | float) else self._hide(str(value))
            for name, value in extra.items()
        }

    def _place(self, record: logging.LogRecord) -> str:
        """Return the stack of what went wrong, where there is one."""
        parts = []
        if record.exc_info:
            parts.append(self.formatException(record.exc_info))
        if record.stack_info:
            parts.append(self.formatStack(record.stack_info))
        return self._hide("\n".join(parts))


class _KeyValue(_Line):
    def format(self, record: logging.LogRecord) -> str:
        """Return one line, and a stack behind it in lines that begin as no event does."""
        message = self._message(record)
        # Only what we write ourselves may look like a field.
        said = _value(message) if "=" in message else _escaped(message)
        head = f"{self.formatTime(record)} {record.levelname} {record.name}: {said}"
        fields = [f"{name}={_value(value)}" for name, value in self._fields(record).items()]
        stack = [f"    | {_escaped(line)}" for line in self._place(record).split("\n") if line]
        return "\n".join([" ".join([head, *fields]), *stack])


class _Json(_Line):
    def format(self, record: logging.LogRecord) -> str:
        """Return one JSON object in one line."""
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        line = {
            **self._fields(record),
            "time": when,
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self._message(record),
        }
        if stack := self._place(record):
            line["stack"] = stack
        return json.dumps(line)  # ASCII only, so that nothing in it ends the line


def _follow(record: logging.LogRecord) -> bool:
    """Let a line say to which session and turn it belongs, where it does not say so itself."""
    session, turn = here()
    if session and getattr(record, "session", session) == session:
        record.session = session
        if turn:
            record.trace = turn
    return True


def _forms(secret: str) -> Iterable[str]:
    """Return how a secret may be written: as it is, in an address, in JSON, in a repr."""
    if len(secret) < _SHORTEST_SECRET:
        return ()
    return {secret, quote(secret), quote(secret, safe=""), json.dumps(secret)[1:-1], repr(secret)[1:-1]}


def _header_secrets() -> dict[str, str]:
    """Return the credentials that OpenTelemetry's exporter reads from the environment by itself."""
    found: dict[str, str] = {}
    for name, value in os.environ.items():
        if name.startswith("OTEL_") and name.endswith("HEADERS"):
            given = [unquote(pair.partition("=")[2]).split()[-1:] for pair in value.split(",")]
            found |= {f"{name}/{number}": words[0] for number, words in enumerate(given) if words}
    return found


def _password(address: str) -> str:
    try:
        return unquote(urlsplit(address).password or "")
    except ValueError:
        return ""


def _escaped(text: str) -> str:
    return _UNSEEN.sub(_code, text)


def _code(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1].replace("\x7f", "\\u007f")


def _value(value: object) -> str:
    """Return a field's value, in quotes where it has blanks or signs of its own."""
    text = str(value)
    if _QUOTED.search(text) is None:
        return _escaped(text)
    return _UNSEEN.sub(_code, json.dumps(text, ensure_ascii=False))
