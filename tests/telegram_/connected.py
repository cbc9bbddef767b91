"""A sandbox server and the real gateway on it, for one test."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Scope, Send

from adapters.shared.platform import Accept, Connected
from adapters.telegram.gateway import TelegramGateway
from adapters.web.routes import application
from bots.sandbox.service import Shelf
from bots.sandbox.telegram.server import TelegramSandbox
from core.admin import Argument, CommandSpec
from core.controls import Counter
from core.errors import InvalidInput, StoreError
from core.events import Action, Inbound, Message, Moved, Person
from core.view import View
from tests.telegram_.specification import violations

ADA, BEN, GROUP = "1001", "1002", "-1001000000001"
SECRET = "s3cret-Token_"
COMMANDS = (
    CommandSpec("graph", "Show or switch the graph", (Argument("graph", "Which one", ("v1", "v4-eras")),)),
    CommandSpec("model", "Show or switch the model", (Argument("model", "Which one", ("builtin",)),)),
    CommandSpec("stop", "Stop what is under way", least="member"),
)


class Kept:
    """Stands for the store: keeps events in order, and fails as often as it is told to."""

    def __init__(
        self, failures: int = 0, before: Callable[[], None] = lambda: None, problems: Sequence[str] = ()
    ) -> None:
        self.failures = failures
        self.before = before
        self.problems = list(problems)
        self.events: asyncio.Queue[Inbound] = asyncio.Queue()
        self.moves: list[Moved] = []

    async def __call__(self, inbound: Inbound | Moved) -> None:
        self.before()
        if self.failures:
            self.failures -= 1
            raise StoreError("The disk is full.")
        if isinstance(inbound, Moved):
            self.moves.append(inbound)
            return
        if "form" in inbound.origin and self.problems:
            raise InvalidInput(self.problems.pop(0))
        self.events.put_nowait(inbound)

    async def next(self) -> Inbound:
        async with asyncio.timeout(5):
            return await self.events.get()


class Host:
    """A running server with a changing application."""

    def __init__(self) -> None:
        self.base = ""
        self.app: ASGIApp = Starlette()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


@dataclass(frozen=True)
class Hosts:
    """The two servers of a test."""

    sandbox: Host
    bot: Host

    def sandboxed(self) -> tuple[TelegramSandbox, str]:
        """Return a fresh sandbox and its base URL."""
        sandbox = TelegramSandbox(Shelf(None))
        self.sandbox.app = sandbox.app
        return sandbox, self.sandbox.base


def polling(
    sandbox: TelegramSandbox,
    base: str,
    *,
    token: str | None = None,
    commands: Sequence[CommandSpec] = COMMANDS,
    admins: Collection[str] = (),
) -> TelegramGateway:
    return TelegramGateway(
        token=token or sandbox.environment(base)["TELEGRAM_TOKEN"],
        api_url=base,
        webhook_url=None,
        webhook_secret=None,
        commands=commands,
        admins=admins,
    )


async def nothing_missed() -> None:
    """Stand for what the program does when a connection is there."""


@asynccontextmanager
async def running(
    gateway: TelegramGateway, kept: Accept, connected: Connected = nothing_missed
) -> AsyncIterator[asyncio.Task[None]]:
    """Start the gateway, receive while the block runs, and let go of everything."""
    await gateway.start()
    receiving = asyncio.create_task(gateway.run(kept, connected))
    try:
        yield receiving
    finally:
        receiving.cancel()
        await asyncio.wait({receiving})
        await gateway.close()


@asynccontextmanager
async def polled(hosts: Hosts, kept: Kept) -> AsyncIterator[tuple[TelegramSandbox, TelegramGateway]]:
    sandbox, base = hosts.sandboxed()
    gateway = polling(sandbox, base)
    async with running(gateway, kept):
        yield sandbox, gateway


@asynccontextmanager
async def hooked(
    hosts: Hosts, kept: Accept, connected: Connected = nothing_missed
) -> AsyncIterator[tuple[TelegramSandbox, TelegramGateway, str]]:
    """Like `polled`, by webhook; the third is the webhook's address."""
    sandbox, base = hosts.sandboxed()
    gateway = TelegramGateway(
        token=sandbox.environment(base)["TELEGRAM_TOKEN"],
        api_url=base,
        webhook_url=hosts.bot.base,
        webhook_secret=SECRET,
        commands=COMMANDS,
    )
    (route,) = gateway.routes()
    hosts.bot.app = application([route])
    async with running(gateway, kept, connected):
        yield sandbox, gateway, hosts.bot.base + route.path


async def show(sandbox: TelegramSandbox, gateway: TelegramGateway, kept: Kept, view: View) -> list[str]:
    """Let the bot answer Ada with a view and return the ids of its messages."""
    await sandbox.say(ADA, ADA, "show me")
    to = await kept.next()
    return [await gateway.port.send(to, body, key="k", private=False) for body in gateway.platform.draw(view)]


def message(chat: str, number: str = "1", topic: int = 0) -> Message:
    """Return what somebody wrote in a chat."""
    return Message(
        event=f"telegram:{chat}:{number}",
        session=f"telegram:{chat}:{topic}",
        channel=f"telegram:{chat}",
        person=Person("telegram:1001"),
        at=0,
        origin={"message": number},
        text="hi",
    )


def called(sandbox: TelegramSandbox, method: str) -> int:
    return sum(call.method == method for call in sandbox.calls)


def wrong_calls(sandbox: TelegramSandbox) -> list[str]:
    """Return what the Bot API's description has against what the bot asked for."""
    return [wrong for call in sandbox.calls for wrong in violations(call.method, call.params)]


async def press_plus(sandbox: TelegramSandbox, gateway: TelegramGateway, kept: Kept) -> Action:
    """Let the bot show a counter to Ada and press its plus."""
    view = View(id=5, text="Here.", controls=(Counter("count", "Counter"),), done=True)
    (native,) = await show(sandbox, gateway, kept, view)
    return await press(sandbox, kept, native, "count:inc:5")


async def press(sandbox: TelegramSandbox, kept: Kept, native: str, data: str) -> Action:
    """Let Ada press a button and return what arrives."""
    await sandbox.click(ADA, ADA, native, data)
    action = await kept.next()
    assert isinstance(action, Action)
    return action
