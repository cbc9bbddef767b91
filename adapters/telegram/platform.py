"""Telegram's pure half: updates become events, views become message bodies."""

import logging

import msgspec
from msgspec import Struct

from adapters.shared.limits import Limits
from adapters.shared.platform import Body, Payload
from adapters.shared.tokens import NOOP, decode
from adapters.telegram.draw import draw
from adapters.telegram.wire import CallbackQuery, Entity, User, update_of
from adapters.telegram.wire import Message as TelegramMessage
from core.admin import CommandSpec
from core.events import Action, AdminCommand, Inbound, Message, Person
from core.view import View

log = logging.getLogger(__name__)

LIMITS = Limits(edit_interval=3.0, typing_interval=4.0)
"""Telegram's bot FAQ: no more than 20 messages a minute in a group, and edits count; typing is shown for five seconds
(Bot API, sendChatAction). The rest in `draw` and `text`."""

_PLAIN_WORDS = {"start": "hello", "help": "help"}
"""Telegram's own commands as the words they stand for: `/start` is a client's first message and wants a greeting."""


class TelegramPlatform(Struct, frozen=True):
    """Reads and draws for one bot, known by what `getMe` says of it."""

    username: str = ""
    """Without the `@`."""
    bot_id: int = 0
    commands: tuple[CommandSpec, ...] = ()

    @property
    def name(self) -> str:
        """Return the prefix of Telegram's ids."""
        return "telegram"

    @property
    def limits(self) -> Limits:
        """Return what Telegram takes at the most."""
        return LIMITS

    def read(self, payload: Payload) -> Inbound | None:
        """Turn an Update into an event; None for what is not meant for us."""
        try:
            update = update_of(payload)
        except msgspec.ValidationError as error:
            log.warning("a Telegram update was not understood: %s", error)
            return None
        if update.message is not None:
            return self._message(update.message)
        return _action(update.callback_query) if update.callback_query is not None else None

    def draw(self, view: View) -> tuple[Body, ...]:
        """Turn a view into message bodies: text and entities, the inline keyboard on the last."""
        return draw(view)

    def _message(self, message: TelegramMessage) -> Message | AdminCommand | None:
        """Read a message; in groups only what is plainly ours, so that privacy mode on or off is the same."""
        sender = message.sender
        if sender is None or sender.is_bot or not message.text.strip() or message.chat.type == "channel":
            return None
        command = next((e for e in message.entities if e.type == "bot_command" and e.offset == 0), None)
        if command is not None:
            return self._command(message, sender, command)
        mentions = tuple(e for e in message.entities if self._names_us(message, e))
        if not mentions and message.chat.type != "private" and not self._replies_to_us(message):
            return None
        return _said(message, sender, message.without(mentions).strip() or _PLAIN_WORDS["start"])

    def _command(self, message: TelegramMessage, sender: User, command: Entity) -> Message | AdminCommand | None:
        """Read a text that begins with a command; `/name@bot` is for that bot alone."""
        name, _, target = message.part(command)[1:].partition("@")
        rest = message.without((command,)).strip()
        if target and not self._is_us(target):
            return None
        if name.lower() in {spec.name for spec in self.commands}:
            return AdminCommand(
                event=f"telegram:{message.chat.id}:{message.message_id}",
                session=_session(message),
                channel=f"telegram:{message.chat.id}",
                person=person_of(sender),
                at=message.date,
                origin={"message": str(message.message_id)},
                name=name.lower(),
                arguments=rest,
            )
        if not target and message.chat.type != "private":
            return None
        return _said(message, sender, _PLAIN_WORDS.get(name.lower(), f"/{name} {rest}".strip()))

    def _names_us(self, message: TelegramMessage, entity: Entity) -> bool:
        if entity.type == "text_mention":
            return entity.user is not None and entity.user.id == self.bot_id
        return entity.type == "mention" and self._is_us(message.part(entity)[1:])

    def _is_us(self, username: str) -> bool:
        return bool(self.username) and username.lower() == self.username.lower()

    def _replies_to_us(self, message: TelegramMessage) -> bool:
        """Say whether the message answers one of ours; every first message of a topic "answers" its opening."""
        original = message.reply_to_message
        return (
            original is not None
            and original.sender is not None
            and original.sender.id == self.bot_id
            and original.forum_topic_created is None
        )


def person_of(user: User) -> Person:
    """Return a Telegram user as a person, with what Telegram says of them."""
    claims = {"name": user.name, "username": user.username, "language": user.language_code}
    return Person(f"telegram:{user.id}", {key: value for key, value in claims.items() if value})


def _said(message: TelegramMessage, sender: User, text: str) -> Message:
    return Message(
        event=f"telegram:{message.chat.id}:{message.message_id}",
        session=_session(message),
        channel=f"telegram:{message.chat.id}",
        person=person_of(sender),
        at=message.date,
        origin={"message": str(message.message_id)},
        text=text,
    )


def _action(query: CallbackQuery) -> Action | None:
    """Read a press; Telegram does not say when it happened, so its message's date stands in (see the gateway)."""
    message, token = query.message, decode(query.data)
    if message is None or token is None or token.verb == NOOP:
        return None
    return Action(
        event=f"telegram:{query.id}",
        session=_session(message),
        channel=f"telegram:{message.chat.id}",
        person=person_of(query.sender),
        at=message.date,
        origin={"query": query.id, "message": str(message.message_id)},
        control=token.control,
        verb=token.verb,
        reply=token.reply,
    )


def _session(message: TelegramMessage) -> str:
    return f"telegram:{message.chat.id}:{message.topic}"
