"""Private messages: what only one person sees, as long as some interaction can still change it."""

import logging
from collections.abc import Awaitable
from contextlib import ExitStack

import discord

from adapters.discord.drawn import Drawn
from adapters.discord.interactions import Interaction, OpenInteractions
from adapters.discord.platform import PRIVATE
from adapters.discord.translating import answered, over, too_late
from adapters.discord.uploads import files
from adapters.shared.platform import Body
from core.errors import PlatformError
from core.events import Action, Inbound

log = logging.getLogger(__name__)


class PrivateMessages:
    """Discord lets a private message be changed by the interaction that made it, and by a click on it.

    Each can do so for 15 minutes, in the process that took it in. No message can get other uploads by an edit of the
    house's; a private one that was clicked can, when it is taken away and another one sent: that one takes its place.
    """

    def __init__(self, interactions: OpenInteractions) -> None:
        self._open = interactions
        self._makers: dict[str, Interaction] = {}
        self._vacant: dict[str, str] = {}
        """Messages that were clicked and taken away, by the event of the click."""

    def made(self, native: str, interaction: Interaction) -> None:
        """Take note of the interaction that made a message."""
        while self._makers and next(iter(self._makers.values())).is_expired():
            del self._makers[next(iter(self._makers))]
        self._makers[native] = interaction

    async def answer(self, interaction: Interaction, body: Body, *, private: bool) -> str | None:
        """Answer a command or a click with a message; None where it can no longer be answered."""
        view, place = Drawn(body), PRIVATE if private else interaction.channel_id
        try:
            if not interaction.response.is_done():
                sent_first = interaction.response.send_message
                first = await sent_first(view=view, files=await files(body), ephemeral=private)
                return self._noted(f"{place}:{first.message_id}", interaction)
        except discord.HTTPException as error:
            if not too_late(error):
                raise
            if not answered(error):
                return None
        sent = await interaction.followup.send(view=view, files=await files(body), ephemeral=private, wait=True)
        return self._noted(f"{place}:{sent.id}", interaction)

    async def edit(self, to: Inbound, native: str, body: Body) -> None:
        """Change a message; where nobody can any more, the person gets its new state as a further one.

        Raises PlatformError where that cannot be shown to them in private either.
        """
        interaction, maker = self._open.get(to.event), self._maker(native)
        clicked = interaction is not None and native == to.origin.get("native")
        if interaction is not None and clicked and await _reached(interaction.edit_original_response(view=Drawn(body))):
            return
        if maker is not None and await _reached(maker.followup.edit_message(_number(native), view=Drawn(body))):
            return
        if interaction is None or await self.answer(interaction, body, private=True) is None:
            raise PlatformError("A private answer on Discord can no longer be changed.")
        log.info("a private answer came anew, the old one cannot be changed", extra={"native": native})

    async def take_away(self, to: Inbound, native: str) -> None:
        """Delete a message; the one that was clicked waits for what comes in its place, or for `clear`."""
        if isinstance(to, Action) and native == to.origin.get("native") and self._open.get(to.event) is not None:
            self._vacant[to.event] = native
            return
        maker = self._makers.pop(native, None)
        if maker is None or maker.is_expired() or not await _reached(maker.followup.delete_message(_number(native))):
            log.info("a private message stays until the person closes it", extra={"native": native})

    async def fill(self, to: Inbound, body: Body) -> str | None:
        """Let a message take the place of the one that was clicked and taken away; None where there is none."""
        native, interaction = self._vacant.pop(to.event, None), self._open.get(to.event)
        if native is None or interaction is None:
            return None
        with ExitStack() as again:
            again.callback(self._vacant.__setitem__, to.event, native)
            there = await _replace(interaction, body)
            again.pop_all()
        return native if there else None

    async def clear(self, to: Inbound) -> None:
        """Delete the message that was clicked and taken away, if nothing took its place."""
        native, interaction = self._vacant.pop(to.event, None), self._open.get(to.event)
        if native is None or interaction is None:
            return
        try:
            if not interaction.response.is_done():
                await interaction.response.defer()
        except discord.HTTPException as error:
            if not too_late(error):
                raise
        await _reached(interaction.delete_original_response())

    def _maker(self, native: str) -> Interaction | None:
        maker = self._makers.get(native)
        return None if maker is None or maker.is_expired() else maker

    def _noted(self, native: str, interaction: Interaction) -> str:
        if native.startswith(PRIVATE):
            self.made(native, interaction)
        return native


async def _replace(interaction: Interaction, body: Body) -> bool:
    """Give the message that was clicked another body and other uploads; return whether that was possible."""
    try:
        if not interaction.response.is_done():
            await interaction.response.edit_message(view=Drawn(body), attachments=await files(body))
            return True
    except discord.HTTPException as error:
        if not too_late(error):
            raise
        if not answered(error):
            return False
    return await _reached(interaction.edit_original_response(view=Drawn(body), attachments=await files(body)))


async def _reached(change: Awaitable[object]) -> bool:
    """Return whether there was a message to change, and an interaction that could still change it."""
    try:
        await change
    except discord.HTTPException as error:
        if isinstance(error, discord.NotFound) or over(error):
            return False
        raise
    return True


def _number(native: str) -> int:
    return int(native.partition(":")[2])
