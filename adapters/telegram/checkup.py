"""What can be wrong with Telegram's half of the settings, and how to find out."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

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
from core.errors import PlatformUnreachable

_API = "https://api.telegram.org"
_PATH = "/telegram/webhook"
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""What Telegram takes for a secret (Bot API, setWebhook)."""
_PORTS = (443, 80, 88, 8443)
"""Ports that Telegram delivers to (Bot API, setWebhook)."""
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_PROBE = 3.0
"""Seconds to poll in order to meet another poller: libraries try again within a second or so."""
_HELD_BACK = 3.0
"""Seconds for which Telegram may hold a conflict back (tdlib/telegram-bot-api, Client.cpp, fail_query_conflict)."""
_BOTFATHER = "@BotFather"


class TelegramCheckup(Struct, frozen=True):
    """Looks at one bot."""

    token: str
    api_url: str = ""
    webhook_url: str = ""
    webhook_secret: str = ""
    probe: float = _PROBE
    """Seconds to poll in order to meet another poller; whole ones."""

    @property
    def platform(self) -> str:
        """Return the platform's name."""
        return "telegram"

    async def examine(self, line: Line, *, alone: bool) -> tuple[Finding, ...]:
        """Return what is found."""
        found = [_token(self.token), *self._on_paper()]
        if found[0].state != "ok":
            return tuple(found)
        try:
            me = await self._call(line, "getMe")
            found += clock("telegram", "Telegram", me)
            if me.status != 200:
                return (*found, _refused(me))
            found += _about(_result(me))
            hook = _result(await self._call(line, "getWebhookInfo"))
            found += [self._webhook(hook), *_deliveries(hook)]
            found.append(await self._rival(line, hook, alone=alone))
        except PlatformUnreachable as error:
            found.append(unreachable("telegram", "Telegram", error))
        return tuple(found)

    def _on_paper(self) -> tuple[Finding, ...]:
        if not self.webhook_url:
            return ()
        return (_address(self.webhook_url, official=not self.api_url), _secret(self.webhook_secret))

    def _webhook(self, hook: Mapping[str, Any]) -> Finding:
        """Return whether updates go where the settings say."""
        name, url = "telegram.webhook", str(hook.get("url") or "")
        if not url:
            how = "sets the webhook" if self.webhook_url else "polls"
            return ok(name, f"No webhook is in the way; the bot {how} when it starts.")
        host = urlsplit(url).hostname or "another address"
        if not self.webhook_url:
            sentence = f"A webhook at {host} takes what people write, while the bot is to poll"
            advice = "a bot that polls deletes it when it starts; set TELEGRAM_WEBHOOK_URL if it is yours"
            return fault(name, f"{sentence}: {advice}.")
        if url != _full(self.webhook_url):
            advice = "end what set it, then start the bot, which sets its own"
            return fault(name, f"The webhook is at {host} and not where TELEGRAM_WEBHOOK_URL says: {advice}.")
        return ok(name, f"The webhook is at {host}.")

    async def _rival(self, line: Line, hook: Mapping[str, Any], *, alone: bool) -> Finding:
        """Return whether somebody else polls with the token. Raises PlatformUnreachable.

        A poll that waits ends one that another program has open, and is ended when that one asks again; a poll that
        does not wait does neither (tdlib/telegram-bot-api, Client.cpp, do_get_updates). Without an offset it confirms
        nothing and without `allowed_updates` it changes nothing, so all a rival feels is one conflict. A bot of ours
        would pause for half a minute, so nobody is looked for while one runs here.
        """
        name = "telegram.rival"
        if self.webhook_url or hook.get("url"):
            return skipped(name, "Nobody can poll while there is a webhook, or is to be one.")
        if not alone:
            return skipped(name, "A bot is running here, and would be thrown out by looking for another one.")
        answer = await self._call(line, f"getUpdates?limit=1&timeout={self.probe:.0f}", self.probe + _HELD_BACK)
        if answer.status == 409:
            advice = f"end it, or have {_BOTFATHER} make a new token if nobody knows it"
            return fault(name, f"Another program polls with TELEGRAM_TOKEN, and takes messages away: {advice}.")
        if answer.status != 200:
            return skipped(name, f"Telegram does not let the bot poll: {_description(answer)}.")
        if answer.body.get("result"):
            return ok(name, "Messages wait, and nobody else fetches them.")
        return ok(name, f"Nobody else polled for {self.probe:g} s.")

    async def _call(self, line: Line, method: str, wait: float = 0.0) -> Answer:
        """Call a method of the Bot API. Raises PlatformUnreachable."""
        answer = await line.ask(f"{(self.api_url or _API).rstrip('/')}/bot{self.token}/{method}", wait=wait)
        if "ok" not in answer.body:
            raise stranger(answer, "TELEGRAM_API_URL")
        return answer


def _token(token: str) -> Finding:
    name = "telegram.token"
    if not token.strip():
        return fault(name, f"TELEGRAM_TOKEN is missing: {_BOTFATHER} tells it (/mybots, API Token).")
    if wrong := strange(token):
        return fault(name, f"TELEGRAM_TOKEN {wrong}: copy it anew from {_BOTFATHER}.")
    if not _TOKEN.fullmatch(token):
        return fault(name, f"TELEGRAM_TOKEN is not digits, a colon and letters: copy it anew from {_BOTFATHER}.")
    return ok(name, "TELEGRAM_TOKEN looks like a token.")


def _address(url: str, *, official: bool) -> Finding:
    name, parts = "telegram.webhook-url", urlsplit(url)
    if parts.scheme != "https" and (official or parts.hostname not in _LOOPBACK):
        return fault(
            name, "TELEGRAM_WEBHOOK_URL is not https, and Telegram delivers to nothing else: put TLS before it."
        )
    if official and _port(url) not in _PORTS:
        ports = ", ".join(map(str, _PORTS))
        return fault(name, f"TELEGRAM_WEBHOOK_URL names a port that Telegram does not deliver to: it takes {ports}.")
    return ok(name, f"Telegram is to deliver to {parts.hostname}.")


def _port(url: str) -> int:
    try:
        return urlsplit(url).port or 443
    except ValueError:
        return 0


def _secret(secret: str) -> Finding:
    name = "telegram.webhook-secret"
    if not secret:
        sentence = "TELEGRAM_WEBHOOK_SECRET is missing, without which anybody could pretend to be Telegram"
        return fault(name, f"{sentence}: set it to some 40 letters and digits by chance.")
    if not _SECRET.fullmatch(secret):
        return fault(name, "TELEGRAM_WEBHOOK_SECRET is not 1 to 256 letters, digits, _ and -: set another one.")
    return ok(name, "TELEGRAM_WEBHOOK_SECRET can be used.")


def _refused(answer: Answer) -> Finding:
    if answer.status in {401, 404}:
        sentence = f"Telegram does not know TELEGRAM_TOKEN ({answer.status}): copy it anew from {_BOTFATHER}."
        return fault("telegram.login", sentence)
    return fault("telegram.login", f"Telegram does not let the bot in: {_description(answer)}.")


def _about(me: Mapping[str, Any]) -> tuple[Finding, ...]:
    login = ok("telegram.login", f"The bot is @{me.get('username', '?')}.")
    if me.get("can_read_all_group_messages"):
        return login, ok("telegram.privacy", "The bot sees all that is written in groups.")
    sees = "In groups the bot sees only mentions of it, replies to it and commands"
    return login, ok("telegram.privacy", f"{sees}, as {_BOTFATHER} has it by default.")


def _deliveries(hook: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Return whether Telegram could deliver to the webhook; nothing where there is none."""
    if not hook.get("url"):
        return ()
    name, problem = "telegram.delivery", str(hook.get("last_error_message") or "")
    waiting = int(hook.get("pending_update_count") or 0)
    if not problem:
        return (ok(name, f"Telegram delivers to the webhook; {waiting} wait."),)
    if waiting:
        advice = "see that the bot runs and that the address leads to it"
        return (fault(name, f"Telegram cannot deliver {waiting} to the webhook ({problem}): {advice}."),)
    return (warning(name, f"Telegram could not deliver for a while ({problem}); nothing waits any more."),)


def _full(url: str) -> str:
    """Return what the gateway makes of the setting: a URL that names only a host gets our path."""
    address = url.rstrip("/")
    return address if urlsplit(address).path else address + _PATH


def _result(answer: Answer) -> Mapping[str, Any]:
    result = answer.body.get("result")
    return result if isinstance(result, dict) else {}


def _description(answer: Answer) -> str:
    return str(answer.body.get("description") or f"status {answer.status}").rstrip(".")
