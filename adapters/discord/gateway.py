"""Discord's network half, on discord.py."""

import logging
from collections.abc import Sequence

import discord
import discord.gateway
import discord.http
import yarl

from adapters.discord import commands as app
from adapters.discord.client import Client
from adapters.discord.heartbeat import beats
from adapters.discord.interactions import OpenInteractions
from adapters.discord.platform import DiscordPlatform
from adapters.discord.port import DiscordPort
from adapters.discord.translating import translated
from adapters.shared.http import Route
from adapters.shared.platform import Accept, Connected
from core.admin import CommandSpec
from core.errors import PlatformError, Unauthorized
from core.events import Inbound

log = logging.getLogger(__name__)

_REFUSED = 4004
"""The close code for a token that is not known (Discord's reference, "Gateway Close Event Codes")."""
_UNKNOWN_TOKEN = "Discord does not know the token in DISCORD_TOKEN"  # noqa: S105 (no token)


class DiscordGateway:
    """Connected to Discord as one bot.

    The library knows the addresses only as class attributes. `start` sets them for the whole process where
    `api_url` (ends in `/api/v10`) and `gateway_url` are given: one bot in a process.
    """

    def __init__(
        self, *, token: str, api_url: str | None, gateway_url: str | None, commands: Sequence[CommandSpec]
    ) -> None:
        self._token, self._api_url, self._gateway_url = token, api_url, gateway_url
        self._platform = DiscordPlatform()
        self._interactions = OpenInteractions()
        self._client = Client(self._platform, self._interactions)
        self._history = self._client.history
        self._port = DiscordPort(self._client, self._interactions, api_url)
        app.add(self._client.tree, commands, self._client.on_command)

    @property
    def platform(self) -> DiscordPlatform:
        """Return the pure half."""
        return self._platform

    @property
    def port(self) -> DiscordPort:
        """Return the sending half."""
        return self._port

    def routes(self) -> Sequence[Route]:
        """Return none: the gateway is dialled."""
        return ()

    async def start(self) -> str:
        """Log in, register the commands where they changed, return the bot's name. Raises PlatformError."""
        if self._api_url is not None:
            discord.http.Route.BASE = self._api_url.rstrip("/")
        if self._gateway_url is not None:
            discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(self._gateway_url)
        with translated("log in"):
            await self._close_session()
            try:
                await self._client.login(self._token)
            except discord.LoginFailure as error:
                raise Unauthorized(f"{_UNKNOWN_TOKEN}.") from error
            if await app.register(self._client.tree):
                log.info("commands registered", extra={"platform": "discord"})
        return "" if self._client.user is None else self._client.user.name

    async def run(self, accept: Accept, connected: Connected) -> None:
        """Receive events until cancelled; the library reconnects and resumes by itself. Raises PlatformError.

        A session that was resumed has missed nothing: `connected` is awaited when a new one begins.
        """
        self._client.accept, self._client.connected = accept, connected
        try:
            with translated("open the gateway"):
                await self._client.stay_connected()
        except discord.PrivilegedIntentsRequired as error:
            advice = "enable the Message Content intent for the bot in Discord's developer portal"
            raise PlatformError(f"Discord does not let the bot read messages: {advice}.") from error
        except discord.ConnectionClosed as error:
            if error.code == _REFUSED:
                raise Unauthorized(f"{_UNKNOWN_TOKEN} (code {error.code}).") from error
            raise PlatformError(f"Discord closed the gateway for good (code {error.code}).") from error
        finally:
            await self._client.rest()

    def alive(self) -> bool:
        """Say whether events can come: a session's socket stands, and Discord answers heartbeats on it."""
        return beats(self._client)

    async def catch_up(self, keep: Accept, seen: Sequence[Inbound]) -> None:
        """Fetch what people wrote in the channels and threads of `seen`, at most 200 messages in each.

        A place that may not be read is left out, with a warning. A place that fails keeps no other from being looked
        through, and is owed until a further call; then that failure is raised: PlatformError, StoreError. Clicks and
        commands from meanwhile failed before the eyes of those who made them.
        """
        await self._history.catch_up(keep, seen)

    async def close(self) -> None:
        """Answer what can be answered, and let go of connections."""
        await self._interactions.close()
        await self._client.end()
        await self._client.close()

    async def _close_session(self) -> None:
        """Close what an earlier login that failed left open; with its session the library's connector is closed too."""
        await self._client.http.close()
        self._client.http.connector = discord.utils.MISSING
