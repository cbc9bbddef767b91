"""Interactions: a person's click, command or filled-in form, and the bot's answers to it."""

import asyncio
import secrets
from contextlib import suppress
from typing import Any, Final, Literal, TypeAlias

from msgspec import Struct, field

from bots.sandbox.discord import objects
from bots.sandbox.discord.board import Board, must_exist
from bots.sandbox.discord.dialogs import Dialog, Dialogs
from bots.sandbox.discord.errors import ApiError, invalid, unknown
from bots.sandbox.discord.hub import Hub
from bots.sandbox.discord.multipart import FILES
from bots.sandbox.discord.rules import EPHEMERAL, check_choices, walk
from bots.sandbox.discord.world import BOT, DM, GUILD, NOBODY, PEOPLE, Post, World

Json: TypeAlias = dict[str, Any]
COMMAND: Final = 2
COMPONENT: Final = 3
COMPLETION: Final = 4
FORM: Final = 5
Kind: TypeAlias = Literal[2, 3, 4, 5]
_MESSAGE, _DEFER_MESSAGE, _DEFER_UPDATE, _UPDATE, _CHOICES, _MODAL = 4, 5, 6, 7, 8, 9
_VALID = 900.0
_FAILED = {
    COMPONENT: "This interaction failed",
    COMMAND: "The application did not respond",
    FORM: "Something went wrong. Try again.",
}
_SAID_WITHIN = 1.0
"""Seconds that a person who sent a form waits for being told what is wrong with it."""


class _Interaction(Struct):
    id: str
    kind: Kind
    user: str
    channel: str
    at: float
    message: str | None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    state: Literal["open", "failed", "answered"] = "open"
    original: str | None = None
    """The message that `@original` means."""
    messages: list[str] = field(default_factory=list)
    """The messages that answer it."""
    thinking: int | None = None
    """The flags of an answer that was deferred and has not come yet."""
    choices: list[str] = field(default_factory=list)
    """What a completion may be."""
    over: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the first answer has come, or can no longer come."""


class Interactions:
    """All interactions of this run; the bot has `patience` seconds for the first answer, 15 minutes for the rest."""

    def __init__(self, world: World, board: Board, hub: Hub, patience: float) -> None:
        self._world, self._board, self._hub, self._patience = world, board, hub, patience
        self._by_token: dict[str, _Interaction] = {}
        self.dialogs = Dialogs()

    async def complete(self, user: str, channel_id: str, data: Json) -> list[str]:
        """Ask the bot how a command's words may go on; return nothing where it does not say."""
        made = self.begin(COMPLETION, user, channel_id, data, None)
        await made.over.wait()
        return made.choices

    async def submit(self, dialog: Dialog, value: str) -> str:
        """Send what somebody filled in; return what the bot then says to them alone, empty if nothing."""
        post = self._world.posts.get(dialog.message or "")
        self.dialogs.close(dialog)
        made = self.begin(FORM, dialog.user, dialog.place, dialog.submitted(value), post)
        self._world.keep()
        with suppress(TimeoutError):
            await asyncio.wait_for(made.over.wait(), _SAID_WITHIN)
        said = self._world.posts.get(made.original or "")
        if said is None or said.id == dialog.message or said.private_to is None:
            return ""
        return "\n".join(filter(None, [said.content, *(c.get("content", "") for c in walk(said.components))]))

    def begin(self, kind: Kind, user: str, channel_id: str, data: Json, post: Post | None) -> _Interaction:
        """Tell the bot what somebody did, and that person, if need be, that nothing came of it."""
        world, person, channel = self._world, PEOPLE[user], self._world.channel(channel_id)
        made = _Interaction(world.next_id(), kind, user, channel_id, world.now(), post.id if post else None)
        self._by_token[made.token] = made
        direct = channel.kind == DM
        payload: Json = {
            "id": made.id,
            "application_id": BOT,
            "type": kind,
            "token": made.token,
            "version": 1,
            "data": data,
            "channel_id": channel_id,
            "channel": {**objects.channel(channel, world), "permissions": objects.permissions(person, world)},
            "app_permissions": objects.permissions(PEOPLE[BOT], world),
            "locale": world.locales.get(user, "en-US"),
            "entitlements": [],
            "authorizing_integration_owners": {"0": "0" if direct else GUILD},
            "context": 1 if direct else 0,
            "attachment_size_limit": 10_485_760,
        }
        if direct:
            payload["user"] = objects.user(person)
        else:
            payload |= {"guild_id": GUILD, "guild": {"id": GUILD, "locale": "en-US", "features": []}}
            member = {**objects.full_member(person, world), "permissions": objects.permissions(person, world)}
            payload |= {"guild_locale": "en-US", "member": member}
        if post is not None:
            payload["message"] = objects.message(post, world)
        self._hub.send("INTERACTION_CREATE", payload)
        asyncio.get_running_loop().call_later(self._patience, self._expire, made)
        return made

    def answer(self, interaction_id: str, token: str, body: Json) -> Json:
        """Take the first answer. Raises ApiError 10062 and 40060."""
        made = self._by_token.get(token)
        if made is None or made.id != interaction_id or made.state == "failed":
            raise unknown(10062, "interaction")
        if made.state == "answered":
            raise ApiError(400, 40060, "Interaction has already been acknowledged.")
        kind, data = body.get("type"), {**(body.get("data") or {}), FILES: body.get(FILES)}
        post = self._first_answer(made, kind, data)
        made.state = "answered"
        made.over.set()
        shown = {} if post is None else {"message": objects.message(post, self._world)}
        original = {} if made.original is None else {"response_message_id": made.original}
        return {
            "interaction": {
                "id": made.id,
                "type": made.kind,
                "response_message_loading": kind == _DEFER_MESSAGE,
                "response_message_ephemeral": bool(int(data.get("flags") or 0) & EPHEMERAL),
                **original,
            },
            "resource": {"type": kind, **shown},
        }

    def follow_up(self, token: str, body: Json) -> Post:
        """Take a further message; the first after a deferred answer is that answer and takes its flags."""
        made = self._live(token)
        if made.thinking is not None:
            flags, made.thinking = made.thinking, None
            body = {**body, "flags": int(body.get("flags") or 0) & ~EPHEMERAL | flags}
        post = self._message(made, body)
        made.original = made.original or post.id
        return post

    def message(self, token: str, message_id: str) -> Post:
        """Return a message of an interaction; `@original` is the first answer or the message that was clicked.

        Raises ApiError 10008 for a message that another interaction made.
        """
        made = self._live(token)
        name = (made.original or "") if message_id == "@original" else message_id
        return must_exist(self._world.posts.get(name) if name in (made.original, *made.messages) else None)

    def _first_answer(self, made: _Interaction, kind: object, data: Json) -> Post | None:
        if made.kind == COMPLETION and kind == _CHOICES:
            check_choices(data.get("choices") or [])
            made.choices = [choice["value"] for choice in data.get("choices") or []]
            return None
        if made.kind == COMPLETION:
            raise _impossible()
        if kind == _MESSAGE:
            post = self._message(made, data)
            made.original = post.id
            return post
        if kind == _DEFER_MESSAGE:
            made.thinking = int(data.get("flags") or 0) & EPHEMERAL
            return None
        if kind == _MODAL and made.kind != FORM:
            modal = {name: value for name, value in data.items() if name != FILES}
            self.dialogs.open(Dialog(self._world.next_id(), made.user, made.channel, made.message, modal))
            self._world.keep()
            return None
        if kind in (_DEFER_UPDATE, _UPDATE) and made.message is not None:
            made.original = made.message
            if kind == _DEFER_UPDATE:
                return None
            return self._board.edit(must_exist(self._world.posts.get(made.message or "")), data)
        raise _impossible()

    def _message(self, made: _Interaction, body: Json) -> Post:
        ephemeral = int(body.get("flags") or 0) & EPHEMERAL
        post = self._board.write(BOT, made.channel, body, private_to=made.user if ephemeral else None)
        made.messages.append(post.id)
        return post

    def _live(self, token: str) -> _Interaction:
        made = self._by_token.get(token)
        if made is None or made.state != "answered":
            raise unknown(10015, "Webhook")
        if self._world.now() - made.at > _VALID:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        return made

    def _expire(self, made: _Interaction) -> None:
        if made.state != "open":
            return
        made.state = "failed"
        made.over.set()
        if made.kind == COMPLETION:
            return
        self._world.write(
            Post(
                id=self._world.next_id(),
                channel=made.channel,
                author=NOBODY,
                at=self._world.now(),
                content=_FAILED[made.kind],
                flags=EPHEMERAL,
                private_to=made.user,
            )
        )


def _impossible() -> ApiError:
    return invalid("type", "BASE_TYPE_CHOICES", "This type of answer is not possible here.")
