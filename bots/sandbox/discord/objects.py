"""The world's things as Discord sends them."""

from datetime import UTC, datetime
from typing import Any, TypeAlias

from bots.sandbox.discord.world import (
    BOT,
    DM,
    GENERAL,
    GUILD,
    NOBODY,
    OWNER,
    PEOPLE,
    TEXT_CHANNEL,
    THREAD,
    Channel,
    Person,
    Post,
    Role,
    Upload,
    World,
)

Json: TypeAlias = dict[str, Any]
_ALL = (1 << 50) - 1
_ADMINISTRATOR = 8
_MEMBER = 0x7FFF_FFFF_FFFF & ~0x28
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


def member(person: Person, world: World) -> Json:
    """Return a guild member without its user, and without permissions, which only interactions say."""
    return {
        "nick": None,
        "roles": [world.roles[person.id].id] if person.id in world.roles else [],
        "joined_at": _JOINED,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
    }


def permissions(person: Person, world: World) -> str:
    """Return what somebody may do in the guild, as Discord's bit set; the bot may what its invitation says: most."""
    bits = _MEMBER | (world.roles[person.id].permissions if person.id in world.roles else 0)
    return str(_ALL if person.id == OWNER or bits & _ADMINISTRATOR else bits)


def application() -> Json:
    """Return the bot's application."""
    return {
        "id": BOT,
        "name": PEOPLE[BOT].name,
        "icon": None,
        "description": "",
        "bot_public": False,
        "bot_require_code_grant": False,
        "owner": user(PEOPLE[OWNER]),
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
    people = [person for person in PEOPLE.values() if person.id != NOBODY and person.id not in world.gone]
    return {
        **guild_alone(world),
        "unavailable": False,
        "large": False,
        "member_count": len(people),
        "joined_at": _JOINED,
        "channels": [channel(world.channels[GENERAL], world)],
        "threads": [channel(c, world) for c in world.channels.values() if c.kind == THREAD],
        "members": [full_member(person, world) for person in people],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def full_member(person: Person, world: World) -> Json:
    """Return a guild member with its user."""
    return {**member(person, world), "user": user(person)}


def guild_alone(world: World) -> Json:
    """Return the guild as a request gets it: without who and what is in it, but with its roles."""
    everyone = Role(GUILD, "@everyone", _MEMBER)
    return {
        "id": GUILD,
        "name": "Sandbox",
        "owner_id": OWNER,
        "roles": [_role(role, place) for place, role in enumerate((everyone, *world.roles.values()))],
        "emojis": [],
        "stickers": [],
        "features": [],
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


def _role(role: Role, position: int) -> Json:
    return {
        "id": role.id,
        "name": role.name,
        "permissions": str(role.permissions),
        "position": position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
        "icon": None,
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
    return {**made, "guild_id": GUILD, "member": member(PEOPLE[post.author], world)}


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
        **({} if post.private_to is None else {"ephemeral": True}),
    }


def moment(at: float) -> str:
    """Return a time as Discord writes it."""
    return datetime.fromtimestamp(at, UTC).isoformat()
