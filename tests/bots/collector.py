"""A collector of traces on a socket, as OpenTelemetry's own would listen."""

from collections.abc import Mapping

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from adapters.shared.http import Request, Response, Route
from adapters.web.routes import application


class Collector:
    """Keeps every span that is handed to it, and what else came with it."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.resources: list[Mapping[str, object]] = []
        self.headers: list[Mapping[str, str]] = []
        self.raw = b""
        self.app = application([Route("POST", "/v1/traces", self._take)])

    def named(self, name: str) -> Span:
        """Return the only span of that name."""
        (span,) = [span for span in self.spans if span.name == name]
        return span

    def parent(self, span: Span) -> str:
        """Return the name of a span's parent; empty for a root."""
        return next((other.name for other in self.spans if other.span_id == span.parent_span_id), "")

    async def _take(self, request: Request) -> Response:
        self.raw += request.body
        self.headers.append(request.headers)
        for resource in ExportTraceServiceRequest.FromString(request.body).resource_spans:
            self.resources.append({pair.key: _value(pair.value) for pair in resource.resource.attributes})
            self.spans += [span for scope in resource.scope_spans for span in scope.spans]
        return Response(200, b"", "application/x-protobuf")


def attributes(span: Span) -> dict[str, object]:
    """Return a span's attributes."""
    return {pair.key: _value(pair.value) for pair in span.attributes}


def _value(value: AnyValue) -> object:
    kind = value.WhichOneof("value")
    return getattr(value, kind) if kind else None
