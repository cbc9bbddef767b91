"""Moves: groups that became supergroups, which have another id from then on."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import ChatMigrated

from core.events import Inbound

T = TypeVar("T")


class Moves:
    """Knows where chats have moved to since the start; a chat that moved before tells so when it is written to."""

    def __init__(self) -> None:
        self._moved: dict[int, int] = {}
        self._standing: dict[tuple[int, int], tuple[int, int]] = {}

    def learn(self, old: int, new: int) -> None:
        """Take note of a chat's new id."""
        self._moved[old] = new

    def stands(self, at: tuple[int, int], place: tuple[int, int]) -> None:
        """Take note that the message known by a chat and a number is the one of another chat and number."""
        if at != place:
            self._standing[at] = place

    def place(self, chat: int, number: int) -> tuple[int, int]:
        """Return the chat and the number of a message."""
        return self._standing.get((chat, number), (chat, number))

    async def follow(self, chat: int, call: Callable[[int], Awaitable[T]]) -> T:
        """Return what `call` returns for the chat, or for the one it has become. Raises TelegramError."""
        try:
            return await call(self._moved.get(chat, chat))
        except ChatMigrated as moved:
            self.learn(chat, moved.new_chat_id)
            return await call(moved.new_chat_id)


def address(to: Inbound) -> tuple[int, int]:
    """Return the chat and the forum topic (0 for none) that an event is answered in."""
    _, chat, topic = to.session.split(":")
    return int(chat), int(topic)
