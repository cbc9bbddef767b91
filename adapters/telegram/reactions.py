"""Reactions on people's messages. Telegram allows bots only some: there is no ⏳, no ✅ and no ❌ among them."""

import logging
from collections.abc import Mapping

from telegram import Bot
from telegram.error import ChatMigrated

from adapters.telegram.errors import translating
from adapters.telegram.moves import address
from core.errors import PlatformError, PlatformUnreachable, Unauthorized
from core.events import Message
from core.ports import Mark

log = logging.getLogger(__name__)

SIGNS: Mapping[Mark, str] = {"waits": "🫡", "seen": "👀", "done": "👌", "failed": "💔"}
"""The nearest of what Telegram takes (Bot API, ReactionTypeEmoji)."""


class Reactions:
    """Puts reactions on messages through one bot, where a chat allows them."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._refused: set[int] = set()

    async def put(self, to: Message, mark: Mark) -> None:
        """Put a reaction in the place of the one before; a chat that refuses is not asked again before a restart.

        Raises PlatformUnreachable, Unauthorized.
        """
        chat, _ = address(to)
        if chat in self._refused:
            return
        try:
            with translating("put a reaction on a message"):
                await self._bot.set_message_reaction(chat, int(to.origin["message"]), SIGNS[mark])
        except (PlatformUnreachable, Unauthorized):
            raise
        except PlatformError as error:
            self._pass_over(chat, error)

    def _pass_over(self, chat: int, error: PlatformError) -> None:
        """Log a refusal once a chat; a message that is gone, or stayed behind in an old group, refuses for itself."""
        if isinstance(error.__cause__, ChatMigrated) or "not found" in str(error).lower():
            return
        self._refused.add(chat)
        log.warning("a chat gets no reactions from now on: %s", error, extra={"channel": f"telegram:{chat}"})
