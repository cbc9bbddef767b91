"""The link by which a server's admins invite the bot, with exactly what it needs there."""

import base64
import binascii
from collections.abc import Mapping
from types import MappingProxyType

import discord
from discord.utils import oauth_url

NEEDED: Mapping[str, discord.Permissions] = MappingProxyType(
    {
        "View Channels": discord.Permissions(view_channel=True),
        "Send Messages": discord.Permissions(send_messages=True),
        "Create Public Threads": discord.Permissions(create_public_threads=True),
        "Send Messages in Threads": discord.Permissions(send_messages_in_threads=True),
        "Attach Files": discord.Permissions(attach_files=True),
        "Read Message History": discord.Permissions(read_message_history=True),
        "Add Reactions": discord.Permissions(add_reactions=True),
    }
)
"""What the bot needs in a server, as Discord's own pages call it."""

SCOPES = ("bot", "applications.commands")
"""What an invitation brings along: the bot itself, and its slash commands."""


def application_of(token: str) -> str:
    """Return the id of the application whose bot has this token, or nothing for what is no token.

    A token's first part is the bot's id in base64. Bots made before the end of 2016 have an id of their own.
    """
    first = token.partition(".")[0]
    try:
        told = base64.b64decode(first + "=" * (-len(first) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return ""
    return told.decode("ascii") if told.isdigit() else ""


def invite(application: str) -> str:
    """Return the link for an application's id."""
    wanted = discord.Permissions.none()
    for one in NEEDED.values():
        wanted |= one
    return oauth_url(application, permissions=wanted, scopes=SCOPES)
