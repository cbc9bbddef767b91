"""Receiving through Bolt: it checks signatures and acknowledges; what counts is kept before it does."""

import json
import logging
import time
from collections.abc import Sequence
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.shared.http import Request, Response
from adapters.shared.platform import Accept
from adapters.slack.dialog import errors
from adapters.slack.platform import SlackPlatform
from core.admin import CommandSpec
from core.errors import Damaged, InvalidInput, PlatformError, TriviumError
from core.events import AdminCommand

log = logging.getLogger(__name__)


class Receiver:
    """Hands every payload to `accept` and then acknowledges it; one that `accept` fails on stays unacknowledged.

    One that can never be kept (Damaged) is acknowledged: it would come again for nothing.

    A value that `accept` says cannot be is shown in the modal it was filled in, which stays open; others close theirs.

    A single middleware takes all, so that no kind of payload, however new, is left without an answer: Slack would
    send it again and at last stop sending.
    """

    def __init__(
        self, platform: SlackPlatform, api_url: str, signing_secret: str, commands: Sequence[CommandSpec]
    ) -> None:
        self._platform = platform
        self._commands = {command.name for command in commands}
        self._identity: AuthorizeResult | None = None
        self._accept: Accept | None = None

        async def authorize() -> AuthorizeResult:  # no method: Bolt would pass a `self` of its own
            return self._who()

        # Without a token of its own Bolt asks `authorize` and not Slack: an auth.test that failed would lose an event.
        self.app = AsyncApp(
            client=AsyncWebClient(base_url=api_url),
            signing_secret=signing_secret,
            authorize=authorize,
            logger=_quiet_logger(),
        )
        self.app.middleware(self._take)
        self.app.error(self._failed)

    def identify(self, auth_test: dict[str, Any]) -> None:
        """Remember who we are, as `auth.test` says; our own messages are acknowledged and dropped."""
        self._identity = AuthorizeResult(
            enterprise_id=auth_test.get("enterprise_id"),
            team_id=auth_test.get("team_id"),
            bot_user_id=auth_test.get("user_id"),
            bot_id=auth_test.get("bot_id"),
        )

    def open(self, accept: Accept) -> None:
        """Give all further events to `accept`."""
        self._accept = accept

    def shut(self) -> None:
        """Take no further events."""
        self._accept = None

    async def answer(self, request: Request) -> Response:
        """Answer a signed HTTP request; 503 while nobody takes events, so that Slack tries again."""
        if self._accept is None:
            return Response(503)
        try:
            bolt_request = AsyncBoltRequest(body=request.body.decode(), headers=dict(request.headers), mode="http")
        except (ValueError, TypeError, AttributeError):  # not UTF-8, not JSON, or JSON that is no object
            return Response(400)
        response = await self.app.async_dispatch(bolt_request)
        media_type = response.first_headers()["content-type"]
        return Response(response.status, response.body.encode(), media_type)

    def _who(self) -> AuthorizeResult:
        if self._identity is None:
            raise PlatformError("Slack's gateway receives before it was started.")
        return self._identity

    async def _take(self, body: dict[str, Any]) -> BoltResponse:
        inbound = self._platform.read({**body, "received_at": time.time()})
        if isinstance(inbound, AdminCommand) and "command" in body and inbound.name not in self._commands:
            text = f"I do not know the command /{inbound.name}."
            return BoltResponse(status=200, body=json.dumps({"response_type": "ephemeral", "text": text}))
        if inbound is not None:
            if self._accept is None:
                return BoltResponse(status=503)
            try:
                await self._accept(inbound)
            except InvalidInput as problem:
                return _wrong(str(problem))
            except Damaged as error:
                log.error("a Slack event can never be kept and is acknowledged all the same: %s", error)
        return BoltResponse(status=200)

    async def _failed(self, error: Exception) -> None:
        """Log why an event was not kept; Bolt answers 500 and Slack sends it again."""
        if isinstance(error, TriviumError):
            log.error("a Slack event was not kept and will be sent again: %s", error)
        else:
            log.error("a Slack event was not kept and will be sent again", exc_info=error)


def _wrong(problem: str) -> BoltResponse:
    """Let Slack show in the open modal what is wrong with the value that was filled in."""
    return BoltResponse(status=200, body=json.dumps(errors(problem)))


def _quiet_logger() -> logging.Logger:
    """Return a logger for Bolt, which warns of a token in the environment that it is not to use."""
    logger = log.getChild("bolt")
    logger.setLevel(logging.ERROR)
    return logger
