"""What can be wrong with Slack's half of the settings, and how to find out."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from adapters.shared.checkup import (
    Answer,
    Finding,
    Line,
    clock,
    fault,
    ok,
    skipped,
    strange,
    stranger,
    unreachable,
    warning,
)
from adapters.slack.manifest import APP_SCOPES, RECEIVING, SCOPES
from core.errors import PlatformUnreachable

_API = "https://slack.com/api/"
_GRANTED = "x-oauth-scopes"
"""The header of every answer that names what the token may (docs.slack.dev/authentication/installing-with-oauth)."""
_AGENT = "assistant:write"
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "xoxb-": "a bot token",
        "xapp-": "an app token",
        "xoxp-": "a user's token",
        "xoxe.": "a token that is exchanged for others",
        "xoxe-": "a token that is exchanged for others",
    }
)
"""What a token is by its beginning (docs.slack.dev/authentication/tokens)."""
_NEEDED = frozenset(
    {"app_mentions:read", "channels:history", "chat:write", "commands", "groups:history", "im:history", "mpim:history"}
)
"""Scopes without which the bot hears or says nothing somewhere; without one of the others it does without a part."""
_REINSTALL = "under OAuth & Permissions and reinstall the app"


class SlackCheckup(Struct, frozen=True):
    """Looks at one app in one workspace."""

    bot_token: str
    app_token: str = ""
    signing_secret: str = ""
    api_url: str = ""
    client_id: str = ""
    client_secret: str = ""
    """With a client id and no bot token, workspaces install the app themselves."""

    @property
    def platform(self) -> str:
        """Return the platform's name."""
        return "slack"

    async def examine(self, line: Line, *, alone: bool) -> tuple[Finding, ...]:  # noqa: ARG002 - nothing here disturbs
        """Return what is found."""
        installed = bool(self.client_id) and not self.bot_token
        found = [_installing(self.client_secret) if installed else _bot_token(self.bot_token), *self._ways_in()]
        try:
            if found[0].state == "ok" and not installed:
                found += await self._bot(line)
            if self.app_token.startswith("xapp-") and not strange(self.app_token):
                found += await self._app(line)
        except PlatformUnreachable as error:
            found.append(unreachable("slack", "Slack", error))
        return tuple(found)

    def _ways_in(self) -> tuple[Finding, ...]:
        if not self.app_token and not self.signing_secret.strip():
            way = "SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP)"
            return (fault("slack.receiving", f"There is neither {way}, so nothing can arrive: set one of them."),)
        if not self.app_token:
            return (ok("slack.receiving", f"Slack is to deliver over HTTP to {RECEIVING}."),)
        return (ok("slack.receiving", "Over Socket Mode."), _app_token(self.app_token))

    async def _bot(self, line: Line) -> tuple[Finding, ...]:
        answer = await self._call(line, "auth.test", self.bot_token)
        if not answer.body["ok"]:
            why = f"Slack refuses SLACK_BOT_TOKEN ({_error(answer)})"
            advice = "copy the Bot User OAuth Token from OAuth & Permissions; reinstall the app if it was revoked"
            return (fault("slack.login", f"{why}: {advice}."), *clock("slack", "Slack", answer))
        name, team = answer.body.get("user", "?"), answer.body.get("team", "?")
        login = ok("slack.login", f"The bot is @{name} in the workspace {team}.")
        return (login, *_allowed(answer), *clock("slack", "Slack", answer))

    async def _app(self, line: Line) -> tuple[Finding, ...]:
        answer = await self._call(line, "apps.connections.open", self.app_token)
        if answer.body["ok"]:
            return (ok("slack.socket", "Slack opens a socket for the app token."),)
        why = f"Slack refuses SLACK_APP_TOKEN ({_error(answer)})"
        scopes = ", ".join(APP_SCOPES)
        advice = f"switch Socket Mode on, and make an app-level token with {scopes} under Basic Information"
        return (fault("slack.socket", f"{why}: {advice}."),)

    async def _call(self, line: Line, method: str, token: str) -> Answer:
        """Call a method of the Web API. Raises PlatformUnreachable."""
        url = f"{(self.api_url or _API).rstrip('/')}/{method}"
        answer = await line.ask(url, method="POST", headers={"Authorization": f"Bearer {token}"})
        if "ok" not in answer.body:
            raise stranger(answer, "SLACK_API_URL")
        return answer


def _installing(secret: str) -> Finding:
    name = "slack.installing"
    if secret.strip():
        return ok(name, "Workspaces install the app themselves.")
    advice = "copy the Client Secret from Basic Information"
    return fault(name, f"SLACK_CLIENT_SECRET is missing, without which no workspace can install the app: {advice}.")


def _bot_token(token: str) -> Finding:
    name = "slack.token"
    if not token.strip():
        return fault(name, "SLACK_BOT_TOKEN is missing: copy the Bot User OAuth Token (xoxb-…) from the app's page.")
    if wrong := strange(token):
        return fault(name, f"SLACK_BOT_TOKEN {wrong}: copy it anew from OAuth & Permissions.")
    if token.startswith("xoxb-"):
        return ok(name, "SLACK_BOT_TOKEN is a bot token.")
    advice = "the two tokens are swapped" if token.startswith("xapp-") else "copy the one that begins with xoxb-"
    return fault(name, f"SLACK_BOT_TOKEN is {_kind(token)} and not a bot token: {advice}.")


def _app_token(token: str) -> Finding:
    name = "slack.app-token"
    if wrong := strange(token):
        return fault(name, f"SLACK_APP_TOKEN {wrong}: copy it anew from Basic Information.")
    if token.startswith("xapp-"):
        return ok(name, "SLACK_APP_TOKEN is an app token.")
    advice = "the two tokens are swapped" if token.startswith("xoxb-") else "copy the one that begins with xapp-"
    return fault(name, f"SLACK_APP_TOKEN is {_kind(token)} and not an app token: {advice}.")


def _allowed(answer: Answer) -> tuple[Finding, ...]:
    """Return whether the token may what it needs to, as the answer's header says."""
    if _GRANTED not in answer.headers:
        return (skipped("slack.scopes", "The server does not say what the bot token may."),)
    granted = {scope.strip() for scope in answer.headers[_GRANTED].split(",")}
    missing = [scope for scope in SCOPES if scope not in granted]
    return (_scopes([scope for scope in missing if scope != _AGENT]), _agent(granted=_AGENT not in missing))


def _scopes(missing: Sequence[str]) -> Finding:
    name = "slack.scopes"
    if not missing:
        return ok(name, "The bot token has all scopes that are needed.")
    what = "; ".join(f"{scope} ({SCOPES[scope]})" for scope in missing)
    sentence = f"The bot token lacks {what}: add {', '.join(missing)} {_REINSTALL}."
    return warning(name, sentence) if _NEEDED.isdisjoint(missing) else fault(name, sentence)


def _agent(*, granted: bool) -> Finding:
    name = "slack.agent"
    if granted:
        return ok(name, "The app is an agent.")
    lack = "The app is no agent, so Slack shows neither that it works nor Stop"
    return warning(name, f"{lack}: declare it one under Agents, add {_AGENT} {_REINSTALL}.")


def _kind(token: str) -> str:
    return next((kind for beginning, kind in _KINDS.items() if token.startswith(beginning)), "something else")


def _error(answer: Answer) -> str:
    return str(answer.body.get("error", "it does not say why"))
