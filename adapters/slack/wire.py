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
    """Something that happened: a message (`message`, `app_mention`), or Slack's Stop button was pressed."""

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
    event_ts: Timestamp = ""


class EventCallback(Struct, frozen=True):
    """The body of the Events API."""

    team_id: str
    event: Event
    event_id: str = ""
    """Unique for ever; the same when the event is sent again."""
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


class Picked(Struct, frozen=True):
    """The option that was chosen in a menu."""

    value: str


class Press(Struct, frozen=True):
    """One button that was pressed, or one menu that was chosen in."""

    action_ts: Timestamp
    action_id: str = ""
    value: str = ""
    selected_option: Picked | None = None


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


STOPPED = "agent_session_stopped"
"""The event of Slack's own Stop button (docs.slack.dev/reference/events/agent_session_stopped)."""
_READ = {"message", "app_mention", STOPPED}

Known: TypeAlias = EventCallback | BlockActions | SlashCommand


def parse(payload: Payload) -> Known | None:
    """Return the payload in its own form, or None for a kind that is not read. Raises msgspec.ValidationError."""
    match payload.get("type"):
        case "event_callback" if _is_read(payload.get("event")):
            return msgspec.convert(payload, EventCallback)
        case "block_actions":
            return msgspec.convert(payload, BlockActions)
        case None if "command" in payload:
            return msgspec.convert(payload, SlashCommand)
        case _:
            return None


def _is_read(event: object) -> bool:
    return isinstance(event, dict) and event.get("type") in _READ
