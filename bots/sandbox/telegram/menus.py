"""The menus of commands: the Bot API's methods for them, and what a client offers somebody."""

import re
from collections.abc import Iterator

from bots.sandbox.telegram.errors import bad_request
from bots.sandbox.telegram.members import RUNNING, status_of
from bots.sandbox.telegram.methods import Method, chat_of
from bots.sandbox.telegram.params import Json, Params
from bots.sandbox.telegram.world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_MOST = 100
"""Commands of a scope (Bot API, setMyCommands)."""
_WIDE = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
_NARROW = frozenset({"chat", "chat_administrators", "chat_member"})


def set_my_commands(world: World, params: Params) -> bool:
    """Give a scope its list of commands."""
    commands = params.objects("commands")
    if len(commands) > _MOST:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.state.menus[_key(world, params)] = commands
    return True


def get_my_commands(world: World, params: Params) -> list[Json]:
    """Return a scope's own list; an empty one where it has none."""
    return world.state.menus.get(_key(world, params), [])


def delete_my_commands(world: World, params: Params) -> bool:
    """Take a scope's list away, so that the next wider one counts."""
    world.state.menus.pop(_key(world, params), None)
    return True


def offered(world: World, user: Json, chat: Json) -> list[str]:
    """Return the commands that a client offers somebody in a chat: the narrowest list, in their language first."""
    for scope in _scopes(world, user, chat):
        for language in (user.get("language_code", ""), ""):
            if commands := world.state.menus.get(f"{scope}/{language}"):
                return [command["command"] for command in commands]
    return []


MENUS: dict[str, Method] = {
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
}
"""By their names in lower case."""


def _scopes(world: World, user: Json, chat: Json) -> Iterator[str]:
    """Give the scopes that hold for somebody in a chat, the narrowest first (Bot API, BotCommandScope)."""
    if chat["type"] == "private":
        yield from (f"chat:{chat['id']}", "all_private_chats", "default")
        return
    runs = status_of(world, chat, user) in RUNNING
    yield f"chat_member:{chat['id']}:{user['id']}"
    if runs:
        yield f"chat_administrators:{chat['id']}"
    yield f"chat:{chat['id']}"
    if runs:
        yield "all_chat_administrators"
    yield from ("all_group_chats", "default")


def _key(world: World, params: Params) -> str:
    """Return what the list of a scope and a language is kept under."""
    scope, language = params.structure("scope") or {"type": "default"}, params.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language_code specified")
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind in _WIDE:
        return f"{kind}/{language}"
    if kind not in _NARROW:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    chat = chat_of(world, Params(scope))
    if kind != "chat" and chat["type"] == "private":
        raise bad_request("can't use specified scope in private chats")
    member = f":{Params(scope).integer('user_id')}" if kind == "chat_member" else ""
    return f"{kind}:{chat['id']}{member}/{language}"
