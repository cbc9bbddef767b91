"""Messages as they come and go: checked, kept, told to the bot."""

import re
from typing import Any, TypeAlias

from bots.sandbox.discord import objects
from bots.sandbox.discord.errors import ApiError, invalid, limited, unknown
from bots.sandbox.discord.hub import Hub
from bots.sandbox.discord.multipart import FILES
from bots.sandbox.discord.rules import EPHEMERAL, V2, check_message, numbered
from bots.sandbox.discord.world import BOT, PEOPLE, Channel, Post, Upload, World

Json: TypeAlias = dict[str, Any]
_HOUR = 3600.0
_NONCE_HOLDS = 300.0
"""Seconds in which a nonce is remembered; Discord's reference says "the past few minutes"."""
_LATE_EDITS = 30
"""Edits that a message more than an hour old takes; Discord does not publish its own number."""


class Board:
    """All writing, editing and deleting goes through here."""

    def __init__(self, world: World, hub: Hub) -> None:
        self._world, self._hub = world, hub

    def write(self, author: str, channel_id: str, body: Json, *, private_to: str | None = None) -> Post:
        """Write a message. One with `enforce_nonce` and a nonce of the last minutes is the earlier message."""
        world, channel = self._world, self._world.channel(channel_id)
        flags = int(body.get("flags") or 0)
        uploads = self._uploads(body)
        _check(body, uploads, flags)
        nonce = None if body.get("nonce") is None else str(body["nonce"])
        if body.get("enforce_nonce") and nonce is not None:
            for earlier in world.history(channel_id):
                known = world.now() - earlier.at <= _NONCE_HOLDS
                if known and earlier.nonce == nonce and earlier.author == author:
                    return earlier
        content = body.get("content") or ""
        post = Post(
            id=world.next_id(),
            channel=channel_id,
            author=author,
            at=world.now(),
            content=content,
            components=numbered(body.get("components") or []),
            flags=flags & (V2 | EPHEMERAL),
            mentions=_mentions(content, body),
            reference=self._reference(channel_id, body.get("message_reference")),
            nonce=nonce,
            attachments=uploads,
            private_to=private_to,
        )
        world.write(post)
        self._tell("MESSAGE_CREATE", post, channel)
        return post

    def edit(self, post: Post, body: Json) -> Post:
        """Change a message of the bot; the flag of Components V2 can be set and never taken away."""
        if post.author != BOT:
            raise ApiError(403, 50005, "Cannot edit a message authored by another user")
        flags = post.flags | (int(body.get("flags") or 0) & V2)
        content = body.get("content", post.content) or ""
        components = body.get("components", post.components)
        kept = None if "attachments" not in body else {str(one["id"]) for one in body["attachments"]}
        uploads = [file for file in post.attachments if kept is None or file.id in kept] + self._uploads(body)
        _check({**body, "content": content, "components": components}, uploads, flags)
        post.attachments = uploads
        post.content, post.flags, post.components = content, flags, numbered(components or [])
        post.edited = self._world.now()
        self._world.keep()
        self._tell("MESSAGE_UPDATE", post, self._world.channel(post.channel))
        return post

    def edit_by_request(self, post: Post, body: Json) -> Post:
        """Edit as the channel's route does, which takes only so many edits of old messages."""
        if self._world.now() - post.at > _HOUR:
            if post.late_edits == _LATE_EDITS:
                message = "Maximum number of edits to messages older than 1 hour reached. Try again later"
                raise limited(_HOUR, code=30046, message=message)
            post.late_edits += 1
        return self.edit(post, body)

    def remove(self, post: Post) -> None:
        """Delete a message."""
        self._world.remove(post)
        if post.private_to is None:
            self._hub.send("MESSAGE_DELETE", {"id": post.id, "channel_id": post.channel})

    def open_thread(self, starter: Post, name: str) -> Channel:
        """Start a thread from a message."""
        if self._world.channel(starter.channel).kind != 0:
            raise ApiError(400, 50024, "Cannot execute action on this channel type")
        if not 1 <= len(name) <= 100:
            raise invalid("name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
        thread = self._world.open_thread(starter, name)
        self._hub.send("THREAD_CREATE", {**objects.channel(thread, self._world), "newly_created": True})
        return thread

    def _reference(self, channel_id: str, reference: Json | None) -> str | None:
        if reference is None:
            return None
        target = self._world.posts.get(str(reference.get("message_id")))
        if target is not None and target.channel == channel_id:
            return target.id
        if reference.get("fail_if_not_exists", True):
            raise invalid("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
        return None

    def _uploads(self, body: Json) -> list[Upload]:
        return [Upload(self._world.next_id(), one.name, one.media_type, one.data) for one in body.get(FILES) or ()]

    def _tell(self, event: str, post: Post, channel: Channel) -> None:
        if post.private_to is not None:
            return
        self._hub.message(event, objects.told(post, self._world), kind=channel.kind)


def _check(body: Json, uploads: list[Upload], flags: int) -> None:
    """Raise ApiError unless this makes a message; one of files only needs nothing else, unless it has components."""
    if not uploads or flags & V2 or body.get("content") or body.get("components"):
        said = {name: value for name, value in body.items() if name != "attachments"}
        check_message(said, flags=flags, files={file.name for file in uploads})


def _mentions(content: str, body: Json) -> list[str]:
    """Return whom a message mentions; a bot's allowed_mentions decide for it, people's texts mention freely."""
    named = dict.fromkeys(re.findall(r"<@!?(\d+)>", content))
    allowed = body.get("allowed_mentions")
    if allowed is not None and "users" not in allowed.get("parse", ()):
        named = {someone: None for someone in named if someone in allowed.get("users", ())}
    return [someone for someone in named if someone in PEOPLE]


def must_exist(post: Post | None) -> Post:
    """Return the message. Raises ApiError 10008."""
    if post is None:
        raise unknown(10008, "Message")
    return post
