"""`/readyz` and `/metrics` of the whole program: what they say while a platform cannot be reached, and after that."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from adapters.discord import heartbeat
from adapters.discord.gateway import DiscordGateway
from adapters.web.routes import application
from bots.sandbox.discord.server import DiscordSandbox
from bots.sandbox.service import Service, Shelf
from bots.sandbox.slack.server import SlackSandbox
from bots.sandbox.telegram.server import TelegramSandbox
from tests.serving import serving
from tests.town import Town, services

pytestmark = [pytest.mark.timeout(120), pytest.mark.parametrize("platform", ["slack", "discord", "telegram"])]


class Door:
    """The way to a server, which can be shut: what knocks then is refused; what is inside already stays."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.shut = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self.shut or scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1013})
        else:
            await send({"type": "http.response.start", "status": 503, "headers": []})
            await send({"type": "http.response.body", "body": b""})


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.slack.socket_mode._PING_INTERVAL", 0.2)
    monkeypatch.setattr("adapters.telegram.polling._LONG_POLL", timedelta(0))
    monkeypatch.setattr("adapters.telegram.polling._OVERDUE", timedelta(seconds=2))
    monkeypatch.setattr("adapters.telegram.request._TIMEOUT", 0.5)
    monkeypatch.setattr(heartbeat, "_GRACE", 1.0)


def cut_off(service: Service, *, silently: bool) -> "asyncio.Future[None] | None":
    """Let the connections that stand end, or stay and be dead."""
    match service:
        case SlackSandbox() if silently:
            service.freeze_sockets()
        case SlackSandbox():
            return asyncio.ensure_future(service.drop_sockets())
        case DiscordSandbox() if silently:
            service.half_open_sockets()
        case DiscordSandbox():
            service.drop_sockets()
        case TelegramSandbox():
            service.half_open = silently
        case _:
            raise TypeError(service.name)
    return None


class Watch:
    """Asks the program how it is."""

    def __init__(self, base: str, session: aiohttp.ClientSession) -> None:
        self._base, self._session = base, session

    async def readiness(self) -> tuple[int, dict[str, Any]]:
        async with self._session.get(f"{self._base}/readyz") as answer:
            return answer.status, json.loads(await answer.text())

    async def gauge(self, platform: str) -> str:
        headers = {"Authorization": "Bearer open sesame"}
        async with self._session.get(f"{self._base}/metrics", headers=headers) as answer:
            lines = (await answer.text()).splitlines()
        (line,) = [line for line in lines if line.startswith(f'trivium_connected{{platform="{platform}"}}')]
        return line.rpartition(" ")[2]

    async def becomes(self, status: int) -> dict[str, Any]:
        for _ in range(1500):
            now, told = await self.readiness()
            if now == status:
                return told
            await asyncio.sleep(0.02)
        raise AssertionError(f"it was never {status}: {told}")


@asynccontextmanager
async def watched(service: Service, folder: Path) -> AsyncIterator[tuple[Door, Watch]]:
    door = Door(service.app)
    async with serving(door) as base:
        town = Town(service, base, folder, METRICS_TOKEN="open sesame")
        async with (
            town.assistant() as assistant,
            serving(application(assistant.watching)) as own,
            aiohttp.ClientSession() as session,
        ):
            for gateway in assistant.gateways:
                if isinstance(gateway, DiscordGateway):
                    gateway._client._connection.heartbeat_timeout = 3.0  # the library's own, after which it dials anew
            yield door, Watch(own, session)


@pytest.mark.parametrize("silently", [False, True], ids=["closed", "half-open"])
async def test_while_a_platform_is_cut_off_it_is_named_and_later_all_is_ready(
    platform: str, silently: bool, tmp_path: Path
) -> None:
    service = DiscordSandbox(Shelf(None), heartbeat=0.2) if platform == "discord" else services()[platform]
    async with watched(service, tmp_path) as (door, watch):
        well = (await watch.becomes(200), await watch.gauge(platform))
        door.shut = True
        cutting = cut_off(service, silently=silently)
        gone = (await watch.becomes(503), await watch.gauge(platform))
        door.shut = False
        if isinstance(service, TelegramSandbox):
            service.half_open = False
        again = (await watch.becomes(200), await watch.gauge(platform))
        if cutting is not None:
            await cutting

    assert [(told[platform]["alive"], gauge) for told, gauge in (well, gone, again)] == [
        (True, "1.0"), (False, "0.0"), (True, "1.0")
    ]  # fmt: skip
    assert gone[0][platform]["connected"]
    assert gone[0][platform]["open"]
