"""Receiving over Socket Mode, Slack's WebSocket: for machines that the internet cannot reach."""

import asyncio
import logging

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from adapters.shared.pacing import persist
from adapters.slack.errors import translated

log = logging.getLogger(__name__)

_PING_INTERVAL = 5.0
"""Seconds; a connection that died in silence is noticed after four of them."""


async def serve(app: AsyncApp, web: AsyncWebClient, app_token: str) -> None:
    """Hand all that comes in to `app` until cancelled. Raises PlatformError when the token is refused.

    The SDK connects anew by itself, for as long as it takes.
    """
    first_url = await persist(lambda: _open(web, app_token))
    handler = AsyncSocketModeHandler(
        app, app_token, logger=_brief_logger(), web_client=web, ping_interval=_PING_INTERVAL
    )
    client = handler.client
    client.wss_uri = first_url
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]
        await asyncio.Event().wait()
    finally:
        await _close(client)


async def _open(web: AsyncWebClient, app_token: str) -> str:
    with translated("apps.connections.open", "SLACK_APP_TOKEN"):
        answer = await web.apps_connections_open(app_token=app_token)
    return str(answer["url"])


async def _close(client: SocketModeClient) -> None:
    """Close the connection and wait for the SDK's own tasks, which it cancels but does not wait for."""
    await client.close()  # type: ignore[no-untyped-call]
    tasks = (client.message_processor, client.current_session_monitor, client.message_receiver)
    await asyncio.gather(*(task for task in tasks if task is not None), return_exceptions=True)


def _brief_logger() -> logging.Logger:
    """Return a logger for the SDK, whose every reconnection would be a stack trace."""
    logger = log.getChild("sdk")
    logger.setLevel(logging.WARNING)
    if not logger.filters:
        logger.addFilter(_without_trace)
    return logger


def _without_trace(record: logging.LogRecord) -> bool:
    record.exc_info = None
    return True
