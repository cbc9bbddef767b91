"""A gateway connected to a sandbox's Discord by real sockets, and what it has accepted."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from msgspec import Struct

from adapters.discord.gateway import DiscordGateway
from adapters.shared.platform import Body
from bots.sandbox.discord.server import DiscordSandbox
from bots.sandbox.service import Shelf
from core.admin import Argument, CommandSpec
from core.artifacts import Artifact
from core.controls import Control, Counter
from core.errors import Damaged, InvalidInput, PlatformError, StoreError
from core.events import Inbound, Message, Moved
from core.view import View
from tests.serving import serving
from tests.waiting import until

MODELS = tuple(f"model-{number}" for number in range(30))
GRAPH = Argument("graph", "The graph.", ("v1", "v4-eras", "old-v1", "clear"))
WHERE = Argument("where", "Where.", ("session", "channel", "default"))
COMMANDS = (
    CommandSpec("graph", "Show or switch the graph.", (GRAPH, WHERE)),
    CommandSpec("model", "Show or switch the model.", (Argument("model", "The model.", MODELS),)),
    CommandSpec("link", "Join your selves.", (Argument("code", "The code."),), least="member"),
    CommandSpec("stop", "Stop the answer that is under way.", least="member"),
)
CALLBACK = "POST /interactions/{interaction}/{token}/callback"
_PATIENCE = 10.0


class Inbox:
    """Takes events as a store would; it can fail."""

    def __init__(self) -> None:
        self._events: asyncio.Queue[Inbound] = asyncio.Queue()
        self.failing = False
        self.damaged: set[str] = set()
        """Texts of messages, and kinds of other events, that can never be kept."""
        self.problem = ""
        """What is wrong with whatever people fill in."""
        self.connections = 0
        self.catching_up: Callable[[], Awaitable[None]] | None = None
        """What is done when a connection stands, in the place of catching up."""

    async def connected(self) -> None:
        self.connections += 1
        if self.catching_up is not None:
            await self.catching_up()

    async def accept(self, inbound: Inbound | Moved) -> None:
        assert not isinstance(inbound, Moved), "Discord never moves a channel"
        if self.failing:
            raise StoreError("The database cannot be used.")
        if (inbound.text if isinstance(inbound, Message) else type(inbound).__name__) in self.damaged:
            raise Damaged("The reply 7 in the database is damaged.")
        if self.problem and "form" in inbound.origin:
            raise InvalidInput(self.problem)
        self._events.put_nowait(inbound)

    async def next(self) -> Inbound:
        return await asyncio.wait_for(self._events.get(), _PATIENCE)

    async def words(self) -> str:
        """Return the text of the next event, which must be a message."""
        message = await self.next()
        assert isinstance(message, Message)
        return message.text

    @property
    def empty(self) -> bool:
        return self._events.empty()


class Home(Struct):
    """One sandbox, one bot, and the people's ids."""

    sandbox: DiscordSandbox
    gateway: DiscordGateway
    inbox: Inbox
    ada: str
    ben: str
    direct: str
    general: str
    base: str

    def shown(self, place: str) -> list[dict[str, Any]]:
        messages: list[dict[str, Any]] = self.sandbox.snapshot()["messages"][place]
        return messages

    def calls(self, beginning: str) -> list[str]:
        return [call.route for call in self.sandbox.calls if call.route.startswith(beginning)]

    def body(self, text: str, *, count: int | None = None) -> Body:
        controls = () if count is None else (Counter("count", "Count", count),)
        (body,) = self.gateway.platform.draw(View(id=1, text=text, controls=controls, done=True))
        return body

    async def send(self, to: Inbound, text: str, *, count: int | None = None, private: bool = False) -> str:
        return await self.gateway.port.send(to, self.body(text, count=count), key=f"{to.event}/0", private=private)

    async def counter(self) -> tuple[Inbound, str]:
        """Let Ada ask for a counter; return her message and the native id of the answer."""
        await self.sandbox.say(self.ada, self.direct, "a counter")
        asked = await self.inbox.next()
        return asked, await self.send(asked, "Here.", count=0)

    async def show(self, *controls: Control, done: bool = True) -> str:
        """Let Ada ask for controls; return the native id of the answer."""
        await self.sandbox.say(self.ada, self.direct, "controls")
        asked = await self.inbox.next()
        (body,) = self.gateway.platform.draw(View(id=1, text="Here.", controls=controls, done=done))
        return await self.gateway.port.send(asked, body, key=f"{asked.event}/0", private=False)

    async def click(self, native: str, control: str = "count:inc:1", value: str = "") -> None:
        place, _, message = native.partition(":")
        await self.sandbox.click(self.ada, place, message, control, value)

    def drawn(self, *controls: Control) -> tuple[Body, ...]:
        return self.gateway.platform.draw(View(id=1, text="Here.", controls=controls, done=True))

    async def hand_over(self, *artifacts: Artifact) -> tuple[Inbound, str, Body]:
        """Let Ada ask for files; return her message, the native id of the answer, and its body."""
        await self.sandbox.say(self.ada, self.direct, "files")
        asked = await self.inbox.next()
        (body,) = self.gateway.platform.draw(View(id=1, artifacts=artifacts, done=True))
        return asked, await self.gateway.port.send(asked, body, key=f"{asked.event}/0", private=False), body

    def callbacks(self) -> list[dict[str, Any]]:
        """Return the first answers to interactions that were taken, oldest first."""
        return [call.body for call in self.sandbox.calls if call.route == CALLBACK and call.status < 300]

    async def catch_up(self, *seen: Inbound) -> None:
        """Catch up as the program does, which raises nothing."""
        with suppress(PlatformError, StoreError):
            await self.gateway.catch_up(self.inbox.accept, seen)

    @property
    def dialogs(self) -> list[dict[str, Any]]:
        dialogs: list[dict[str, Any]] = self.sandbox.snapshot()["dialogs"]
        return dialogs


def gateway_to(sandbox: DiscordSandbox, base: str, *, token: str | None = None) -> DiscordGateway:
    settings = sandbox.environment(base)
    return DiscordGateway(
        token=settings["DISCORD_TOKEN"] if token is None else token,
        api_url=settings["DISCORD_API_URL"],
        gateway_url=settings["DISCORD_GATEWAY_URL"],
        commands=COMMANDS,
    )


def sandbox(*, patience: float = 3.0, message_content: bool = True) -> DiscordSandbox:
    return DiscordSandbox(Shelf(None), patience=patience, message_content=message_content)


@asynccontextmanager
async def running(gateway: DiscordGateway, inbox: Inbox) -> AsyncIterator[None]:
    await gateway.start()
    task = asyncio.create_task(gateway.run(inbox.accept, inbox.connected))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await gateway.close()


@asynccontextmanager
async def connected(server: DiscordSandbox | None = None) -> AsyncIterator[Home]:
    """Serve a sandbox, connect a gateway to it, and wait until it is identified."""
    server = server or sandbox()
    inbox = Inbox()
    async with serving(server.app) as base:
        gateway = gateway_to(server, base)
        async with running(gateway, inbox):
            await until(lambda: server.connected)
            snapshot = server.snapshot()
            ada, ben = (user["id"] for user in snapshot["users"])
            direct, general = (place["id"] for place in snapshot["places"][:2])
            yield Home(server, gateway, inbox, ada, ben, direct, general, base)
