"""The parts of a Bot API update that are read here; everything else in it is passed over."""

from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta, Struct, field

_Moment: TypeAlias = Annotated[int, Meta(ge=0, lt=2**32)]
"""Seconds since 1970; 0 for a message that bots are no longer shown."""


class User(Struct, frozen=True):
    """A person or a bot."""

    id: int
    is_bot: bool
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""

    @property
    def name(self) -> str:
        """Return the name that Telegram shows."""
        return f"{self.first_name} {self.last_name}".strip()


class Chat(Struct, frozen=True):
    """Where messages stand: a private chat, a group, a supergroup or a channel."""

    id: int
    type: str
    title: str = ""

    @property
    def is_private(self) -> bool:
        """Say whether one person is alone with the bot there."""
        return self.type == "private"


class Entity(Struct, frozen=True):
    """A marked part of a text, counted in UTF-16 code units."""

    type: str
    offset: int
    length: int
    user: User | None = None
    url: str = ""


class PhotoSize(Struct, frozen=True):
    """One of the sizes in which Telegram keeps a photo."""

    file_id: str
    width: int = 0
    height: int = 0
    file_size: int = 0


class File(Struct, frozen=True):
    """A file that came with a message; what Telegram makes of it (a video, a voice) may have no name."""

    file_id: str
    file_name: str = ""
    mime_type: str = ""
    file_size: int = 0


class Message(Struct, frozen=True):
    """A message; one that is no longer accessible has only its chat, its id and date 0."""

    message_id: int
    chat: Chat
    date: _Moment
    sender: User | None = field(default=None, name="from")
    sender_chat: Chat | None = None
    text: str = ""
    entities: tuple[Entity, ...] = ()
    message_thread_id: int = 0
    is_topic_message: bool = False
    reply_to_message: "Message | None" = None
    forum_topic_created: dict[str, object] | None = None
    caption: str = ""
    caption_entities: tuple[Entity, ...] = ()
    photo: tuple[PhotoSize, ...] = ()
    document: File | None = None
    video: File | None = None
    video_note: File | None = None
    audio: File | None = None
    voice: File | None = None
    migrate_to_chat_id: int = 0

    @property
    def is_of_the_group(self) -> bool:
        """Say whether an administrator wrote in the group's name, unseen behind it."""
        named = self.sender_chat is not None and self.sender_chat.id == self.chat.id
        return named and self.chat.type in ("group", "supergroup")

    @property
    def words(self) -> str:
        """Return what was written: the text, or what stands below a picture or a file."""
        return self.text or self.caption

    @property
    def marks(self) -> tuple[Entity, ...]:
        """Return the marked parts of the words."""
        return self.entities or self.caption_entities

    @property
    def topic(self) -> int:
        """Return the forum topic's id, or 0 (a reply chain has a thread id too, but is no topic)."""
        return self.message_thread_id if self.is_topic_message else 0

    def part(self, entity: Entity) -> str:
        """Return the piece of the words that an entity marks."""
        units = self.words.encode("utf-16-le")
        return units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le", "replace")

    def without(self, entities: tuple[Entity, ...]) -> str:
        """Return the words without the pieces that `entities` mark."""
        units = self.words.encode("utf-16-le")
        for entity in sorted(entities, key=lambda e: e.offset, reverse=True):
            units = units[: 2 * entity.offset] + units[2 * (entity.offset + entity.length) :]
        return units.decode("utf-16-le", "replace")


class CallbackQuery(Struct, frozen=True):
    """A press of an inline button."""

    id: str
    sender: User = field(name="from")
    message: Message | None = None
    data: str = ""


class Update(Struct, frozen=True):
    """One update; kinds that are not read here leave both fields empty."""

    update_id: int
    message: Message | None = None
    callback_query: CallbackQuery | None = None


def update_of(payload: object) -> Update:
    """Return a decoded JSON payload as an update. Raises msgspec.ValidationError."""
    return msgspec.convert(payload, Update)
