"""The parts of Slack's payloads that are read here; everything else in them is passed over."""

from typing import Annotated, Any, TypeAlias

import msgspec
from msgspec import Meta, Struct

from adapters.shared.platform import Payload

Timestamp: TypeAlias = Annotated[str, Meta(pattern=r"^\d+\.\d+$")]
"""Seconds with six decimals; a message's is its id."""


class Authorization(Struct, frozen=True):
    """The installation an event is delivered for."""

    user_id: str = ""
    """Our own user."""
    team_id: str | None = None
    """The workspace that we are installed in; None where that is a whole organisation."""


class SharedFile(Struct, frozen=True):
    """A file that came with a message."""

    id: str = ""
    name: str | None = None
    title: str | None = None
    mimetype: str | None = None
    size: int = 0
    mode: str = ""
    url_private: str | None = None
    url_private_download: str | None = None
    user: str = ""
    """Who owns it."""
    user_team: str = ""
    """The owner's workspace."""


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
    team: str = ""
    """The author's workspace; messages with files often do not say it."""
    user_team: str = ""
    """The author's workspace too, where the channel is shared with others."""
    files: tuple[SharedFile, ...] = ()


class EventCallback(Struct, frozen=True):
    """The body of the Events API."""

    team_id: str
    event: Event
    event_id: str = ""
    """Unique for ever; the same when the event is sent again."""
    authorizations: tuple[Authorization, ...] = ()
    context_team_id: str = ""
    """The workspace through which we get the event."""
    is_ext_shared_channel: bool | None = None
    """Whether the channel is shared with other organisations; None where that is not told."""


class Named(Struct, frozen=True):
    """A team, a channel or a user."""

    id: str
    username: str = ""
    team_id: str | None = None
    """A user's workspace."""


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
    is_ephemeral: bool = False


class Picked(Struct, frozen=True):
    """The option that was chosen in a menu."""

    value: str


class Press(Struct, frozen=True):
    """One button that was pressed, one menu that was chosen in, or one date picker that was set."""

    action_ts: Timestamp
    type: str = ""
    action_id: str = ""
    block_id: str = ""
    value: str = ""
    selected_option: Picked | None = None
    selected_date: str | None = None
    """A day as in `2026-11-23`; None where the day was taken away."""


class BlockActions(Struct, frozen=True):
    """The body of an interaction with a message."""

    user: Named
    container: Container
    actions: tuple[Press, ...]
    trigger_id: str = ""
    team: Named | None = None
    message: Shown = Shown()
    """What the message is; those that one person alone sees are not told of."""
    response_url: str = ""
    """Where the message can be changed, 5 times within 30 minutes; the only way for those that one person sees."""


class Filled(Struct, frozen=True):
    """What stands in one field of a dialog; None where it is empty."""

    value: str | None = None
    selected_date: str | None = None


class DialogState(Struct, frozen=True):
    """All fields of a dialog, by block and action id."""

    values: dict[str, dict[str, Filled]] = {}


class Dialog(Struct, frozen=True):
    """A dialog that was sent."""

    callback_id: str = ""
    private_metadata: str = ""
    state: DialogState = DialogState()


class ViewSubmission(Struct, frozen=True):
    """The body of a dialog that was sent."""

    user: Named
    view: Dialog
    trigger_id: str = ""
    team: Named | None = None
    received_at: float = 0.0
    """When the gateway got it: Slack does not say when a dialog was sent."""


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

Known: TypeAlias = EventCallback | BlockActions | ViewSubmission | SlashCommand


def parse(payload: Payload) -> Known | None:
    """Return the payload in its own form, or None for a kind that is not read. Raises msgspec.ValidationError."""
    match payload.get("type"):
        case "event_callback" if _is_read(payload.get("event")):
            return msgspec.convert(_told(payload), EventCallback)
        case "block_actions":
            return msgspec.convert(payload, BlockActions)
        case "view_submission":
            return msgspec.convert(payload, ViewSubmission)
        case None if "command" in payload:
            return msgspec.convert(payload, SlashCommand)
        case _:
            return None


def _told(callback: Payload) -> Payload:
    """Return a callback in which null stands nowhere: to Slack it is the same as leaving a thing out."""
    event = _without_nulls(callback["event"])
    files = event.get("files")
    if isinstance(files, list):
        event["files"] = [
            _without_nulls(file) if isinstance(file, dict) else file for file in files if file is not None
        ]
    return {**_without_nulls(callback), "event": event}


def _without_nulls(told: Payload) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value is not None}


def _is_read(event: object) -> bool:
    return isinstance(event, dict) and event.get("type") in _READ
