"""A gateway for several workspaces, its sandbox with two of them, and a real database, all over real sockets."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp
from cryptography.fernet import Fernet
from msgspec import Struct
from starlette.types import ASGIApp, Receive, Scope, Send

from adapters.slack.installed import InstalledGateway
from adapters.storage.store import SqlStore, open_store
from adapters.web.routes import application
from bots.sandbox.service import Shelf
from bots.sandbox.slack.distribution import Distribution
from bots.sandbox.slack.server import SlackSandbox
from core.events import Message
from migrations.run import upgrade
from tests.serving import serving
from tests.slack.connected import COMMANDS, Inbox

KEY = Fernet.generate_key().decode()
TEAMS = ("T1", "T2")


class Scene(Struct):
    """All ends of the connections."""

    gateway: InstalledGateway
    inbox: Inbox
    distribution: Distribution
    workspaces: dict[str, SlackSandbox]
    store: SqlStore
    home: str
    """Where the gateway listens."""
    slack: str
    """Where Slack is."""

    async def install(self, team: str) -> str:
        """Install the app in a workspace as a browser does, and return the last page."""
        async with aiohttp.ClientSession() as browser:
            state, cookie = await begun(browser, self.home)
            asked = {"client_id": "111.222", "scope": "chat:write", "state": state, "team": team}
            async with browser.get(f"{self.slack}/oauth/v2/authorize", params=asked, allow_redirects=False) as consent:
                address = consent.headers["Location"]
            async with browser.get(address, headers={"Cookie": cookie}) as page:
                return f"{page.status} {await page.text()}"

    async def heard(self, team: str, text: str) -> Message:
        """Say something in a workspace and return what the gateway made of it."""
        await self.workspaces[team].say("U1", "D1", text)
        event = await self.inbox.next()
        assert isinstance(event, Message)
        return event

    def said(self, team: str) -> list[str]:
        """Return all that the app wrote in a workspace's threads."""
        shown = self.workspaces[team].snapshot()["messages"]
        return [one["native"]["text"] for place in shown for one in shown[place] if one["author"]["bot"]]


async def begun(browser: aiohttp.ClientSession, home: str) -> tuple[str, str]:
    """Open the first page, and return the state in its link and the cookie."""
    async with browser.get(f"{home}/slack/install") as page:
        assert page.status == 200
        link = (await page.text()).partition('href="http')[2].partition('"')[0]
        state = link.partition("state=")[2].partition("&")[0]
        return state, page.headers["Set-Cookie"].partition(";")[0]


class _Late:
    """An application that is known later than its address."""

    app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        assert scope["type"] == "http"
        assert self.app is not None
        await self.app(scope, receive, send)


def gateway_of(settings: Mapping[str, str], store: SqlStore, *keys: str) -> InstalledGateway:
    """Return a gateway with a distribution's settings."""
    return InstalledGateway(
        client_id=settings["SLACK_CLIENT_ID"],
        client_secret=settings["SLACK_CLIENT_SECRET"],
        app_token=settings.get("SLACK_APP_TOKEN"),
        signing_secret=settings["SLACK_SIGNING_SECRET"],
        secret_keys=keys or (KEY,),
        installations=store.installations,
        api_url=settings["SLACK_API_URL"],
        commands=COMMANDS,
    )


@asynccontextmanager
async def running(gateway: InstalledGateway) -> AsyncIterator[Inbox]:
    """Let a gateway receive."""
    inbox = Inbox()
    await gateway.start()
    task = asyncio.create_task(gateway.run(inbox.accept, inbox.connected))
    await asyncio.sleep(0)
    try:
        yield inbox
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await gateway.close()


@asynccontextmanager
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    """Serve two workspaces that have not installed the app yet."""
    async with AsyncExitStack() as stack:
        late = _Late()
        home = await stack.enter_async_context(serving(late))
        distribution = Distribution(home)
        slack = await stack.enter_async_context(serving(distribution.server))
        workspaces = {}
        for team in TEAMS:
            sandbox = SlackSandbox(Shelf(None), events_url=f"{slack}/deliver/{team}", retry_pauses=(0.0, 0.0))
            distribution.join(team, await stack.enter_async_context(serving(sandbox.app)))
            workspaces[team] = sandbox
        store = await open_store(f"sqlite:///{tmp_path}/trivium.db", upgrade)
        stack.push_async_callback(store.close)
        gateway = gateway_of(distribution.environment(slack), store)
        late.app = application(gateway.routes())
        inbox = await stack.enter_async_context(running(gateway))
        yield Scene(gateway, inbox, distribution, workspaces, store, home, slack)


async def each(*calls: Awaitable[Any]) -> list[Any]:
    """Return what several calls return that are made at once."""
    return list(await asyncio.gather(*calls))
