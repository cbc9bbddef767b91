"""What an app was granted: codes, which are good once, tokens for twelve hours or for ever, and refresh tokens."""

import base64
import time
from uuid import uuid4

from msgspec import Struct

from bots.sandbox.slack.arguments import Arguments, required
from bots.sandbox.slack.rules import SlackError

CLIENT, SECRET = "111.222", "sandbox-client-key"
_HALF_A_DAY = 43_200


class Grant(Struct, frozen=True):
    """One token, and what it is good for."""

    team: str
    scopes: str
    token: str
    refresh: str = ""
    lives: int = 0
    until: float = float("inf")
    whole_organisation: bool = False


class Grants:
    """Gives tokens to the one app there is."""

    def __init__(self) -> None:
        self.rotates = True
        """Whether tokens expire."""
        self.next_lives = _HALF_A_DAY
        """Seconds that the next token of an installation lives; renewed ones live for twelve hours."""
        self.whole_organisation = False
        """Whether the app is installed in an organisation instead of a workspace."""
        self._codes: dict[str, tuple[str, str]] = {}
        self._tokens: dict[str, Grant] = {}
        self._refreshes: dict[str, Grant] = {}
        self.renewals = 0
        """How often a token was to be renewed, also in vain."""

    def code(self, team: str, scopes: str) -> str:
        """Return a code that is good for one token."""
        code = uuid4().hex
        self._codes[code] = (team, scopes)
        return code

    def exchanged(self, authorization: str, arguments: Arguments) -> Grant:
        """Return a token for a code or a refresh token. Raises SlackError."""
        wanted = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if authorization != f"Basic {wanted}":
            raise SlackError("bad_client_secret")
        if arguments.get("grant_type") == "refresh_token":
            self.renewals += 1
            used = self._refreshes.pop(required(arguments, "refresh_token"), None)
            if used is None:
                raise SlackError("invalid_refresh_token")
            return self._granted(used.team, used.scopes, _HALF_A_DAY)
        team, scopes = self._codes.pop(required(arguments, "code"), ("", ""))
        if not team:
            raise SlackError("invalid_code")
        return self._granted(team, scopes, self.next_lives)

    def team(self, token: str) -> str:
        """Return the workspace that a token is for. Raises SlackError."""
        grant = self._tokens.get(token)
        if grant is None:
            raise SlackError("invalid_auth" if token else "not_authed")
        if grant.until <= time.time():
            raise SlackError("token_expired")
        return grant.team

    def revoke(self, team: str) -> None:
        """Take a workspace's tokens back."""
        for grants in (self._tokens, self._refreshes):
            for name in [name for name, grant in grants.items() if grant.team == team]:
                del grants[name]

    def tokens(self, team: str) -> list[str]:
        """Return all secrets that a workspace was ever given and that are good still."""
        return [name for many in (self._tokens, self._refreshes) for name, one in many.items() if one.team == team]

    def _granted(self, team: str, scopes: str, lives: int) -> Grant:
        whole = self.whole_organisation
        if self.rotates:
            token, refresh = f"xoxe.xoxb-{uuid4().hex}", f"xoxe-1-{uuid4().hex}"
            grant = Grant(team, scopes, token, refresh, lives, time.time() + lives, whole)
            self._refreshes[refresh] = grant
        else:
            grant = Grant(team, scopes, f"xoxb-{uuid4().hex}", whole_organisation=whole)
        self._tokens[grant.token] = grant
        return grant
