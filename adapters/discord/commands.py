"""Commands in Discord's form: one optional argument, completed from the command's choices."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeAlias

import discord
from discord import app_commands

from adapters.discord.interactions import Interaction
from core.admin import CommandSpec

Tree: TypeAlias = app_commands.CommandTree[discord.Client]
Given: TypeAlias = Callable[[Interaction], Awaitable[None]]

_SUGGESTIONS = 25
"""Discord shows at most this many completions."""


def add(tree: Tree, specs: Sequence[CommandSpec], given: Given) -> None:
    """Put the commands into the tree; `given` is called with each that somebody gives."""
    for spec in specs:
        tree.add_command(_command(spec, given))


async def register(tree: Tree) -> bool:
    """Tell Discord the commands unless it knows them already; return whether it was told."""
    known = {_registered(command) for command in await tree.fetch_commands()}
    if known == {_wanted(command) for command in tree.walk_commands() if isinstance(command, app_commands.Command)}:
        return False
    await tree.sync()
    return True


def _command(spec: CommandSpec, given: Given) -> app_commands.Command[Any, ..., None]:
    @app_commands.describe(arguments=spec.hint or "what the command should do")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=True)
    async def run(interaction: discord.Interaction[discord.Client], arguments: str = "") -> None:  # noqa: ARG001
        await given(interaction)

    async def complete(_: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        fitting = [choice for choice in spec.choices if choice.startswith(typed)]
        return [app_commands.Choice(name=choice, value=choice) for choice in fitting[:_SUGGESTIONS]]

    command = app_commands.Command[Any, ..., None](name=spec.name, description=spec.description, callback=run)
    if spec.choices:
        command.autocomplete("arguments")(complete)
    return command


def _wanted(command: app_commands.Command[Any, ..., Any]) -> tuple[object, ...]:
    options = tuple((p.name, str(p.description), p.required, p.autocomplete) for p in command.parameters)
    return command.name, command.description, command.default_permissions, options


def _registered(command: app_commands.AppCommand) -> tuple[object, ...]:
    options = tuple(
        (o.name, o.description, o.required, o.autocomplete)
        for o in command.options
        if isinstance(o, app_commands.Argument)
    )
    return command.name, command.description, command.default_member_permissions, options
