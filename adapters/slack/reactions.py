"""Reactions on people's messages: received, answered, not answered."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from adapters.shared.platform import Mark
from adapters.slack.errors import FOR_GOOD, translated
from core.errors import PlatformError, PlatformUnreachable
from core.events import Message

log = logging.getLogger(__name__)

_EMOJI: Mapping[Mark, str] = {"seen": "eyes", "done": "white_check_mark", "failed": "x"}
_SO_ALREADY = ("already_reacted", "no_reaction")


class Reactions:
    """Puts reactions on messages until Slack says that this app may not."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._refused = False

    async def put(self, to: Message, mark: Mark) -> None:
        """Put a reaction in the place of the one that says a message was received. Raises PlatformError."""
        if mark != "seen":
            await self._call("reactions.remove", self._client.reactions_remove, to, _EMOJI["seen"])
        await self._call("reactions.add", self._client.reactions_add, to, _EMOJI[mark])

    async def _call(self, method: str, call: Callable[..., Awaitable[Any]], to: Message, name: str) -> None:
        if self._refused:
            return
        try:
            with translated(method):
                await call(channel=to.origin["channel"], timestamp=to.event.rpartition(":")[2], name=name)
        except PlatformUnreachable:
            raise
        except PlatformError as error:
            if any(code in str(error) for code in _SO_ALREADY):
                return
            if not any(code in str(error) for code in FOR_GOOD):
                raise
            self._refused = True
            log.warning(
                "People do not see by reactions that their messages were received and answered: %s Add the scope"
                " reactions:write and install the app anew. It is not tried again.",
                error,
            )
