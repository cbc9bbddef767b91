"""What the fake Telegram knows: people, chats, messages, and the updates a bot has not confirmed yet."""

import re
import time
from collections.abc import Callable
from copy import deepcopy

import msgspec
from msgspec import Struct, field

from bots.sandbox.service import Changed, SentFile, Shelf
from bots.sandbox.telegram.params import Json
from bots.sandbox.telegram.rules import utf16

BOT: Json = {"id": 7_000_000_001, "is_bot": True, "first_name": "Trivium", "username": "trivium_sandbox_bot"}
ADA: Json = {"id": 1001, "is_bot": False, "first_name": "Ada", "username": "ada_sandbox", "language_code": "en"}
BEN: Json = {"id": 1002, "is_bot": False, "first_name": "Ben", "username": "ben_sandbox", "language_code": "de"}
PEOPLE = {str(user["id"]): user for user in (ADA, BEN)}
UNSEEN: Json = {"id": 1_087_968_824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
"""Who seems to write what an administrator writes in a group's name (Bot API, Message)."""
GROUP: Json = {"id": -1_001_000_000_001, "type": "supergroup", "title": "Sandbox group"}

QUERY_LIFE = 60
"""Seconds in which a press can be answered; Telegram names no number."""
DRAFT_LIFE = 30.0
"""Seconds for which a draft is shown (Bot API, sendMessageDraft)."""
_TYPING = 5.0
"""Seconds for which typing is shown at the most (Bot API, sendChatAction)."""

_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,32}(@\w+)?")
_MENTION = re.compile(r"(?<!\w)@\w{4,32}")


def private_chat(user: Json) -> Json:
    """Return the chat between a person and the bot; it has the person's id."""
    named: Json = {key: user[key] for key in ("first_name", "last_name", "username") if key in user}
    return {"id": user["id"], "type": "private", **named}


CHATS: dict[str, Json] = {str(chat["id"]): chat for chat in (private_chat(ADA), private_chat(BEN), GROUP)}


class State(Struct):
    """All that outlives the process."""

    last_id: int = 0
    messages: dict[str, list[Json]] = field(default_factory=lambda: {chat: [] for chat in CHATS})
    drafts: dict[str, Json] = field(default_factory=dict)
    reactions: dict[str, list[Json]] = field(default_factory=dict)
    toasts: list[Json] = field(default_factory=list)
    queries: dict[str, Json] = field(default_factory=dict)
    """Presses that were not answered yet: who, where, when."""
    updates: list[Json] = field(default_factory=list)
    """Not confirmed by the bot, oldest first."""
    last_update: Json | None = None
    allowed_updates: list[str] = field(default_factory=list)
    menus: dict[str, list[Json]] = field(default_factory=dict)
    """Lists of commands by `{scope}/{language}`."""
    statuses: dict[str, str] = field(default_factory=dict)
    """What people are in the group, by their ids, where that is not what they were at first."""
    unmet: list[str] = field(default_factory=list)
    """People who have not written to the bot: for the bot, there is no chat with them."""
    webhook: Json = field(default_factory=dict)
    files: dict[str, SentFile] = field(default_factory=dict)
    moved: dict[str, Json] = field(default_factory=dict)
    """The supergroups that groups have become, by the group's id."""
    prompts: dict[str, Json] = field(default_factory=dict)
    """What messages ask a reply for (ForceReply), by `{chat}:{message}`; a message itself does not tell."""
    answered: list[str] = field(default_factory=list)
    """Prompts that somebody answered, `{chat}:{message}:{user}`."""


class World:
    """The state with its rules; kept on the shelf after every change."""

    def __init__(self, shelf: Shelf, now: Callable[[], float] = time.time) -> None:
        self._shelf, self._now = shelf, now
        self._watchers: list[Changed] = []
        self._typing: dict[str, float] = {}
        self.state = msgspec.convert(shelf.load(), State)

    def changed(self) -> None:
        """Keep everything and tell those who watch."""
        self._shelf.keep(msgspec.to_builtins(self.state))
        for watcher in self._watchers:
            watcher()

    def watch(self, changed: Changed) -> None:
        """Call `changed` after every change."""
        self._watchers.append(changed)

    def now(self) -> int:
        """Return the time in the Bot API's unit, seconds."""
        return int(self._now())

    def next_id(self) -> int:
        """Return a new id for a message, an update or a callback query."""
        self.state.last_id += 1
        return self.state.last_id

    def find(self, chat: str, message: int) -> Json | None:
        """Return a message that is still there."""
        return next((m for m in self.state.messages.get(chat, []) if m["message_id"] == message), None)

    @property
    def working(self) -> list[str]:
        """Return the chats in which the bot is typing."""
        return [chat for chat, since in self._typing.items() if self._now() - since < _TYPING]

    @property
    def chats(self) -> dict[str, Json]:
        """Return the chats in which people can write: a group that moved is the supergroup it has become."""
        now = [self.state.moved.get(key, chat) for key, chat in CHATS.items()]
        return {str(chat["id"]): chat for chat in now}

    @property
    def drafts(self) -> dict[str, Json]:
        """Return by chat the drafts that are shown."""
        alive = {chat: d for chat, d in self.state.drafts.items() if self._now() - d["at"] < DRAFT_LIFE}
        return {chat: {key: d[key] for key in ("text", "entities") if key in d} for chat, d in alive.items()}

    def draft(self, chat: str, content: Json) -> None:
        """Show a text that is still being written."""
        self.state.drafts[chat] = content | {"at": self._now()}

    def migrate(self, chat: Json) -> Json:
        """Let a group become a supergroup, tell the bot in both, and return the supergroup."""
        old, new = str(chat["id"]), {**chat, "id": -1_002_000_000_000 - self.next_id(), "type": "supergroup"}
        self.state.moved[old] = new
        self.state.messages[str(new["id"])] = []
        self.notify("message", self.post(ADA, chat, {"migrate_to_chat_id": new["id"]}))
        self.notify("message", self.post(ADA, new, {"migrate_from_chat_id": chat["id"]}))
        return new

    def type(self, chat: str) -> None:
        """Let the bot be typing, for five seconds or until its next message."""
        self._typing[chat] = self._now()

    def post(self, sender: Json, chat: Json, content: Json) -> Json:
        """Add a message to a chat and return it."""
        if sender is BOT:
            self._typing.pop(str(chat["id"]), None)
        message = {"message_id": self.next_id(), "from": sender, "chat": chat, "date": self.now(), **content}
        self.state.messages[str(chat["id"])].append(message)
        return message

    def toast(self, chat: str, user: str, text: str) -> None:
        """Show one person a short text for a moment (here: for ever, so that it can be read)."""
        toast = {"number": self.next_id(), "chat": chat, "user": user, "text": text, "at": self.now()}
        self.state.toasts.append(toast)

    def press(self, user: Json, message: Json, data: str) -> None:
        """Queue a press of a button; it waits for an answer."""
        query, chat = str(10**18 + self.next_id()), str(message["chat"]["id"])
        waiting = self.state.queries.items()
        self.state.queries = {key: press for key, press in waiting if self.now() - press["at"] <= QUERY_LIFE}
        self.state.queries[query] = {"chat": chat, "user": str(user["id"]), "at": self.now()}
        press = {"id": query, "from": user, "message": message, "chat_instance": chat, "data": data}
        self.notify("callback_query", press)

    def notify(self, kind: str, content: Json) -> None:
        """Queue an update for the bot, as things are now, unless it asked not to get this kind."""
        if self.state.allowed_updates and kind not in self.state.allowed_updates:
            return
        update = {"update_id": self.next_id(), kind: deepcopy(content)}
        self.state.updates.append(update)
        self.state.last_update = update


def entities_of(text: str) -> list[Json]:
    """Return the entities Telegram finds in what a person types: a command at the start, mentions anywhere."""
    found = [("bot_command", match)] if (match := _COMMAND.match(text)) else []
    found += [
        ("mention", match) for match in _MENTION.finditer(text) if not (found and match.start() < found[0][1].end())
    ]
    return [
        {"type": kind, "offset": utf16(text[: match.start()]), "length": utf16(match.group())} for kind, match in found
    ]


def reaches_bot(chat: Json, text: str, entities: list[Json]) -> bool:
    """Say whether the bot gets a message: in groups, privacy mode leaves it only commands and mentions."""
    if chat["type"] == "private":
        return True
    name = f"@{BOT['username']}"
    command = next((e for e in entities if e["type"] == "bot_command"), None)
    if command is None:
        return name in text
    target = text[: command["length"]].partition("@")[2]
    return not target or target == BOT["username"]
