"""The fake Discord as a service of the sandbox."""

import re
import time
from collections.abc import Callable, Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.websockets import WebSocket

from bots.sandbox.discord.board import Board
from bots.sandbox.discord.errors import ApiError
from bots.sandbox.discord.faults import Faults
from bots.sandbox.discord.hub import Hub
from bots.sandbox.discord.interactions import COMMAND, COMPONENT, Interactions
from bots.sandbox.discord.multipart import FILES, Sent
from bots.sandbox.discord.objects import permissions
from bots.sandbox.discord.options import given, typed_so_far
from bots.sandbox.discord.rest import Call, Rest
from bots.sandbox.discord.rules import SELECT, walk
from bots.sandbox.discord.socket import HEARTBEAT, GatewaySocket
from bots.sandbox.discord.world import ADA, BOT, DM, PEOPLE, TEXT_CHANNEL, THREAD, Post, Role, Upload, World, may_enter
from bots.sandbox.service import Changed, Refused, SentFile, Shelf, Snapshot

_HINTS = {
    DM: "Message @Trivium",
    TEXT_CHANNEL: "Message #general, with @Trivium for an answer",
    THREAD: "Message the thread",
}


_SIGNS = re.compile(r"[^\w.-]")
"""What Discord takes out of the names of files."""
_SERVER, _OURS = 0, 1
"""Contexts of commands: in a server, in direct messages with the bot."""
_FILE = "/attachments/{channel}/{file}/{name}"
_MENTION = re.compile(rf"@{PEOPLE[BOT].name}\b", re.IGNORECASE)


class DiscordSandbox:
    """Speaks Discord's REST API under `/api/v10` and its gateway under `/gw`.

    Interactions live only as long as the process, all else is on the shelf.
    """

    name = "discord"

    def __init__(
        self,
        shelf: Shelf,
        *,
        token: str = "sandbox",  # noqa: S107 (there is nothing to protect)
        patience: float = 3.0,
        message_content: bool = True,
        heartbeat: float = HEARTBEAT,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """`patience` is how long a click waits; without `message_content` the bot may not read messages."""
        self._token, self._message_content, self._heartbeat = token, message_content, heartbeat
        self._world = World(shelf, clock)
        self._hub = Hub(self._world)
        self._board = Board(self._world, self._hub)
        self._interactions = Interactions(self._world, self._board, self._hub, patience)
        self.faults = Faults()
        self._rest = Rest(self._world, self._board, self._interactions, self.faults, token=token)
        routes = [
            Mount("/api/v10", routes=self._rest.routes()),
            WebSocketRoute("/gw", self._gateway),
            Route(_FILE, self._download),
        ]
        self._app = Starlette(routes=routes)

    @property
    def app(self) -> Starlette:
        """Return the ASGI application that speaks the wire protocol."""
        return self._app

    @property
    def calls(self) -> Sequence[Call]:
        """Return the last requests of the bot, oldest first."""
        return tuple(self._rest.calls)

    @property
    def connected(self) -> int:
        """Return how many gateway connections are identified."""
        return self._hub.connected

    def environment(self, base: str) -> dict[str, str]:
        """Return the settings that connect a bot to this server at `base`."""
        gateway = base.replace("http", "ws", 1) + "/gw"
        return {"DISCORD_TOKEN": self._token, "DISCORD_API_URL": base + "/api/v10", "DISCORD_GATEWAY_URL": gateway}

    def admin(self) -> str:
        """Return the first user as `ADMINS` names them."""
        return f"discord:{ADA}"

    def speak(self, user: str, locale: str) -> None:
        """Let somebody have set another language than English, such as `de`."""
        self._world.locales[user] = locale

    def appoint(self, user: str, permissions: int) -> None:
        """Give somebody a role with these permissions, in the place of the one they had."""
        self._world.roles[user] = Role(self._world.next_id(), "Helpers", permissions)
        self._world.keep()

    def leave(self, user: str) -> None:
        """Let somebody leave the server; what they wrote stays."""
        self._world.gone.append(user)
        self._world.keep()

    def drop_sockets(self, code: int = 4000) -> None:
        """Close the gateway's connections; the bot can resume."""
        self._hub.drop(code)

    def forget_sessions(self) -> None:
        """Close the gateway's connections and refuse to resume them, as after a long pause."""
        self._hub.forget()

    def half_open_sockets(self) -> None:
        """Let the gateway's connections be there, but neither hear nor say anything more, as when a cable is cut."""
        self._hub.half_open()

    def redeliver(self, what: str = "") -> None:
        """Send the last event once more, or how the message or interaction with that id came. Raises Refused."""
        self._hub.repeat(what)

    async def say(self, user: str, place: str, text: str, files: Sequence[SentFile] = ()) -> str:
        """Write as that user, with files; `@Trivium` becomes a mention, `/name …` a command. Raises Refused."""
        self._check_access(user, place)
        if text.startswith("/"):
            self._command(user, place, text)
            return place
        content = _MENTION.sub(f"<@{BOT}>", text)
        try:
            sent = [Sent(_SIGNS.sub("_", file.name), file.media_type, file.data) for file in files]
            post = self._board.write(user, place, {"content": content, FILES: sent})
        except ApiError as error:
            raise Refused(str(error)) from error
        starts_thread = self._world.channels[place].kind == TEXT_CHANNEL and BOT in post.mentions
        return post.id if starts_thread else place

    async def click(self, user: str, place: str, message: str, control: str, value: str = "") -> None:
        """Press the button with that custom id, or choose `value` in the select. Raises Refused."""
        self._check_access(user, place)
        post = self._world.posts.get(message)
        if post is None or post.channel != place or post.private_to not in (None, user):
            raise Refused("That message is gone.")
        used = next((c for c in walk(post.components) if c.get("custom_id") == control), None)
        if used is None or used.get("disabled"):
            raise Refused("That button cannot be pressed.")
        data = {"component_type": used["type"], "custom_id": control, "id": used["id"]}
        if used["type"] == SELECT:
            if all(option["value"] != value for option in used["options"]):
                raise Refused("That menu has no such choice.")
            data["values"] = [value]
        self._interactions.begin(COMPONENT, user, place, data, post)

    async def submit(self, user: str, dialog: str, value: str) -> str:
        """Fill in and send a modal; return what the app, or the bot to that person alone, says is wrong.

        Raises Refused.
        """
        filled = self._interactions.dialogs.find(user, dialog)
        return filled.wrong(value) or await self._interactions.submit(filled, value)

    def file(self, file_id: str) -> SentFile:
        """Return a file beside a message. Raises Refused."""
        upload = self._world.upload(file_id)
        if upload is None:
            raise Refused("There is no such file.")
        return SentFile(upload.name, upload.media_type, upload.data)

    def snapshot(self) -> Snapshot:
        """Return users, places (with `users` where not all may enter), and messages by place."""
        people = [p for p in PEOPLE.values() if not p.bot]
        return {
            "users": [{"id": p.id, "name": p.name, "admin": p.admin} for p in people],
            "places": [
                {"id": c.id, "name": c.name, "hint": _HINTS[c.kind], **({"users": [c.owner]} if c.kind == DM else {})}
                for c in self._world.channels.values()
            ],
            "messages": {
                place: [_shown(post) for post in self._world.history(place)] for place in self._world.channels
            },
            "working": self._world.working,
            "dialogs": self._interactions.dialogs.shown(),
        }

    def watch(self, changed: Changed) -> None:
        """Call `changed` after every change of the snapshot."""
        self._world.watch(changed)

    async def _download(self, request: Request) -> Response:
        """Hand out a file as Discord's content host does, to all who know its address."""
        try:
            self.faults.check(f"GET {_FILE}")
        except ApiError as error:
            return Response(status_code=error.status)
        upload = self._world.upload(request.path_params["file"])
        if upload is None:
            return Response(status_code=404)
        return Response(upload.data, media_type=upload.media_type)

    async def _gateway(self, socket: WebSocket) -> None:
        intents, pace = self._message_content, self._heartbeat
        await GatewaySocket(socket, self._hub, token=self._token, message_content=intents, heartbeat=pace).run()

    def _check_access(self, user: str, place: str) -> None:
        channel = self._world.channels.get(place)
        if channel is None or user not in PEOPLE or not may_enter(channel, user):
            raise Refused("There is no such place.")

    async def complete(self, user: str, place: str, text: str) -> list[str]:
        """Return how the bot would let a command go on that somebody is typing. Raises Refused."""
        command, rest = self._known_command(user, place, text)
        if not command["options"]:
            raise Refused("This command takes nothing more.")
        *before, last = typed_so_far(command["options"], rest)
        data = {**_identity(command), "options": [*before, {**last, "focused": True}]}
        return await self._interactions.complete(user, place, data)

    def commands(self, user: str, place: str) -> list[str]:
        """Return the commands that somebody is shown when they begin with a slash. Raises Refused."""
        self._check_access(user, place)
        return [command["name"] for command in self._world.commands if self._offered(command, user, place)]

    def _command(self, user: str, place: str, text: str) -> None:
        command, rest = self._known_command(user, place, text)
        options = given(command["options"], rest)
        self._interactions.begin(COMMAND, user, place, {**_identity(command), "options": options}, None)

    def _known_command(self, user: str, place: str, text: str) -> tuple[dict[str, Any], str]:
        """Return the command that the text begins with, if the user may give it there, and the rest of the text."""
        name, _, rest = text[1:].partition(" ")
        command = next((c for c in self._world.commands if c["name"] == name), None)
        if command is None:
            raise Refused(f"There is no command /{name}.")
        if not self._offered(command, user, place):
            raise Refused(f"You may not use /{name} here.")
        return command, rest

    def _offered(self, command: dict[str, Any], user: str, place: str) -> bool:
        needed = int(command["default_member_permissions"] or 0)
        direct = self._world.channels[place].kind == DM
        contexts = command["contexts"]
        if contexts is not None and (_OURS if direct else _SERVER) not in contexts:
            return False
        return direct or int(permissions(PEOPLE[user], self._world)) & needed == needed


def _identity(command: dict[str, Any]) -> dict[str, Any]:
    return {"id": command["id"], "name": command["name"], "type": command["type"]}


def _shown(post: Post) -> dict[str, Any]:
    author, named = PEOPLE[post.author], {someone: PEOPLE[someone].name for someone in post.mentions}
    return {
        "id": post.id,
        "author": {"name": author.name, "bot": author.bot},
        "at": post.at,
        "native": {"content": post.content, "components": post.components, "flags": post.flags, "mentions": named},
        **({} if post.private_to is None else {"private_to": post.private_to}),
        **({"reactions": post.reactions} if post.reactions else {}),
        **({"files": [_file(one) for one in post.attachments]} if post.attachments else {}),
    }


def _file(upload: Upload) -> dict[str, Any]:
    return {"id": upload.id, "name": upload.name, "media_type": upload.media_type}
