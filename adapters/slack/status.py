"""The status of our sessions in Slack: while it is `processing`, Slack shows its Stop button in the thread."""

import logging
from typing import Literal, TypeAlias

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import OF_ONE_PLACE, translated
from core.errors import PlatformError, PlatformUnreachable
from core.events import Inbound

log = logging.getLogger(__name__)

_Place: TypeAlias = tuple[str, str]
"""A channel and the thread in it."""

_NOBODY = ""
"""Stands for the event of a status that should be gone, but may not be: the next end in the thread clears it."""


class SessionStatus:
    """Sets the status once for each answer, and clears what it has set, or what a run before `born` left behind."""

    def __init__(self, client: AsyncWebClient, born: float) -> None:
        self._client, self._born = client, born
        self._processing: dict[_Place, str] = {}
        """The event that is being answered, by place; another event's end leaves its status alone."""
        self._refused = False

    async def show(self, to: Inbound, *, on: bool) -> None:
        """Show that an answer is under way, or no longer; outside threads nothing. Raises PlatformError."""
        thread = to.origin.get("thread_ts")
        if thread is None or self._refused:
            return
        place = (to.origin["channel"], thread)
        answered = self._processing.get(place)
        if on and not answered:
            self._processing[place] = to.event
            await self._set(place, "processing")
        elif not on and (answered in (to.event, _NOBODY) or (answered is None and to.at < self._born)):
            self._processing[place] = _NOBODY
            await self._set(place, "active")
            if self._processing.get(place) == _NOBODY:
                del self._processing[place]

    async def _set(self, place: _Place, status: Literal["processing", "active"]) -> None:
        channel, thread = place
        try:
            with translated("agents.sessions.setStatus"):
                await self._client.agents_sessions_setStatus(channel_id=channel, thread_ts=thread, status=status)
        except PlatformUnreachable:
            raise
        except PlatformError as error:
            self._processing.pop(place, None)
            if any(code in str(error) for code in OF_ONE_PLACE):
                raise
            self._refused = True
            log.warning(
                "Slack shows neither that an answer is under way nor its Stop button: %s Declare the app an agent in"
                " its settings, which adds the scope assistant:write, and install it anew. It is not tried again.",
                error,
            )
