"""What a platform is: a pure half that reads and draws, and a network half that receives and sends."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

from adapters.shared.http import Route
from adapters.shared.limits import Limits
from core.events import Inbound
from core.view import View

Payload: TypeAlias = Mapping[str, Any]
"""One event as the platform sends it, decoded from JSON."""

Body: TypeAlias = dict[str, Any]
"""One native message as the platform takes it: plain, comparable JSON, without its address."""

Accept: TypeAlias = Callable[[Inbound], Awaitable[None]]
"""Keep an event: when it returns the event is on disk (or was there before), and may be acknowledged."""


class Platform(Protocol):
    """The pure half: no network, no clock, no state."""

    @property
    def name(self) -> str:
        """Return the prefix of the platform's session, channel and person ids."""

    @property
    def limits(self) -> Limits:
        """Return what the platform takes at the most."""

    def read(self, payload: Payload) -> Inbound | None:
        """Turn a payload into an event; None for what is not for us (our own and other bots' messages, edits)."""

    def draw(self, view: View) -> tuple[Body, ...]:
        """Turn a view into one or more native messages, the controls on the last; equal views give equal bodies."""


class Port(Protocol):
    """The sending half. Everything raises PlatformError, PlatformUnreachable or RateLimited, nothing else.

    `to` is the event that is answered: its session and origin say where a message goes.
    """

    async def send(self, to: Inbound, body: Body, *, key: str, private: bool) -> str:
        """Post a message and return its id. `key` is stable over retries and restarts (for nonces)."""

    async def edit(self, to: Inbound, native: str, body: Body) -> None:
        """Make a posted message look like `body`; one that looks so already is no error."""

    async def delete(self, to: Inbound, native: str) -> None:
        """Take a posted message away; one that is gone already is no error."""

    async def notify(self, to: Inbound, text: str) -> None:
        """Tell the one person who caused the event something short."""

    async def acknowledge(self, to: Inbound) -> None:
        """Let the platform stop showing that a click is being worked on. Harmless when repeated or needless."""

    async def working(self, to: Inbound, *, on: bool) -> None:
        """Let the platform show that an answer is under way, or no longer; harmless when repeated or needless."""


class Gateway(Protocol):
    """The network half: connected to the platform while `run` runs."""

    @property
    def platform(self) -> Platform:
        """Return the pure half."""

    @property
    def port(self) -> Port:
        """Return the sending half."""

    def routes(self) -> Sequence[Route]:
        """Return the HTTP routes it wants served; none where it only dials out.

        They answer 503 while `run` does not run, so that the platform delivers again later.
        """

    async def start(self) -> str:
        """Check the credentials, make the port usable, return the bot's own name. Raises PlatformError."""

    async def run(self, accept: Accept) -> None:
        """Receive events until cancelled. Raises PlatformError when it can never go on."""

    async def close(self) -> None:
        """Let go of connections."""
