"""Renewing a workspace's token before it expires: Slack's tokens live for 12 hours where rotation is switched on."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable

from msgspec.structs import replace
from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.errors import translated
from adapters.slack.underway import Underway
from adapters.slack.vault import Installed
from core.errors import PlatformError, PlatformUnreachable, StoreError, Unauthorized

log = logging.getLogger(__name__)

_EARLY_MINUTES = 120
"""How long before a token expires it is renewed."""
_PAUSE = 60.0
"""Seconds before it is tried again while the old token still lives."""


class Renewal:
    """Keeps one workspace's client in a token that lives; a new one is kept before it is used.

    A refresh token can be used once, so a renewal is carried out though the one who needed it is cancelled, and what
    it gave is kept in mind until it is on disk.
    """

    def __init__(
        self,
        installed: Installed,
        client: AsyncWebClient,
        rotator: AsyncTokenRotator,
        keep: Callable[[Installed], Awaitable[None]],
    ) -> None:
        self.installed = installed
        self._client, self._rotator, self._keep = client, rotator, keep
        self._next: Installed | None = None
        self._not_before = 0.0
        self._one_at_a_time = asyncio.Lock()
        self._calls = Underway()

    async def fresh(self) -> None:
        """Return when the client's token is good for a while. Raises PlatformError where it has expired for us."""
        if self._due():
            await self._calls.carry_out(self._renew())

    async def over(self) -> None:
        """Wait for a renewal that is under way."""
        await self._calls.over()

    def _due(self) -> bool:
        expires = self.installed.expires
        if expires is None or expires > time.time() + _EARLY_MINUTES * 60:
            return False
        return self._expired() or asyncio.get_running_loop().time() >= self._not_before

    def _expired(self) -> bool:
        return self.installed.expires is not None and self.installed.expires <= time.time()

    async def _renew(self) -> None:
        async with self._one_at_a_time:
            if not self._due():
                return
            try:
                if self._next is None:
                    self._next = await self._renewed()
                await self._keep(self._next)
            except (PlatformError, StoreError) as error:
                self._not_before = asyncio.get_running_loop().time() + _PAUSE
                if self._expired():
                    raise _expired_for(self.installed.team, error) from error
                log.warning("a token of Slack's is not renewed yet, the old one still lives: %s", error)
                return
            self.installed, self._next = self._next, None
            self._client.token = self.installed.token

    async def _renewed(self) -> Installed:
        now = self.installed
        bot = Bot(
            team_id=now.team,
            bot_token=now.token,
            bot_id=now.bot,
            bot_user_id=now.user,
            bot_refresh_token=now.refresh,
            bot_token_expires_at=now.expires,
            installed_at=now.at,
        )
        with translated("oauth.v2.access", "SLACK_CLIENT_SECRET"):
            try:
                new = await self._rotator.perform_bot_token_rotation(bot=bot, minutes_before_expiration=_EARLY_MINUTES)
            except SlackTokenRotationError as error:
                raise error.api_error from None
        if new is None:
            raise PlatformError("Slack refused oauth.v2.access: it gave no token of a bot.")
        refresh = new.bot_refresh_token or now.refresh
        return replace(now, token=new.bot_token, refresh=refresh, expires=new.bot_token_expires_at)


def _expired_for(team: str, error: Exception) -> PlatformError:
    """Return what it means that an expired token was not renewed."""
    match error:
        case PlatformUnreachable():
            return error
        case StoreError():
            return PlatformUnreachable(f"The new token of Slack's workspace {team} cannot be kept: {error}")
        case _:
            return Unauthorized(
                f"The token of Slack's workspace {team} has expired: {error} Install the app there anew."
            )
