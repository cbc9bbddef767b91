"""People's names and languages, which Slack's events do not tell."""

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import MissingScope, translated
from core.errors import PlatformError

log = logging.getLogger(__name__)

_FRESH = 600.0
"""Seconds for which what Slack said of somebody is believed; also after it said nothing."""
_PATIENCE = 2.0
"""Seconds for one call: an answer waits no longer for a name."""
_PEOPLE = 1_000
"""People who are remembered, those asked for last."""


class _Known(Struct):
    until: float
    claims: asyncio.Task[dict[str, str]]


class Names:
    """Asks Slack once per person and ten minutes, however many ask at the same time."""

    def __init__(self, client: AsyncWebClient, clock: Callable[[], float] = time.monotonic) -> None:
        self._client, self._clock = client, clock
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._refused = False

    async def claims(self, user: str) -> dict[str, str]:
        """Return `name`, `preferred_username`, `username` and `language` of a user, as far as Slack tells them.

        It needs the scope users:read; without it, and while Slack does not answer, nothing is told. Never raises
        PlatformError.
        """
        known = self._known.get(user)
        if known is None or known.until <= self._clock():
            known = self._known[user] = _Known(self._clock() + _FRESH, asyncio.create_task(self._asked(user)))
        self._known.move_to_end(user)
        if len(self._known) > _PEOPLE:
            self._known.popitem(last=False)
        return await asyncio.shield(known.claims)

    async def _asked(self, user: str) -> dict[str, str]:
        if self._refused:
            return {}
        try:
            async with asyncio.timeout(_PATIENCE):
                with translated("users.info"):
                    answer = await self._client.users_info(user=user, include_locale=True)
        except MissingScope as error:
            self._refused = True
            log.warning("People's names are not known: %s Add the scope users:read and install the app anew.", error)
        except TimeoutError:
            log.info("a person's name is not known: Slack has not answered users.info within %g s.", _PATIENCE)
        except PlatformError as error:
            log.info("a person's name is not known: %s", error)
        else:
            return _claims(answer["user"])
        return {}


def _claims(user: Mapping[str, Any]) -> dict[str, str]:
    profile = user.get("profile") or {}
    claims = {
        "name": profile.get("real_name") or user.get("real_name"),
        "preferred_username": profile.get("display_name") or user.get("name"),
        "username": user.get("name"),
        "language": user.get("locale"),
    }
    return {claim: value for claim, value in claims.items() if isinstance(value, str) and value}
