"""Discord's pure half: gateway dispatches in, events of the house out."""

import re
from collections.abc import Mapping
from mimetypes import guess_type
from typing import Any

from adapters.discord.dialog import value_of
from adapters.discord.draw import draw
from adapters.discord.ids import CustomId, custom_id
from adapters.discord.limits import LIMITS
from adapters.discord.natives import NATIVES
from adapters.discord.snowflakes import moment
from adapters.shared.platform import Body, Payload
from adapters.shared.tokens import NOOP
from core.events import Action, AdminCommand, Attachment, Inbound, Message, Person
from core.view import View

_WORDS = (0, 19)
"""Message types in which people speak: plain and reply; all others are the platform's own remarks."""
_GREETING = "hello"
"""What a mention with nothing beside it says."""
_DM = 1
_OURS = 1
"""The context of direct messages with the bot itself (Discord's reference, Interaction Context Types)."""
_THREADS = (10, 11, 12)
_VOICES = (2, 13)
"""Voice and stage channels: their chat has no threads, so all who talk there share one conversation."""
_EPHEMERAL = 1 << 6
PRIVATE = "private"
"""Stands for the channel in the native id of a message that only one person sees."""
PERMISSIONS = "permissions"
"""The key in an origin of what the person may do in the server, as Discord's bit set."""


class DiscordPlatform:
    """Reads and draws. Sessions are `discord:{direct-message channel, thread, or message a thread starts from}`."""

    name = "discord"
    limits = LIMITS
    natives = NATIVES

    def read(self, payload: Payload) -> Inbound | None:
        """Turn a dispatch into an event.

        A payload is the dispatch with its `t` and `d`, the bot's own id as `bot.id`, and, for a message in a thread,
        the channel above the thread as `parent_id`, which Discord leaves out of messages.
        """
        match payload:
            case {"t": "MESSAGE_CREATE", "d": {"author": {"id": str()}} as data, "bot": {"id": str(bot)}}:
                return _message(data, bot, payload.get("parent_id"))
            case {"t": "INTERACTION_CREATE", "d": {"type": 2, "channel": {"id": str()}} as data}:
                return _command(data)
            case {"t": "INTERACTION_CREATE", "d": {"type": 3, "channel": {"id": str()}} as data}:
                return _click(data)
            case {"t": "INTERACTION_CREATE", "d": {"type": 5, "channel": {"id": str()}, "message": {}} as data}:
                return _form(data)
            case _:
                return None

    def draw(self, view: View) -> tuple[Body, ...]:
        """Turn a view into one or more messages of Components V2."""
        return draw(view)


def _message(data: Mapping[str, Any], bot: str, parent: str | None) -> Message | None:
    author = data["author"]
    if author.get("bot") or data.get("webhook_id") or data["type"] not in _WORDS:
        return None
    outside = data.get("guild_id") is None
    mentioned = any(user["id"] == bot for user in data.get("mentions", ()))
    replied = (data.get("referenced_message") or {}).get("author", {}).get("id") == bot
    addressed = outside or mentioned or replied
    attachments = tuple(map(_attachment, data.get("attachments", ())))
    text = _without_mention(data.get("content", ""), bot) or (_GREETING if mentioned and not attachments else "")
    if not (text or attachments) or not (addressed or parent):
        return None
    starts_thread = not outside and parent is None and data.get("channel_type") not in _VOICES
    origin = {"channel": data["channel_id"], "message": data["id"]}
    return Message(
        event=f"discord:{data['id']}",
        session=f"discord:{data['id'] if starts_thread else data['channel_id']}",
        channel=f"discord:{parent or data['channel_id']}",
        person=_person(author, data.get("member")),
        at=moment(data["id"]),
        direct=outside and data.get("channel_type") in (None, _DM),
        server=_server(data),
        origin={**origin, "starter": data["id"]} if starts_thread else origin,
        text=text,
        attachments=attachments,
        addressed=addressed,
    )


def _attachment(data: Mapping[str, Any]) -> Attachment:
    """Return a file; what Discord does not know of its kind is told by its name."""
    name = data["filename"]
    guessed = guess_type(name)[0] or "application/octet-stream"
    return Attachment(name, data.get("content_type") or guessed, data["size"], data["url"])


def _click(data: Mapping[str, Any]) -> Action | None:
    """Read a click; behind a second option of one id stands its place, which is not part of the id."""
    used, chosen = custom_id(data["data"].get("custom_id")), data["data"].get("values")
    if used is None or used.token.verb == NOOP or chosen == []:
        return None
    return _action(data, used, {"value": chosen[0].partition(":")[0]} if chosen else {})


def _form(data: Mapping[str, Any]) -> Action | None:
    used = custom_id(data["data"].get("custom_id"))
    if used is None or used.token.verb != "set":
        return None
    return _action(data, used, {"value": value_of(data["data"].get("components", []))}, form="1")


def _action(data: Mapping[str, Any], used: CustomId, value: dict[str, str], **more: str) -> Action:
    message, channel, token, starter = data["message"], data["channel"], used.token, used.starter
    if starter is None and channel["type"] not in (_DM, *_THREADS):
        starter = (message.get("message_reference") or {}).get("message_id")
    place = PRIVATE if message.get("flags", 0) & _EPHEMERAL else channel["id"]
    origin = {"channel": channel["id"], "message": message["id"], "native": f"{place}:{message['id']}"}
    origin |= {**_rights(data), **more}
    return Action(
        event=f"discord:{data['id']}",
        session=f"discord:{starter or channel['id']}",
        channel=_channel_key(channel),
        person=_actor(data),
        at=moment(data["id"]),
        direct=_direct(data),
        server=_server(data),
        origin={**origin, "starter": starter} if starter else origin,
        control=token.control,
        verb=token.verb,
        reply=token.reply,
        data=value,
    )


def _command(data: Mapping[str, Any]) -> AdminCommand:
    channel, options = data["channel"], data["data"].get("options", ())
    return AdminCommand(
        event=f"discord:{data['id']}",
        session=f"discord:{channel['id']}",
        channel=_channel_key(channel),
        person=_actor(data),
        at=moment(data["id"]),
        direct=_direct(data),
        server=_server(data),
        origin={"channel": channel["id"], **_rights(data)},
        name=data["data"]["name"],
        arguments=" ".join(str(option["value"]).strip() for option in options if "value" in option),
    )


def _direct(data: Mapping[str, Any]) -> bool:
    """Say whether it happened in our direct messages with one person, and not in theirs with somebody else."""
    return bool(data["channel"]["type"] == _DM and data.get("context", _OURS) == _OURS)


def _server(data: Mapping[str, Any]) -> str:
    return "" if data.get("guild_id") is None else f"discord:{data['guild_id']}"


def _rights(data: Mapping[str, Any]) -> dict[str, str]:
    """Return what the person may do in the server, as the bits that Discord sends with an interaction."""
    bits = (data.get("member") or {}).get("permissions")
    return {} if bits is None else {PERMISSIONS: str(bits)}


def _channel_key(channel: Mapping[str, Any]) -> str:
    return f"discord:{channel['parent_id'] if channel['type'] in _THREADS else channel['id']}"


def _actor(data: Mapping[str, Any]) -> Person:
    member = data.get("member")
    person = _person(member["user"] if member else data["user"], member)
    return Person(person.id, {**person.claims, "language": data["locale"]}) if data.get("locale") else person


def _person(user: Mapping[str, Any], member: Mapping[str, Any] | None) -> Person:
    name = user.get("global_name") or (member or {}).get("nick") or user["username"]
    return Person(f"discord:{user['id']}", {"name": name, "username": user["username"]})


def _without_mention(text: str, bot: str) -> str:
    return re.sub(rf"[ \t]*<@!?{re.escape(bot)}>[ \t]*", " ", text).strip()
