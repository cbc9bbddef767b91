"""Clicks: each callback query is answered once, also where nobody comes to answer it in time."""

import asyncio
import logging
from collections import deque

from telegram import Bot

from adapters.shared.drawing import shorten
from adapters.telegram.errors import says, translating
from adapters.telegram.limits import TOAST
from core.errors import PlatformError

log = logging.getLogger(__name__)

_PATIENCE = 2.0
"""Seconds after which a click is answered without words, so that its button no longer seems to be at work."""
_REMEMBERED = 1000
"""Callback queries known to be answered; Telegram takes only one answer for each."""


class Clicks:
    """Answers callback queries through one bot."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._answered: deque[str] = deque(maxlen=_REMEMBERED)
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._late: set[asyncio.Task[None]] = set()

    def expect(self, query: str) -> None:
        """Answer a click without words if nobody has done so in two seconds, for its session may be busy."""
        if query not in self._answered and query not in self._timers:
            self._timers[query] = asyncio.get_running_loop().call_later(_PATIENCE, self._overdue, query)

    async def answer(self, query: str, text: str) -> bool:
        """Answer a click; say whether Telegram took it (it takes one answer, and none after some time)."""
        if (timer := self._timers.pop(query, None)) is not None:
            timer.cancel()
        if query in self._answered:
            return False
        taken = True
        try:
            with translating("answer a click"):
                await self._bot.answer_callback_query(query, shorten(text, TOAST) or None)
        except PlatformError as error:
            if not says(error, "query is too old"):
                raise
            log.info("a click was answered too late for Telegram")
            taken = False
        self._answered.append(query)
        return taken

    async def dismiss(self, query: str, text: str = "") -> None:
        """Answer a click that nothing depends on; what fails is logged."""
        try:
            await self.answer(query, text)
        except PlatformError as error:
            log.warning("a click was not acknowledged: %s", error)

    async def close(self) -> None:
        """Wait for no further click."""
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()
        for task in self._late:
            task.cancel()
        await asyncio.gather(*self._late, return_exceptions=True)

    def _overdue(self, query: str) -> None:
        self._timers.pop(query, None)
        task = asyncio.create_task(self.dismiss(query))
        self._late.add(task)
        task.add_done_callback(self._late.discard)
