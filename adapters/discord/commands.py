"""Commands in Discord's form: one optional argument at most, completed from the command's choices."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeAlias

import discord
import msgspec
from discord import app_commands
from msgspec import Struct

from adapters.discord.interactions import Interaction
from adapters.shared.drawing import shorten
from core.admin import CommandSpec

Tree: TypeAlias = app_commands.CommandTree[discord.Client]
Given: TypeAlias = Callable[[Interaction], Awaitable[None]]

_SUGGESTIONS = 25
"""Discord shows at most this many completions."""
_LENGTH = 100
"""Characters of an option's description, and of a completion."""


class _Option(Struct, frozen=True):
    name: str
    description: str
    required: bool = False
    autocomplete: bool = False


class _Known(Struct, frozen=True):
    name: str
    description: str
    default_member_permissions: int | None = None
    options: tuple[_Option, ...] = ()


def add(tree: Tree, specs: Sequence[CommandSpec], given: Given) -> None:
    """Put the commands into the tree; `given` is called with each that somebody gives."""
    for spec in specs:
        tree.add_command(_command(spec, given))


async def register(tree: Tree) -> bool:
    """Tell Discord the commands unless it knows them already; return whether it was told."""
    client = tree.client
    known = _read(await client.http.get_global_commands(client.application_id or 0))
    if known == _read([command.to_dict(tree) for command in tree.get_commands()]):
        return False
    await tree.sync()
    return True


def _command(spec: CommandSpec, given: Given) -> app_commands.Command[Any, ..., None]:
    """Return the command, without an argument where the spec has neither a hint nor choices."""

    async def bare(interaction: discord.Interaction[discord.Client]) -> None:
        await given(interaction)

    @app_commands.describe(arguments=shorten(spec.hint, _LENGTH) or "what the command should do")
    async def run(interaction: discord.Interaction[discord.Client], arguments: str = "") -> None:  # noqa: ARG001
        await given(interaction)

    async def complete(_: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        fitting = [choice for choice in spec.choices if choice.startswith(typed) and len(choice) <= _LENGTH]
        return [app_commands.Choice(name=choice, value=choice) for choice in fitting[:_SUGGESTIONS]]

    callback = run if spec.hint or spec.choices else bare
    command = app_commands.Command[Any, ..., None](name=spec.name, description=spec.description, callback=callback)
    command.allowed_contexts = app_commands.AppCommandContext(guild=True, dm_channel=True)
    if spec.admins:
        command.default_permissions = discord.Permissions(manage_guild=True)
    if spec.choices:
        command.autocomplete("arguments")(complete)
    return command


def _read(commands: object) -> frozenset[_Known] | None:
    """Return what makes commands alike, from their wire form; None for an answer that is no list of commands."""
    try:
        return frozenset(msgspec.convert(commands, tuple[_Known, ...], strict=False))
    except msgspec.ValidationError:
        return None
