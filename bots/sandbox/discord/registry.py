"""The bot's commands as Discord keeps them."""

import re
from typing import Any, TypeAlias

from bots.sandbox.discord.errors import invalid
from bots.sandbox.discord.world import BOT, World

Json: TypeAlias = dict[str, Any]
_NAME = re.compile(r"[-_\w]{1,32}")


class Registry:
    """The global commands; a person sees them as soon as they are there."""

    def __init__(self, world: World) -> None:
        self._world = world

    def all(self) -> list[Json]:
        """Return all commands."""
        return self._world.commands

    def replace(self, commands: list[Json]) -> list[Json]:
        """Put these in the place of all there were; a command that keeps its name keeps its id."""
        for index, command in enumerate(commands):
            _check(command, str(index))
        self._world.commands = [self._made(command) for command in commands]
        self._world.keep()
        return self._world.commands

    def add(self, command: Json) -> Json:
        """Add a command or put it in the place of the one with its name."""
        _check(command, "")
        made = self._made(command)
        others = [known for known in self._world.commands if known["name"] != made["name"]]
        self._world.commands = [*others, made]
        self._world.keep()
        return made

    def _made(self, command: Json) -> Json:
        same = (known["id"] for known in self._world.commands if known["name"] == command["name"])
        permissions = command.get("default_member_permissions")
        return {
            "id": next(same, None) or self._world.next_id(),
            "application_id": BOT,
            "version": self._world.next_id(),
            "type": command.get("type", 1),
            "name": command["name"],
            "description": command["description"],
            "options": command.get("options", []),
            "default_member_permissions": None if permissions is None else str(permissions),
            "dm_permission": command.get("dm_permission", True),
            "contexts": command.get("contexts"),
            "integration_types": command.get("integration_types") or [0],
            "nsfw": command.get("nsfw", False),
        }


def _check(command: Json, path: str) -> None:
    prefix = f"{path}." if path else ""
    if not _NAME.fullmatch(command.get("name", "")) or command["name"] != command["name"].lower():
        raise invalid(prefix + "name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    if not 1 <= len(command.get("description", "")) <= 100:
        raise invalid(prefix + "description", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
    for index, option in enumerate(command.get("options", [])):
        if not _NAME.fullmatch(option.get("name", "")):
            raise invalid(f"{prefix}options.{index}.name", "APPLICATION_COMMAND_INVALID_NAME", "Option name is invalid")
        if not 1 <= len(option.get("description", "")) <= 100:
            field = f"{prefix}options.{index}.description"
            raise invalid(field, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
