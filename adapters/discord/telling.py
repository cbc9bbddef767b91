"""Telling a person something where nobody else reads it, in direct messages."""

import discord

from adapters.discord.whispering import NOTICE_LENGTH
from adapters.shared.drawing import shorten
from core.errors import PlatformError


async def room_of(client: discord.Client, person: str) -> discord.DMChannel:
    """Return the direct messages with a user, by their number. Raises PlatformError, HTTPException."""
    if not (person.isascii() and person.isdecimal()):
        raise PlatformError(f"Discord has no person {person!r}: a person is a number there, as in discord:123.")
    return await client.create_dm(discord.Object(int(person)))


async def tell(client: discord.Client, person: str, text: str) -> None:
    """Write plain text to a user by their number; nobody is mentioned in it. Raises PlatformError, HTTPException."""
    channel = await room_of(client, person)
    plain = discord.utils.escape_mentions(discord.utils.escape_markdown(text))
    await channel.send(shorten(plain, NOTICE_LENGTH), allowed_mentions=discord.AllowedMentions.none())
