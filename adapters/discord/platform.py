"""Discord's pure half: gateway dispatches in, events of the house out."""

import re
from collections.abc import Mapping
from typing import Any

from adapters.discord.draw import draw
from adapters.shared.limits import Limits
from adapters.shared.platform import Body, Payload
from adapters.shared.tokens import NOOP, decode
from core.events import Action, AdminCommand, Inbound, Message, Person
from core.view import View

_EPOCH = 1_420_070_400
"""Seconds between 1970 and the first second of Discord's ids (its reference, "Snowflakes")."""
_WORDS = (0, 19)
"""Message types in which people speak: plain and reply; all others are the platform's own remarks."""
_GREETING = "hello"
"""What a mention with nothing beside it says."""
_DM = 1
_THREADS = (10, 11, 12)

_LIMITS = Limits(edit_interval=1.2, typing_interval=8.0)
"""Five edits in five seconds are taken; typing is shown for ten seconds (Discord's reference, Trigger Typing)."""


class DiscordPlatform:
    """Reads and draws. Sessions are `discord:{direct-message channel, thread, or message a thread starts from}`."""

    name = "discord"
    limits = _LIMITS

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
            case _:
                return None

    def draw(self, view: View) -> tuple[Body, ...]:
        """Turn a view into one or more messages of Components V2."""
        return draw(view)


def _message(data: Mapping[str, Any], bot: str, parent: str | None) -> Message | None:
    author = data["author"]
    if author.get("bot") or data.get("webhook_id") or data["type"] not in _WORDS:
        return None
    direct = data.get("guild_id") is None
    mentioned = any(user["id"] == bot for user in data.get("mentions", ()))
    replied = (data.get("referenced_message") or {}).get("author", {}).get("id") == bot
    addressed = direct or mentioned or replied
    text = _without_mention(data.get("content", ""), bot) or (_GREETING if mentioned else "")
    if not text or not (addressed or parent):
        return None
    starts_thread = not direct and parent is None
    origin = {"channel": data["channel_id"], "message": data["id"]}
    return Message(
        event=f"discord:{data['id']}",
        session=f"discord:{data['id'] if starts_thread else data['channel_id']}",
        channel=f"discord:{parent or data['channel_id']}",
        person=_person(author, data.get("member")),
        at=_time(data["id"]),
        origin={**origin, "starter": data["id"]} if starts_thread else origin,
        text=text,
        addressed=addressed,
    )


def _click(data: Mapping[str, Any]) -> Action | None:
    token, chosen = decode(data["data"].get("custom_id", "")), data["data"].get("values")
    if token is None or token.verb == NOOP or chosen == []:
        return None
    message, channel = data["message"], data["channel"]
    starter = None
    if channel["type"] not in (_DM, *_THREADS):
        starter = (message.get("message_reference") or {}).get("message_id")
    origin = {"channel": channel["id"], "message": message["id"]}
    return Action(
        event=f"discord:{data['id']}",
        session=f"discord:{starter or channel['id']}",
        channel=_channel_key(channel),
        person=_actor(data),
        at=_time(data["id"]),
        origin={**origin, "starter": starter} if starter else origin,
        control=token.control,
        verb=token.verb,
        reply=token.reply,
        data={"value": chosen[0]} if chosen else {},
    )


def _command(data: Mapping[str, Any]) -> AdminCommand:
    channel, options = data["channel"], data["data"].get("options", ())
    return AdminCommand(
        event=f"discord:{data['id']}",
        session=f"discord:{channel['id']}",
        channel=_channel_key(channel),
        person=_actor(data),
        at=_time(data["id"]),
        origin={"channel": channel["id"]},
        name=data["data"]["name"],
        arguments=" ".join(str(option["value"]) for option in options if "value" in option),
    )


def _channel_key(channel: Mapping[str, Any]) -> str:
    return f"discord:{channel['parent_id'] if channel['type'] in _THREADS else channel['id']}"


def _actor(data: Mapping[str, Any]) -> Person:
    member = data.get("member")
    return _person(member["user"] if member else data["user"], member)


def _person(user: Mapping[str, Any], member: Mapping[str, Any] | None) -> Person:
    name = user.get("global_name") or (member or {}).get("nick") or user["username"]
    return Person(f"discord:{user['id']}", {"name": name, "username": user["username"]})


def _without_mention(text: str, bot: str) -> str:
    return re.sub(rf"[ \t]*<@!?{re.escape(bot)}>[ \t]*", " ", text).strip()


def _time(snowflake: str) -> float:
    return (int(snowflake) >> 22) / 1000 + _EPOCH
