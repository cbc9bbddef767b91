"""The composition root: the one place that knows every part and puts them together."""

import logging
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from importlib.resources.abc import Traversable
from pathlib import Path

from msgspec import Struct

from adapters.shared.http import Request, Response, Route
from adapters.shared.outlets import Outlets
from adapters.shared.platform import Gateway
from adapters.storage.engine import database_file
from adapters.storage.store import SqlStore, open_store
from bots.kit import ModelsByName, clock_of, kit_of
from bots.settings import Settings
from bots.supervise import guard
from core.admin import Admin, CommandSpec, command_specs
from core.alarms import Alarms
from core.errors import GraphError, SettingsError
from core.gate import Gate
from core.graph import list_graphs, load_graph
from core.interrupts import Interrupts
from core.letters import CatchUp
from core.live import LiveSessions
from core.mailboxes import Mailboxes
from core.patience import Patience
from core.pool import Kit, NodePool
from core.ports import Store
from core.scopes import GraphScopes
from core.sessions import Sessions
from core.trace import Trace
from core.turns import Turns
from migrations.run import upgrade

log = logging.getLogger(__name__)

LIVE_SESSIONS = 1_000
"""Sessions kept in memory; the rest are rows."""


class Assistant(Struct, frozen=True):
    """Everything that runs."""

    sessions: Sessions
    gateways: tuple[Gateway, ...]
    store: SqlStore
    alarms: Alarms

    def routes(self) -> tuple[Route, ...]:
        """Return all HTTP routes, or none where no gateway needs any."""
        routes = tuple(route for gateway in self.gateways for route in gateway.routes())
        return (*routes, Route("GET", "/healthz", _healthy)) if routes else ()


@asynccontextmanager
async def assembled(settings: Settings, platforms: Sequence[str]) -> AsyncIterator[Assistant]:
    """Put the assistant together and take it apart again. Raises SettingsError, GraphError, StoreError."""
    models = ModelsByName(settings)
    clock = clock_of(settings)
    for name in models.titles():
        models.get(name)
    pools = sound_pools(kit_of(models, clock))
    if settings.graph not in pools:
        raise SettingsError(f"GRAPH: there is no graph {settings.graph!r}; there are {', '.join(pools)}.")
    commands = command_specs(tuple(pools), tuple(models.titles()))
    gateways = tuple(_gateway(platform, settings, commands) for platform in platforms)
    _make_room(database_file(settings.database_url))
    store = await open_store(settings.database_url, upgrade)
    trace = _trace(settings)
    outlets = Outlets(gateways)
    alarms = Alarms(outlets, settings.admins, guard)
    try:
        scopes = GraphScopes(store, settings.graph)
        await scopes.load(tuple(pools))
        gate = Gate(settings.admins)
        admin = Admin(store, gate, scopes, {n: p.graph.title for n, p in pools.items()}, models.titles())
        listener = trace.listener if trace is not None else None
        live = LiveSessions(store, scopes, pools.__getitem__, LIVE_SESSIONS, listener=listener, clock=clock)
        limits = CatchUp(settings.catch_up_seconds, settings.catch_up_messages)
        sessions = sessions_over(store, outlets, admin, live, gate, alarms, limits)
        yield Assistant(sessions, gateways, store, alarms)
    finally:
        await alarms.close()
        await outlets.close()
        for gateway in gateways:
            await gateway.close()
        await store.close()
        await models.close()
        if trace is not None:
            trace.close()


def sessions_over(
    store: Store,
    outlets: Outlets,
    admin: Admin,
    live: LiveSessions,
    gate: Gate,
    alarms: Alarms,
    limits: CatchUp,
    clock: Callable[[], float] = time.time,
) -> Sessions:
    """Put together what takes events in and has them answered."""
    patience = Patience(alarms)
    turns = Turns(store, outlets, admin, live, patience, alarms, guard)
    boxes = Mailboxes(turns, live, patience, alarms, guard)
    return Sessions(store, turns, Interrupts(turns, live, gate), live, boxes, alarms, limits, clock)


def sound_pools(kit: Kit, folder: Traversable | None = None) -> dict[str, NodePool]:
    """Return a pool for each graph that can be used; one that is broken or lacks a model is one line in the log.

    Raises SettingsError for the default model, without which no graph can be used.
    """
    pools = {}
    for name in list_graphs(folder):
        try:
            pools[name] = NodePool(load_graph(name, folder), kit)
        except GraphError as error:
            log.error("a graph is left out: %s", error)
    return pools


def _trace(settings: Settings) -> Trace | None:
    if not settings.trace_file:
        return None
    trace = Trace(Path(settings.trace_file), settings.trace_bytes, with_words=settings.trace_text)
    trace.start()
    return trace


def configured(settings: Settings) -> tuple[str, ...]:
    """Return the platforms that have a token."""
    tokens = {
        "slack": settings.slack_bot_token,
        "discord": settings.discord_token,
        "telegram": settings.telegram_token,
    }
    return tuple(name for name, token in tokens.items() if token)


def _gateway(platform: str, settings: Settings, commands: Sequence[CommandSpec]) -> Gateway:
    """Make a platform's gateway; only then its library is imported (up to half a second each)."""
    match platform:
        case "slack":
            from adapters.slack.gateway import SlackGateway  # noqa: PLC0415 - see above

            return SlackGateway(
                bot_token=_needed(settings.slack_bot_token, "SLACK_BOT_TOKEN"),
                app_token=settings.slack_app_token or None,
                signing_secret=settings.slack_signing_secret or None,
                api_url=settings.slack_api_url or None,
                commands=commands,
            )
        case "discord":
            from adapters.discord.gateway import DiscordGateway  # noqa: PLC0415 - see above

            return DiscordGateway(
                token=_needed(settings.discord_token, "DISCORD_TOKEN"),
                api_url=settings.discord_api_url or None,
                gateway_url=settings.discord_gateway_url or None,
                commands=commands,
            )
        case "telegram":
            from adapters.telegram.gateway import TelegramGateway  # noqa: PLC0415 - see above

            return TelegramGateway(
                token=_needed(settings.telegram_token, "TELEGRAM_TOKEN"),
                api_url=settings.telegram_api_url or None,
                webhook_url=settings.telegram_webhook_url or None,
                webhook_secret=settings.telegram_webhook_secret or None,
                commands=commands,
            )
        case _:
            raise SettingsError(f"There is no platform {platform!r}; there are slack, discord, telegram.")


def _make_room(file: Path) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(f"DATABASE_URL: the folder {file.parent} cannot be made: {error.strerror}.") from error


def _needed(value: str, name: str) -> str:
    if not value:
        raise SettingsError(f"{name} is not set.")
    return value


async def _healthy(_request: Request) -> Response:
    return Response(body=b"ok\n")
