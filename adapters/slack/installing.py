"""Installing the app in a workspace by Slack's OAuth: two pages for whoever installs it."""

import hashlib
import logging
import re
import secrets
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias
from urllib.parse import urljoin

from slack_bolt.error import BoltError
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from adapters.shared.http import Request, Response, Route
from adapters.slack.errors import translated
from adapters.slack.manifest import RETURNING
from adapters.slack.vault import Installed
from core.errors import PlatformError, PlatformUnreachable

log = logging.getLogger(__name__)

INSTALL = "/slack/install"
"""Where an installation begins."""
_LIFETIME = 600
"""Seconds from the first page to the second; a code of Slack's lives as long (docs.slack.dev/authentication)."""
_STATES = 10_000
"""States that are remembered at once; whoever asks for more makes the oldest invalid."""
_CODE = re.compile(r"with code: \S*")
_GUARDS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "frame-ancestors 'none'",
}

_Step: TypeAlias = Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]


class Installing:
    """Answers the two pages by Bolt's own flow; the state is bound to the browser by a cookie, and holds once."""

    def __init__(
        self,
        app: tuple[str, str],
        scopes: Sequence[str],
        url: str,
        client: Callable[[], AsyncWebClient],
        add: Callable[[Installed], Awaitable[None]],
    ) -> None:
        """`app` is the client's id and its secret, `url` where the Web API is; `client` raises PlatformError."""
        name, secret = app
        self._client = client
        self._settings = AsyncOAuthSettings(
            client_id=name,
            client_secret=secret,
            scopes=scopes,
            authorization_url=urljoin(url, "../oauth/v2/authorize"),
            install_path=INSTALL,
            redirect_uri_path=RETURNING,
            installation_store=_Keeping(add),
            state_store=States(),
            state_expiration_seconds=_LIFETIME,
            logger=_discreet_logger(),
        )

    def routes(self) -> tuple[Route, ...]:
        """Return the page with the button, and the one that Slack leads back to."""
        return Route("GET", INSTALL, self._install, 0), Route("GET", RETURNING, self._redirected, 0)

    async def _install(self, request: Request) -> Response:
        return await self._answer(lambda flow: flow.handle_installation, request, "")

    async def _redirected(self, request: Request) -> Response:
        return await self._answer(lambda flow: flow.handle_callback, request, request.query)

    async def _answer(self, step: Callable[[AsyncOAuthFlow], _Step], request: Request, query: str) -> Response:
        try:
            flow = _Flow(client=self._client(), logger=_discreet_logger(), settings=self._settings)
            bolt_request = AsyncBoltRequest(body="", query=query, headers=dict(request.headers))
            with translated("oauth.v2.access", "SLACK_CLIENT_SECRET"):
                response = await step(flow)(bolt_request)
        except PlatformUnreachable as error:
            log.error("the app was not installed: %s", error)
            return Response(503, f"{error} Please try again in a moment.\n".encode(), headers=_GUARDS)
        except PlatformError as error:
            log.error("the app was not installed: %s", error)
            return Response(400, f"{error}\n".encode(), headers=_GUARDS)
        headers = response.first_headers()
        more = {name: value for name, value in headers.items() if name != "content-type"}
        return Response(response.status, response.body.encode(), headers["content-type"], _GUARDS | more)


class States(AsyncOAuthStateStore):
    """Remembers by their hashes the states that were given out; each is good once, for ten minutes, in this run."""

    def __init__(self) -> None:
        self._until: OrderedDict[bytes, float] = OrderedDict()

    @property
    def logger(self) -> logging.Logger:
        """Return the log."""
        return log

    async def async_issue(self, *_: object, **__: object) -> str:
        """Return a state that nobody can guess."""
        state = secrets.token_urlsafe(32)
        self._until[_hash(state)] = time.monotonic() + _LIFETIME
        if len(self._until) > _STATES:
            self._until.popitem(last=False)
        return state

    async def async_consume(self, state: str) -> bool:
        """Say whether a state is good; it is not any more then."""
        return self._until.pop(_hash(state), 0.0) > time.monotonic()


class _Flow(AsyncOAuthFlow):
    async def run_installation(self, code: str) -> Installation | None:
        """Exchange the code. Raises PlatformError for an installation that is no use here."""
        installation = await super().run_installation(code)
        if installation is not None and (installation.is_enterprise_install or not installation.team_id):
            raise PlatformError("The app can be installed in single workspaces only, not in a whole organisation.")
        if installation is not None and not installation.bot_token:
            raise PlatformError(
                "Slack gave the app no bot, so it is not installed: its settings ask for no bot scopes."
            )
        return installation


class _Keeping(AsyncInstallationStore):
    """Hands an installation of the SDK's on to who keeps it."""

    def __init__(self, add: Callable[[Installed], Awaitable[None]]) -> None:
        self._add = add

    @property
    def logger(self) -> logging.Logger:
        """Return the log."""
        return log

    async def async_save(self, installation: Installation) -> None:
        """Keep it. Raises BoltError, which the flow has a page for."""
        installed = Installed(
            team=installation.team_id or "",
            token=installation.bot_token or "",
            bot=installation.bot_id or "",
            user=installation.bot_user_id or "",
            at=installation.installed_at,
            refresh=installation.bot_refresh_token or "",
            expires=installation.bot_token_expires_at,
        )
        try:
            await self._add(installed)
        except PlatformError as error:
            log.error("an installation could not be kept: %s", error)
            raise BoltError("The installation could not be kept.") from error
        log.info("the app was installed in a workspace", extra={"team": installed.team})


def _hash(state: str) -> bytes:
    return hashlib.sha256(state.encode(errors="replace")).digest()


def _discreet_logger() -> logging.Logger:
    """Return a logger for Bolt, which would name the code that it was given."""
    logger = log.getChild("bolt")
    logger.setLevel(logging.WARNING)
    if not logger.filters:
        logger.addFilter(_without_code)
    return logger


def _without_code(record: logging.LogRecord) -> bool:
    record.msg, record.args = _CODE.sub("with the code", record.getMessage()), ()
    return True
