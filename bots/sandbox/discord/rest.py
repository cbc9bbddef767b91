"""The REST side: one handler a route, wrapped in what holds for all of them."""

import json
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from msgspec import Struct
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bots.sandbox.discord import multipart, objects
from bots.sandbox.discord.board import Board
from bots.sandbox.discord.errors import ApiError, invalid, unknown
from bots.sandbox.discord.faults import Buckets, Faults
from bots.sandbox.discord.interactions import Interactions
from bots.sandbox.discord.registry import Registry
from bots.sandbox.discord.world import BOT, GUILD, NOBODY, PEOPLE, World, may_enter

Json: TypeAlias = dict[str, Any]
Path: TypeAlias = Mapping[str, str]
Answer: TypeAlias = "Json | list[Json] | None"
Handler: TypeAlias = Callable[[Path, Any, Mapping[str, str]], Answer]
"""Takes the path's parts, the body and the query; None is answered as 204."""
_LOGGED = 1000
_PAGE = 100
"""Messages of a history at the most (Discord's reference, Get Channel Messages)."""


class Call(Struct, frozen=True):
    """One request that came in, for those who count them."""

    route: str
    path: dict[str, str]
    body: Any
    status: int
    files: tuple[str, ...] = ()
    """The names of the files that came with it."""


class Rest:
    """Discord's HTTP API, version 10, as far as a bot of this kind needs it."""

    def __init__(self, world: World, board: Board, interactions: Interactions, faults: Faults, *, token: str) -> None:
        self._world, self._board, self._interactions, self._token = world, board, interactions, token
        self._faults, self._buckets, self._registry = faults, Buckets(world.now), Registry(world)
        self.calls: deque[Call] = deque(maxlen=_LOGGED)

    def routes(self) -> list[Route]:
        """Return the routes under `/api/v10`."""
        messages, message = "/channels/{channel}/messages", "/channels/{channel}/messages/{message}"
        webhook, commands = "/webhooks/{application}/{token}", "/applications/{application}/commands"
        table: list[tuple[str, str, Handler]] = [
            ("GET", "/users/@me", lambda *_: objects.user(PEOPLE[BOT])),
            ("GET", "/oauth2/applications/@me", lambda *_: objects.application()),
            ("GET", "/applications/@me", lambda *_: objects.application()),
            ("GET", "/users/@me/guilds", lambda *_: [{"id": GUILD, "name": "Sandbox"}]),
            ("GET", commands, lambda *_: self._registry.all()),
            ("PUT", commands, lambda _, body, __: self._registry.replace(body)),
            ("POST", commands, lambda _, body, __: self._registry.add(body)),
            ("POST", "/users/@me/channels", self._direct),
            ("GET", "/guilds/{guild}", self._guild),
            ("GET", "/guilds/{guild}/members/{user}", self._member),
            ("GET", "/channels/{channel}", self._channel),
            ("POST", "/channels/{channel}/typing", self._typing),
            ("GET", messages, self._list),
            ("POST", messages, self._post),
            ("GET", message, self._get),
            ("PATCH", message, self._patch),
            ("DELETE", message, self._delete),
            ("POST", message + "/threads", self._thread),
            ("PUT", message + "/reactions/{emoji}/@me", self._react),
            ("DELETE", message + "/reactions/{emoji}/@me", self._unreact),
            ("POST", "/interactions/{interaction}/{token}/callback", self._callback),
            ("POST", webhook, self._follow_up),
            ("GET", webhook + "/messages/{message}", self._own),
            ("PATCH", webhook + "/messages/{message}", self._own_patch),
            ("DELETE", webhook + "/messages/{message}", self._own_delete),
        ]
        return [Route(path, self._wrapped(method, path, handler), methods=[method]) for method, path, handler in table]

    def _wrapped(self, method: str, path: str, handler: Handler) -> Callable[[Request], Any]:
        route = f"{method} {path}"

        async def endpoint(request: Request) -> Response:
            body: Any = None
            files: list[multipart.Sent] = []
            headers: dict[str, str] = {}
            self._world.base = f"{request.url.scheme}://{request.url.netloc}"
            await self._faults.travel()
            try:
                if "token" not in request.path_params:
                    headers = self._buckets.take(f"{route} {request.path_params.get('channel', '')}")
                    self._authorise(request)
                self._faults.check(route)
                asked = await _body(request)
                body, files = _parted(asked)
                answer = handler(request.path_params, asked, request.query_params)
                response = Response(status_code=204) if answer is None else JSONResponse(answer)
            except ClientDisconnect:
                return Response(status_code=499)
            except ApiError as error:
                response = _refusal(error)
            response.headers.update(headers)
            names = tuple(file.name for file in files)
            self.calls.append(Call(route, dict(request.path_params), body, response.status_code, names))
            await self._faults.travel()
            return response

        return endpoint

    def _authorise(self, request: Request) -> None:
        if request.headers.get("authorization") != f"Bot {self._token}":
            raise ApiError(401, 0, "401: Unauthorized")

    def _guild(self, path: Path, *_: object) -> Json:
        if path["guild"] != GUILD:
            raise unknown(10004, "Guild")
        return objects.guild_alone(self._world)

    def _member(self, path: Path, *_: object) -> Json:
        self._guild(path)
        if path["user"] not in PEOPLE or path["user"] in (NOBODY, *self._world.gone):
            raise unknown(10007, "Member")
        return objects.full_member(PEOPLE[path["user"]], self._world)

    def _channel(self, path: Path, *_: object) -> Json:
        return objects.channel(self._world.channel(path["channel"]), self._world)

    def _typing(self, path: Path, *_: object) -> None:
        if not may_enter(self._world.channel(path["channel"]), BOT):
            raise ApiError(403, 50001, "Missing Access")
        self._world.type(path["channel"])

    def _direct(self, _: Path, body: Json, __: object) -> Json:
        return objects.channel(self._world.direct(str(body.get("recipient_id"))), self._world)

    def _list(self, path: Path, _: object, query: Mapping[str, str]) -> list[Json]:
        """Return a page, the newest first: what came next after `after`, else the last before `before` or of all."""
        if not may_enter(self._world.channel(path["channel"]), BOT):
            raise ApiError(403, 50001, "Missing Access")
        limit = _limit(query.get("limit", "50"))
        posts = [p for p in self._world.history(path["channel"]) if p.private_to is None]
        after, before = (_snowflake(query, field) for field in ("after", "before"))
        if after is not None:
            page = [p for p in posts if int(p.id) > after][:limit]
        else:
            page = [p for p in posts if before is None or int(p.id) < before][-limit:]
        return [objects.message(post, self._world) for post in reversed(page)]

    def _post(self, path: Path, body: Json, _: object) -> Json:
        if not may_enter(self._world.channel(path["channel"]), BOT):
            raise ApiError(403, 50001, "Missing Access")
        return objects.sent(self._board.write(BOT, path["channel"], body), self._world)

    def _get(self, path: Path, *_: object) -> Json:
        return objects.message(self._world.post(path["channel"], path["message"]), self._world)

    def _patch(self, path: Path, body: Json, _: object) -> Json:
        post = self._world.post(path["channel"], path["message"])
        return objects.message(self._board.edit_by_request(post, body), self._world)

    def _delete(self, path: Path, *_: object) -> None:
        self._board.remove(self._world.post(path["channel"], path["message"]))

    def _thread(self, path: Path, body: Json, _: object) -> Json:
        starter = self._world.post(path["channel"], path["message"])
        return objects.channel(self._board.open_thread(starter, str(body.get("name") or "")), self._world)

    def _react(self, path: Path, *_: object) -> None:
        post = self._world.post(path["channel"], path["message"])
        if path["emoji"] not in post.reactions:
            post.reactions.append(path["emoji"])
        self._world.keep()

    def _unreact(self, path: Path, *_: object) -> None:
        post = self._world.post(path["channel"], path["message"])
        if path["emoji"] not in post.reactions:
            raise unknown(10014, "Emoji")
        post.reactions.remove(path["emoji"])
        self._world.keep()

    def _callback(self, path: Path, body: Json, query: Mapping[str, str]) -> Json | None:
        answer = self._interactions.answer(path["interaction"], path["token"], body)
        return answer if query.get("with_response") in ("1", "true") else None

    def _follow_up(self, path: Path, body: Json, _: object) -> Json:
        return objects.message(self._interactions.follow_up(path["token"], body), self._world)

    def _own(self, path: Path, *_: object) -> Json:
        return objects.message(self._interactions.message(path["token"], path["message"]), self._world)

    def _own_patch(self, path: Path, body: Json, _: object) -> Json:
        post = self._interactions.message(path["token"], path["message"])
        return objects.message(self._board.edit(post, body), self._world)

    def _own_delete(self, path: Path, *_: object) -> None:
        self._board.remove(self._interactions.message(path["token"], path["message"]))


def _limit(asked: str) -> int:
    if not (asked.isdecimal() and 1 <= int(asked) <= _PAGE):
        raise invalid("limit", "NUMBER_TYPE_COERCE", f"int value should be between 1 and {_PAGE}.")
    return int(asked)


def _snowflake(query: Mapping[str, str], field: str) -> int | None:
    if field not in query:
        return None
    if not query[field].isdecimal():
        raise invalid(field, "NUMBER_TYPE_COERCE", f'Value "{query[field]}" is not snowflake.')
    return int(query[field])


def _parted(asked: Any) -> tuple[Any, list[multipart.Sent]]:
    """Return a body without its files, and these."""
    if not isinstance(asked, dict):
        return asked, []
    return {name: value for name, value in asked.items() if name != multipart.FILES}, asked.get(multipart.FILES, [])


async def _body(request: Request) -> Any:
    raw = await request.body()
    if not raw:
        return {}
    content_type = request.headers.get("content-type", "")
    form = content_type.startswith("multipart/form-data")
    if not form and content_type != "application/json":
        raise ApiError(
            400, 50035, "Invalid Form Body: Expected \"Content-Type\" header to be one of {'application/json'}."
        )
    try:
        return multipart.read(raw, content_type) if form else json.loads(raw)
    except ValueError:
        raise ApiError(400, 50109, "The request body contains invalid JSON.") from None


def _refusal(error: ApiError) -> JSONResponse:
    """Return the error's answer; without `Via` the library would take a 429 for a ban by the network in between."""
    response = JSONResponse(error.body, error.status)
    if error.status == 429:
        response.headers["Via"] = "1.1 sandbox"
        response.headers["Retry-After"] = str(error.body["retry_after"])
        response.headers["X-RateLimit-Scope"] = "user"
    return response
