"""What is said to @BotFather, who makes bots and keeps their settings."""

from collections.abc import Sequence

from adapters.shared.drawing import shorten
from core.admin import CommandSpec

_DESCRIPTION = 256
"""Characters of a command's description (Bot API, BotCommand)."""
_ABOUT = "One assistant in Slack, Discord and Telegram."
"""At most 120 characters (Bot API, setMyShortDescription)."""


def command_lines(commands: Sequence[CommandSpec]) -> str:
    """Return what follows /setcommands: a line for each command."""
    return "\n".join(f"{spec.name} - {shorten(spec.description, _DESCRIPTION)}" for spec in commands)


def dialogue(commands: Sequence[CommandSpec]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what to write to @BotFather, in order: what it is for, and the messages."""
    return (
        ("Make the bot: its name, then its username, which ends in bot. The answer holds the token", ("/newbot",)),
        ("In groups, let it see only mentions, replies to it and commands", ("/setprivacy", "Enable")),
        ("Let people add it to groups (Disable keeps it to private chats)", ("/setjoingroups", "Enable")),
        ("Say what it is, in its profile", ("/setabouttext", _ABOUT)),
        (
            "Fill the menu of commands (the bot does so by itself when it runs)",
            ("/setcommands", command_lines(commands)),
        ),
    )
