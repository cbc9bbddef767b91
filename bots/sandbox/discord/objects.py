"""The world's things as Discord sends them."""

from datetime import UTC, datetime
from typing import Any, TypeAlias

from bots.sandbox.discord.world import (
    BOT,
    DM,
    GENERAL,
    GUILD,
    NOBODY,
    PEOPLE,
    TEXT_CHANNEL,
    THREAD,
    Channel,
    Person,
    Post,
    Upload,
    World,
)

Json: TypeAlias = dict[str, Any]
_ALL = str((1 << 50) - 1)
_MEMBER = str(0x7FFF_FFFF_FFFF & ~0x28)
"""Everything but administrator (8) and manage_guild (32)."""
_JOINED = "2026-01-01T00:00:00+00:00"


def user(person: Person) -> Json:
    """Return a user object."""
    return {
        "id": person.id,
        "username": person.username,
        "global_name": None if person.bot else person.name,
        "discriminator": "0",
        "avatar": None,
        "bot": person.bot,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }


def member(person: Person) -> Json:
    """Return a guild member without its user."""
    return {
        "nick": None,
        "roles": [],
        "joined_at": _JOINED,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "permissions": permissions(person),
    }


def permissions(person: Person) -> str:
    """Return what somebody may do in the guild, as Discord's bit set."""
    return _ALL if person.admin else _MEMBER


def application() -> Json:
    """Return the bot's application."""
    return {
        "id": BOT,
        "name": PEOPLE[BOT].name,
        "icon": None,
        "description": "",
        "bot_public": False,
        "bot_require_code_grant": False,
        "owner": user(next(person for person in PEOPLE.values() if person.admin)),
        "team": None,
        "verify_key": "0" * 64,
        "flags": 1 << 19,
    }


def channel(place: Channel, world: World) -> Json:
    """Return a channel or thread object."""
    base: Json = {"id": place.id, "type": place.kind, "flags": 0, "last_message_id": None}
    if place.kind == DM:
        return {**base, "recipients": [user(PEOPLE[place.owner])]}
    base |= {"guild_id": GUILD, "name": place.name.lstrip("#"), "parent_id": place.parent, "rate_limit_per_user": 0}
    if place.kind == TEXT_CHANNEL:
        return {**base, "position": 0, "nsfw": False, "topic": None, "permission_overwrites": []}
    count = sum(1 for _ in world.history(place.id))
    return {
        **base,
        "owner_id": place.owner,
        "message_count": count,
        "member_count": 1,
        "total_message_sent": count,
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": 1440,
            "archive_timestamp": _JOINED,
            "locked": False,
            "create_timestamp": _JOINED,
        },
        "member": {"id": place.id, "user_id": BOT, "join_timestamp": _JOINED, "flags": 0},
    }


def guild(world: World) -> Json:
    """Return the guild as GUILD_CREATE brings it."""
    people = [person for person in PEOPLE.values() if person.id != NOBODY]
    everyone = {"id": GUILD, "name": "@everyone", "permissions": _MEMBER, "position": 0, "color": 0, "hoist": False}
    return {
        "id": GUILD,
        "name": "Sandbox",
        "owner_id": people[0].id,
        "unavailable": False,
        "large": False,
        "member_count": len(people),
        "joined_at": _JOINED,
        "roles": [{**everyone, "managed": False, "mentionable": False, "flags": 0, "icon": None}],
        "channels": [channel(world.channels[GENERAL], world)],
        "threads": [channel(c, world) for c in world.channels.values() if c.kind == THREAD],
        "members": [{**member(person), "user": user(person)} for person in people],
        "emojis": [],
        "stickers": [],
        "features": [],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "preferred_locale": "en-US",
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "system_channel_flags": 0,
        "afk_timeout": 300,
    }


def message(post: Post, world: World) -> Json:
    """Return a message object."""
    reply = None if post.reference is None else world.posts.get(post.reference)
    made: Json = {
        "id": post.id,
        "channel_id": post.channel,
        "author": user(PEOPLE[post.author]),
        "content": post.content,
        "timestamp": moment(post.at),
        "edited_timestamp": None if post.edited is None else moment(post.edited),
        "tts": False,
        "mention_everyone": False,
        "mentions": [user(PEOPLE[someone]) for someone in post.mentions],
        "mention_roles": [],
        "attachments": [attachment(file, post, world) for file in post.attachments],
        "embeds": [],
        "pinned": False,
        "type": 19 if post.reference is not None else 0,
        "flags": post.flags,
        "components": post.components,
    }
    if post.reference is not None:
        made["message_reference"] = {"message_id": post.reference, "channel_id": post.channel}
        made["referenced_message"] = None if reply is None else message(reply, world)
    return made


def sent(post: Post, world: World) -> Json:
    """Return a message as who sent it gets it back, with its nonce, which no history has."""
    return {**message(post, world), **({} if post.nonce is None else {"nonce": post.nonce})}


def told(post: Post, world: World) -> Json:
    """Return a message as the gateway tells it: with its server, and how its writer is known there."""
    made = sent(post, world)
    if world.channels[post.channel].kind == DM:
        return made
    return {**made, "guild_id": GUILD, "member": member(PEOPLE[post.author])}


def attachment(file: Upload, post: Post, world: World) -> Json:
    """Return an attachment object; its address is signed, as Discord's are."""
    address = f"{world.base}/attachments/{post.channel}/{file.id}/{file.name}?ex=0&is=0&hm=0"
    return {
        "id": file.id,
        "filename": file.name,
        "content_type": file.media_type,
        "size": len(file.data),
        "url": address,
        "proxy_url": address,
    }


def moment(at: float) -> str:
    """Return a time as Discord writes it."""
    return datetime.fromtimestamp(at, UTC).isoformat()
