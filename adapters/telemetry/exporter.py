"""The exporter: hands spans to a collector by OTLP over HTTP, from a thread of its own."""

import asyncio
import os
import threading
from collections.abc import Callable

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from adapters.telemetry.spans import SessionSpans, TurnIds
from core.events import OutputEvent

_PATH = "/v1/traces"
"""Where a collector takes traces, behind the endpoint (OTLP 1.x, "OTLP/HTTP Request")."""
_PATIENCE = 3.0
"""Seconds for handing over the last spans when the program ends."""


class Exporter:
    """Sends the traces of all sessions to one collector; what it does not take is lost, with a line in the log.

    Further settings, such as headers, are OpenTelemetry's own environment variables (`OTEL_…`).
    """

    def __init__(self, endpoint: str) -> None:
        own = {} if os.environ.get("OTEL_SERVICE_NAME") else {SERVICE_NAME: "trivium"}
        self._ids = TurnIds()
        self._provider = TracerProvider(resource=Resource.create(own), id_generator=self._ids, shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=endpoint.rstrip("/") + _PATH)))
        self._tracer = self._provider.get_tracer("trivium")

    def listener(self, session: str) -> Callable[[OutputEvent], None]:
        """Return what to attach to the session's sink; it returns at once and raises nothing."""
        return SessionSpans(session, self._tracer, self._ids)

    async def close(self) -> None:
        """Hand over what is left, as far as the collector takes it within some seconds."""
        # The SDK waits up to 30 s for a collector that is gone, which nobody shall wait for.
        ending = threading.Thread(target=self._provider.shutdown, name="the last spans", daemon=True)
        ending.start()
        await asyncio.to_thread(ending.join, _PATIENCE)
