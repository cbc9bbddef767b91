"""A gateway connected to a sandbox's Slack by real sockets, and what it has accepted."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from msgspec import Struct
from starlette.applications import Starlette
from starlette.requests import Request as HttpRequest
from starlette.responses import Response as HttpResponse
from starlette.routing import Route as HttpRoute

from adapters.shared.http import Request
from adapters.slack.gateway import SlackGateway
from bots.sandbox.service import Shelf
from bots.sandbox.slack.server import SlackSandbox
from core.admin import Argument, CommandSpec
from core.errors import StoreError
from core.events import Inbound, Moved
from tests.serving import serving
from tests.waiting import until

COMMANDS = (
    CommandSpec("graph", "Show or switch the graph."),
    CommandSpec("model", "Show or switch the model.", (Argument("model", "The model", ("a", "b")),)),
    CommandSpec("stop", "End the work.", least="member"),
)


class Inbox:
    """Takes events as a store would; it can be held up and it can fail."""

    def __init__(self) -> None:
        self.events: asyncio.Queue[Inbound] = asyncio.Queue()
        self.open = asyncio.Event()
        self.open.set()
        self.arrived = asyncio.Event()
        self.failures = 0
        self.connections = 0
        self.catching_up: Callable[[], Awaitable[None]] | None = None
        """What is done when a connection stands, in the place of catching up."""

    async def connected(self) -> None:
        self.connections += 1
        if self.catching_up is not None:
            await self.catching_up()

    async def accept(self, inbound: Inbound | Moved) -> None:
        assert not isinstance(inbound, Moved)
        self.arrived.set()
        await self.open.wait()
        if self.failures:
            self.failures -= 1
            raise StoreError("The database cannot be used.")
        self.events.put_nowait(inbound)

    async def next(self) -> Inbound:
        async with asyncio.timeout(5):
            return await self.events.get()


class Connected(Struct):
    """Both ends of a connection."""

    sandbox: SlackSandbox
    gateway: SlackGateway
    inbox: Inbox
    base: str


def gateway_for(settings: dict[str, str]) -> SlackGateway:
    """Return a gateway with a sandbox's settings."""
    return SlackGateway(
        bot_token=settings["SLACK_BOT_TOKEN"],
        app_token=settings.get("SLACK_APP_TOKEN"),
        signing_secret=settings["SLACK_SIGNING_SECRET"],
        api_url=settings["SLACK_API_URL"],
        commands=COMMANDS,
    )


@asynccontextmanager
async def over_socket(sandbox: SlackSandbox) -> AsyncIterator[Connected]:
    """Connect a gateway over Socket Mode."""
    async with serving(sandbox.app) as base:
        gateway = gateway_for(sandbox.environment(base))
        async with running(gateway) as inbox:
            await until(lambda: sandbox.connected == 1)
            yield Connected(sandbox, gateway, inbox, base)


@asynccontextmanager
async def over_http(patience: float = 3.0) -> AsyncIterator[Connected]:
    """Connect a gateway over HTTP; `base` is where the gateway listens."""
    gateways: list[SlackGateway] = []

    async def answer(request: HttpRequest) -> HttpResponse:
        route = gateways[0].routes()[0]
        body = await request.body()
        response = await route.answer(Request(request.method, request.url.path, dict(request.headers), body))
        return HttpResponse(response.body, response.status, response.headers, response.media_type)

    async with serving(Starlette(routes=[HttpRoute("/slack/events", answer, methods=["POST"])])) as home:
        sandbox = SlackSandbox(
            Shelf(None), events_url=f"{home}/slack/events", patience=patience, retry_pauses=(0.0, 0.0)
        )
        async with serving(sandbox.app) as base:
            gateways.append(gateway_for(sandbox.environment(base)))
            async with running(gateways[0]) as inbox:
                yield Connected(sandbox, gateways[0], inbox, home)


@asynccontextmanager
async def running(gateway: SlackGateway) -> AsyncIterator[Inbox]:
    """Let a gateway receive."""
    inbox = Inbox()
    await gateway.start()
    task = asyncio.create_task(gateway.run(inbox.accept, inbox.connected))
    try:
        yield inbox
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await gateway.close()


async def noted_nowhere(_: tuple[str, ...], **__: bool) -> None:
    """Take a reply's message ids and keep nothing."""
