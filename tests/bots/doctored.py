"""A small world that the doctor looks at: every platform's API in one server, in which faults can be planted."""

import time
from email.utils import formatdate
from pathlib import Path
from typing import Any

from aiohttp import web
from msgspec import Struct, field

from adapters.slack.manifest import SCOPES

BOT_TOKEN, APP_TOKEN, SIGNING = "xoxb-planted-bot", "xapp-planted-app", "planted-signing-secret"
DISCORD_TOKEN = "planted-discord-token"
TELEGRAM_TOKEN = "4711:planted-telegram-token"
WEBHOOK_SECRET = "planted-webhook-secret"
KEY = "planted-model-key"
SECRETS = (BOT_TOKEN, APP_TOKEN, SIGNING, DISCORD_TOKEN, TELEGRAM_TOKEN, WEBHOOK_SECRET, KEY)
ELSEWHERE = "https://elsewhere.example/hook"


class World(Struct):
    """What the servers say; all is well until something is changed."""

    scopes: tuple[str, ...] = tuple(SCOPES)
    bot_error: str = ""
    app_error: str = ""
    ahead: dict[str, float] = field(default_factory=dict)
    """Seconds that a server's clock is off, by its first folder (`api`, `v10`, `telegram`)."""
    status: dict[str, int] = field(default_factory=dict)
    """Statuses to answer with, by the same."""
    flags: int | None = 1 << 19
    endpoint: str | None = None
    guilds: list[dict[str, str]] = field(default_factory=lambda: [{"id": "1"}])
    reads_all: bool = True
    webhook: dict[str, Any] = field(default_factory=lambda: {"url": "", "pending_update_count": 0})
    rival: bool = False
    key: str = KEY
    models: list[str] = field(default_factory=lambda: ["large", "small"])
    asked: list[str] = field(default_factory=list)
    """What was asked for, without the tokens."""

    def app(self) -> web.Application:
        """Return the servers, each under a folder of its own."""
        app = web.Application()
        app.router.add_route("*", "/{server}/{rest:.*}", self._answer)
        return app

    async def _answer(self, request: web.Request) -> web.Response:
        server, rest = request.match_info["server"], request.match_info["rest"]
        self.asked.append(f"{server} {rest.rpartition('/')[2]}")
        headers = {"Date": formatdate(time.time() + self.ahead.get(server, 0), usegmt=True)}
        if server in self.status:
            return web.Response(status=self.status[server], headers=headers, text="<html>not here</html>")
        status, body, more = getattr(self, f"_{server}")(request, rest)
        return web.json_response(body, status=status, headers={**headers, **more})

    def _api(self, request: web.Request, method: str) -> tuple[int, Any, dict[str, str]]:
        given = request.headers.get("Authorization")
        bot = method == "auth.test"
        error = self.bot_error if bot else self.app_error
        if error or given != f"Bearer {BOT_TOKEN if bot else APP_TOKEN}":
            return 200, {"ok": False, "error": error or "invalid_auth"}, {}
        told = {"user": "trivium", "team": "Planted"} if bot else {"url": "wss://planted.example"}
        return 200, {"ok": True, **told}, {"X-OAuth-Scopes": ", ".join(self.scopes)}

    def _v10(self, request: web.Request, path: str) -> tuple[int, Any, dict[str, str]]:
        if request.headers.get("Authorization") != f"Bot {DISCORD_TOKEN}":
            return 401, {"message": "401: Unauthorized", "code": 0}, {}
        if path == "users/@me/guilds":
            return 200, self.guilds, {}
        told = {"id": "11", "name": "Trivium", "interactions_endpoint_url": self.endpoint}
        return 200, told if self.flags is None else {**told, "flags": self.flags}, {}

    def _telegram(self, request: web.Request, path: str) -> tuple[int, Any, dict[str, str]]:
        token, _, method = path.removeprefix("bot").rpartition("/")
        if token != TELEGRAM_TOKEN:
            return 401, {"ok": False, "error_code": 401, "description": f"Unauthorized: {token}"}, {}
        if method == "getUpdates" and self.rival:
            return 409, {"ok": False, "error_code": 409, "description": "Conflict: terminated by other request"}, {}
        told: dict[str, Any] = {
            "getMe": {"id": 4711, "username": "trivium_bot", "can_read_all_group_messages": self.reads_all},
            "getWebhookInfo": self.webhook,
            "getUpdates": [],
        }
        return 200, {"ok": True, "result": told[method]}, {}

    def _model(self, request: web.Request, _: str) -> tuple[int, Any, dict[str, str]]:
        if request.headers.get("Authorization") != f"Bearer {self.key}":
            return 401, {"error": {"message": "Incorrect API key provided"}}, {}
        return 200, {"object": "list", "data": [{"id": name} for name in self.models]}, {}


def sound(base: str, folder: Path) -> dict[str, str]:
    """Return settings with which all is well where the world is served at `base`."""
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_API_URL": f"{base}/api/",
        "DISCORD_TOKEN": DISCORD_TOKEN,
        "DISCORD_API_URL": f"{base}/v10",
        "TELEGRAM_TOKEN": TELEGRAM_TOKEN,
        "TELEGRAM_API_URL": f"{base}/telegram",
        "MODEL": "large",
        "MODEL_BASE_URL": f"{base}/model/v1",
        "MODEL_API_KEY": KEY,
        "ADMINS": "slack:U1",
        "HTTP_PORT": "0",
        "DATABASE_URL": f"sqlite:///{folder}/trivium.db",
    }
