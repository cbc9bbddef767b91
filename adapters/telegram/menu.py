"""The menu of commands: what Telegram offers where, and to whom. It guards nothing; who may is decided in the core."""

import asyncio
import logging
from collections.abc import Collection, Sequence

from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import BadRequest, Forbidden, TelegramError

from core.admin import CommandSpec
from core.events import AdminCommand, Inbound

log = logging.getLogger(__name__)

_PREFIX = "telegram:"


class Menu:
    """Offers one bot's commands: those for admins only to a group's administrators and in our admins' own chats."""

    def __init__(self, bot: Bot, commands: Sequence[CommandSpec], admins: Collection[str]) -> None:
        self._bot = bot
        self._all = _entries(commands)
        self._common = _entries([spec for spec in commands if spec.least != "admin"])
        self._reserved = frozenset(spec.name for spec in commands if spec.least == "admin")
        self._admins = frozenset(number for admin in admins if (number := _number(admin)))
        self._waiting: set[int] = set()
        """Admins whose chat could not be given its menu, for instance because they have not written to us yet."""
        self._looked_after: set[int] = set()

    async def offer(self) -> None:
        """Let each scope offer what it should; what Telegram refuses is a line in the log, for commands work without.

        Where people are by themselves with the bot, or run a group, Telegram takes the narrowest scope that has a
        list (Bot API, BotCommandScope), so all of the wide ones get one.
        """
        scopes = (BotCommandScopeDefault(), BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats())
        await asyncio.gather(
            *(self._in_scope(scope, self._common) for scope in scopes),
            self._in_scope(BotCommandScopeAllChatAdministrators(), self._all),
            *(self._in_chat_of(admin) for admin in sorted(self._admins)),
        )

    def is_due(self, inbound: Inbound) -> bool:
        """Say whether the chat in which something happened should get another menu now.

        That is an admin's chat that was not there at the start, and that of somebody who uses a command for admins
        without being one: they may have been one, and Telegram does not tell which chats have a list of their own.
        """
        number = _number(inbound.person.id)
        if not inbound.direct or not number:
            return False
        if number in self._admins:
            return number in self._waiting
        reserved = isinstance(inbound, AdminCommand) and inbound.name in self._reserved
        return reserved and number not in self._looked_after

    async def renew(self, inbound: Inbound) -> None:
        """Let a person's own chat offer what it should."""
        number = _number(inbound.person.id)
        self._waiting.discard(number)
        if number in self._admins:
            await self._in_chat_of(number)
        else:
            self._looked_after.add(number)
            await self._in_scope(BotCommandScopeChat(number), ())

    async def _in_chat_of(self, admin: int) -> None:
        try:
            await self._settle(BotCommandScopeChat(admin), self._all)
        except TelegramError as error:
            self._waiting.add(admin)
            if isinstance(error, BadRequest | Forbidden):
                log.info("the menu of the admin %s waits until they write to the bot: %s", admin, error, extra=_WHERE)
            else:
                _complain(f"chat of the admin {admin}", error)

    async def _in_scope(self, scope: BotCommandScope, wanted: Sequence[BotCommand]) -> None:
        try:
            await self._settle(scope, wanted)
        except TelegramError as error:
            _complain(f"scope {scope.type}", error)

    async def _settle(self, scope: BotCommandScope, wanted: Sequence[BotCommand]) -> None:
        """Let a scope offer `wanted` and nothing else; one that does already is left alone. Raises TelegramError."""
        offered = await self._bot.get_my_commands(scope=scope)
        if offered == tuple(wanted):
            return
        if wanted:
            await self._bot.set_my_commands(wanted, scope=scope)
        else:
            await self._bot.delete_my_commands(scope=scope)


_WHERE = {"platform": "telegram"}


def _complain(where: str, error: TelegramError) -> None:
    log.warning("the menu of commands was not set for the %s: %s", where, error, extra=_WHERE)


def _entries(commands: Sequence[CommandSpec]) -> tuple[BotCommand, ...]:
    return tuple(BotCommand(spec.name, spec.description) for spec in commands)


def _number(person: str) -> int:
    """Return a person's number, which is also that of their private chat; 0 for one of another platform, or a group."""
    number = person.removeprefix(_PREFIX)
    return int(number) if number.isascii() and number.isdecimal() else 0
