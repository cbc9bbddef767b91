"""Telegram's sending half."""

import logging
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from telegram import Bot, ReplyParameters
from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError

from adapters.shared.drawing import shorten
from adapters.shared.platform import Body
from adapters.telegram.errors import translated
from core.errors import PlatformError
from core.events import Action, Inbound

log = logging.getLogger(__name__)

_TOAST = 200
"""Characters of a callback query's answer (Bot API, answerCallbackQuery)."""
_REMEMBERED = 1000
"""Callback queries known to be answered; Telegram takes only one answer for each."""


class TelegramPort:
    """Sends through one bot. `private` has no meaning here: a private chat is private, a group sees everything."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._answered: deque[str] = deque(maxlen=_REMEMBERED)

    async def send(self, to: Inbound, body: Body, *, key: str, private: bool) -> str:  # noqa: ARG002
        """Post a message, in groups as a reply to the person's; return its id. Telegram has no nonces for `key`."""
        chat, topic = _address(to)
        with _translating("send a message"):
            message = await self._bot.send_message(
                chat,
                body["text"],
                message_thread_id=topic or None,
                reply_parameters=_reply_to(to, chat),
                api_kwargs=body,
            )
        return str(message.message_id)

    async def edit(self, to: Inbound, native: str, body: Body) -> None:
        """Make a message look like `body`; the buttons of one without a keyboard go."""
        chat, _ = _address(to)
        try:
            with _translating("edit a message"):
                await self._bot.edit_message_text(body["text"], chat, int(native), api_kwargs=body)
        except PlatformError as error:
            if not _says(error, "message is not modified"):
                raise

    async def delete(self, to: Inbound, native: str) -> None:
        """Take a message away; one that is gone already is no error."""
        chat, _ = _address(to)
        try:
            with _translating("delete a message"):
                await self._bot.delete_message(chat, int(native))
        except PlatformError as error:
            if not _says(error, "message to delete not found"):
                raise

    async def notify(self, to: Inbound, text: str) -> None:
        """Show a toast for a click; where that is no longer possible, and for anything else, post a plain message."""
        if isinstance(to, Action) and await self._answer(to.origin["query"], shorten(text, _TOAST)):
            return
        chat, topic = _address(to)
        with _translating("send a notice"):
            await self._bot.send_message(
                chat, text, message_thread_id=topic or None, reply_parameters=_reply_to(to, chat)
            )

    async def acknowledge(self, to: Inbound) -> None:
        """Answer a click without a word, once."""
        if isinstance(to, Action):
            await self.dismiss(to.origin["query"])

    async def working(self, to: Inbound, *, on: bool) -> None:
        """Show as typing for five seconds; Telegram itself ends that early, with the next message."""
        if not on:
            return
        chat, topic = _address(to)
        with _translating("show as typing"):
            await self._bot.send_chat_action(chat, ChatAction.TYPING, message_thread_id=topic or None)

    async def dismiss(self, query: str) -> None:
        """Answer a callback query without a word, once."""
        await self._answer(query, "")

    async def _answer(self, query: str, text: str) -> bool:
        """Answer a callback query; say whether Telegram took it (it takes one answer, and none after some time)."""
        if query in self._answered:
            return False
        taken = True
        try:
            with _translating("answer a click"):
                await self._bot.answer_callback_query(query, text or None)
        except PlatformError as error:
            if not _says(error, "query is too old"):
                raise
            log.info("a click was answered too late for Telegram")
            taken = False
        self._answered.append(query)
        return taken


@contextmanager
def _translating(deed: str) -> Iterator[None]:
    try:
        yield
    except TelegramError as error:
        raise translated(error, deed) from error


def _says(error: PlatformError, words: str) -> bool:
    """Say whether the error is Telegram's refusal in these words; it has no finer codes."""
    cause = error.__cause__
    return isinstance(cause, BadRequest) and words in cause.message.lower()


def _address(to: Inbound) -> tuple[int, int]:
    _, chat, topic = to.session.split(":")
    return int(chat), int(topic)


def _reply_to(to: Inbound, chat: int) -> ReplyParameters | None:
    """Return what a message answers, in groups (their ids are negative), where several people talk."""
    if chat > 0 or isinstance(to, Action):
        return None
    return ReplyParameters(int(to.origin["message"]), allow_sending_without_reply=True)
