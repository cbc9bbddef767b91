"""Looking at a platform's set-up without connecting to it: what is found, and the line over which it is asked."""

import json
import os
import time
from collections.abc import Awaitable, Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import Any, Literal, Protocol, TypeAlias

import aiohttp
from msgspec import Struct

from core.errors import PlatformUnreachable

State: TypeAlias = Literal["ok", "warning", "fault", "skipped"]
"""How something stands: `fault` keeps the assistant from its work, `skipped` could not be told."""

Mend: TypeAlias = Callable[[], Awaitable[str]]
"""Put something right, and return a sentence that says what was done. Raises TriviumError where it cannot be."""

PATIENCE = 5.0
"""Seconds that a server has for an answer."""
_SKEW = 60.0
"""Seconds that our clock may be off. Slack refuses signatures that are five minutes old, Discord and Telegram date all
they send by their own clock."""
_LARGEST = 4_000_000
"""Bytes of an answer that are read."""


class Finding(Struct, frozen=True):
    """What one check found."""

    name: str
    """What was looked at, such as `disk.database`; it stays the same from version to version."""
    state: State
    sentence: str
    """What is so, and where something is wrong what to do. Never holds a secret."""
    mend: Mend | None = None
    """How to put it right, where that can do no harm."""


def ok(name: str, sentence: str) -> Finding:
    """Return that something is well."""
    return Finding(name, "ok", sentence)


def warning(name: str, sentence: str, mend: Mend | None = None) -> Finding:
    """Return that something may be meant so, or will do harm later."""
    return Finding(name, "warning", sentence, mend)


def fault(name: str, sentence: str, mend: Mend | None = None) -> Finding:
    """Return that something is wrong."""
    return Finding(name, "fault", sentence, mend)


def skipped(name: str, sentence: str) -> Finding:
    """Return that something was not looked at, and why."""
    return Finding(name, "skipped", sentence)


class Answer(Struct, frozen=True):
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: Mapping[str, Any]
    """Its JSON; what is no object stands under `value`, as None where it is no JSON at all."""
    ahead: float | None
    """Seconds that our clock is ahead of the server's; None where it does not tell the time."""


class Line:
    """Asks servers, and never names an address in an error: tokens stand in some."""

    def __init__(
        self, session: aiohttp.ClientSession, clock: Callable[[], float] = time.time, patience: float = PATIENCE
    ) -> None:
        """`patience` is how many seconds a server has for an answer."""
        self._session, self._clock, self._patience = session, clock, patience

    async def ask(
        self, url: str, *, method: str = "GET", headers: Mapping[str, str] | None = None, wait: float = 0.0
    ) -> Answer:
        """Return the answer, whatever its status below 500 but 429; `wait` is how long the server was told to wait.

        Raises PlatformUnreachable, whose message is why, without a full stop.
        """
        timeout = aiohttp.ClientTimeout(total=self._patience + wait)
        try:
            async with self._session.request(
                method, url, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                now = self._clock()
                told = await response.content.read(_LARGEST)
                names = {name.lower(): value for name, value in response.headers.items()}
                return _answer(response.status, names, told, now)
        except TimeoutError:
            raise PlatformUnreachable(f"no answer within {self._patience + wait:g} s") from None
        except (aiohttp.ClientError, OSError) as error:
            raise PlatformUnreachable(_reason(error)) from None


class Checkup(Protocol):
    """A platform's half of the doctor: it knows the platform's settings, and what can be wrong with them."""

    @property
    def platform(self) -> str:
        """Return the platform's name, with which the names of all its findings begin."""

    async def examine(self, line: Line, *, alone: bool) -> tuple[Finding, ...]:
        """Return what is found; never raises. Nothing is changed, at the platform or here.

        `alone` says that no bot of ours is at work here, so that what would disturb one may be asked too.
        """


def unreachable(platform: str, title: str, error: PlatformUnreachable) -> Finding:
    """Return that a platform cannot be asked anything."""
    return fault(
        f"{platform}.unreachable",
        f"{title} cannot be reached: {error}. See to the network (name service, proxy, firewall) and try again.",
    )


def clock(platform: str, title: str, answer: Answer) -> tuple[Finding, ...]:
    """Return how our clock stands beside the platform's, where it tells the time."""
    name = f"{platform}.clock"
    if answer.ahead is None:
        return ()
    if abs(answer.ahead) <= _SKEW:
        return (ok(name, f"This machine's clock agrees with {title}'s."),)
    off = f"{abs(answer.ahead):.0f} s {'ahead of' if answer.ahead > 0 else 'behind'}"
    return (fault(name, f"This machine's clock is {off} {title}'s: let it be set by a time server (NTP)."),)


def stranger(answer: Answer, setting: str) -> PlatformUnreachable:
    """Return the error to raise for an answer that no server of the platform gives."""
    return PlatformUnreachable(f"what answers (status {answer.status}) speaks another protocol; see {setting}")


def strange(token: str) -> str:
    """Return what no token has in it and this one has, as the end of a sentence; empty where there is nothing."""
    if token != token.strip() or any(sign.isspace() for sign in token):
        return "has blanks in it"
    if token[:1] in {'"', "'", "<"}:
        return f"begins with {token[0]}"
    return "" if token.isascii() and token.isprintable() else "has letters that no token has"


def _answer(status: int, headers: Mapping[str, str], told: bytes, now: float) -> Answer:
    if status >= 500 or status == 429:
        raise PlatformUnreachable(f"it answers with status {status}")
    try:
        body = json.loads(told)
    except ValueError:
        body = None
    return Answer(status, headers, body if isinstance(body, dict) else {"value": body}, _ahead(headers, now))


def _ahead(headers: Mapping[str, str], now: float) -> float | None:
    try:
        return now - parsedate_to_datetime(headers["date"]).timestamp()
    except (KeyError, ValueError):
        return None


def _reason(error: aiohttp.ClientError | OSError) -> str:
    """Return what went wrong; only the system's own errors are known to name nothing but the host."""
    match error:
        case aiohttp.ClientConnectorCertificateError():
            return "its certificate is not trusted"
        case aiohttp.ClientConnectorDNSError(host=host):
            return f"there is no host {host}"
        case aiohttp.ClientConnectorError(host=host, port=port):
            why = os.strerror(error.os_error.errno).lower() if error.os_error.errno else "refused"
            return f"{host}:{port} takes no connection ({why})"
        case aiohttp.ServerDisconnectedError():
            return "it ended the connection"
        case _:
            return type(error).__name__
