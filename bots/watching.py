"""Watching: what lets an operator see from outside how the program does."""

import asyncio
import logging
import socket
from collections.abc import Callable, Iterable
from typing import Protocol

from msgspec.structs import replace

from adapters.shared.http import Request, Response, Route
from adapters.shared.platform import Gateway
from adapters.storage.store import SqlStore
from adapters.web.health import Connections, health_routes
from adapters.web.metrics import Gauge, metrics_route
from adapters.web.server import bind, port_of
from bots.assembly import Core
from bots.settings import Settings
from core.errors import SettingsError
from core.events import OutputEvent
from core.gate import Visitor
from core.pulse import pulse
from core.sink import Listener

log = logging.getLogger(__name__)


class Telling(Protocol):
    """Who wants to know what the nodes do, such as a trace file or a collector of spans."""

    def listener(self, session: str) -> Listener:
        """Return what to attach to the session's sink."""


class Exporting(Telling, Protocol):
    """Who hands spans to a collector."""

    async def close(self) -> None:
        """Hand over what is left."""


def exporter_of(settings: Settings) -> Exporting | None:
    """Return what sends spans to the collector that the settings name, if they do. Raises SettingsError."""
    if not settings.otel_exporter_otlp_endpoint:
        return None
    try:
        from adapters.telemetry.exporter import Exporter  # noqa: PLC0415 - an extra that need not be installed
    except ImportError as error:
        raise SettingsError(
            "OTEL_EXPORTER_OTLP_ENDPOINT is set, but OpenTelemetry is not installed: pip install 'trivium[otel]'."
        ) from error
    return Exporter(settings.otel_exporter_otlp_endpoint)


def told(*who: Telling | None) -> Callable[[str], Listener] | None:
    """Return a listener for each session that tells all of `who`; None where there is nobody."""
    wanted = [one for one in who if one is not None]
    if len(wanted) < 2:
        return wanted[0].listener if wanted else None

    def listener(session: str) -> Listener:
        listeners = [one.listener(session) for one in wanted]

        def listen(event: OutputEvent) -> None:
            for tell in listeners:
                tell(event)

        return listen

    return listener


def watching_routes(
    settings: Settings, store: SqlStore, core: Core, connections: Connections, gateways: Iterable[Gateway]
) -> tuple[Route, ...]:
    """Return `/healthz`, `/readyz` and `/metrics`."""
    alive = {gateway.platform.name: gateway.alive for gateway in gateways}
    gauges = (
        Gauge("sessions_live", "Sessions in memory", lambda: core.live.count),
        Gauge("sessions_busy", "Sessions that have something to do", lambda: core.sessions.busy),
        Gauge("mailbox_letters", "Events that wait for the turn before them", lambda: core.sessions.waiting),
        *(_connected(connections, platform, stands) for platform, stands in alive.items()),
    )
    health = health_routes(store.try_to_write, connections, lambda platform: alive[platform](), core.sessions.lets_in)

    async def may_measure(*, proven: bool) -> bool:
        return await core.gate.may(Visitor("web:metrics", "web", proven=proven), "metrics", "web")

    return (*health, metrics_route(pulse, gauges, settings.metrics_token, may_measure))


def held_until(tried: asyncio.Event, routes: Iterable[Route]) -> tuple[Route, ...]:
    """Let the requests of gateways wait until each has been started once; who asks for health is answered at once."""

    def held(route: Route) -> Route:
        async def answer(request: Request) -> Response:
            await tried.wait()
            return await route.answer(request)

        return replace(route, answer=answer)

    return tuple(held(route) for route in routes)


def listen(settings: Settings, *, needed: bool) -> socket.socket | None:
    """Return a socket for HTTP; None, with a warning, where there is none and no gateway needs it.

    Raises SettingsError where one does.
    """
    try:
        listening = bind(settings.http_host, settings.http_port)
    except SettingsError as error:
        if needed:
            raise
        log.warning("HTTP is not served, and so neither health nor metrics (HTTP_PORT): %s", error)
        return None
    log.debug("HTTP is served", extra={"host": settings.http_host, "port": port_of(listening)})
    return listening


def _connected(connections: Connections, platform: str, alive: Callable[[], bool]) -> Gauge:
    def read() -> float:
        return connections.all()[platform].since is not None and alive()

    return Gauge("connected", "1 where a platform's connection stands", read, {"platform": platform})
