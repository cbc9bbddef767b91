"""Telegram's network half, by long polling or by webhook."""

import asyncio
import hmac
import logging
import re
from collections.abc import Collection, Sequence
from urllib.parse import urlsplit

from msgspec.structs import replace
from telegram import Bot
from telegram.error import TelegramError

from adapters.shared.http import Request, Response, Route
from adapters.shared.pacing import persist
from adapters.shared.platform import Accept, Connected
from adapters.telegram.delivery import payload_of
from adapters.telegram.errors import translated
from adapters.telegram.intake import Intake, arrival_of
from adapters.telegram.menu import Menu
from adapters.telegram.platform import TelegramPlatform
from adapters.telegram.polling import UPDATES, Polling
from adapters.telegram.port import TelegramPort
from adapters.telegram.request import AioHttpRequest
from core.admin import CommandSpec
from core.errors import SettingsError, StoreError
from core.events import Inbound

log = logging.getLogger(__name__)

_OFFICIAL = "https://api.telegram.org"
_PATH = "/telegram/webhook"
_SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the header's name, not a secret
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""What Telegram takes for a secret (Bot API, setWebhook)."""


class TelegramGateway:
    """One bot, connected while `run` runs: by webhook where there is a URL for one, else by long polling."""

    def __init__(
        self,
        *,
        token: str,
        api_url: str | None,
        webhook_url: str | None,
        webhook_secret: str | None,
        commands: Sequence[CommandSpec],
        admins: Collection[str] = (),
    ) -> None:
        if not token:
            raise SettingsError("TELEGRAM_TOKEN is missing.")
        if webhook_url and not _SECRET.fullmatch(webhook_secret or ""):
            raise SettingsError("TELEGRAM_WEBHOOK_SECRET must be 1 to 256 letters, digits, `_` and `-` for a webhook.")
        self._webhook_url = _webhook_address(webhook_url) if webhook_url else ""
        self._webhook_secret = webhook_secret or ""
        api = _address("TELEGRAM_API_URL", api_url or _OFFICIAL)
        self._request = AioHttpRequest()
        self._bot = Bot(
            token,
            base_url=f"{api}/bot",
            base_file_url=f"{api}/file/bot",
            request=self._request,
            get_updates_request=self._request,
        )
        self._platform = TelegramPlatform(commands=tuple(commands))
        self._port = TelegramPort(self._bot, self._request)
        self._menu = Menu(self._bot, commands, admins)
        self._intake = Intake(self._port, self._menu)
        self._polling = Polling(self._bot, self._intake, lambda: self._platform)
        self._accept: Accept | None = None
        self._hooked = False

    @property
    def platform(self) -> TelegramPlatform:
        """Return the pure half; it knows the bot's name once `start` has returned."""
        return self._platform

    @property
    def port(self) -> TelegramPort:
        """Return the sending half, usable once `start` has returned."""
        return self._port

    def routes(self) -> Sequence[Route]:
        """Return the webhook's route, or none when polling."""
        return (Route("POST", _PATH, self._webhook),) if self._webhook_url else ()

    async def start(self) -> str:
        """Check the token, offer the commands, return `@name`. Raises PlatformError."""
        await self._request.initialize()
        try:
            me = await self._bot.get_me()
        except TelegramError as error:
            raise translated(error, "let the bot start") from error
        await self._menu.offer()
        self._platform = replace(self._platform, username=me.username or "", bot_id=me.id)
        return f"@{me.username}"

    async def run(self, accept: Accept, connected: Connected) -> None:
        """Receive updates until cancelled; each is confirmed only after `accept` has returned. Raises PlatformError."""
        self._accept = accept
        try:
            if self._webhook_url:
                await persist(self._set_webhook)
                self._hooked = True
                await connected()
                await asyncio.Event().wait()
            else:
                await persist(self._delete_webhook)
                await connected()
                await self._polling.forever(accept)
        finally:
            self._accept, self._hooked = None, False

    def alive(self) -> bool:
        """Say whether updates can come: the webhook is set, or Telegram answered a poll lately."""
        return self._hooked or self._polling.alive()

    async def catch_up(self, keep: Accept, seen: Sequence[Inbound]) -> None:  # noqa: ARG002 - Telegram knows by itself
        """Fetch what Telegram has kept (24 hours, Bot API, getUpdates), clicks too; to a webhook it comes by itself.

        Raises PlatformError, StoreError.
        """
        if not self._webhook_url:
            await self._polling.backlog(keep)

    async def close(self) -> None:
        """Let go of connections."""
        await self._port.clicks.close()
        await self._intake.close()
        await self._request.shutdown()

    async def _webhook(self, request: Request) -> Response:
        """Answer one delivery; anything but 200 makes Telegram deliver again."""
        given = request.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._webhook_secret.encode()):
            return Response(401, b"wrong secret token")
        if self._accept is None:
            return Response(503, b"not receiving yet")
        payload = payload_of(request.body)
        if payload is None:
            return Response(400, b"not an update")
        try:
            await self._intake.take(arrival_of(self._platform, payload), self._accept)
        except StoreError as error:
            log.warning("a Telegram update was not kept: %s", error)
            return Response(503, b"not kept")
        return Response(200)

    async def _set_webhook(self) -> None:
        try:
            await self._bot.set_webhook(self._webhook_url, secret_token=self._webhook_secret, allowed_updates=UPDATES)
        except TelegramError as error:
            raise translated(error, "set the webhook") from error

    async def _delete_webhook(self) -> None:
        """Make polling possible; updates that wait are kept."""
        try:
            await self._bot.delete_webhook()
        except TelegramError as error:
            raise translated(error, "end the webhook") from error


def _address(setting: str, url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise SettingsError(f"{setting} must begin with https:// or http://, not be {url!r}.")
    return url.rstrip("/")


def _webhook_address(url: str) -> str:
    """Return the URL that Telegram delivers to; one that names only a host gets our path."""
    address = _address("TELEGRAM_WEBHOOK_URL", url)
    return address if urlsplit(address).path else address + _PATH
