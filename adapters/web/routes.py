"""The gateways' routes as one ASGI application."""

from collections.abc import Awaitable, Callable, Iterable

from starlette.applications import Starlette
from starlette.requests import Request as StarletteRequest
from starlette.responses import Response as StarletteResponse
from starlette.routing import Route as StarletteRoute

from adapters.shared.http import Request, Response, Route
from adapters.web.bodies import Bodies


def application(routes: Iterable[Route], bodies: Bodies | None = None) -> Starlette:
    """Return an application that answers `routes`; a body over a route's limit is refused with 413 unread."""
    reading = bodies or Bodies()
    app = Starlette(routes=[StarletteRoute(r.path, _endpoint(r, reading), methods=[r.method]) for r in routes])
    app.router.redirect_slashes = False
    return app


def _endpoint(route: Route, bodies: Bodies) -> Callable[[StarletteRequest], Awaitable[StarletteResponse]]:
    async def endpoint(request: StarletteRequest) -> StarletteResponse:
        body = await bodies.read(request, route.max_body)
        if not isinstance(body, bytes):
            return body
        try:
            headers = {name.lower(): value for name, value in request.headers.items()}
            answer = await route.answer(Request(route.method, route.path, headers, body, request.url.query))
            return _native(answer)
        finally:
            bodies.free(len(body))

    return endpoint


def _native(answer: Response) -> StarletteResponse:
    return StarletteResponse(answer.body, answer.status, dict(answer.headers), media_type=answer.media_type)
