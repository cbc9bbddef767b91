"""Managers: those who run a server, as Discord itself counts them."""

import discord

from adapters.discord.platform import PERMISSIONS
from core.events import Inbound


async def manages(client: discord.Client, to: Inbound) -> bool:
    """Say whether the person owns the server, administers it or may manage it; nobody does in direct messages.

    A click, a form and a command bring what Discord says of it; for a message the server and the person's roles are
    fetched. Raises discord.HTTPException.
    """
    brought, server = to.origin.get(PERMISSIONS), to.server.partition(":")[2]
    if not server:
        return False
    if brought is not None:
        return _suffice(discord.Permissions(int(brought)))
    guild = await client.fetch_guild(int(server), with_counts=False)
    try:
        member = await guild.fetch_member(int(to.person.id.partition(":")[2]))
    except discord.NotFound:  # they have left
        return False
    return _suffice(member.guild_permissions)


def _suffice(permissions: discord.Permissions) -> bool:
    return permissions.administrator or permissions.manage_guild
