"""What a platform is: a pure half that reads and draws, and a network half that receives and sends."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Protocol, TypeAlias

from adapters.shared.http import Route
from adapters.shared.limits import Limits
from core.events import Action, Attachment, Claims, Inbound, Message, Moved
from core.fields import Form
from core.ports import Mark
from core.view import View

Payload: TypeAlias = Mapping[str, Any]
"""One event as the platform sends it, decoded from JSON."""

Body: TypeAlias = dict[str, Any]
"""One native message as the platform takes it: plain, comparable JSON, without its address.

Its files and pictures stand under `uploads`, as `adapters.shared.uploads.described` describes them; the port renders
them when it sends the message.
"""

UPLOADS = "uploads"
"""The key of a body under which its files and pictures stand. A message can never get others."""

Accept: TypeAlias = Callable[[Inbound | Moved], Awaitable[None]]
"""Keep an event: when it returns the event is on disk (or was there before), and may be acknowledged.

Raises InvalidInput, whose sentence is for the person, for the value of a form (`form` in the origin) that cannot be.
"""

Connected: TypeAlias = Callable[[], Awaitable[None]]
"""Called when a connection is there that may have missed something; returns when that is fetched and kept.

Messages that `Accept` is given meanwhile wait in it until then. Never raises.
"""


class Platform(Protocol):
    """The pure half: no network, no clock, no state."""

    @property
    def name(self) -> str:
        """Return the prefix of the platform's session, channel and person ids."""

    @property
    def limits(self) -> Limits:
        """Return what the platform takes at the most."""

    @property
    def natives(self) -> Mapping[str, str]:
        """Return what becomes what: for `text`, each kind of control, `chart`, `file` and `image` a short sentence.

        A word in backticks is a type, a field or a sign that stands in the drawn body of such a control.
        """

    def read(self, payload: Payload) -> Inbound | Moved | None:
        """Turn a payload into an event; None for what is not for us (our own and other bots' messages, edits).

        An action names the message it was on as `native` in its origin, in the form that `Port.send` returns. What a
        form brings is an action with the verb `set`, its `value`, and `form` in its origin.
        """

    def draw(self, view: View) -> tuple[Body, ...]:
        """Turn a view into one or more native messages, the controls on the last; equal views give equal bodies."""


class Port(Protocol):
    """The sending half. Everything raises PlatformError (Unauthorized for refused credentials among them),
    PlatformUnreachable or RateLimited, nothing else.

    `to` is the event that is answered: its session and origin say where a message goes.
    """

    async def send(self, to: Inbound, body: Body, *, key: str, private: bool) -> str:
        """Post a message and return its id. `key` is stable over retries and restarts (for nonces)."""

    async def preview(self, to: Inbound, native: str | None, body: Body, *, key: str, last: bool) -> str | None:
        """Show a state that will soon be replaced, in the message `native` or a new one, and return its id.

        None where the platform keeps previews apart from messages; then there is nothing to edit, and the answer is
        sent anew. `last` is the part at which the text grows.
        """

    async def edit(self, to: Inbound, native: str, body: Body) -> None:
        """Make a posted message look like `body`, for good; one that looks so already is no error.

        A message with uploads keeps them: only what stands beside them can change.
        """

    async def delete(self, to: Inbound, native: str) -> None:
        """Take a posted message away; one that is gone already is no error."""

    async def notify(self, to: Inbound, text: str) -> None:
        """Tell the one person who caused the event something short."""

    async def acknowledge(self, to: Inbound) -> None:
        """Let the platform stop showing that a click is being worked on. Harmless when repeated or needless."""

    async def mark(self, to: Message, mark: Mark) -> None:
        """Put a reaction on a person's message, in the place of the one before; nothing where that is not allowed."""

    async def tell(self, person: str, text: str) -> None:
        """Write plain text to a person, by the platform's own id, in their direct messages with us."""

    async def claims(self, to: Inbound) -> Claims:
        """Return what the platform says of the person beside the event; empty where it says nothing more.

        Raises PlatformError.
        """

    async def administers(self, to: Inbound) -> bool:
        """Say whether the platform itself counts the person among those who run the place where it happened.

        Asked live; whoever calls keeps the answer for minutes. False where there is no such place.
        """

    async def ask(self, to: Action, form: Form, problem: str) -> None:
        """Ask for a field's value with the platform's own dialog or prompt, saying what was wrong before."""

    async def fetch(self, to: Message, attachment: Attachment) -> bytes:
        """Return the bytes of a file that came with a message; at most `core.attachments.LARGEST` and one more."""

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

    async def run(self, accept: Accept, connected: Connected) -> None:
        """Receive events until cancelled; raises PlatformError when it can never go on.

        `connected` is awaited once when the first connection is there, and again after each time that events may have
        been lost: where the platform itself repeats what a short interruption cost us, it is not.
        """

    def alive(self) -> bool:
        """Say whether events can come at this moment: the socket stands, or the platform delivered or was asked lately.

        False while `run` does not run, and while it connects anew; a connection that died in silence counts as alive
        for as long as the platform's own pings leave it in doubt.
        """

    async def catch_up(self, keep: Accept, seen: Sequence[Inbound]) -> None:
        """Fetch what people wrote while nobody listened and give it to `keep`, oldest first in each conversation.

        `seen` is the last message of each conversation known, the newest first. Events that were kept before do no
        harm: they have the same ids as when they are delivered. Clicks are not fetched where the platform does not
        keep them. Raises PlatformError and StoreError where something is left: it is called again then, also while
        `run` receives, and goes on with what is left.
        """

    async def close(self) -> None:
        """Let go of connections."""
