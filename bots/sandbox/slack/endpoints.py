"""The HTTP side: the Web API behind its token check, response URLs, and the WebSocket's door."""

import json
from collections import defaultdict, deque
from typing import Any
from urllib.parse import parse_qsl

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from bots.sandbox.slack.answers import ResponseUrls
from bots.sandbox.slack.couriers import SocketCourier
from bots.sandbox.slack.rules import SlackError
from bots.sandbox.slack.webapi import Arguments, WebApi

BOT_KEY = "xoxb-sandbox"
APP_KEY = "xapp-sandbox"
SIGNING_KEY = "sandbox-signing-key"
_KEPT_CALLS = 1_000
_STRUCTURED = {"attachments", "blocks", "metadata"}
"""Arguments that are JSON inside a form."""


class Call(Struct, frozen=True):
    """One call an app made."""

    method: str
    arguments: Arguments


class _Fault(Struct, frozen=True):
    status: int
    retry_after: float
    error: str


class Endpoints:
    """Answers an app's requests; the newest calls are kept for those who check them."""

    def __init__(self, api: WebApi, urls: ResponseUrls, sockets: SocketCourier) -> None:
        self._api, self._urls, self._sockets = api, urls, sockets
        self._faults: dict[str, deque[_Fault]] = defaultdict(deque)
        self.calls: deque[Call] = deque(maxlen=_KEPT_CALLS)
        self.base = ""
        """Where apps reach this server; known from `environment`, or from the first call."""

    def routes(self) -> list[BaseRoute]:
        """Return what is served."""
        return [
            Route("/api/{method}", self._call, methods=["GET", "POST"]),
            Route("/respond/{key}", self._respond, methods=["POST"]),
            WebSocketRoute("/link", self._sockets.serve),
        ]

    def fail_next(self, method: str, status: int, retry_after: float, error: str) -> None:
        """Let the next call of a method fail: 429 with a pause, 5xx with nothing that can be read, 200 with `error`."""
        self._faults[method].append(_Fault(status, retry_after, error))

    async def _call(self, request: Request) -> Response:
        method = request.path_params["method"]
        self.base = str(request.base_url).rstrip("/")
        if self._faults[method]:
            return _failed(self._faults[method].popleft())
        try:
            arguments = await _arguments(request)
            key = _key(request, arguments)
            if method == "apps.connections.open":
                _check_key(key, APP_KEY, BOT_KEY)
                return JSONResponse({"ok": True, **self._api.open_socket(request.url.netloc)})
            _check_key(key, BOT_KEY, APP_KEY)
            self.calls.append(Call(method, arguments))
            return JSONResponse({"ok": True, **self._api.call(method, arguments)})
        except SlackError as error:
            return JSONResponse(_refusal(error))

    async def _respond(self, request: Request) -> Response:
        try:
            body: dict[str, object] = json.loads(await request.body())
            self._urls.answer(request.path_params["key"], body)
        except json.JSONDecodeError:
            return PlainTextResponse("invalid_payload", 400)
        except SlackError as error:
            return PlainTextResponse(error.code, 404 if error.code.endswith("_url") else 400)
        return PlainTextResponse("ok")


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


def _failed(fault: _Fault) -> Response:
    if fault.status == 429:
        headers = {"Retry-After": f"{fault.retry_after:g}"}
        return JSONResponse({"ok": False, "error": "ratelimited"}, 429, headers=headers)
    if fault.status == 200:
        return JSONResponse(_refusal(SlackError(fault.error)))
    return PlainTextResponse("upstream failed", fault.status, media_type="text/html")
