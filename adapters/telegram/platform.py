"""Telegram's pure half: updates become events, views become message bodies."""

import logging
from collections.abc import Mapping

import msgspec
from msgspec import Struct

from adapters.shared.limits import Limits
from adapters.shared.platform import Body, Payload
from adapters.shared.tokens import NOOP, Token, decode
from adapters.telegram.asked import asked_by
from adapters.telegram.attached import attachments_of
from adapters.telegram.draw import draw
from adapters.telegram.limits import LIMITS
from adapters.telegram.natives import NATIVES
from adapters.telegram.prompt import token_of_prompt
from adapters.telegram.wire import CallbackQuery, Entity, User, update_of
from adapters.telegram.wire import Message as TelegramMessage
from core.admin import CommandSpec
from core.events import Action, AdminCommand, Attachment, Inbound, Message, Moved, Person
from core.phrases import phrase
from core.view import View

log = logging.getLogger(__name__)

_PLAIN_WORDS = {"start": "hello"}
"""Telegram's own command as the words it stands for: `/start` is a client's first message and wants a greeting."""


UNSEEN = "unseen"
"""The key in the origin of what a group's administrator did in the group's name."""


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

    @property
    def natives(self) -> Mapping[str, str]:
        """Return what becomes what."""
        return NATIVES

    def read(self, payload: Payload) -> Inbound | Moved | None:
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

    def _message(self, message: TelegramMessage) -> Inbound | Moved | None:
        """Read a message; in groups only what is plainly ours, so that privacy mode on or off is the same."""
        if message.migrate_to_chat_id:
            return Moved(_channel(message.chat.id), _channel(message.migrate_to_chat_id))
        command = next((e for e in message.entities if e.type == "bot_command" and e.offset == 0), None)
        if message.is_of_the_group:
            return self._unseen(message, command)
        sender, files = message.sender, attachments_of(message)
        if sender is None or sender.is_bot or message.chat.type == "channel" or not (message.words.strip() or files):
            return None
        asked = self._asked(message)
        if command is not None and (asked is None or self._registered(message, command)):
            return self._command(message, person_of(sender), command)
        if asked is not None:
            return _filled_in(message, person_of(sender), asked)
        mentions = tuple(e for e in message.marks if self._names_us(message, e))
        if not mentions and not message.chat.is_private and not self._replies_to_us(message):
            return None
        words = message.without(mentions).strip()
        return _said(message, person_of(sender), words if words or files else _PLAIN_WORDS["start"], files)

    def _unseen(self, message: TelegramMessage, command: Entity | None) -> Inbound | None:
        """Read what an administrator wrote in the group's name: only a command can be for us, and is the group's."""
        if command is None:
            return None
        group = Person(_channel(message.chat.id), {"name": message.chat.title} if message.chat.title else {})
        return self._command(message, group, command)

    def _command(self, message: TelegramMessage, person: Person, command: Entity) -> Message | AdminCommand | None:
        """Read a text that begins with a command; `/name@bot` is for that bot alone."""
        name, _, target = message.part(command)[1:].partition("@")
        words = message.without((command,)).split()
        if target and not self._is_us(target):
            return None
        if self._registered(message, command):
            return AdminCommand(
                event=f"{_channel(message.chat.id)}:{message.message_id}",
                session=_session(message),
                channel=_channel(message.chat.id),
                person=person,
                at=message.date,
                direct=message.chat.is_private,
                origin=_origin(message),
                name=name.lower(),
                arguments=" ".join(words),
            )
        if not target and not message.chat.is_private:
            return None
        rest = message.without((command,)).strip()
        return _said(message, person, _PLAIN_WORDS.get(name.lower(), f"/{name} {rest}".strip()))

    def _registered(self, message: TelegramMessage, command: Entity) -> bool:
        name = message.part(command)[1:].partition("@")[0]
        return name.lower() in {spec.name for spec in self.commands}

    def _asked(self, message: TelegramMessage) -> Token | None:
        """Return what one of our prompts asked for, if the message answers it with words."""
        prompt = message.reply_to_message
        if prompt is None or not message.text.strip() or not self._replies_to_us(message):
            return None
        return token_of_prompt(prompt.text, prompt.entities, self.username)

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


def dismissal(payload: Payload) -> tuple[str, str] | None:
    """Return the callback query of a press that is no event, with the words to answer it; None for anything else.

    A press on what only shows something needs none; one that is not ours, or no longer, is told so.
    """
    query = payload.get("callback_query")
    if not isinstance(query, dict) or not isinstance(query.get("id"), str):
        return None
    token = decode(str(query.get("data", "")))
    if token is not None and token.verb == NOOP:
        return query["id"], ""
    sender = query.get("from")
    language = str(sender.get("language_code") or "en") if isinstance(sender, dict) else "en"
    return query["id"], phrase("gone", language[:2])


def _said(message: TelegramMessage, person: Person, text: str, files: tuple[Attachment, ...] = ()) -> Message:
    return Message(
        event=f"{_channel(message.chat.id)}:{message.message_id}",
        session=_session(message),
        channel=_channel(message.chat.id),
        person=person,
        at=message.date,
        direct=message.chat.is_private,
        origin=_origin(message),
        text=text,
        attachments=files,
    )


def _origin(message: TelegramMessage) -> dict[str, str]:
    return {"message": str(message.message_id)} | ({UNSEEN: "1"} if message.is_of_the_group else {})


def _filled_in(message: TelegramMessage, person: Person, asked: Token) -> Action:
    """Read the answer to a prompt; what it asked for is kept beside it, for asking again."""
    prompt = message.reply_to_message or message
    name, kind = asked_by(prompt.text) or (asked.control, "text")
    return Action(
        event=f"{_channel(message.chat.id)}:{message.message_id}",
        session=_session(message),
        channel=_channel(message.chat.id),
        person=person,
        at=message.date,
        direct=message.chat.is_private,
        origin={
            "form": "1",
            "message": str(message.message_id),
            "prompt": str(prompt.message_id),
            "asked": name,
            "kind": kind,
        },
        control=asked.control,
        verb=asked.verb,
        reply=asked.reply,
        data={"value": message.text},
    )


def _action(query: CallbackQuery) -> Action | None:
    """Read a press; Telegram does not say when it happened, so its message's date stands in (see the gateway)."""
    message, token = query.message, decode(query.data)
    if message is None or token is None or token.verb == NOOP:
        return None
    native = str(message.message_id)
    return Action(
        event=f"telegram:{query.id}",
        session=_session(message),
        channel=_channel(message.chat.id),
        person=person_of(query.sender),
        at=message.date,
        direct=message.chat.is_private,
        origin={"query": query.id, "message": native, "native": native},
        control=token.control,
        verb=token.verb,
        reply=token.reply,
    )


def _channel(chat: int) -> str:
    return f"telegram:{chat}"


def _session(message: TelegramMessage) -> str:
    return f"telegram:{message.chat.id}:{message.topic}"
