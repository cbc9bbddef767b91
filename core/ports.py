"""Ports: what the core needs from the world, as protocols that adapters fulfil."""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from typing import Any, Literal, Protocol, TypeAlias, TypeVar

from msgspec import Struct

from core.artifacts import Artifact
from core.attachments import Attached
from core.controls import Cell, Control
from core.data import DataSchema, Found
from core.envelope import Choice, Exchange
from core.events import Action, AdminCommand, Attachment, Claims, Inbound, Message
from core.fields import Form
from core.view import View

T = TypeVar("T")


class ToolSpec(Struct, frozen=True):
    """What a tool does and what it takes."""

    name: str
    about: str
    arguments: dict[str, Any]
    """A JSON schema of an object."""


class ToolOutcome(Struct, frozen=True):
    """What came of one call of a tool in this turn."""

    tool: str
    arguments: dict[str, Cell]
    output: str
    failed: bool = False


class Rejected(Struct, frozen=True):
    """An answer to the same prompt that could not be used, and why."""

    answer: str
    reason: str


class Prompt(Struct, frozen=True):
    """Everything a node gives a model for one answer."""

    node: str
    """The kind of node that asks: `input`, `director`, `pa`, `thinker`, `expert`, `interpreter`, `output` …"""
    instructions: str
    text: str
    """The person's words, or `[clicked NAME]` for a control that was used."""
    thought: str | None = None
    """For `output`: what is to be said, in plain words; None where nothing was thought (a greeting, thanks)."""
    context: str = ""
    history: tuple[Exchange, ...] = ()
    controls: tuple[Control, ...] = ()
    """What the person sees now."""
    language: str = "en"
    choices: tuple[Choice, ...] = ()
    """For routing nodes: the outcomes that may be named."""
    tools: tuple[ToolSpec, ...] = ()
    """What may be called; empty where a thought is wanted at once."""
    results: tuple[ToolOutcome, ...] = ()
    """What the tools called so far in this turn brought."""
    attachments: tuple[Attached, ...] = ()
    """Files that came with the person's words, for nodes that think."""
    name: str = ""
    """The node's name in its graph."""
    rejected: Rejected | None = None
    """The answer before, where this asks again."""
    today: str = ""
    """The day it is, `2026-11-23`."""
    data: Mapping[str, DataSchema] = {}
    """Databases: for an expert the one it asks, by its name; for routing nodes by the outcome that leads there."""


class Model(Protocol):
    """A language model, whoever makes it."""

    @property
    def name(self) -> str:
        """Return the name people know it by."""

    def stream(self, prompt: Prompt) -> AsyncIterator[str]:
        """Answer in text, piece by piece. Raises ModelUnavailable, ModelError."""

    async def structured(self, prompt: Prompt, shape: type[T]) -> T:
        """Answer with a value of `shape`, a msgspec Struct; one try. Raises ModelUnavailable, ModelError, ModelRubbish.

        The JSON schema to show a language model is that of `core.drafts.schema_of`.
        """

    async def close(self) -> None:
        """Let go of connections."""


Models: TypeAlias = Callable[[str], Model]
"""Gives a model by its name, the default one for the empty name. Raises SettingsError for one that cannot be had."""

Report: TypeAlias = Callable[[float], None]
"""Told how much of a work is done, 0 to 1."""


class ToolResult(Struct, frozen=True):
    """What a tool found or did, in words for the node that called it, and what it made."""

    text: str
    artifacts: tuple[Artifact, ...] = ()


class Tool(Protocol):
    """Something a thinker or an expert can use. A call may be cancelled at any await."""

    @property
    def spec(self) -> ToolSpec:
        """Return what it does and takes."""

    async def run(self, arguments: Mapping[str, Any], report: Report) -> ToolResult:
        """Do it. The arguments are what a model wrote: nothing about them is certain. Raises ToolError."""


class Database(Protocol):
    """Somebody else's database, which can only be read. Everything raises DataError."""

    async def schema(self) -> DataSchema:
        """Return the tables there are; read once, and again only after a query failed for a changed one."""

    async def query(self, sql: str, report: Report) -> Found:
        """Run one SELECT within the limits of rows, bytes, memory and time. May be cancelled; nothing goes on then.

        Raises HiddenColumn for what does more with one than to list it, QueryRefused for what else may not be run,
        QueryFailed for what the database cannot make sense of, QueryTooLong, DataUnavailable.
        """

    def only(self, tables: Collection[str]) -> "Database":
        """Return the same database with no tables but these, in any letters' case; it is closed with this one."""

    async def close(self) -> None:
        """Let go of connections."""


class Pending(Struct, frozen=True):
    """An accepted event that has not been answered yet."""

    id: int
    inbound: Inbound
    natives: tuple[str, ...] = ()
    """Platform message ids that an earlier, interrupted run of this turn has already posted."""


class StoredReply(Struct, frozen=True):
    """A reply as it was last committed."""

    id: int
    session: str
    view: View
    natives: tuple[str, ...] = ()
    """Platform message ids, first part first."""


class Undelivered(Struct, frozen=True):
    """A committed reply that the platform may not have got."""

    reply: StoredReply
    inbound: Inbound
    """The event it answers, which says where it goes."""


class SessionRecord(Struct, frozen=True):
    """A session at rest."""

    state: bytes
    version: int


class Conversation(Struct, frozen=True):
    """A session as it stands in a list of them."""

    session: str
    graph: str
    at: float
    """When it was last changed, Unix seconds."""
    state: bytes


class TurnRecord(Struct, frozen=True):
    """What one finished turn changes, committed as one."""

    inbox_id: int
    session: str
    state: bytes | None
    """The session's new state, or None where the turn left it alone."""
    version: int
    """The version that was read; 0 for a new session. The row gets version + 1."""
    graph: str
    view: View | None
    """The reply to show; its id says which. None where nothing is to be shown."""
    natives: tuple[str, ...] = ()
    also: tuple[int, ...] = ()
    """Further events that the turn answers, and ends."""
    owner: str = ""
    """Whose session it is, where this is its first turn: theirs with whom we talk alone; empty where others read."""


class AuditEntry(Struct, frozen=True):
    """Who did or tried what, where; never any message text."""

    person: str
    verb: str
    scope: str
    allowed: bool
    detail: str = ""


class Store(Protocol):
    """Durable memory: what is awaited here is on disk when it returns. Everything raises StoreError."""

    async def accept(self, inbound: Inbound) -> int | None:
        """Keep an event; return its number, or None if it was kept before."""

    async def pending(self) -> tuple[Pending, ...]:
        """Return accepted events without an answer, oldest first."""

    async def knows(self, session: str) -> bool:
        """Say whether the session has a state, or an accepted event that will give it one."""

    async def load(self, session: str) -> SessionRecord | None:
        """Return the session's last committed state."""

    async def commit(self, turn: TurnRecord) -> None:
        """Write state, reply and the event's end in one transaction. Raises StateConflict."""

    async def posted(self, reply: int, session: str, natives: tuple[str, ...]) -> None:
        """Note which platform messages stand for a reply, before its answer is complete."""

    async def delivered(self, reply: int, natives: tuple[str, ...]) -> None:
        """Note that the platform shows a reply as committed."""

    async def given_up(self, reply: int) -> None:
        """Note that the platform will never show a reply, so that it is not tried again."""

    async def undelivered(self) -> tuple[Undelivered, ...]:
        """Return committed replies whose delivery was not noted, oldest first."""

    async def reply(self, reply: int) -> StoredReply | None:
        """Return a committed reply."""

    async def seen(self, platform: str, since: float, most: int) -> tuple[Inbound, ...]:
        """Return the last message of each session of a platform that was kept after `since`, newest first.

        `since` is in Unix seconds by our clock; `most` sessions at the most. Clicks and commands do not count: they
        are let in before all that was written before them is fetched.
        """

    async def prune(self, before: float) -> int:
        """Let go of answered events and shown replies older than `before`, Unix seconds; return how many rows.

        What is not answered or not shown stays, as do sessions, and the last reply of each.
        """

    async def forget(self, name: str) -> int:
        """Remove all that people said in a session, or in all sessions whose name goes on after `name` and a colon.

        Return how many sessions there were. States, events, replies, copies set aside and settings go for good; what
        the audit says of who did what stays.
        """

    async def set_aside(self, session: str, state: bytes, reason: str) -> None:
        """Keep a copy of a state, the last one of a session for each reason."""

    async def aside(self, session: str, reason: str) -> bytes | None:
        """Return the last copy of a state that was kept aside for a reason."""

    async def conversations(self, owners: Collection[str] | None, most: int) -> tuple[Conversation, ...]:
        """Return the sessions that some people began, or all for None, the newest first, `most` at the most."""

    async def move(self, old: str, new: str) -> None:
        """Give what belongs to a channel its new name: sessions, replies, waiting events, settings."""

    async def settings(self, prefix: str) -> dict[str, str]:
        """Return all settings whose key begins with `prefix`."""

    async def set_setting(self, key: str, value: str | None, audit: AuditEntry) -> None:
        """Write or (with None) clear a setting, with the audit entry in the same transaction."""

    async def audit(self, entry: AuditEntry) -> None:
        """Keep an audit entry."""

    async def close(self) -> None:
        """Finish what is under way and let go of the database."""


class Guard(Protocol):
    """Keeps the program's own faults from going further."""

    async def __call__(self, work: Awaitable[T]) -> T:
        """Await work; whatever it raises that is none of the house's errors becomes one."""


Look: TypeAlias = Callable[[], View]
"""Says how a reply looks by now, so that only what is drawn is put together."""


class Reply(Protocol):
    """One visible reply under way on a platform."""

    def show(self, look: Look) -> None:
        """Show how the reply looks when there is time, as it is by then. Returns at once, never raises."""

    async def finish(self, view: View) -> None:
        """Show the reply's last state, and say so to `Posted`. Raises PlatformError."""

    async def abandon(self) -> None:
        """Stop showing anything further; what is seen stays."""

    async def ask(self, form: Form, problem: str) -> None:
        """Ask the person who clicked for a field's value, with what was wrong before. Raises PlatformError."""

    def pass_over(self) -> None:
        """Acknowledge a click whose picture a later one brings; returns at once, never raises."""


Mark: TypeAlias = Literal["waits", "seen", "done", "failed"]
"""What a sign on a person's message says: it waits for its turn, is worked on, is answered, is not answered."""


class Posted(Protocol):
    """Keeps the platform message ids of a reply whenever they change."""

    async def __call__(self, natives: tuple[str, ...], /, *, complete: bool) -> None:
        """Keep the ids; `complete` once the platform shows the reply's last state."""


class Outlet(Protocol):
    """Where replies go."""

    def reply(
        self, to: Message | Action | AdminCommand, natives: tuple[str, ...], posted: Posted, shown: View | None = None
    ) -> Reply:
        """Begin the reply to an event, in the messages `natives` where there are any, else in new ones.

        `shown` is what these messages look like, where that is known.
        """

    async def fetch(self, to: Message, attachment: Attachment) -> bytes:
        """Return the bytes of a file that came with a message. Raises PlatformError."""

    def mark(self, to: Message, mark: Mark) -> None:
        """Put a sign on a person's message when there is time; a later one replaces it. Returns at once."""

    async def tell(self, person: str, text: str) -> None:
        """Write to a person, `{platform}:{user}`, where nobody else reads it. Raises PlatformError."""

    async def claims(self, to: Message | Action | AdminCommand) -> Claims:
        """Return what the platform says of the person beside the event; empty where it says nothing more.

        Raises PlatformError.
        """

    async def administers(self, to: Message | Action | AdminCommand) -> bool:
        """Say whether the platform counts the person among those who run the place. Raises PlatformError."""
