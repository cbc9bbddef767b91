"""The library's client, which turns its events into the house's."""

import logging
import sys
from collections.abc import Coroutine
from typing import Literal, TypeAlias

import discord
from discord import app_commands

from adapters.discord.commands import gap, lacks
from adapters.discord.forms import clear_refusal, language_of, refuse_form
from adapters.discord.history import History
from adapters.discord.ids import CustomId, custom_id
from adapters.discord.interactions import Interaction, OpenInteractions, acknowledge
from adapters.discord.lanes import Lanes
from adapters.discord.platform import DiscordPlatform
from adapters.discord.recovery import Recovery, recoverable
from adapters.discord.translating import translated
from adapters.discord.whispering import whisper
from adapters.discord.wire import interaction_payload, message_payload
from adapters.shared.platform import Accept, Connected, Payload
from core.admin import CommandSpec
from core.errors import InvalidInput, PlatformError, TriviumError
from core.events import Inbound, Message
from core.phrases import phrase

log = logging.getLogger(__name__)

_LONGEST_PAUSE = 30.0
"""Seconds the library may wait by itself on a rate limit; a longer pause is handed on as RateLimited."""
_Outcome: TypeAlias = Literal["taken", "not ours", "not kept", "never kept"]
"""What became of an event; one that is not kept can be when it is tried again."""


class Client(discord.Client):
    """Hands on messages, clicks, forms and commands, and says when a session begins."""

    accept: Accept
    connected: Connected

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
        self.history = History(self, platform)
        self._platform, self._interactions = platform, interactions
        self._lanes = Lanes()
        self._recovery = Recovery(self.history.places, self._catch_up)

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

    async def rest(self) -> None:
        """Fetch nothing more by itself."""
        await self._recovery.stop()

    async def end(self) -> None:
        """Let go of all events under way; those that are not kept are fetched after the next start."""
        await self._lanes.end()
        await self._recovery.stop()

    async def on_connect(self) -> None:
        """Say that a session began, which the library tells at READY, and not when a session is resumed.

        Its `on_ready` comes seconds later, when newer messages may have been kept already.
        """
        with self._lanes.counted():
            await self.connected()

    async def on_message(self, message: discord.Message) -> None:
        """Take what somebody wrote, after what was written before it in the same conversation."""
        if self.user is None or message.author.bot:
            return
        inbound = self._platform.read(message_payload(message, self.user.id))
        if not isinstance(inbound, Message):
            return
        with self._lanes.counted():
            async with self._lanes.turn(inbound.session):
                if not await self._recovery.passed(inbound) or await self._keep(inbound) == "not kept":
                    self._recovery.lost(inbound)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Take a click, or what a form brings; one that means nothing to us is answered here."""
        if interaction.type not in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            return
        self._interactions.add(interaction)
        payload = interaction_payload(interaction)
        used = custom_id(payload["d"]["data"].get("custom_id"))
        try:
            outcome = await self._take(payload)
        except InvalidInput as problem:
            await self._answer(interaction, refuse_form(interaction, used, str(problem)) if used else None)
            return
        match outcome:
            case "not kept" | "never kept":
                await self._answer(interaction, _not_kept(interaction, used))
            case "not ours" if used is None:
                await self._answer(interaction, whisper(interaction, phrase("gone", language_of(interaction))))
            case "not ours":
                await self._answer(interaction, None)
            case "taken":
                self._interactions.accepted(interaction)
                if interaction.type is discord.InteractionType.modal_submit and self._interactions.has(interaction):
                    await self._carefully(clear_refusal(interaction), interaction)

    async def on_command(self, interaction: Interaction, spec: CommandSpec) -> None:
        """Take a command; one whose words would be misread is answered here."""
        self._interactions.add(interaction)
        payload = interaction_payload(interaction, spec)
        if (lacking := gap(spec, payload["d"]["data"]["options"])) is not None:
            await self._answer(interaction, whisper(interaction, lacks(spec, *lacking, language_of(interaction))))
            return
        match await self._take(payload):
            case "not kept" | "never kept":
                await self._answer(interaction, _not_kept(interaction, None))
            case "taken":
                self._interactions.accepted(interaction)
            case "not ours":
                await self._answer(interaction, None)

    async def on_disconnect(self) -> None:
        """Say that the connection is gone; the library makes a new one."""
        log.warning("Discord's gateway is disconnected, connecting again")

    async def on_error(self, event_method: str, /, *_: object, **__: object) -> None:
        """Log what went wrong with one event; the others go on."""
        log.error("an event of Discord was not handled: %r", sys.exc_info()[1], extra={"handler": event_method})

    async def on_command_error(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        """Log what went wrong with one command."""
        log.error("a command was not handled: %r", error, extra={"event": f"discord:{interaction.id}"})

    async def _catch_up(self) -> None:
        await self.connected()

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

    async def _take(self, payload: Payload) -> _Outcome:
        """Hand on what somebody did, beside all messages: they may wait. Raises InvalidInput for a form's value."""
        inbound = self._platform.read(payload)
        if inbound is None:
            return "not ours"
        with self._lanes.counted():
            return await self._keep(inbound)

    async def _keep(self, inbound: Inbound) -> _Outcome:
        """Hand an event on. Raises InvalidInput for the value of a form."""
        try:
            await self.accept(inbound)
        except InvalidInput:
            raise
        except TriviumError as error:
            log.error("an event of Discord was not kept: %s", error, extra={"event": inbound.event})
            return "not kept" if recoverable(error) else "never kept"
        return "taken"


def _not_kept(interaction: Interaction, used: CustomId | None) -> Coroutine[None, None, None]:
    """Return the answer to what could not be kept; what was filled in can be tried again."""
    sentence = phrase("not_kept", language_of(interaction))
    if used is not None and interaction.type is discord.InteractionType.modal_submit:
        return refuse_form(interaction, used, sentence)
    return whisper(interaction, sentence)
