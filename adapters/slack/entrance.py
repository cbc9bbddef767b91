"""The way in: Socket Mode where there is an app token, else HTTP requests signed by Slack."""

import asyncio

from slack_sdk.web.async_client import AsyncWebClient

from adapters.shared.platform import Accept, Connected
from adapters.slack.receiver import Receiver
from adapters.slack.socket_mode import SocketMode
from core.errors import SettingsError


def check_entrance(app_token: str | None, signing_secret: str | None) -> None:
    """Raise SettingsError where neither Socket Mode nor signed HTTP can be had."""
    if not app_token and not (signing_secret and signing_secret.strip()):
        raise SettingsError("Slack needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).")


class Entrance:
    """Lets what Slack sends in while somebody receives it."""

    def __init__(self, receiver: Receiver, app_token: str | None) -> None:
        self._receiver, self._app_token = receiver, app_token
        self._socket_mode = SocketMode(receiver.app)

    async def receive(self, web: AsyncWebClient, accept: Accept, announced: Connected) -> None:
        """Give what comes to `accept` until cancelled. Raises PlatformError when the app token is refused."""
        self._receiver.open(accept)
        try:
            if self._app_token:
                await self._socket_mode.serve(web, self._app_token, announced)
            else:
                await announced()
                await asyncio.Event().wait()
        finally:
            self._receiver.shut()

    def alive(self) -> bool:
        """Say whether something can come at this moment; over HTTP, whether it would be taken."""
        return self._receiver.receiving and (not self._app_token or self._socket_mode.alive())
