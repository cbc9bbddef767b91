"""The past of a conversation, as far as it was missed: its pages are read to the newest messages."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TypeAlias

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import translated
from core.errors import PlatformUnreachable, RateLimited

log = logging.getLogger(__name__)

Told: TypeAlias = dict[str, Any]
"""A message as the Web API tells of it: as it stands now."""

MOST = 200
"""Messages of one conversation that are read, the newest ones; also what Slack advises for a page."""
_PAGES = 10
"""Pages of one conversation that are asked for."""
_SHORT_PAUSE = 5.0
"""Seconds for one page; for longer pauses nobody waits, since the answers to all others would."""
_PATIENCE = 5.0
"""Seconds for one call: a conversation that Slack is slow with keeps the others waiting no longer."""
_PAUSES = (0.5, 1.5)
"""Seconds before a call is tried again that Slack did not answer."""
_DAY = 86_400.0


class Past:
    """Reads what was written in channels and threads."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def history(self, channel: str, since: float) -> list[Told]:
        """Return what was written in the channel itself after `since`, Unix seconds; oldest first.

        Raises PlatformError, RateLimited where the pause is long.
        """
        # With `latest` Slack begins at the newest message, without it at `oldest`; a day ahead no clock is too slow.
        pages = self._pages(
            "conversations.history",
            lambda cursor: self._client.conversations_history(
                channel=channel, oldest=_ts(since), latest=_ts(time.time() + _DAY), limit=MOST, cursor=cursor
            ),
        )
        found: list[Told] = []
        async for page in pages:
            found += page
            if len(found) > MOST:
                break
        return _newest(found, channel, since)

    async def replies(self, channel: str, thread: str, since: float) -> list[Told]:
        """Return what was written in a thread after `since`, as `history` does."""
        pages = self._pages(
            "conversations.replies",
            lambda cursor: self._client.conversations_replies(
                channel=channel, ts=thread, oldest=_ts(since), limit=MOST, cursor=cursor
            ),
        )
        return _newest([told async for page in pages for told in page], f"{channel}/{thread}", since)

    async def _pages(self, method: str, call: Callable[[str | None], Awaitable[Any]]) -> AsyncIterator[list[Told]]:
        cursor: str | None = None
        for _ in range(_PAGES):
            answer = await _persistently(method, call, cursor)
            yield answer["messages"]
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return
        log.warning("More was written than %d pages of %s tell; what lies beyond is not answered.", _PAGES, method)


async def _persistently(method: str, call: Callable[[str | None], Awaitable[Any]], cursor: str | None) -> Any:
    """Return a page, after short pauses where they are needed."""
    pauses, waited = iter(_PAUSES), 0.0
    while True:
        try:
            async with asyncio.timeout(_PATIENCE):
                with translated(method):
                    return await call(cursor)
        except TimeoutError:
            raise PlatformUnreachable(f"Slack has not answered {method} within {_PATIENCE:g} s.") from None
        except RateLimited as limited:
            waited += limited.retry_after
            if waited > _SHORT_PAUSE:
                raise
            await asyncio.sleep(limited.retry_after)
        except PlatformUnreachable:
            pause = next(pauses, None)
            if pause is None:
                raise
            await asyncio.sleep(pause)


def _newest(found: list[Told], where: str, since: float) -> list[Told]:
    """Return the newest messages after `since`, each once, oldest first."""
    missed = {str(told["ts"]): told for told in found if float(told["ts"]) > since}
    ordered = [missed[ts] for ts in sorted(missed, key=float)]
    if len(ordered) > MOST:
        log.warning("Of what was written in %s meanwhile only the newest %d messages are read.", where, MOST)
    return ordered[-MOST:]


def _ts(seconds: float) -> str:
    return f"{max(seconds, 0.0):.6f}"
