"""Notices that only the one person sees who acted."""

from typing import Any

import discord

from adapters.discord.components import Component, display
from adapters.discord.drawn import Drawn
from adapters.discord.interactions import Interaction
from adapters.discord.translating import answered
from adapters.shared.drawing import shorten

NOTICE_LENGTH = 2000
"""Characters of a message (Discord's reference, Create Message, `content`)."""


async def whisper(interaction: Interaction, notice: str, *rows: Component) -> None:
    """Tell the person something, with buttons below; whether or not the interaction has an answer already.

    Raises discord.HTTPException.
    """
    notice = shorten(notice, NOTICE_LENGTH)
    view: Any = Drawn({"components": [display(notice), *rows]}) if rows else discord.utils.MISSING
    content: Any = discord.utils.MISSING if rows else notice
    try:
        if not interaction.response.is_done():
            await interaction.response.send_message(content, view=view, ephemeral=True)
            return
    except discord.HTTPException as error:
        if not answered(error):
            raise
    await interaction.followup.send(content, view=view, ephemeral=True)
