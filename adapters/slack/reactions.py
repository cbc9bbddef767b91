"""Reactions on people's messages: waiting, received, answered, not answered."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import FOR_GOOD, translated
from core.errors import PlatformError, PlatformUnreachable, Unauthorized
from core.events import Message
from core.ports import Mark

log = logging.getLogger(__name__)

_EMOJI: Mapping[Mark, str] = {
    "waits": "hourglass_flowing_sand",
    "seen": "eyes",
    "done": "white_check_mark",
    "failed": "x",
}
_PASSING: tuple[Mark, ...] = ("waits", "seen")
"""What another mark follows."""
_SO_ALREADY = ("already_reacted", "no_reaction")


class Reactions:
    """Puts reactions on messages until Slack says that this app may not."""

    def __init__(self, client: AsyncWebClient, ours: float) -> None:
        """Messages from before `ours`, Unix seconds by Slack's clock, may bear marks that nobody here knows of."""
        self._client, self._ours = client, ours
        self._there: dict[str, tuple[Mark, ...]] = {}
        """The passing marks that may be on a message, by its event."""
        self._refused = False

    async def put(self, to: Message, mark: Mark) -> None:
        """Put a reaction in the place of those before it. Raises PlatformError."""
        if self._refused:
            return
        known = self._there.get(to.event, _PASSING if to.at < self._ours else ())
        left = tuple(dict.fromkeys((*known, mark) if mark in _PASSING else known))
        if left:
            self._there[to.event] = left
        for before in left:
            if before != mark:
                await self._call("reactions.remove", self._client.reactions_remove, to, _EMOJI[before])
        await self._call("reactions.add", self._client.reactions_add, to, _EMOJI[mark])
        if mark in _PASSING:
            self._there[to.event] = (mark,)
        else:
            self._there.pop(to.event, None)

    async def _call(self, method: str, call: Callable[..., Awaitable[Any]], to: Message, name: str) -> None:
        if self._refused:
            return
        try:
            with translated(method):
                await call(channel=to.origin["channel"], timestamp=to.event.rpartition(":")[2], name=name)
        except (PlatformUnreachable, Unauthorized):
            raise
        except PlatformError as error:
            if any(code in str(error) for code in _SO_ALREADY):
                return
            if not any(code in str(error) for code in FOR_GOOD):
                self._there.pop(to.event, None)
                raise
            self._refused = True
            self._there.clear()
            log.warning(
                "People do not see by reactions that their messages were received and answered: %s Add the scope"
                " reactions:write and install the app anew. It is not tried again.",
                error,
            )
