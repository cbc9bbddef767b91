"""Receiving through Bolt: it knows Slack's own requests and ours; what counts is kept before it acknowledges."""

import json
import logging
import time
from collections.abc import Sequence
from typing import Any, Protocol

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.shared.http import Request, Response
from adapters.shared.platform import Accept
from adapters.slack.dialog import errors
from adapters.slack.platform import SlackPlatform
from adapters.slack.signed import Signed
from core.admin import CommandSpec
from core.errors import Damaged, InvalidInput, TriviumError
from core.events import AdminCommand, Inbound

log = logging.getLogger(__name__)


class Directory(Protocol):
    """Knows the workspaces that the app is installed in."""

    async def who(self, team: str | None) -> AuthorizeResult | None:
        """Return who we are in a workspace; None where the app is not installed. Raises PlatformError."""

    async def heard(self, team: str, event: dict[str, Any]) -> None:
        """Take note of an event, which may say that the app was uninstalled. Raises PlatformError."""


class Receiver:
    """Hands every payload to `accept` and then acknowledges it; one that `accept` fails on stays unacknowledged.

    One that can never be kept (Damaged) is acknowledged: it would come again for nothing. So is what comes from a
    workspace that the app is not installed in.

    A value that `accept` says cannot be is shown in the modal it was filled in, which stays open; others close theirs.

    A single middleware takes all, so that no kind of payload, however new, is left without an answer: Slack would
    send it again and at last stop sending.
    """

    def __init__(
        self,
        platform: SlackPlatform,
        api_url: str,
        signing_secret: str,
        commands: Sequence[CommandSpec],
        directory: Directory,
    ) -> None:
        self._platform, self._directory = platform, directory
        self._commands = {command.name for command in commands}
        self._signed = Signed(signing_secret) if signing_secret.strip() else None
        self._accept: Accept | None = None

        async def authorize(team_id: str | None) -> AuthorizeResult:  # no method: Bolt would pass a `self` of its own
            return await directory.who(team_id) or AuthorizeResult(enterprise_id=None, team_id=team_id)

        # Without a token of its own Bolt asks `authorize` and not Slack: an auth.test that failed would lose an event.
        self.app = AsyncApp(
            client=AsyncWebClient(base_url=api_url),
            signing_secret=signing_secret,
            authorize=authorize,
            logger=_quiet_logger(),
        )
        self.app.middleware(self._take)
        self.app.error(self._failed)

    def open(self, accept: Accept) -> None:
        """Give all further events to `accept`."""
        self._accept = accept

    def shut(self) -> None:
        """Take no further events."""
        self._accept = None

    @property
    def receiving(self) -> bool:
        """Return whether events are taken."""
        return self._accept is not None

    async def answer(self, request: Request) -> Response:
        """Answer a signed HTTP request; 503 while nobody takes events, so that Slack tries again."""
        if self._accept is None:
            return Response(503)
        if self._signed is None or not self._signed.by_slack(request):
            return Response(401)
        try:
            body = self._signed.payload(request)
            # What it takes for HTTP Bolt would verify again, and read in its own way.
            bolt_request = AsyncBoltRequest(body=body, headers=dict(request.headers), mode="socket_mode")
        except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
            return Response(400)  # not UTF-8, not JSON, nested too deeply, or of another form than Slack's
        try:
            response = await self.app.async_dispatch(bolt_request)
        except (ValueError, TypeError, AttributeError, LookupError) as error:
            # What our own half raises never comes here; this is Bolt, which reads all of a body that it hands on.
            log.warning("a payload of another form than Slack's is refused: %s", type(error).__name__)
            return Response(400)
        media_type = response.first_headers()["content-type"]
        return Response(response.status, response.body.encode(), media_type)

    async def _take(self, body: dict[str, Any], context: AsyncBoltContext) -> BoltResponse:
        if self._accept is None:
            return BoltResponse(status=503)
        inbound = self._platform.read({**body, "received_at": time.time()})
        # In channels that are shared with others Slack names the workspace of whoever clicks.
        team = context.team_id if inbound is None else inbound.channel.split(":")[1]
        if await self._directory.who(team) is None:
            log.info("what comes from a workspace that the app is not installed in is dropped: %.32r", team)
            return BoltResponse(status=200)
        event = body.get("event")
        if isinstance(event, dict) and isinstance(team, str):
            await self._directory.heard(team, event)
        return await self._give(self._accept, body, inbound)

    async def _give(self, accept: Accept, body: dict[str, Any], inbound: Inbound | None) -> BoltResponse:
        if isinstance(inbound, AdminCommand) and "command" in body and inbound.name not in self._commands:
            text = f"I do not know the command /{inbound.name}."
            return BoltResponse(status=200, body=json.dumps({"response_type": "ephemeral", "text": text}))
        if inbound is not None:
            try:
                await accept(inbound)
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
