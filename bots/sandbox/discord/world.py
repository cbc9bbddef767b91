"""The server's state: people, channels, messages, commands. Kept on a shelf after every change."""

from collections.abc import Callable, Iterable
from typing import Any, Final, Literal, TypeAlias

import msgspec
from msgspec import Struct, field

from bots.sandbox.discord.errors import ApiError, unknown
from bots.sandbox.service import Shelf

Json: TypeAlias = dict[str, Any]
EPOCH = 1_420_070_400_000
"""Milliseconds between 1970 and the first id."""
BOT, GUILD, GENERAL = "1100000000000000001", "1100000000000000002", "1100000000000000003"
ADA, BEN = "1100000000000000011", "1100000000000000012"
ADA_DM, BEN_DM = "1100000000000000021", "1100000000000000022"
OWNER = ADA
"""Whose server it is."""
NOBODY = "1100000000000000009"
"""Who says what Discord itself has to say."""
_TYPING = 10.0
"""Seconds for which typing is shown (Discord's reference, Trigger Typing Indicator)."""
Kind: TypeAlias = Literal[0, 1, 11]
DM: Final = 1
TEXT_CHANNEL: Final = 0
THREAD: Final = 11


class Person(Struct, frozen=True):
    """A user; the bot is one too."""

    id: str
    username: str
    name: str
    bot: bool = False
    admin: bool = False


class Role(Struct, frozen=True):
    """What a server lets some of its members do."""

    id: str
    name: str
    permissions: int


class Channel(Struct):
    """A place where messages are: a direct-message channel, a text channel or a thread."""

    id: str
    kind: Kind
    name: str
    owner: str = ""
    """Whose direct-message channel or thread it is."""
    parent: str | None = None


class Upload(Struct, frozen=True):
    """A file beside a message."""

    id: str
    name: str
    media_type: str
    data: bytes


class Post(Struct):
    """A message."""

    id: str
    channel: str
    author: str
    at: float
    content: str = ""
    components: list[Json] = field(default_factory=list)
    flags: int = 0
    edited: float | None = None
    late_edits: int = 0
    mentions: list[str] = field(default_factory=list)
    reference: str | None = None
    nonce: str | None = None
    attachments: list[Upload] = field(default_factory=list)
    reactions: list[str] = field(default_factory=list)
    """The emoji that the bot has put there."""
    private_to: str | None = None
    """Who alone sees it; everybody where None."""


class _Kept(Struct):
    last: int = 0
    threads: list[Channel] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    commands: list[Json] = field(default_factory=list)
    roles: dict[str, Role] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)


PEOPLE = {
    person.id: person
    for person in (
        Person(ADA, "ada", "Ada", admin=True),
        Person(BEN, "ben", "Ben"),
        Person(BOT, "Trivium", "Trivium", bot=True),
        Person(NOBODY, "discord", "Discord", bot=True),
    )
}
_CHANNELS = (
    Channel(ADA_DM, DM, "@Trivium", ADA),
    Channel(GENERAL, TEXT_CHANNEL, "#general"),
    Channel(BEN_DM, DM, "@Trivium", BEN),
)


class World:
    """One guild of Ada's with one text channel, two people and a bot. Ids grow with time, over restarts too."""

    def __init__(self, shelf: Shelf, clock: Callable[[], float]) -> None:
        self._shelf, self._clock = shelf, clock
        kept = msgspec.convert(shelf.load(), _Kept)
        self._last = kept.last
        self.channels = {channel.id: channel for channel in (*_CHANNELS, *kept.threads)}
        self.posts = {post.id: post for post in kept.posts}
        self.commands = kept.commands
        self.roles = kept.roles
        """The role beside @everyone that somebody has, by their id."""
        self.gone = kept.gone
        """Who has left the server."""
        self._typing: dict[str, float] = {}
        self._watchers: list[Callable[[], None]] = []
        self.locales: dict[str, str] = {}
        """The languages that people have set, where it is not English."""
        self.base = ""
        """Where this server is, once a bot has called it; files are handed out there."""

    def watch(self, changed: Callable[[], None]) -> None:
        """Call `changed` after every change."""
        self._watchers.append(changed)

    def keep(self) -> None:
        """Put the state on the shelf and tell the watchers."""
        threads = [c for c in self.channels.values() if c.kind == THREAD]
        kept = _Kept(self._last, threads, list(self.posts.values()), self.commands, self.roles, self.gone)
        self._shelf.keep(msgspec.to_builtins(kept))
        self._tell()

    def now(self) -> float:
        """Return the time, Unix seconds."""
        return self._clock()

    def next_id(self) -> str:
        """Return an id that was never given before and is greater than all that were."""
        self._last = max(self._last + 1, int(self.now() * 1000 - EPOCH) << 22)
        return str(self._last)

    def channel(self, channel_id: str) -> Channel:
        """Return a channel. Raises ApiError 10003."""
        try:
            return self.channels[channel_id]
        except KeyError:
            raise unknown(10003, "Channel") from None

    def direct(self, person: str) -> Channel:
        """Return somebody's direct-message channel with the bot. Raises ApiError 50033."""
        found = next((one for one in self.channels.values() if one.kind == DM and one.owner == person), None)
        if found is None:
            raise ApiError(400, 50033, "Invalid Recipient(s)")
        return found

    def post(self, channel_id: str, post_id: str) -> Post:
        """Return a message that all see. Raises ApiError 10003 and 10008."""
        self.channel(channel_id)
        post = self.posts.get(post_id)
        if post is None or post.channel != channel_id or post.private_to is not None:
            raise unknown(10008, "Message")
        return post

    def upload(self, upload_id: str) -> Upload | None:
        """Return a file beside one of the messages."""
        return next((file for post in self.posts.values() for file in post.attachments if file.id == upload_id), None)

    def history(self, channel_id: str) -> Iterable[Post]:
        """Yield a channel's messages, oldest first."""
        return (post for post in self.posts.values() if post.channel == channel_id)

    @property
    def working(self) -> list[str]:
        """Return the channels in which the bot is typing."""
        return [channel for channel, since in self._typing.items() if self.now() - since < _TYPING]

    def type(self, channel: str) -> None:
        """Let the bot be typing, for ten seconds or until its next message."""
        self._typing[channel] = self.now()
        self._tell()

    def write(self, post: Post) -> Post:
        """Add a message."""
        if post.author == BOT:
            self._typing.pop(post.channel, None)
        self.posts[post.id] = post
        self.keep()
        return post

    def remove(self, post: Post) -> None:
        """Take a message away."""
        del self.posts[post.id]
        self.keep()

    def open_thread(self, starter: Post, name: str) -> Channel:
        """Start a thread from a message; its id is the message's. Raises ApiError 160004."""
        if starter.id in self.channels:
            raise ApiError(400, 160004, "A thread has already been created for this message")
        thread = Channel(starter.id, THREAD, name, owner=BOT, parent=starter.channel)
        self.channels[thread.id] = thread
        self.keep()
        return thread

    def _tell(self) -> None:
        for changed in self._watchers:
            changed()


def may_enter(channel: Channel, person: str) -> bool:
    """Say whether somebody may read and write there."""
    return channel.kind != DM or person in (channel.owner, BOT)
