"""The sandbox's page: three panes, kept up to date by server-sent events; clicks and words go back by POST."""

import asyncio
import contextlib
import json
from base64 import b64decode
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bots.sandbox.service import Refused, SentFile, Service, Stoppable

_STATIC = Path(__file__).parent / "static"
_AT_MOST_EVERY = 0.05
"""Seconds between two updates of one page."""
_AT_LEAST_EVERY = 0.5
"""Seconds after which a page learns that a bot has connected or gone."""


class Page:
    """The page's application over the three services."""

    def __init__(self, services: Sequence[Service], kill: Callable[[], None], running: Callable[[], bool]) -> None:
        self._services = {service.name: service for service in services}
        self._kill, self._running = kill, running
        self._open: set[asyncio.Event] = set()
        for service in services:
            service.watch(self.changed)

    @property
    def app(self) -> Starlette:
        """Return the ASGI application; it answers only to this machine's own names."""
        return Starlette(
            routes=[
                Route("/", lambda _: FileResponse(_STATIC / "index.html")),
                Route("/events", self._events),
                Route("/say", self._act(self._say), methods=["POST"]),
                Route("/click", self._act(self._click), methods=["POST"]),
                Route("/submit", self._act(self._submit), methods=["POST"]),
                Route("/files/{service}/{file}", self._file),
                Route("/stop", self._act(self._stop), methods=["POST"]),
                Route("/kill", self._act(self._kill_bots), methods=["POST"]),
                Mount("/static", StaticFiles(directory=_STATIC)),
            ],
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])],
        )

    def changed(self) -> None:
        """Tell all open pages that there is something new."""
        for page in self._open:
            page.set()

    async def _events(self, _request: Request) -> Response:
        return StreamingResponse(self._stream(), media_type="text/event-stream")

    async def _stream(self) -> AsyncIterator[str]:
        news = asyncio.Event()
        self._open.add(news)
        told = ""
        try:
            while True:
                now = self._now()
                if now != told:
                    yield f"data: {now}\n\n"
                    told = now
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(news.wait(), _AT_LEAST_EVERY)
                await asyncio.sleep(_AT_MOST_EVERY)
                news.clear()
        finally:
            self._open.discard(news)

    def _now(self) -> str:
        panes = {n: {**s.snapshot(), "connected": s.connected > 0} for n, s in self._services.items()}
        return json.dumps({"running": self._running(), "services": panes})

    def _act(
        self, act: Callable[[dict[str, Any]], Awaitable[dict[str, str]]]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def endpoint(request: Request) -> Response:
            if request.headers.get("content-type") != "application/json":
                return JSONResponse({"refused": "expected application/json"}, 415)
            try:
                return JSONResponse(await act(await request.json()))
            except Refused as refused:
                return JSONResponse({"refused": str(refused)}, 409)
            except (KeyError, json.JSONDecodeError) as error:
                return JSONResponse({"refused": f"missing or wrong: {error}"}, 400)

        return endpoint

    async def _say(self, asked: dict[str, Any]) -> dict[str, str]:
        service = self._services[asked["service"]]
        files = [SentFile(f["name"], f["media_type"], b64decode(f["data"])) for f in asked.get("files", ())]
        return {"place": await service.say(asked["user"], asked["place"], asked["text"], files)}

    async def _click(self, asked: dict[str, Any]) -> dict[str, str]:
        service = self._services[asked["service"]]
        await service.click(asked["user"], asked["place"], asked["message"], asked["control"], asked.get("value", ""))
        return {}

    async def _submit(self, asked: dict[str, Any]) -> dict[str, str]:
        service = self._services[asked["service"]]
        return {"wrong": await service.submit(asked["user"], asked["dialog"], asked["value"])}

    async def _file(self, request: Request) -> Response:
        """Hand out a file that somebody sent; a picture is shown, anything else only saved."""
        try:
            file = self._services[request.path_params["service"]].file(request.path_params["file"])
        except (Refused, KeyError):
            return Response(status_code=404)
        shown = file.media_type in ("image/png", "image/jpeg", "image/gif", "image/webp")
        headers = {"X-Content-Type-Options": "nosniff"} | ({} if shown else {"Content-Disposition": "attachment"})
        media_type = file.media_type if shown else "application/octet-stream"
        return Response(file.data, media_type=media_type, headers=headers)

    async def _stop(self, asked: dict[str, Any]) -> dict[str, str]:
        service = self._services[asked["service"]]
        if not isinstance(service, Stoppable):
            raise Refused("This platform has no Stop button of its own.")
        await service.stop(asked["user"], asked["place"])
        return {}

    async def _kill_bots(self, _asked: dict[str, Any]) -> dict[str, str]:
        self._kill()
        return {}
