"""Discord's network half, on discord.py."""

import logging
import sys
from collections.abc import Coroutine, Sequence

import discord
import discord.gateway
import discord.http
import yarl
from discord import app_commands

from adapters.discord import commands as app
from adapters.discord.forms import clear_refusal, language_of, refuse_form
from adapters.discord.ids import custom_id
from adapters.discord.interactions import Interaction, OpenInteractions, acknowledge
from adapters.discord.platform import DiscordPlatform
from adapters.discord.port import DiscordPort
from adapters.discord.translating import translated
from adapters.discord.whispering import whisper
from adapters.discord.wire import interaction_payload, message_payload
from adapters.shared.http import Route
from adapters.shared.platform import Accept, Payload
from core.admin import CommandSpec
from core.errors import InvalidInput, PlatformError, TriviumError
from core.phrases import phrase

log = logging.getLogger(__name__)

_LONGEST_PAUSE = 30.0
"""Seconds the library may wait by itself on a rate limit; a longer pause is handed on as RateLimited."""


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
        self._client = _Client(self._platform, self._interactions)
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
                raise PlatformError("Discord does not know the token in DISCORD_TOKEN.") from error
            if await app.register(self._client.tree):
                log.info("commands registered", extra={"platform": "discord"})
        return "" if self._client.user is None else self._client.user.name

    async def run(self, accept: Accept) -> None:
        """Receive events until cancelled; the library reconnects and resumes by itself. Raises PlatformError."""
        self._client.accept = accept
        try:
            with translated("open the gateway"):
                await self._client.stay_connected()
        except discord.PrivilegedIntentsRequired as error:
            advice = "enable the Message Content intent for the bot in Discord's developer portal"
            raise PlatformError(f"Discord does not let the bot read messages: {advice}.") from error
        except discord.ConnectionClosed as error:
            cause = "does not know the token in DISCORD_TOKEN" if error.code == 4004 else "closed the gateway for good"
            raise PlatformError(f"Discord {cause} (code {error.code}).") from error

    async def close(self) -> None:
        """Let go of connections."""
        self._interactions.close()
        await self._client.close()

    async def _close_session(self) -> None:
        """Close what an earlier login that failed left open; with its session the library's connector is closed too."""
        await self._client.http.close()
        self._client.http.connector = discord.utils.MISSING


class _Client(discord.Client):
    """Turns the library's events into the house's."""

    accept: Accept

    def __init__(self, platform: DiscordPlatform, interactions: OpenInteractions) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True, message_content=True)
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_ratelimit_timeout=_LONGEST_PAUSE,
        )
        self.tree = app_commands.CommandTree(self)
        self.tree.error(self.on_command_error)
        self._platform, self._interactions = platform, interactions

    async def stay_connected(self) -> None:
        """Connect, again and again.

        When the very first connection fails, discord.py 2.7 waits, and then trips over the missing socket.
        """
        while not self.is_closed():
            try:
                await self.connect()
            except AttributeError:
                if self.ws is not None:
                    raise

    async def on_message(self, message: discord.Message) -> None:
        """Take what somebody wrote."""
        if self.user is not None and not message.author.bot:
            await self._take(message_payload(message, self.user.id))

    async def on_interaction(self, interaction: Interaction) -> None:
        """Take a click, or what a form brings; one that means nothing to us is answered here."""
        if interaction.type not in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            return
        self._interactions.add(interaction)
        payload = interaction_payload(interaction)
        used = custom_id(payload["d"]["data"].get("custom_id"))
        try:
            known = await self._take(payload)
        except InvalidInput as problem:
            await self._answer(interaction, refuse_form(interaction, used, str(problem)) if used else None)
            return
        if not known and used is None:
            await self._answer(interaction, whisper(interaction, phrase("gone", language_of(interaction))))
        elif not known:
            await self._answer(interaction, None)
        elif interaction.type is discord.InteractionType.modal_submit and self._interactions.has(interaction):
            await self._carefully(clear_refusal(interaction), interaction)

    async def on_command(self, interaction: Interaction) -> None:
        """Take a command."""
        self._interactions.add(interaction)
        await self._take(interaction_payload(interaction))

    async def on_disconnect(self) -> None:
        """Say that the connection is gone; the library makes a new one."""
        log.warning("Discord's gateway is disconnected, connecting again")

    async def on_error(self, event_method: str, /, *_: object, **__: object) -> None:
        """Log what went wrong with one event; the others go on."""
        log.error("an event of Discord was not handled: %r", sys.exc_info()[1], extra={"handler": event_method})

    async def on_command_error(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        """Log what went wrong with one command."""
        log.error("a command was not handled: %r", error, extra={"event": f"discord:{interaction.id}"})

    async def _answer(self, interaction: Interaction, answer: Coroutine[None, None, None] | None) -> None:
        """Answer an interaction that goes no further than here; one without an answer is only acknowledged."""
        self._interactions.hold(f"discord:{interaction.id}")
        await self._carefully(answer or acknowledge(interaction), interaction)
        self._interactions.drop(f"discord:{interaction.id}")

    async def _carefully(self, answer: Coroutine[None, None, None], interaction: Interaction) -> None:
        try:
            with translated("answer a click"):
                await answer
        except PlatformError as error:
            log.warning("a click was not answered: %s", error, extra={"event": f"discord:{interaction.id}"})

    async def _take(self, payload: Payload) -> bool:
        """Hand an event on; False for one that is not for us. Raises InvalidInput for the value of a form."""
        inbound = self._platform.read(payload)
        if inbound is None:
            return False
        try:
            await self.accept(inbound)
        except InvalidInput:
            raise
        except TriviumError as error:
            log.error("an event of Discord was not kept: %s", error, extra={"event": inbound.event})
            self._interactions.drop(inbound.event)
        return True
