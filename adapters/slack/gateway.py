"""Slack's network half: Socket Mode, or HTTP requests signed by Slack."""

import asyncio
from collections.abc import Sequence

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.shared.http import Route
from adapters.shared.platform import Accept, Connected
from adapters.slack.catching_up import CatchingUp
from adapters.slack.errors import translated
from adapters.slack.past import Past
from adapters.slack.platform import SlackPlatform
from adapters.slack.port import SlackPort
from adapters.slack.receiver import Receiver
from adapters.slack.socket_mode import serve
from core.admin import CommandSpec
from core.errors import SettingsError
from core.events import Inbound

_TIMEOUT = 30.0
"""Seconds for one call of the Web API."""


class SlackGateway:
    """Connects one workspace: over Socket Mode where there is an app token, else over signed HTTP."""

    def __init__(
        self,
        *,
        bot_token: str,
        app_token: str | None,
        signing_secret: str | None,
        api_url: str | None,
        commands: Sequence[CommandSpec],
    ) -> None:
        """Raises SettingsError where a credential is missing; an empty signing secret would let anybody in."""
        if not bot_token.strip():
            raise SettingsError("SLACK_BOT_TOKEN is missing.")
        if not app_token and not (signing_secret and signing_secret.strip()):
            raise SettingsError("Slack needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).")
        url = api_url or AsyncWebClient.BASE_URL
        self._app_token = app_token
        # No retries by the SDK: `persist` repeats what is worth repeating, and the port knows what may be repeated.
        self._web = AsyncWebClient(bot_token, base_url=url, retry_handlers=[])
        self._platform = SlackPlatform()
        self._port = SlackPort(self._web)
        self._receiver = Receiver(self._platform, url, signing_secret or "", commands)
        self._catching_up = CatchingUp(Past(self._web), self._platform)

    @property
    def platform(self) -> SlackPlatform:
        """Return the pure half."""
        return self._platform

    @property
    def port(self) -> SlackPort:
        """Return the sending half."""
        return self._port

    def routes(self) -> Sequence[Route]:
        """Return the one address for events, clicks and commands; none in Socket Mode."""
        return () if self._app_token else (Route("POST", "/slack/events", self._receiver.answer),)

    async def start(self) -> str:
        """Check the bot token and return the bot's name. Raises PlatformError."""
        if self._web.session is None:
            self._web.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_TIMEOUT))
        with translated("auth.test"):
            answer = await self._web.auth_test()
        self._receiver.identify({key: answer.get(key) for key in ("enterprise_id", "team_id", "user_id", "bot_id")})
        self._port.identify(str(answer.get("bot_id") or ""))
        self._catching_up.identify(str(answer.get("user_id") or ""))
        return str(answer["user"])

    async def run(self, accept: Accept, connected: Connected) -> None:
        """Receive until cancelled. Raises PlatformError when the app token is refused.

        `connected` is awaited once over HTTP, where Slack itself decides what to send again; over Socket Mode after
        each connection, where those that follow one another while it runs count as one.
        """

        async def announced() -> None:
            self._catching_up.lost()
            await connected()

        self._receiver.open(accept)
        try:
            if self._app_token:
                await serve(self._receiver.app, self._web, self._app_token, announced)
            else:
                await announced()
                await asyncio.Event().wait()
        finally:
            self._receiver.shut()

    async def catch_up(self, keep: Accept, seen: Sequence[Inbound]) -> None:
        """Fetch what people wrote in the conversations of `seen` since, and what earlier calls left.

        Raises PlatformError when something is left, RateLimited with the pause where Slack asked for one; what was
        kept stays, and what is left is remembered for the next call.
        """
        await self._catching_up.run(keep, seen)

    async def close(self) -> None:
        """End what is still streaming, clear the signs of work, and let go of connections."""
        if self._web.session is not None:
            await self._port.close()
            await self._web.session.close()
