"""`run`: the assistant on the platforms named, until told to stop."""

import asyncio
import socket
from collections.abc import Sequence

from starlette.types import ASGIApp

from adapters.web.routes import application
from adapters.web.server import bind, serve
from bots.loop import settle_in
from bots.settings import read_settings
from bots.supervise import first_of, keep, until_told
from bots.upkeep import keep_tidy
from bots.wiring import assembled, configured
from core.errors import SettingsError

_PATIENCE = 20.0
"""Seconds that running turns get to finish when the program is told to stop."""


async def run(platforms: Sequence[str], *, with_parent: bool = False) -> int:
    """Run and return the exit status. Raises TriviumError for what keeps it from starting."""
    settings = read_settings()
    wanted = tuple(dict.fromkeys(platforms)) or configured(settings)
    if not wanted:
        raise SettingsError(
            "No platform has a token. Set SLACK_BOT_TOKEN, DISCORD_TOKEN or TELEGRAM_TOKEN (see .env.example), "
            "or try `python -m bots sandbox`, which needs none."
        )
    async with assembled(settings, wanted) as assistant:
        tried = asyncio.Event()
        connected = asyncio.ensure_future(keep(assistant.gateways, assistant.sessions, assistant.alarms, tried))
        work = [connected, asyncio.ensure_future(until_told(with_parent=with_parent))]
        work.append(asyncio.ensure_future(keep_tidy(assistant.store, settings.keep_days)))
        work.append(asyncio.ensure_future(assistant.store.ended()))
        routes = assistant.routes()
        settle_in()
        if routes:
            listening = bind(settings.http_host, settings.http_port)
            work.append(asyncio.ensure_future(_serve_when(tried, application(routes), listening)))
        try:
            await first_of(*work)
        finally:
            await assistant.sessions.close(_PATIENCE)
        return 1 if connected.done() and not connected.cancelled() else 0


async def _serve_when(tried: asyncio.Event, app: ASGIApp, listening: socket.socket) -> None:
    """Serve once the gateways can take requests; those that come before wait in the socket's queue."""
    await tried.wait()
    await serve(app, listening)
