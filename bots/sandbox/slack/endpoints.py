"""The HTTP side: the Web API behind its token check, response URLs, and the WebSocket's door."""

import asyncio
import json
import random
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

from msgspec import Struct
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from bots.sandbox.service import Refused
from bots.sandbox.slack.answers import ResponseUrls
from bots.sandbox.slack.arguments import Arguments
from bots.sandbox.slack.couriers import SocketCourier
from bots.sandbox.slack.drive import Drive
from bots.sandbox.slack.rules import SlackError
from bots.sandbox.slack.webapi import WebApi

BOT_KEY = "xoxb-sandbox"
APP_KEY = "xapp-sandbox"
SIGNING_KEY = "sandbox-signing-key"
_KEPT_CALLS = 1_000
_STRUCTURED = {"attachments", "blocks", "chunks", "metadata", "view"}
"""Arguments that are JSON inside a form."""


_SCOPES: tuple[str, ...] = (
    *("app_mentions:read", "assistant:write", "channels:history", "chat:write", "commands", "files:read"),
    *("files:write", "groups:history", "im:history", "im:write", "mpim:history", "reactions:write", "users:read"),
)


class Call(Struct, frozen=True):
    """One call an app made."""

    method: str
    arguments: Arguments


class Fault(Struct, frozen=True):
    """What happens to one call instead of an answer."""

    status: int
    retry_after: float = 1.0
    error: str = ""
    needed: str = ""
    """The scope that is missing, as Slack names it."""
    done: bool = False
    """True where what was asked for is done all the same, and only the answer is lost."""


class Endpoints:
    """Answers an app's requests; the newest calls are kept for those who check them."""

    def __init__(self, api: WebApi, urls: ResponseUrls, sockets: SocketCourier, drive: Drive) -> None:
        self._api, self._urls, self._sockets, self._drive = api, urls, sockets, drive
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self.lag = (0.0, 0.0)
        """Seconds that every answer of the Web API takes, and up to how many more."""
        self.calls: deque[Call] = deque(maxlen=_KEPT_CALLS)
        self.scopes = _SCOPES
        """What the app may do, as each answer says."""

    @property
    def base(self) -> str:
        """Return where apps reach this server; known from `environment`, or from the first call."""
        return self._drive.base

    @base.setter
    def base(self, base: str) -> None:
        self._drive.base = base

    def routes(self) -> list[BaseRoute]:
        """Return what is served."""
        return [
            Route("/api/{method}", _unless_gone(self._call), methods=["GET", "POST"]),
            Route("/respond/{key}", _unless_gone(self._respond), methods=["POST"]),
            Route("/upload/{file}", _unless_gone(self._upload), methods=["POST"]),
            Route("/files/{file}/{name}", self._download),
            WebSocketRoute("/link", self._sockets.serve),
        ]

    def fail_next(self, method: str, fault: Fault) -> None:
        """Let the next call of a method fail: 429 with a pause, 5xx with nothing to be read, 200 with an error."""
        self._faults[method].append(fault)

    async def _call(self, request: Request) -> Response:
        method = request.path_params["method"]
        self.base = str(request.base_url).rstrip("/")
        await asyncio.sleep(self.lag[0] + random.random() * self.lag[1])  # noqa: S311 (not for secrets)
        if not self._faults[method]:
            return await self._answered(method, request)
        fault = self._faults[method].popleft()
        if fault.done:
            await self._answered(method, request)
        return _failed(fault)

    async def _answered(self, method: str, request: Request) -> Response:
        try:
            arguments = await _arguments(request)
            key = _key(request, arguments)
            if method == "apps.connections.open":
                _check_key(key, APP_KEY, BOT_KEY)
                return JSONResponse({"ok": True, **self._api.open_socket(request.url.netloc)})
            _check_key(key, BOT_KEY, APP_KEY)
            self.calls.append(Call(method, arguments))
            headers = {"x-oauth-scopes": ",".join(self.scopes)}
            return JSONResponse({"ok": True, **self._api.call(method, arguments)}, headers=headers)
        except SlackError as error:
            return JSONResponse(_refusal(error))

    async def _upload(self, request: Request) -> Response:
        if self._faults["upload"]:
            return _failed(self._faults["upload"].popleft())
        taken = self._drive.take(request.path_params["file"], await request.body())
        return PlainTextResponse("OK" if taken else "not what was announced", 200 if taken else 400)

    async def _download(self, request: Request) -> Response:
        """Hand a file to who has the app's token; Slack leads all others to its login page."""
        if request.headers.get("authorization") != f"Bearer {BOT_KEY}":
            return RedirectResponse(f"{self.base}/login")
        try:
            found = self._drive.found(request.path_params["file"])
        except Refused:
            return PlainTextResponse("not found", 404)
        return Response(found.data, media_type=found.media_type)

    async def _respond(self, request: Request) -> Response:
        if self._faults["response_url"]:
            return _failed(self._faults["response_url"].popleft())
        try:
            body: dict[str, object] = json.loads(await request.body())
            self._urls.answer(request.path_params["key"], body)
        except json.JSONDecodeError:
            return PlainTextResponse("invalid_payload", 400)
        except SlackError as error:
            return PlainTextResponse(error.code, 404 if error.code.endswith("_url") else 400)
        return PlainTextResponse("ok")


def _unless_gone(answer: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """Make no fault of an app that is gone in the middle of its request, such as one that is killed."""

    async def answered(request: Request) -> Response:
        try:
            return await answer(request)
        except ClientDisconnect:
            return Response(status_code=499)

    return answered


async def _arguments(request: Request) -> Arguments:
    """Return the arguments from the query, a form or JSON."""
    query: Arguments = dict(request.query_params)
    content_type = request.headers.get("content-type", "")
    if request.method == "GET" or not content_type:
        return query
    body = await request.body()
    if content_type.startswith("application/json"):
        return query | _decoded(body)
    fields: Arguments = dict(parse_qsl(body.decode(), keep_blank_values=True))
    for name in fields.keys() & _STRUCTURED:
        fields[name] = json.loads(fields[name])
    return query | fields


def _decoded(body: bytes) -> Arguments:
    try:
        value: Any = json.loads(body)
    except json.JSONDecodeError as error:
        raise SlackError("invalid_json") from error
    if not isinstance(value, dict):
        raise SlackError("json_not_object")
    return value


def _key(request: Request, arguments: Arguments) -> str:
    header = request.headers.get("authorization", "")
    return header.removeprefix("Bearer ") or str(arguments.pop("token", ""))


def _check_key(key: str, wanted: str, other: str) -> None:
    if not key:
        raise SlackError("not_authed")
    if key == other:
        raise SlackError("not_allowed_token_type")
    if key != wanted:
        raise SlackError("invalid_auth")


def _refusal(error: SlackError) -> dict[str, Any]:
    refusal: dict[str, Any] = {"ok": False, "error": error.code}
    if error.messages:
        refusal["response_metadata"] = {"messages": list(error.messages)}
    return refusal


def _failed(fault: Fault) -> Response:
    if fault.status == 429:
        headers = {"Retry-After": f"{fault.retry_after:g}"}
        return JSONResponse({"ok": False, "error": "ratelimited"}, 429, headers=headers)
    if fault.status == 200:
        needed = {"needed": fault.needed, "provided": "chat:write"} if fault.needed else {}
        return JSONResponse(_refusal(SlackError(fault.error)) | needed)
    return PlainTextResponse("upstream failed", fault.status, media_type="text/html")
