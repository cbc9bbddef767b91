"""The parts of a Bot API update that are read here; everything else in it is passed over."""

import msgspec
from msgspec import Struct, field


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


class Entity(Struct, frozen=True):
    """A marked part of a text, counted in UTF-16 code units."""

    type: str
    offset: int
    length: int
    user: User | None = None


class Message(Struct, frozen=True):
    """A message; one that is no longer accessible has only its chat, its id and date 0."""

    message_id: int
    chat: Chat
    date: int
    sender: User | None = field(default=None, name="from")
    text: str = ""
    entities: tuple[Entity, ...] = ()
    message_thread_id: int = 0
    is_topic_message: bool = False
    reply_to_message: "Message | None" = None
    forum_topic_created: dict[str, object] | None = None

    @property
    def topic(self) -> int:
        """Return the forum topic's id, or 0 (a reply chain has a thread id too, but is no topic)."""
        return self.message_thread_id if self.is_topic_message else 0

    def part(self, entity: Entity) -> str:
        """Return the piece of the text that an entity marks."""
        units = self.text.encode("utf-16-le")
        return units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le", "replace")

    def without(self, entities: tuple[Entity, ...]) -> str:
        """Return the text without the pieces that `entities` mark."""
        units = self.text.encode("utf-16-le")
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
