"""A workspace: its people, its channels and what was written in them, kept on a shelf."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from bots.sandbox.service import Changed, Shelf
from bots.sandbox.slack.rules import Block, SlackError

TEAM = "T1"
APP = "A1"
BOT = "B1"
"""The app as an author (`bot_id`)."""
BOT_USER = "U0BOT"


class User(Struct, frozen=True):
    """Somebody in the workspace, or the app's own user."""

    id: str
    name: str
    admin: bool = False
    bot: bool = False


class Channel(Struct, frozen=True):
    """A direct-message room (`im`) or a channel."""

    id: str
    name: str
    kind: str
    members: tuple[str, ...]


class File(Struct, frozen=True):
    """A file as a message tells of it."""

    id: str
    name: str
    media_type: str
    size: int
    url: str
    """Where apps with a token get its bytes."""


class Post(Struct, frozen=True, omit_defaults=True):
    """A message."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: tuple[Block, ...] = ()
    thread_ts: str = ""
    private_to: str = ""
    """Who alone sees it (an ephemeral message); empty for all."""
    metadata: dict[str, Any] | None = None
    edited: bool = False
    files: tuple[File, ...] = ()
    reactions: tuple[str, ...] = ()
    """Names of the app's reactions."""
    streaming: bool = False
    """True while it grows."""


USERS = {
    user.id: user for user in (User("U1", "Ada", admin=True), User("U2", "Ben"), User(BOT_USER, "trivium", bot=True))
}
CHANNELS = {
    channel.id: channel
    for channel in (
        Channel("D1", "directmessage", "im", ("U1", BOT_USER)),
        Channel("D2", "directmessage", "im", ("U2", BOT_USER)),
        Channel("C1", "general", "channel", ("U1", "U2", BOT_USER)),
    )
}


class Workspace:
    """Messages in the order of their timestamps; every change is on the shelf before it is told."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        kept = shelf.load()
        posts = msgspec.convert(kept.get("posts", []), list[Post])
        self._posts = {post.ts: replace(post, streaming=False) for post in posts}
        self._data = msgspec.convert(kept.get("files", {}), dict[str, bytes])
        self._statuses = msgspec.convert(kept.get("statuses", {}), dict[str, str])
        self._last = max((int(ts.replace(".", "")) for ts in self._posts), default=0)
        self._watchers: list[Changed] = []

    def watch(self, changed: Callable[[], None]) -> None:
        """Call `changed` after every change."""
        self._watchers.append(changed)

    def tell(self) -> None:
        """Tell those who watch that something changed."""
        for changed in self._watchers:
            changed()

    def stamp(self) -> str:
        """Return a timestamp that no other message has."""
        self._last = max(self._last + 1, time.time_ns() // 1_000)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def keep(self, post: Post) -> Post:
        """Add a message, or put it in the place of the one with its timestamp."""
        self._posts[post.ts] = post
        self._changed()
        return post

    def remove(self, post: Post) -> None:
        """Take a message away."""
        del self._posts[post.ts]
        self._changed()

    def find(self, channel: str, ts: str) -> Post | None:
        """Return the message in that channel."""
        post = self._posts.get(ts)
        return post if post is not None and post.channel == channel else None

    def posts(self, channel: str, thread: str | None = "") -> Iterator[Post]:
        """Give a thread's messages, its first included; those that stand in the channel itself; or (None) all."""
        for post in self._posts.values():
            if post.channel != channel:
                continue
            if thread is None or post.thread_ts == thread or (bool(thread) and post.ts == thread):
                yield post

    def threads(self) -> list[Post]:
        """Return the first message of every thread; what is said to the app begins one."""
        started = {post.thread_ts for post in self._posts.values()}
        return [post for ts, post in self._posts.items() if ts in started or begins_talk(post)]

    def holding(self, file_id: str) -> list[Post]:
        """Return the messages that a file is in."""
        return [post for post in self._posts.values() if any(file.id == file_id for file in post.files)]

    def store(self, file_id: str, data: bytes | None) -> None:
        """Keep a file's bytes, or forget them."""
        if data is None:
            self._data.pop(file_id, None)
        else:
            self._data[file_id] = data
        self._changed()

    def stored(self, file_id: str) -> bytes | None:
        """Return a file's bytes."""
        return self._data.get(file_id)

    @property
    def working(self) -> list[str]:
        """Return the threads in which the app says that it is processing, as `channel/thread`."""
        return [place for place, status in self._statuses.items() if status == "processing"]

    def set_status(self, channel: str, thread: str, status: str) -> None:
        """Let an agent session be in that status; it stays until the app changes it."""
        self._statuses[f"{channel}/{thread}"] = status
        self._changed()

    def has_session(self, channel: str, thread: str) -> bool:
        """Say whether the app has ever said how its work in a thread stands."""
        return f"{channel}/{thread}" in self._statuses

    def channel(self, name: object) -> Channel:
        """Return a channel by its id, or by the user whose room with the app it is. Raises SlackError."""
        for channel in CHANNELS.values():
            if channel.id == name or (channel.kind == "im" and name in channel.members and name != BOT_USER):
                return channel
        raise SlackError("channel_not_found")

    def _changed(self) -> None:
        self._shelf.keep(
            {
                "posts": msgspec.to_builtins(list(self._posts.values())),
                "statuses": self._statuses,
                "files": msgspec.to_builtins(self._data),
            }
        )
        self.tell()


def begins_talk(post: Post) -> bool:
    """Say whether a message speaks to the app outside a thread."""
    spoken_to = CHANNELS[post.channel].kind == "im" or f"<@{BOT_USER}>" in post.text
    return spoken_to and post.user != BOT_USER and not post.thread_ts
