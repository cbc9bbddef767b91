"""Slack's network half for one workspace: Socket Mode, or HTTP requests signed by Slack."""

from collections.abc import Sequence
from typing import Any

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from adapters.shared.http import Route
from adapters.shared.platform import Accept, Connected
from adapters.slack.catching_up import CatchingUp
from adapters.slack.entrance import Entrance, check_entrance
from adapters.slack.errors import translated
from adapters.slack.past import Past
from adapters.slack.platform import SlackPlatform
from adapters.slack.port import SlackPort
from adapters.slack.receiver import Receiver
from core.admin import CommandSpec
from core.errors import PlatformError, SettingsError
from core.events import Inbound

TIMEOUT = 30.0
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
        check_entrance(app_token, signing_secret)
        url = api_url or AsyncWebClient.BASE_URL
        self._app_token = app_token
        # No retries by the SDK: `persist` repeats what is worth repeating, and the port knows what may be repeated.
        self._web = AsyncWebClient(bot_token, base_url=url, retry_handlers=[])
        self._platform = SlackPlatform()
        self._port = SlackPort(self._web)
        self._alone = _Alone()
        self._receiver = Receiver(self._platform, url, signing_secret or "", commands, self._alone)
        self._entrance = Entrance(self._receiver, app_token)
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
            self._web.session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=TIMEOUT))
        with translated("auth.test"):
            answer = await self._web.auth_test()
        self._alone.identity = AuthorizeResult(
            enterprise_id=answer.get("enterprise_id"),
            team_id=answer.get("team_id"),
            bot_user_id=answer.get("user_id"),
            bot_id=answer.get("bot_id"),
        )
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

        await self._entrance.receive(self._web, accept, announced)

    def alive(self) -> bool:
        """Say whether events can come: the WebSocket answers pings, or requests over HTTP are taken."""
        return self._entrance.alive()

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


class _Alone:
    """Knows the one workspace, which all that comes is from."""

    def __init__(self) -> None:
        self.identity: AuthorizeResult | None = None
        """Who we are there, as `auth.test` says; our own messages are acknowledged and dropped."""

    async def who(self, team: str | None) -> AuthorizeResult | None:  # noqa: ARG002 (the protocol has it)
        if self.identity is None:
            raise PlatformError("Slack's gateway receives before it was started.")
        return self.identity

    async def heard(self, team: str, event: dict[str, Any]) -> None:
        """Do nothing: the token is the operator's, who sees in the log when Slack takes it no more."""
