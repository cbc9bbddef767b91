"""The parts of Slack's payloads that are read here; everything else in them is passed over."""

from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta, Struct

from adapters.shared.platform import Payload

Timestamp: TypeAlias = Annotated[str, Meta(pattern=r"^\d+\.\d+$")]
"""Seconds with six decimals; a message's is its id."""


class Authorization(Struct, frozen=True):
    """The installation an event is delivered for."""

    user_id: str = ""
    """Our own user."""


class Event(Struct, frozen=True):
    """Something that happened in a workspace; a message where `type` is `message` or `app_mention`."""

    type: str
    channel: str = ""
    channel_type: str = ""
    user: str = ""
    text: str = ""
    ts: Timestamp = ""
    thread_ts: Timestamp = ""
    subtype: str | None = None
    bot_id: str | None = None
    edited: dict[str, object] | None = None


class EventCallback(Struct, frozen=True):
    """The body of the Events API."""

    team_id: str
    event: Event
    authorizations: tuple[Authorization, ...] = ()


class Named(Struct, frozen=True):
    """A team, a channel or a user."""

    id: str
    username: str = ""


class Shown(Struct, frozen=True):
    """The message that a button is on."""

    thread_ts: Timestamp = ""
    team: str = ""
    """The workspace of the message's author, which is ours."""


class Container(Struct, frozen=True):
    """Where a button is."""

    message_ts: Timestamp = ""
    channel_id: str = ""
    thread_ts: Timestamp = ""


class Press(Struct, frozen=True):
    """One button that was pressed."""

    action_ts: Timestamp
    value: str = ""


class BlockActions(Struct, frozen=True):
    """The body of an interaction with a message."""

    user: Named
    container: Container
    actions: tuple[Press, ...]
    trigger_id: str = ""
    team: Named | None = None
    message: Shown = Shown()


class SlashCommand(Struct, frozen=True):
    """The form of a slash command."""

    command: str
    team_id: str
    channel_id: str
    user_id: str
    trigger_id: str
    text: str = ""
    user_name: str = ""
    response_url: str = ""
    received_at: float = 0.0
    """When the gateway got it: Slack does not say when a command was given."""


Known: TypeAlias = EventCallback | BlockActions | SlashCommand


def parse(payload: Payload) -> Known | None:
    """Return the payload in its own form, or None for a kind that is not read. Raises msgspec.ValidationError."""
    match payload.get("type"):
        case "event_callback" if _is_message(payload.get("event")):
            return msgspec.convert(payload, EventCallback)
        case "block_actions":
            return msgspec.convert(payload, BlockActions)
        case None if "command" in payload:
            return msgspec.convert(payload, SlashCommand)
        case _:
            return None


def _is_message(event: object) -> bool:
    return isinstance(event, dict) and event.get("type") in {"message", "app_mention"}
