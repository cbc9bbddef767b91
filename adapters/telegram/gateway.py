"""Telegram's network half, by long polling or by webhook.

Polling goes through `Bot.get_updates` and not through `telegram.ext.Updater`: when that one stops, also because of a
second poller, it polls once more and so throws the other one out; and an error of `accept` that is not the library's
would end its polling without anybody hearing of it.
"""

import asyncio
import hmac
import json
import logging
import re
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace
from telegram import Bot, BotCommand, Update
from telegram.error import TelegramError

from adapters.shared.http import Request, Response, Route
from adapters.shared.pacing import persist
from adapters.shared.platform import Accept, Payload
from adapters.telegram.asked import form_again
from adapters.telegram.errors import translated
from adapters.telegram.platform import TelegramPlatform, dismissal
from adapters.telegram.port import TelegramPort
from adapters.telegram.request import AioHttpRequest
from core.admin import CommandSpec
from core.errors import InvalidInput, PlatformError, PlatformUnreachable, RateLimited, SettingsError, StoreError
from core.events import Action, Moved

log = logging.getLogger(__name__)

_OFFICIAL = "https://api.telegram.org"
_UPDATES = ("message", "callback_query")
_PATH = "/telegram/webhook"
_SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the header's name, not a secret
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""What Telegram takes for a secret (Bot API, setWebhook)."""
_LONG_POLL = timedelta(seconds=30)
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 15.0


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
        self._asking: set[asyncio.Task[None]] = set()
        self._accept: Accept | None = None

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
        """Check the token, register the commands, return `@name`. Raises PlatformError."""
        await self._request.initialize()
        try:
            me = await self._bot.get_me()
        except TelegramError as error:
            raise translated(error, "let the bot start") from error
        await self._register()
        self._platform = replace(self._platform, username=me.username or "", bot_id=me.id)
        return f"@{me.username}"

    async def run(self, accept: Accept) -> None:
        """Receive updates until cancelled; each is confirmed only after `accept` has returned. Raises PlatformError."""
        self._accept = accept
        try:
            if self._webhook_url:
                await persist(self._set_webhook)
                await asyncio.Event().wait()
            else:
                await persist(self._delete_webhook)
                await self._poll(accept)
        finally:
            self._accept = None

    async def close(self) -> None:
        """Let go of connections."""
        await self._port.clicks.close()
        for task in self._asking:
            task.cancel()
        await asyncio.gather(*self._asking, return_exceptions=True)
        await self._request.shutdown()

    async def _register(self) -> None:
        """Tell Telegram the commands for its menu; they work without it, so a refusal is only logged."""
        wanted = [BotCommand(spec.name, spec.description) for spec in self._platform.commands]
        try:
            await self._bot.set_my_commands(wanted)
        except TelegramError as error:
            log.warning("the menu of commands was not set: %s", error, extra={"platform": "telegram"})

    async def _poll(self, accept: Accept) -> None:
        """Fetch updates for ever. The offset, which confirms what is before it, moves only past kept updates."""
        offset, pause = 0, _FIRST_PAUSE
        while True:
            try:
                for update in await self._fetch(offset):
                    await self._take(json.loads(update.to_json()), accept)
                    offset = update.update_id + 1
                pause = _FIRST_PAUSE
            except RateLimited as limited:
                await asyncio.sleep(limited.retry_after)
            except (PlatformUnreachable, StoreError) as error:
                log.warning("Telegram's updates wait %g s: %s", pause, error)
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)

    async def _fetch(self, offset: int) -> Sequence[Update]:
        try:
            return await self._bot.get_updates(offset=offset, timeout=_LONG_POLL, allowed_updates=_UPDATES)
        except TelegramError as error:
            raise translated(error, "hand out updates") from error

    async def _take(self, payload: Payload, accept: Accept) -> None:
        """Keep what an update says; a press that says nothing, as on a counter's value, is only answered."""
        inbound = self._platform.read(payload)
        match inbound:
            case None:
                if (press := dismissal(payload)) is not None:
                    await self._port.clicks.dismiss(*press)
            case Moved(old, new):
                self._port.moves.learn(_chat(old), _chat(new))
                await accept(inbound)
            case Action(origin={"query": str(query)}):
                await accept(replace(inbound, at=time.time()))
                self._port.clicks.expect(query)
            case Action():
                await self._take_value(inbound, accept)
            case _:
                await accept(inbound)

    async def _take_value(self, answer: Action, accept: Accept) -> None:
        """Keep what a prompt brought; where that cannot be, ask again beside the updates that wait."""
        try:
            await accept(answer)
        except InvalidInput as problem:
            task = asyncio.create_task(self._ask_again(answer, str(problem)))
            self._asking.add(task)
            task.add_done_callback(self._asking.discard)

    async def _ask_again(self, answer: Action, problem: str) -> None:
        try:
            await self._port.ask(answer, form_again(answer), problem)
        except PlatformError as error:
            log.error("a person was not told why a value was not taken: %s", error, extra={"session": answer.session})

    async def _webhook(self, request: Request) -> Response:
        """Answer one delivery; anything but 200 makes Telegram deliver again."""
        given = request.headers.get(_SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._webhook_secret.encode()):
            return Response(401, b"wrong secret token")
        if self._accept is None:
            return Response(503, b"not receiving yet")
        try:
            payload = msgspec.json.decode(request.body, type=dict[str, Any])
        except msgspec.DecodeError:
            return Response(400, b"not an update")
        try:
            await self._take(payload, self._accept)
        except StoreError as error:
            log.warning("a Telegram update was not kept: %s", error)
            return Response(503, b"not kept")
        return Response(200)

    async def _set_webhook(self) -> None:
        try:
            await self._bot.set_webhook(self._webhook_url, secret_token=self._webhook_secret, allowed_updates=_UPDATES)
        except TelegramError as error:
            raise translated(error, "set the webhook") from error

    async def _delete_webhook(self) -> None:
        """Make polling possible; updates that wait are kept."""
        try:
            await self._bot.delete_webhook()
        except TelegramError as error:
            raise translated(error, "end the webhook") from error


def _chat(channel: str) -> int:
    return int(channel.partition(":")[2])


def _address(setting: str, url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise SettingsError(f"{setting} must begin with https:// or http://, not be {url!r}.")
    return url.rstrip("/")


def _webhook_address(url: str) -> str:
    """Return the URL that Telegram delivers to; one that names only a host gets our path."""
    address = _address("TELEGRAM_WEBHOOK_URL", url)
    return address if urlsplit(address).path else address + _PATH
