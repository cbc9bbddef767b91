"""HTTP as gateways see it: plain requests and responses, so that no gateway knows the server."""

from collections.abc import Awaitable, Callable, Mapping

from msgspec import Struct, field


class Request(Struct, frozen=True):
    """One HTTP request, its body as raw bytes (signatures are over them)."""

    method: str
    path: str
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes = b""
    query: str = ""
    """What stands behind the question mark, as it came."""


class Response(Struct, frozen=True):
    """One HTTP response."""

    status: int = 200
    body: bytes = b""
    media_type: str = "text/plain; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


class Route(Struct, frozen=True):
    """A path with who answers it."""

    method: str
    path: str
    answer: Callable[[Request], Awaitable[Response]]
    max_body: int = 1_000_000
    """Bytes; a longer body is refused with 413 before `answer` sees it."""
