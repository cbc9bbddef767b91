"""Slack's network half for every workspace that installed the app."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from adapters.shared.http import Route
from adapters.shared.platform import Accept, Connected
from adapters.slack.entrance import Entrance, check_entrance
from adapters.slack.gateway import TIMEOUT
from adapters.slack.installing import Installing
from adapters.slack.manifest import RECEIVING, SCOPES
from adapters.slack.platform import SlackPlatform
from adapters.slack.ports import Ports, team_of
from adapters.slack.receiver import Receiver
from adapters.slack.vault import Vault
from adapters.slack.workspaces import Installations, Workspaces
from core.admin import CommandSpec
from core.errors import PlatformError, RateLimited, SettingsError, StoreError, Unauthorized
from core.events import Inbound

log = logging.getLogger(__name__)

_AT_ONCE = 4
"""Workspaces that are caught up with at the same time."""


class InstalledGateway:
    """Connects the workspaces of an app that is distributed: their tokens come by OAuth, their events all one way."""

    def __init__(
        self,
        *,
        client_id: str,
        client_secret: str,
        app_token: str | None,
        signing_secret: str | None,
        secret_keys: Sequence[str],
        installations: Installations,
        api_url: str | None,
        commands: Sequence[CommandSpec],
    ) -> None:
        """Raises SettingsError where a credential is missing or a key malformed."""
        if not client_secret.strip():
            raise SettingsError("SLACK_CLIENT_SECRET is missing: with SLACK_CLIENT_ID workspaces install the app.")
        check_entrance(app_token, signing_secret)
        url = api_url or AsyncWebClient.BASE_URL
        app = (client_id, client_secret)
        self._app_token = app_token
        self._session: aiohttp.ClientSession | None = None
        self._platform = SlackPlatform()
        self._workspaces = Workspaces(installations, Vault(secret_keys), self._platform, app, url)
        self._port = Ports(self._workspaces)
        self._receiver = Receiver(self._platform, url, signing_secret or "", commands, Directory(self._workspaces))
        self._entrance = Entrance(self._receiver, app_token)
        self._installing = Installing(app, tuple(SCOPES), url, self._workspaces.client, self._workspaces.add)

    @property
    def platform(self) -> SlackPlatform:
        """Return the pure half."""
        return self._platform

    @property
    def port(self) -> Ports:
        """Return the sending half."""
        return self._port

    def routes(self) -> Sequence[Route]:
        """Return the pages for installing the app and, but for Socket Mode, the address for events."""
        events = () if self._app_token else (Route("POST", RECEIVING, self._receiver.answer),)
        return *events, *self._installing.routes()

    async def start(self) -> str:
        """Open the installations that are kept, and return how many they are. Raises PlatformError."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT))
            self._workspaces.open(self._session)
        number = await self._workspaces.check()
        return f"an app in {number} workspaces"

    async def run(self, accept: Accept, connected: Connected) -> None:
        """Receive until cancelled. Raises PlatformError when the app token is refused."""

        async def announced() -> None:
            for workspace in self._workspaces.made():
                workspace.catching_up.lost()
            await connected()

        await self._entrance.receive(self._workspaces.client(), accept, announced)

    def alive(self) -> bool:
        """Say whether events can come: the WebSocket answers pings, or requests over HTTP are taken."""
        return self._entrance.alive()

    async def catch_up(self, keep: Accept, seen: Sequence[Inbound]) -> None:
        """Catch up with each workspace; one that is out of reach keeps no other waiting.

        Raises PlatformError or StoreError when something is left, RateLimited with the pause that Slack asked for.
        """
        told: dict[str, list[Inbound]] = defaultdict(list)
        for inbound in seen:
            told[team_of(inbound)].append(inbound)
        for workspace in self._workspaces.made():
            told.setdefault(workspace.renewal.installed.team, [])
        few = asyncio.Semaphore(_AT_ONCE)

        async def one(team: str) -> PlatformError | StoreError | None:
            async with few:
                return await self._catch_up(team, keep, told[team])

        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(team)) for team in told]
        errors = [error for task in tasks if (error := task.result()) is not None]
        pauses = [error for error in errors if isinstance(error, RateLimited)]
        if pauses:
            raise max(pauses, key=lambda error: error.retry_after)
        if errors:
            raise errors[0]

    async def close(self) -> None:
        """End what is under way in all workspaces, and let go of connections."""
        if self._session is not None:
            await self._workspaces.close()
            await self._session.close()

    async def _catch_up(self, team: str, keep: Accept, seen: Sequence[Inbound]) -> PlatformError | StoreError | None:
        """Catch up with one workspace; return why something is left there."""
        try:
            workspace = await self._workspaces.of(team)
            if workspace is None:
                log.info("a workspace that the app is not installed in any more is not caught up with: %s", team)
                return None
            await workspace.renewal.fresh()
            await workspace.catching_up.run(keep, seen)
        except Unauthorized as error:
            log.error("a workspace is not caught up with: %s", error, extra={"team": team})
        except (PlatformError, StoreError) as error:
            return error
        return None


class Directory:
    """Knows the workspaces by their installations, and ends those that Slack says are over."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces

    async def who(self, team: str | None) -> AuthorizeResult | None:
        """Return who we are in a workspace. Raises PlatformError."""
        workspace = await self._workspaces.of(team if isinstance(team, str) else None)  # it may be any JSON
        return None if workspace is None else workspace.who

    async def heard(self, team: str, event: dict[str, Any]) -> None:
        """Remove the tokens where the app was uninstalled, or the bot's token revoked. Raises PlatformError."""
        workspace = await self._workspaces.of(team)
        # It may be of a token that was replaced, or be sent again after the app was installed anew: then ours is good.
        if workspace is None or not _ends(event) or await workspace.lives():
            return
        await self._workspaces.remove(team)
        log.info("the app was uninstalled in a workspace; its tokens are removed", extra={"team": team})


def _ends(event: dict[str, Any]) -> bool:
    """Say whether an event ends an installation; users' tokens may be revoked without that."""
    match event:
        case {"type": "app_uninstalled"}:
            return True
        case {"type": "tokens_revoked", "tokens": {"bot": [_, *_]}}:
            return True
        case _:
            return False
