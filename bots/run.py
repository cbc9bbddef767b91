"""`run`: the assistant on the platforms named, until told to stop."""

import asyncio
from collections.abc import Sequence

from adapters.web.routes import application
from adapters.web.server import serve
from bots.logs import secrets_of, set_up
from bots.loop import settle_in
from bots.settings import read_settings
from bots.supervise import first_of, keep, until_told
from bots.upkeep import keep_tidy
from bots.watching import held_until, listen
from bots.wiring import assembled, configured
from core.errors import SettingsError

_PATIENCE = 20.0
"""Seconds that running turns get to finish when the program is told to stop."""


async def run(platforms: Sequence[str], *, with_parent: bool = False) -> int:
    """Run and return the exit status. Raises TriviumError for what keeps it from starting."""
    settings = read_settings()
    set_up(settings.log_format, secrets_of(settings))
    wanted = tuple(dict.fromkeys(platforms)) or configured(settings)
    if not wanted:
        raise SettingsError(
            "No platform has a token. Set SLACK_BOT_TOKEN (or SLACK_CLIENT_ID), DISCORD_TOKEN or TELEGRAM_TOKEN "
            "(`python -m bots setup` asks for them), or try `python -m bots sandbox`, which needs none."
        )
    async with assembled(settings, wanted) as assistant:
        tried = asyncio.Event()
        routes = held_until(tried, assistant.routes())
        listening = listen(settings, needed=bool(routes))
        connected = asyncio.ensure_future(
            keep(assistant.gateways, assistant.sessions, assistant.alarms, tried, assistant.connections)
        )
        work = [connected, asyncio.ensure_future(until_told(with_parent=with_parent))]
        work.append(asyncio.ensure_future(keep_tidy(assistant.store, settings.keep_days)))
        work.append(asyncio.ensure_future(assistant.store.ended()))
        settle_in()
        if listening is not None:
            work.append(asyncio.ensure_future(serve(application((*routes, *assistant.watching)), listening)))
        try:
            await first_of(*work)
        finally:
            await assistant.sessions.close(_PATIENCE)
        return 1 if connected.done() and not connected.cancelled() else 0
