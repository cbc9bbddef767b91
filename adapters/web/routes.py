"""The gateways' routes as one ASGI application."""

from collections.abc import Awaitable, Callable, Iterable

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect
from starlette.requests import Request as StarletteRequest
from starlette.responses import Response as StarletteResponse
from starlette.routing import Route as StarletteRoute

from adapters.shared.http import Request, Response, Route


def application(routes: Iterable[Route]) -> Starlette:
    """Return an application that answers `routes`; a body over a route's limit is refused with 413 unread."""
    return Starlette(routes=[StarletteRoute(r.path, _endpoint(r), methods=[r.method]) for r in routes])


def _endpoint(route: Route) -> Callable[[StarletteRequest], Awaitable[StarletteResponse]]:
    async def endpoint(request: StarletteRequest) -> StarletteResponse:
        body = await _body(request, route.max_body)
        if body is None:
            return StarletteResponse("too large", 413)
        headers = {name.lower(): value for name, value in request.headers.items()}
        answer = await route.answer(Request(route.method, route.path, headers, body))
        return _native(answer)

    return endpoint


async def _body(request: StarletteRequest, limit: int) -> bytes | None:
    """Return the body, or None as soon as it is known to be too long."""
    pieces: list[bytes] = []
    size = 0
    try:
        async for piece in request.stream():
            size += len(piece)
            if size > limit:
                return None
            pieces.append(piece)
    except ClientDisconnect:
        return b""
    return b"".join(pieces)


def _native(answer: Response) -> StarletteResponse:
    return StarletteResponse(answer.body, answer.status, dict(answer.headers), media_type=answer.media_type)
