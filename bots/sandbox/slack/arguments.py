"""What apps send to the Web API, as its methods take it."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from bots.sandbox.slack.rules import SlackError

Arguments: TypeAlias = dict[str, Any]
Result: TypeAlias = dict[str, Any]
Methods: TypeAlias = Mapping[str, Callable[[Arguments], Result]]
"""Methods by their names; each raises SlackError."""


def required(arguments: Arguments, name: str) -> str:
    """Return an argument that has to be there. Raises SlackError."""
    value = arguments.get(name)
    if not isinstance(value, str) or not value:
        raise SlackError("invalid_arguments", (f"[ERROR] missing required field: {name}",))
    return value


def metadata_of(arguments: Arguments) -> dict[str, Any] | None:
    """Return a message's metadata. Raises SlackError."""
    metadata = arguments.get("metadata")
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or not {"event_type", "event_payload"} <= metadata.keys():
        raise SlackError("invalid_metadata_format")
    return metadata
