"""An app that is distributed: workspaces that install it by OAuth, their tokens, and the way between them and it.

Each workspace is a Slack of its own, and all of them have the same ids; here they are given different ones.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

import aiohttp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bots.sandbox.slack.couriers import HttpCourier
from bots.sandbox.slack.endpoints import BOT_KEY, SIGNING_KEY
from bots.sandbox.slack.grants import CLIENT, SECRET, Grants
from bots.sandbox.slack.payloads import event_callback
from bots.sandbox.slack.rules import SlackError
from bots.sandbox.slack.workspace import APP, BOT, BOT_USER, TEAM

_PATIENCE = 3.0


class Distribution:
    """Hands tokens out, and passes calls and events on between the app and its workspaces."""

    def __init__(self, app: str) -> None:
        """`app` is where the app can be reached."""
        self._app = app
        self._homes: dict[str, str] = {}
        self.grants = Grants()
        self.calls: list[tuple[str, str]] = []
        """The team and the method of each call that had a token, newest last."""
        self.statuses: list[int] = []
        """What the app answered to each event and act, newest last."""
        self.server = Starlette(
            routes=[
                Route("/oauth/v2/authorize", self._authorize),
                Route("/api/oauth.v2.access", self._access, methods=["POST"]),
                Route("/api/{method}", self._call, methods=["GET", "POST"]),
                Route("/deliver/{team}", self._deliver, methods=["POST"]),
            ]
        )

    def join(self, team: str, home: str) -> None:
        """Let there be a workspace, whose own Slack is at `home`."""
        self._homes[team] = home

    def environment(self, base: str) -> dict[str, str]:
        """Return the settings that connect a bot to this server."""
        return {
            "SLACK_CLIENT_ID": CLIENT,
            "SLACK_CLIENT_SECRET": SECRET,
            "SLACK_SIGNING_SECRET": SIGNING_KEY,
            "SLACK_API_URL": f"{base}/api/",
        }

    async def uninstall(self, team: str) -> list[int]:
        """Take the app out of a workspace, and return what it answers to the two events of it."""
        users = _names(team)[BOT_USER]
        self.grants.revoke(team)
        return [
            await self.tell(team, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [users]}}),
            await self.tell(team, {"type": "app_uninstalled"}),
        ]

    async def tell(self, team: str, event: Mapping[str, Any], **more: object) -> int:
        """Deliver an event of a workspace once, and return the status of the app's answer."""
        body = json.dumps({**event_callback(dict(event)), **more}).encode()
        status, _ = await self._pass_on(team, body, {"Content-Type": "application/json"})
        return status

    async def _authorize(self, request: Request) -> Response:
        """Consent in the name of somebody in the workspace `team`, at once."""
        query = request.query_params
        if query.get("client_id") != CLIENT:
            return Response("invalid_client_id", 400)
        asked = {"code": self.grants.code(query["team"], query["scope"]), "state": query["state"]}
        return RedirectResponse(f"{self._app}/slack/oauth_redirect?{urlencode(asked)}")

    async def _access(self, request: Request) -> Response:
        arguments = dict(parse_qsl((await request.body()).decode()))
        try:
            granted = self.grants.exchanged(request.headers.get("authorization", ""), arguments)
        except SlackError as error:
            return JSONResponse({"ok": False, "error": error.code})
        names = _names(granted.team)
        return JSONResponse(
            {
                "ok": True,
                "app_id": APP,
                "access_token": granted.token,
                "token_type": "bot",
                "scope": granted.scopes,
                "bot_user_id": names[BOT_USER],
                "team": {"id": granted.team, "name": granted.team},
                "enterprise": None,
                "authed_user": {"id": "U1"},
                "is_enterprise_install": granted.whole_organisation,
                **({"refresh_token": granted.refresh, "expires_in": granted.lives} if granted.refresh else {}),
            }
        )

    async def _call(self, request: Request) -> Response:
        """Carry a call to the workspace whose token came with it."""
        method, token = request.path_params["method"], request.headers.get("authorization", "").removeprefix("Bearer ")
        try:
            team = self.grants.team(token)
        except SlackError as error:
            return JSONResponse({"ok": False, "error": error.code})
        self.calls.append((team, method))
        home = {theirs: ours for ours, theirs in _names(team).items()}
        headers = {"Content-Type": request.headers.get("content-type", ""), "Authorization": f"Bearer {BOT_KEY}"}
        body = _renamed(await request.body(), home)
        url = f"{self._homes[team]}/api/{method}"
        async with (
            aiohttp.ClientSession() as session,
            session.request(request.method, url, params=request.query_params, data=body, headers=headers) as answer,
        ):
            told = _renamed(await answer.read(), _names(team))
            pause = {name: value for name, value in answer.headers.items() if name == "Retry-After"}
            return Response(told, answer.status, pause, answer.content_type)

    async def _deliver(self, request: Request) -> Response:
        """Carry what a workspace tells its app to the app."""
        kept = ("content-type", "x-slack-retry-num", "x-slack-retry-reason")
        headers = {name: value for name, value in request.headers.items() if name in kept}
        status, answer = await self._pass_on(request.path_params["team"], await request.body(), headers)
        return Response(answer, status)

    async def _pass_on(self, team: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        told = _renamed(body, _names(team))
        url = f"{self._app}/slack/events"
        signature = HttpCourier(url, SIGNING_KEY, _PATIENCE).signature(told)
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_PATIENCE)) as session,
            session.post(url, data=told, headers={**headers, **signature}) as answer,
        ):
            self.statuses.append(answer.status)
            return answer.status, await answer.read()


def _names(team: str) -> dict[str, str]:
    """Return how a workspace's ids are called outside, by what they are called at home."""
    return {TEAM: team, BOT: f"B{team}", BOT_USER: f"U0{team}"}


def _renamed(body: bytes, names: Mapping[str, str]) -> bytes:
    """Return a body, JSON or a form, in which each name that stands alone is another one."""
    text = body.decode()
    for old, new in names.items():
        for before, after in (('"', '"'), ("%22", "%22"), ("=", "&"), ("<@", ">"), ("%3C%40", "%3E")):
            text = text.replace(f"{before}{old}{after}", f"{before}{new}{after}")
    return text.encode()
