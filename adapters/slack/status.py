"""The status of our sessions in Slack: while it is `processing`, Slack shows its Stop button in the thread."""

import asyncio
import logging
from typing import Literal, TypeAlias

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import OF_ONE_PLACE, translated
from adapters.slack.underway import Underway
from core.errors import PlatformError, PlatformUnreachable, Unauthorized
from core.events import Inbound

log = logging.getLogger(__name__)

_Place: TypeAlias = tuple[str, str]
"""A channel and the thread in it."""

_NOBODY = ""
"""Stands for the event of a status that should be gone, but may not be: the next end in the thread clears it."""


class SessionStatus:
    """Sets the status once for each answer, and clears what it has set, or what a run before `ours` left behind."""

    def __init__(self, client: AsyncWebClient, ours: float) -> None:
        self._client, self._ours = client, ours
        self._processing: dict[_Place, str] = {}
        """The event that is being answered, by place; another event's end leaves its status alone."""
        self._refused = self._closing = False
        self._calls = Underway()

    async def show(self, to: Inbound, *, on: bool) -> None:
        """Show that an answer is under way, or no longer; outside threads nothing. Raises PlatformError."""
        thread = to.origin.get("thread_ts")
        if thread is None or self._refused:
            return
        place = (to.origin["channel"], thread)
        answered = self._processing.get(place)
        if on and not answered and not self._closing:
            self._processing[place] = to.event
            await self._set(place, "processing")
        elif not on and (answered in (to.event, _NOBODY) or (answered is None and to.at < self._ours)):
            self._processing[place] = _NOBODY
            await self._set(place, "active")
            if self._processing.get(place) == _NOBODY:
                del self._processing[place]

    async def close(self) -> None:
        """Clear every status that was set; one that cannot be is told of in the log."""
        self._closing = True
        await self._calls.over()
        await asyncio.gather(*(self._clear(place) for place in list(self._processing)))

    async def _clear(self, place: _Place) -> None:
        try:
            await self._set(place, "active")
        except PlatformError as error:
            log.warning("Slack goes on showing that an answer is under way: %s", error)
        self._processing.pop(place, None)

    async def _set(self, place: _Place, status: Literal["processing", "active"]) -> None:
        await self._calls.carry_out(self._call(place, status))

    async def _call(self, place: _Place, status: Literal["processing", "active"]) -> None:
        channel, thread = place
        try:
            with translated("agents.sessions.setStatus"):
                await self._client.agents_sessions_setStatus(channel_id=channel, thread_ts=thread, status=status)
        except (PlatformUnreachable, Unauthorized):
            raise
        except PlatformError as error:
            self._processing.pop(place, None)
            if any(code in str(error) for code in OF_ONE_PLACE):
                raise
            self._refused = True
            self._processing.clear()
            log.warning(
                "Slack shows neither that an answer is under way nor its Stop button: %s Declare the app an agent in"
                " its settings, which adds the scope assistant:write, and install it anew. It is not tried again.",
                error,
            )
