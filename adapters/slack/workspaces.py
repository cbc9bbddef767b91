"""The workspaces that installed the app: each with its own token, client, port and past."""

import asyncio
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.catching_up import CatchingUp
from adapters.slack.errors import translated
from adapters.slack.past import Past
from adapters.slack.platform import SlackPlatform
from adapters.slack.port import SlackPort
from adapters.slack.renewal import Renewal
from adapters.slack.vault import Installed, Vault
from core.errors import PlatformError, PlatformUnreachable, StoreError, Unauthorized

log = logging.getLogger(__name__)

_TEAM = re.compile(r"T[A-Z0-9]{1,30}")
_PLATFORM = "slack"


class Installations(Protocol):
    """Where sealed credentials are kept, by place (`slack:{team}`). Everything raises StoreError."""

    async def keep(self, place: str, sealed: bytes) -> None:
        """Keep a place's credentials, in the place of those before; they are on disk when it returns."""

    async def remove(self, place: str) -> None:
        """Remove a place's credentials; none is no error."""

    async def find(self, place: str) -> bytes | None:
        """Return a place's sealed credentials."""

    async def places(self, platform: str) -> tuple[str, ...]:
        """Return the places on a platform that have credentials."""


class Workspace:
    """One workspace; what it refuses us, and what is under way in it, concerns no other."""

    def __init__(self, client: AsyncWebClient, renewal: Renewal, platform: SlackPlatform) -> None:
        self._client, self.renewal = client, renewal
        self.port = SlackPort(client)
        self.catching_up = CatchingUp(Past(client), platform)
        self.port.identify(renewal.installed.bot)
        self.catching_up.identify(renewal.installed.user)

    @property
    def who(self) -> AuthorizeResult:
        """Return who we are there."""
        installed = self.renewal.installed
        return AuthorizeResult(
            enterprise_id=None, team_id=installed.team, bot_user_id=installed.user, bot_id=installed.bot
        )

    async def lives(self) -> bool:
        """Say whether Slack takes the token. Raises PlatformError where it does not say."""
        try:
            with translated("auth.test"):
                await self._client.auth_test()
        except Unauthorized:
            return False
        return True

    async def close(self) -> None:
        """Wait for a new token to be kept, then end what is under way."""
        await self.renewal.over()
        await self.port.close()


class Workspaces:
    """Makes a workspace when it is first needed, and drops it when the app is uninstalled there."""

    def __init__(
        self, installations: Installations, vault: Vault, platform: SlackPlatform, app: tuple[str, str], url: str
    ) -> None:
        """`app` is the client's id and its secret, `url` where the Web API is."""
        self._installations, self._vault, self._platform = installations, vault, platform
        self._app, self._url = app, url
        self._session: aiohttp.ClientSession | None = None
        self._known: dict[str, Workspace] = {}
        self._changing = asyncio.Lock()
        """Held while rows are read or written, so that nothing is made of a row that is being removed."""

    def open(self, session: aiohttp.ClientSession) -> None:
        """Let all clients use this session."""
        self._session = session

    def made(self) -> tuple[Workspace, ...]:
        """Return the workspaces that were needed so far."""
        return tuple(self._known.values())

    async def teams(self) -> tuple[str, ...]:
        """Return all workspaces, needed or not. Raises PlatformUnreachable where the database fails."""
        with _kept():
            return tuple(place.partition(":")[2] for place in await self._installations.places(_PLATFORM))

    async def check(self) -> int:
        """Say how many workspaces there are; seal with the newest key what an older one sealed.

        One that no key opens is an error in the log. Raises PlatformUnreachable where the database fails.
        """
        teams = await self.teams()
        for team in teams:
            with _kept():
                sealed = await self._installations.find(_place(team)) or b""
                try:
                    installed = self._vault.open(team, sealed)
                except Unauthorized as error:
                    log.error("a workspace is out of reach: %s", error)
                    continue
                if not self._vault.is_newest(sealed):
                    await self._installations.keep(_place(team), self._vault.seal(installed))
        return len(teams)

    async def of(self, team: str | None) -> Workspace | None:
        """Return a workspace, its token fresh or not; None where the app is not installed. Raises PlatformError."""
        workspace = self._known.get(team or "")
        if workspace is not None or team is None or not _TEAM.fullmatch(team):
            return workspace
        async with self._changing:
            if team not in self._known:
                with _kept():
                    sealed = await self._installations.find(_place(team))
                if sealed is None:
                    return None
                self._known[team] = self._made(self._vault.open(team, sealed))
            return self._known[team]

    async def add(self, installed: Installed) -> None:
        """Keep an installation and use it from now on. Raises PlatformError, also where the team has no such name."""
        if not _TEAM.fullmatch(installed.team):
            raise PlatformError("Slack names no workspace that the app was installed in.")
        async with self._changing:
            with _kept():
                await self._installations.keep(_place(installed.team), self._vault.seal(installed))
            self._known[installed.team] = self._made(installed)

    async def remove(self, team: str) -> None:
        """Remove a workspace's tokens, from the database too. Raises PlatformError."""
        async with self._changing:
            with _kept():
                await self._installations.remove(_place(team))
            self._known.pop(team, None)

    async def close(self) -> None:
        """End what is under way everywhere."""
        await asyncio.gather(*(workspace.close() for workspace in self.made()))

    def client(self, token: str | None = None) -> AsyncWebClient:
        """Return a client. Raises PlatformError where the gateway was not started."""
        if self._session is None:
            raise PlatformUnreachable("Slack's gateway is used before it was started.")
        # No retries by the SDK: `persist` repeats what is worth repeating, and the port knows what may be repeated.
        return AsyncWebClient(
            token, base_url=self._url, session=self._session, retry_handlers=[], logger=_quiet_logger()
        )

    def _made(self, installed: Installed) -> Workspace:
        client = self.client(installed.token)
        name, secret = self._app
        rotator = AsyncTokenRotator(client_id=name, client_secret=secret, client=self.client())
        return Workspace(client, Renewal(installed, client, rotator, self._renewed), self._platform)

    async def _renewed(self, installed: Installed) -> None:
        """Keep a new token, unless the app was uninstalled, or installed anew, meanwhile."""
        async with self._changing:
            known = self._known.get(installed.team)
            if known is None or known.renewal.installed.at != installed.at:
                raise Unauthorized(f"The app is not installed in Slack's workspace {installed.team} as it was.")
            with _kept():
                await self._installations.keep(_place(installed.team), self._vault.seal(installed))


def _quiet_logger() -> logging.Logger:
    """Return a logger for the SDK, which would write down all answers for those who debug, with the tokens in them."""
    logger = log.getChild("sdk")
    logger.setLevel(logging.INFO)
    return logger


def _place(team: str) -> str:
    return f"{_PLATFORM}:{team}"


@contextmanager
def _kept() -> Iterator[None]:
    """Raise PlatformUnreachable for a failing database: to those who send that is as good as an unreachable Slack."""
    try:
        yield
    except StoreError as error:
        raise PlatformUnreachable(f"The installations of the app cannot be used: {error}") from error
