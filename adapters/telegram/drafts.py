"""Drafts: the text that grows in a private chat, which Telegram keeps apart from messages."""

import asyncio
import logging
import time
from collections.abc import Callable
from zlib import crc32

from telegram import Bot
from telegram.error import BadRequest, InvalidToken

from adapters.shared.platform import Body
from adapters.telegram.errors import is_unauthorized, translating
from adapters.telegram.moves import address
from core.events import Inbound

log = logging.getLogger(__name__)

_FRESH = 20.0
"""Seconds after which a draft is sent again; it is gone after 30 (Bot API, sendMessageDraft)."""


class _Draft:
    def __init__(self, number: int, body: Body, at: float, sending: asyncio.Lock) -> None:
        self.number, self.body, self.at, self.sending = number, body, at, sending


class Drafts:
    """The drafts of one bot, at most one in a session; in each chat used until Telegram refuses one there."""

    def __init__(self, bot: Bot, now: Callable[[], float] = time.monotonic) -> None:
        self._bot, self._now = bot, now
        self._shown: dict[str, _Draft] = {}
        self._refusing: set[int] = set()
        self._unknown = False

    def possible(self, to: Inbound, body: Body) -> bool:
        """Say whether a body can be shown as a draft: in private chats (their ids are positive), without a keyboard."""
        chat, _ = address(to)
        return chat > 0 and not self._unknown and chat not in self._refusing and "reply_markup" not in body

    async def show(self, to: Inbound, body: Body, key: str) -> bool:
        """Show a state of the reply that has this key; False where Telegram takes no drafts. Raises PlatformError."""
        before = self._shown.get(to.session)
        in_turn = before.sending if before is not None else asyncio.Lock()
        draft = _Draft(number_of(key), body, self._now(), in_turn)
        self._shown[to.session] = draft
        if await self._send(to, draft):
            return True
        self._shown.pop(to.session, None)
        return False

    async def refresh(self, to: Inbound) -> None:
        """Send a draft that will soon be gone again. Raises PlatformError."""
        draft = self._shown.get(to.session)
        if draft is not None and self._now() - draft.at >= _FRESH:
            await self._send(to, draft)

    async def forget(self, to: Inbound) -> None:
        """Send a session's draft no more, and wait for the one on its way: a message must come after it."""
        draft = self._shown.pop(to.session, None)
        if draft is not None:
            async with draft.sending:
                return

    async def _send(self, to: Inbound, draft: _Draft) -> bool:
        chat, topic = address(to)
        async with draft.sending:
            if self._shown.get(to.session) is not draft:
                return True
            try:
                with translating("show a draft"):
                    await self._try(chat, topic, draft)
            except _Refused as refused:
                self._refusing.add(chat)
                log.warning("Telegram takes no drafts in chat %d, so previews are messages there: %s", chat, refused)
                return False
            except _Unknown as unknown:
                self._unknown = True
                log.warning("Telegram takes no drafts, so previews are messages from now on: %s", unknown)
                return False
            draft.at = self._now()
        return True

    async def _try(self, chat: int, topic: int, draft: _Draft) -> None:
        body = draft.body
        try:
            await self._bot.send_message_draft(
                chat,
                draft.number,
                body["text"],
                message_thread_id=topic or None,
                api_kwargs={"entities": body.get("entities", [])},
            )
        except BadRequest as error:
            raise _Refused(error.message) from error
        except InvalidToken as error:
            # The library says the same of an unknown method and of a token that is no longer good; Telegram does not.
            if is_unauthorized(error):
                raise
            raise _Unknown(error.message) from error


class _Refused(Exception):
    """Telegram takes no drafts in a chat."""


class _Unknown(Exception):
    """Telegram does not know drafts."""


def number_of(key: str) -> int:
    """Return the number of the draft for a reply's key, whatever the part; never 0."""
    return crc32(key.rpartition("/")[0].encode()) & 0x7FFF_FFFF or 1
