"""Receiving over Socket Mode, Slack's WebSocket: for machines that the internet cannot reach."""

import asyncio
import logging
import re
import time
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from adapters.shared.pacing import persist
from adapters.shared.platform import Connected
from adapters.slack.errors import translated
from core.errors import PlatformError, PlatformUnreachable

log = logging.getLogger(__name__)

_PING_INTERVAL = 5.0
"""Seconds; a connection that died in silence is noticed after four of them at the latest."""
_MISSED = 4
"""Pings without an answer after which the SDK itself takes a connection for dead (`is_ping_pong_failing`)."""
_ADDRESS_LIVES = 60.0
"""Seconds of attempts at one address before another is asked for; they are temporary (apps.connections.open)."""
_SECRET = re.compile(r"wss?://\S+")
"""The address of a connection, with its ticket."""


class _Client(SocketModeClient):
    """The SDK's client, which connects anew by itself for ever, made to give up when the token is refused."""

    def __init__(self, app: AsyncApp, web: AsyncWebClient, app_token: str) -> None:
        super().__init__(app_token, logger=_brief_logger(), web_client=web, ping_interval=_PING_INTERVAL)
        self._app = app
        self._greeted_on: aiohttp.ClientWebSocketResponse | None = None
        self.opened = asyncio.Event()
        """Set when a connection stands, also one that took the place of another."""
        self.refused: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Raises PlatformError when Slack will give no further address."""
        self.message_listeners.append(self._greeted)
        self.socket_mode_request_listeners.append(self._received)

    async def issue_new_wss_url(self) -> str:
        """Ask for the address of a further connection. Raises PlatformError."""
        try:
            return await persist(lambda: _open(self.web_client, self.app_token))
        except PlatformUnreachable:
            raise
        except PlatformError as error:
            if not self.refused.done():
                self.refused.set_exception(error)
            raise

    async def connect(self) -> None:
        """Connect, however long it takes; the SDK by itself would try one temporary address for ever."""
        while not self.closed:
            try:
                async with asyncio.timeout(_ADDRESS_LIVES):
                    await super().connect()  # type: ignore[no-untyped-call]
                    return
            except TimeoutError:
                self.wss_uri = None

    def alive(self) -> bool:
        """Say whether Slack has greeted us on the socket there is, and answers pings on it."""
        session, answered = self.current_session, self.last_ping_pong_time
        if self.closed or self.stale or session is None or session.closed or session is not self._greeted_on:
            return False
        return answered is None or time.time() - answered < _MISSED * self.ping_interval

    async def _greeted(self, _: AsyncBaseSocketModeClient, message: dict[str, Any], __: str | None) -> None:
        if message.get("type") == "hello":
            self._greeted_on = self.current_session
            self.opened.set()

    async def _received(self, _: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """Let Bolt answer; the SDK does this for each request in a task of its own, so none waits for another."""
        began = time.time()
        await send_async_response(self, request, await run_async_bolt_app(self._app, request), began)


class SocketMode:
    """Connects an app while `serve` runs."""

    def __init__(self, app: AsyncApp) -> None:
        self._app = app
        self._client: _Client | None = None

    def alive(self) -> bool:
        """Say whether events can come at this moment."""
        return self._client is not None and self._client.alive()

    async def serve(self, web: AsyncWebClient, app_token: str, connected: Connected) -> None:
        """Hand all that comes in to the app until cancelled, and announce each connection by `connected`.

        The SDK connects anew by itself, for as long as it takes. Raises PlatformError when the token is refused.
        """
        first_url = await persist(lambda: _open(web, app_token))
        client = self._client = _Client(self._app, web, app_token)
        client.wss_uri = first_url
        announcing = asyncio.create_task(_announce(client, connected))
        try:
            done, _ = await asyncio.wait({client.refused, announcing}, return_when=asyncio.FIRST_COMPLETED)
            for ended in done:
                ended.result()
        finally:
            self._client = None
            announcing.cancel()
            await asyncio.gather(announcing, return_exceptions=True)
            await _close(client)


async def _announce(client: _Client, connected: Connected) -> None:
    """Connect, and announce each connection at once: one that was lost for a while may have cost events.

    Those that follow one another while one is announced are announced together after it.
    Slack's own refreshes, every few hours, cannot be told from those that failed at first, so they are announced too.
    """
    await client.connect()
    while True:
        await client.opened.wait()
        client.opened.clear()
        await connected()


async def _open(web: AsyncWebClient, app_token: str) -> str:
    with translated("apps.connections.open", "SLACK_APP_TOKEN"):
        answer = await web.apps_connections_open(app_token=app_token)
    return str(answer["url"])


async def _close(client: _Client) -> None:
    """Close the connection and wait for the SDK's own tasks, which it cancels but does not wait for."""
    if not client.refused.cancel():
        client.refused.exception()
    await client.close()  # type: ignore[no-untyped-call]
    tasks = (client.message_processor, client.current_session_monitor, client.message_receiver)
    await asyncio.gather(*(task for task in tasks if task is not None), return_exceptions=True)


def _brief_logger() -> logging.Logger:
    """Return a logger for the SDK, whose every reconnection would be a stack trace with the connection's address."""
    logger = log.getChild("sdk")
    logger.setLevel(logging.WARNING)
    if not logger.filters:
        logger.addFilter(_briefly)
    return logger


def _briefly(record: logging.LogRecord) -> bool:
    record.exc_info = None
    record.msg, record.args = _SECRET.sub("an address that is a secret", record.getMessage()), ()
    return True
