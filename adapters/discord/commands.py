"""Commands in Discord's form: an optional string for each argument, completed from its choices."""

import inspect
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from typing import Any, TypeAlias

import discord
import msgspec
from discord import app_commands
from msgspec import Struct

from adapters.discord.interactions import Interaction
from core.admin import Argument, CommandSpec

Tree: TypeAlias = app_commands.CommandTree[discord.Client]
Given: TypeAlias = Callable[[Interaction, CommandSpec], Awaitable[None]]
Option: TypeAlias = Mapping[str, Any]
"""What somebody gave for an argument, as Discord sends it: its `name` and `value`."""

_SUGGESTIONS = 25
"""Discord shows at most this many completions."""
_LENGTH = 100
"""Characters of a completion (Discord's reference, Application Command Option Choice)."""


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


def arranged(spec: CommandSpec, options: Sequence[Option]) -> list[Option]:
    """Return what was given in the order of the arguments; Discord's app sends it as it was filled in.

    An option that the command no longer has comes last: an app may know the command as it was before.
    """
    order = [argument.name for argument in spec.arguments]
    return sorted(filter(_says, options), key=lambda one: _place(order, one))


def gap(spec: CommandSpec, options: Sequence[Option]) -> tuple[Argument, Argument] | None:
    """Return the first argument that is not given though a later one is, and that one; None where none is lacking.

    Joined with blanks, the later one would be read as the earlier.
    """
    given = {option["name"] for option in filter(_says, options)}
    lacking = [argument for argument in spec.arguments if argument.name not in given]
    if not lacking:
        return None
    after = spec.arguments[spec.arguments.index(lacking[0]) :]
    return next(((lacking[0], argument) for argument in after if argument.name in given), None)


def lacks(spec: CommandSpec, lacking: Argument, given: Argument, language: str) -> str:
    """Return what a person is told who left such a gap."""
    if language == "de":
        return f"`/{spec.name}` braucht `{lacking.name}`, wenn `{given.name}` angegeben ist. Nichts wurde geändert."
    return f"`/{spec.name}` needs `{lacking.name}` where `{given.name}` is given. Nothing was changed."


def fitting(choices: Sequence[str], typed: str) -> list[str]:
    """Return the choices that begin with what is typed, then those that have it elsewhere, as many as are shown."""
    wanted = typed.strip().casefold()
    found = [choice for choice in choices if 0 < len(choice) <= _LENGTH and wanted in choice.casefold()]
    return sorted(found, key=lambda choice: not choice.casefold().startswith(wanted))[:_SUGGESTIONS]


def _says(option: Option) -> bool:
    return bool(str(option.get("value", "")).strip())


def _place(order: Sequence[str], option: Option) -> int:
    return order.index(option["name"]) if option["name"] in order else len(order)


def _command(spec: CommandSpec, given: Given) -> app_commands.Command[Any, ..., None]:
    async def run(interaction: Interaction, **_: str) -> None:
        await given(interaction, spec)

    run.__signature__ = _signature(spec.arguments)  # type: ignore[attr-defined]  # the library reads options from it
    described = app_commands.describe(**{argument.name: argument.description for argument in spec.arguments})(run)
    command = app_commands.Command[Any, ..., None](name=spec.name, description=spec.description, callback=described)
    command.allowed_contexts = app_commands.AppCommandContext(guild=True, dm_channel=True)
    if spec.least == "admin":
        command.default_permissions = discord.Permissions(manage_guild=True)
    for argument in spec.arguments:
        if argument.choices:
            command.autocomplete(argument.name)(_completion(argument.choices))
    return command


def _signature(arguments: Sequence[Argument]) -> inspect.Signature:
    kind = inspect.Parameter.KEYWORD_ONLY
    options = [inspect.Parameter(one.name, kind, default="", annotation=str) for one in arguments]
    return inspect.Signature([inspect.Parameter("_", inspect.Parameter.POSITIONAL_OR_KEYWORD), *options])


def _completion(
    choices: Sequence[str],
) -> Callable[[Interaction, str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]:
    async def complete(_: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=choice, value=choice) for choice in fitting(choices, typed)]

    return complete


def _read(commands: object) -> frozenset[_Known] | None:
    """Return what makes commands alike, from their wire form; None for an answer that is no list of commands."""
    try:
        return frozenset(msgspec.convert(commands, tuple[_Known, ...], strict=False))
    except msgspec.ValidationError:
        return None
