"""The library's objects as the dispatches they were made from, so that reading stays pure.

Only the keys that `DiscordPlatform.read` looks at; discord.py offers the raw dispatch only as a debugging event.
"""

from typing import Any

import discord

from adapters.discord.commands import arranged
from adapters.discord.places import Place
from adapters.shared.platform import Payload
from core.admin import CommandSpec


def message_payload(message: discord.Message, bot: int) -> Payload:
    """Return a message as MESSAGE_CREATE, with the channel above its thread."""
    data = _written(message)
    data["channel_type"] = None if message.channel.type is None else message.channel.type.value
    if message.guild is not None:
        data["guild_id"] = str(message.guild.id)
        data["member"] = _member(message.author)
    parent = str(message.channel.parent_id) if isinstance(message.channel, discord.Thread) else None
    return _created(data, bot, parent)


def history_payload(message: discord.Message, bot: int, place: Place) -> Payload:
    """Return a message of a channel's history as MESSAGE_CREATE, with what only the dispatch says taken from `place`.

    Of its writer the history does not say what they are called in this server.
    """
    data = _written(message)
    if place.kind != discord.ChannelType.private.value:
        data["guild_id"], data["channel_type"] = place.server, place.kind
    return _created(data, bot, place.parent)


def interaction_payload(interaction: discord.Interaction[discord.Client], spec: CommandSpec | None = None) -> Payload:
    """Return an interaction as INTERACTION_CREATE, what was given to a command in the order of its arguments."""
    given: dict[str, Any] = {**(interaction.data or {})}
    if spec is not None:
        given["options"] = arranged(spec, given.get("options", ()))
    data: dict[str, Any] = {
        "id": str(interaction.id),
        "type": interaction.type.value,
        "data": given,
        "channel": _channel(interaction.channel),
        "locale": interaction.locale.value,
    }
    if contexts := interaction.context.to_array():
        (data["context"],) = contexts
    if interaction.guild_id is None:
        data["user"] = _user(interaction.user)
    else:
        data["guild_id"] = str(interaction.guild_id)
        rights = {"permissions": str(interaction.permissions.value)}
        data["member"] = {"user": _user(interaction.user), **_member(interaction.user), **rights}
    if interaction.message is not None:
        reference = interaction.message.reference
        starter = None if reference is None else {"message_id": str(reference.message_id)}
        flags = interaction.message.flags.value
        data["message"] = {"id": str(interaction.message.id), "flags": flags, "message_reference": starter}
    return {"t": "INTERACTION_CREATE", "d": data}


def _written(message: discord.Message) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": str(message.id),
        "channel_id": str(message.channel.id),
        "type": message.type.value,
        "content": message.content,
        "author": _user(message.author),
        "mentions": [{"id": str(user.id)} for user in message.mentions],
        "attachments": [_attachment(attachment) for attachment in message.attachments],
    }
    if message.webhook_id is not None:
        data["webhook_id"] = str(message.webhook_id)
    if message.reference is not None and isinstance(message.reference.resolved, discord.Message):
        data["referenced_message"] = {"author": _user(message.reference.resolved.author)}
    return data


def _created(data: dict[str, Any], bot: int, parent: str | None) -> Payload:
    above = {} if parent is None else {"parent_id": parent}
    return {"t": "MESSAGE_CREATE", "d": data, "bot": {"id": str(bot)}, **above}


def _channel(channel: Any) -> dict[str, Any]:
    if channel is None:
        return {}
    parent = {"parent_id": str(channel.parent_id)} if isinstance(channel, discord.Thread) else {}
    return {"id": str(channel.id), "type": channel.type.value, **parent}


def _attachment(attachment: discord.Attachment) -> dict[str, Any]:
    return {
        "id": str(attachment.id),
        "filename": attachment.filename,
        "content_type": attachment.content_type,
        "size": attachment.size,
        "url": attachment.url,
    }


def _user(user: discord.User | discord.Member) -> dict[str, Any]:
    return {"id": str(user.id), "username": user.name, "global_name": user.global_name, "bot": user.bot}


def _member(user: discord.User | discord.Member) -> dict[str, Any]:
    return {"nick": user.nick if isinstance(user, discord.Member) else None}
