"""Files for one person: Slack has none in messages that one person sees, so they go into direct messages."""

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from msgspec.structs import replace
from slack_sdk.web.async_client import AsyncWebClient

from adapters.shared.platform import Body
from adapters.slack.belonging import is_direct
from adapters.slack.errors import MissingScope, translated
from adapters.slack.uploads import Uploads, as_text
from adapters.slack.whispers import PASSED, Whispers
from core.errors import PlatformError, PlatformUnreachable, Unauthorized
from core.events import Inbound

log = logging.getLogger(__name__)

_PEOPLE = 1_000
"""People whose direct messages are remembered."""


Post: TypeAlias = Callable[[Inbound, Body, str], Awaitable[str]]
"""Posts a message under a key."""


class DiscreetFiles:
    """Shows a file to one person alone: in their direct messages, else there as text, else beside the answer."""

    def __init__(self, client: AsyncWebClient, uploads: Uploads, whispers: Whispers, post: Post) -> None:
        self._client, self._uploads, self._whispers, self._post = client, uploads, whispers, post
        self._rooms: OrderedDict[str, str] = OrderedDict()
        self._refused = False

    async def send(self, to: Inbound, body: Body, key: str) -> str:
        """Show the body's one file to the one who acted, and return its id. Raises PlatformError."""
        try:
            native = await self._uploaded(to, body, key)
            if native is not None:
                return native
            there = _moved(to, to.origin["user"])
            for n, part in enumerate(as_text(body)):
                await self._post(there, part, f"{key}.{n}")
        except (PlatformUnreachable, Unauthorized):
            raise
        except PlatformError as error:
            log.warning("a file for one person is shown as text beside the answer: %s", error)
            return [await self._whispers.say(to, part, f"{key}.{n}") for n, part in enumerate(as_text(body))][-1]
        return f"{PASSED}{key}"

    async def _uploaded(self, to: Inbound, body: Body, key: str) -> str | None:
        room = await self._room(to.origin["user"])
        if room is None:
            return None
        if room == to.origin["channel"]:
            return await self._uploads.send(to, body, key, again=False)
        return await self._uploads.send(_moved(to, room), _with_origin(to, body), key, again=False)

    async def _room(self, user: str) -> str | None:
        """Return the channel of somebody's direct messages with us; None where Slack does not let us open it."""
        if self._refused or user in self._rooms:
            return self._rooms.get(user)
        try:
            with translated("conversations.open"):
                answer = await self._client.conversations_open(users=user)
        except MissingScope as error:
            self._refused = True
            log.warning(
                "Files for one person are shown as text: %s Add the scope %s and install the app anew."
                " It is not tried again.",
                error,
                error.scope,
            )
            return None
        self._rooms[user] = str(answer["channel"]["id"])
        if len(self._rooms) > _PEOPLE:
            self._rooms.popitem(last=False)
        return self._rooms[user]


def _moved(to: Inbound, room: str) -> Inbound:
    origin = {name: value for name, value in to.origin.items() if name != "thread_ts"}
    return replace(to, origin={**origin, "channel": room})


def _with_origin(to: Inbound, body: Body) -> Body:
    """Return the upload with words that say where it was asked for."""
    channel = to.origin["channel"]
    return body if is_direct(channel) else {**body, "text": f"{body['text']}\nYou asked for this in <#{channel}>."}
