"""The composition root: the one place that knows every part and puts them together."""

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.resources.abc import Traversable
from pathlib import Path

from msgspec import Struct

from adapters.shared.http import Route
from adapters.shared.outlets import Outlets
from adapters.shared.platform import Gateway
from adapters.storage.engine import database_file
from adapters.storage.installations import Installations
from adapters.storage.store import SqlStore, open_store
from adapters.web.health import Connections
from bots.assembly import Parts, put_together
from bots.expert_databases import ExpertDatabases
from bots.kit import ModelsByName, clock_of, kit_of
from bots.pictures import Pictures
from bots.settings import Settings
from bots.supervise import guard
from bots.watching import exporter_of, told, watching_routes
from core.admin import CommandSpec, command_specs
from core.alarms import Alarms
from core.errors import GraphError, SettingsError
from core.gate import House
from core.graph import list_graphs, load_graph
from core.letters import CatchUp
from core.pool import Kit, NodePool
from core.sessions import Sessions
from core.trace import Trace
from migrations.run import upgrade

log = logging.getLogger(__name__)


class Assistant(Struct, frozen=True):
    """Everything that runs."""

    sessions: Sessions
    gateways: tuple[Gateway, ...]
    store: SqlStore
    alarms: Alarms
    connections: Connections
    watching: tuple[Route, ...]
    """The HTTP routes for those who watch the program."""

    def routes(self) -> tuple[Route, ...]:
        """Return the HTTP routes that gateways need."""
        return tuple(route for gateway in self.gateways for route in gateway.routes())


@asynccontextmanager
async def assembled(settings: Settings, platforms: Sequence[str]) -> AsyncIterator[Assistant]:
    """Put the assistant together and take it apart again. Raises SettingsError, GraphError, StoreError."""
    models = ModelsByName(settings)
    clock = clock_of(settings)
    for name in models.titles():
        models.get(name)
    databases = ExpertDatabases(settings)
    pools = pools_of(kit_of(models, clock, databases.by_name))
    if settings.graph not in pools.sound:
        raise SettingsError(f"GRAPH: there is no graph {settings.graph!r}; there are {', '.join(pools.sound)}.")
    commands = command_specs(tuple(pools.sound), tuple(models.titles()))
    _make_room(database_file(settings.database_url))
    async with AsyncExitStack() as held:
        held.push_async_callback(models.close)
        held.push_async_callback(databases.close)
        trace, exporter = _trace(settings), exporter_of(settings)
        if trace is not None:
            held.callback(trace.close)
        if exporter is not None:
            held.push_async_callback(exporter.close)
        store = await open_store(settings.database_url, upgrade)
        held.push_async_callback(store.close)
        gateways = tuple(_gateway(platform, settings, commands, store.installations) for platform in platforms)
        for gateway in gateways:
            held.push_async_callback(gateway.close)
        outlets = Outlets(gateways)
        held.push_async_callback(outlets.close)
        alarms = Alarms(outlets, settings.admins, guard)
        held.push_async_callback(alarms.close)
        parts = Parts(
            store=store,
            outlets=outlets,
            alarms=alarms,
            pools=pools.sound,
            broken=pools.broken,
            graph=settings.graph,
            house=House(settings.admins, settings.direct_messages == "welcome", settings.places),
            models=models.titles(),
            limits=CatchUp(settings.catch_up_seconds, settings.catch_up_messages),
            a_minute=settings.events_a_minute,
            trusting=settings.trust_platform_admins,
            listener=told(trace, exporter),
            draw=Pictures().of,
            clock=clock,
        )
        core = await put_together(parts)
        connections = Connections(platforms)
        watching = watching_routes(settings, store, core, connections, gateways)
        yield Assistant(core.sessions, gateways, store, alarms, connections, watching)


class Pools(Struct, frozen=True):
    """The graphs there are."""

    sound: dict[str, NodePool]
    broken: dict[str, str]
    """Those that cannot be used, with the reason."""


def pools_of(kit: Kit, folder: Traversable | None = None) -> Pools:
    """Return a pool for each graph that can be used; one that is broken or lacks a model is one line in the log.

    Raises SettingsError for the default model, without which no graph can be used.
    """
    pools = Pools({}, {})
    for name in list_graphs(folder):
        try:
            pools.sound[name] = NodePool(load_graph(name, folder), kit)
        except GraphError as error:
            log.error("a graph is left out: %s", error)
            pools.broken[name] = str(error)
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
        "slack": settings.slack_client_id or settings.slack_bot_token,
        "discord": settings.discord_token,
        "telegram": settings.telegram_token,
    }
    return tuple(name for name, token in tokens.items() if token)


def _gateway(
    platform: str, settings: Settings, commands: Sequence[CommandSpec], installations: Installations
) -> Gateway:
    """Make a platform's gateway; only then its library is imported (up to half a second each)."""
    match platform:
        case "slack" if settings.slack_client_id:
            from adapters.slack.installed import InstalledGateway  # noqa: PLC0415 - see above

            return InstalledGateway(
                client_id=settings.slack_client_id,
                client_secret=settings.slack_client_secret,
                app_token=settings.slack_app_token or None,
                signing_secret=settings.slack_signing_secret or None,
                secret_keys=settings.secret_keys,
                installations=installations,
                api_url=settings.slack_api_url or None,
                commands=commands,
            )
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
                admins=settings.admins,
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
