"""Operations: everything that can be written, as a closed union of values."""

from typing import Literal, TypeAlias

from msgspec import Struct

from core.ports import AuditEntry


class Accept(Struct, frozen=True):
    """Keep an event; its result is its number, or None where it was kept before."""

    event: str
    session: str
    payload: bytes


class Drawing(Struct, frozen=True):
    """The reply that a turn committed."""

    reply: int
    view: bytes
    natives: str
    """A JSON array; an empty one keeps what `Posted` noted."""


class Commit(Struct, frozen=True):
    """End a turn; its result may be StateConflict."""

    turn: int
    session: str
    state: bytes | None
    version: int
    graph: str
    drawing: Drawing | None
    also: tuple[int, ...] = ()
    """Further events that end with it."""
    owner: str = ""
    """Who begins the session, where it does."""


class Posted(Struct, frozen=True):
    """Note the platform messages of a reply whose turn is still running."""

    reply: int
    session: str
    natives: str


class Delivered(Struct, frozen=True):
    """Note that a committed reply is shown."""

    reply: int
    natives: str


class GivenUp(Struct, frozen=True):
    """Note that a committed reply will never be shown."""

    reply: int


class SetSetting(Struct, frozen=True):
    """Write or clear a setting, with its audit entry."""

    key: str
    value: str | None
    entry: AuditEntry


class Audit(Struct, frozen=True):
    """Keep an audit entry."""

    entry: AuditEntry


class SetAside(Struct, frozen=True):
    """Keep a copy of a state that cannot be read."""

    session: str
    state: bytes
    reason: str


class KeepInstallation(Struct, frozen=True):
    """Write a place's sealed credentials."""

    place: str
    sealed: bytes


class RemoveInstallation(Struct, frozen=True):
    """Remove a place's credentials."""

    place: str


class Move(Struct, frozen=True):
    """Give what belongs to a channel its new name."""

    old: str
    new: str


class Prune(Struct, frozen=True):
    """Delete those of the rows that are old and no longer needed; its result is how many these were."""

    table: Literal["inbox", "outbox"]
    numbers: tuple[int, ...]
    before: float
    """Unix seconds."""


class Forget(Struct, frozen=True):
    """Delete what people said in a session or a channel; its result is how many sessions there were."""

    name: str


Sweeping: TypeAlias = Move | Prune | Forget
"""What changes the same as all others might, and so is written by itself."""

Installing: TypeAlias = KeepInstallation | RemoveInstallation

Operation: TypeAlias = (
    Accept | Commit | Posted | Delivered | GivenUp | SetSetting | Audit | SetAside | Installing | Sweeping
)


Thing: TypeAlias = tuple[str, str | int]

EVERYTHING: tuple[Thing, ...] = (("everything", ""),)
"""What sweepings change."""


def touched(operation: Operation) -> tuple[Thing, ...]:
    """Name what an operation changes and others might change too; events are told apart by the database."""
    match operation:
        case Accept() | Audit() | SetAside():
            return ()
        case Commit(session=session, drawing=drawing):
            return (("session", session),) if drawing is None else (("session", session), ("reply", drawing.reply))
        case Delivered(reply=reply) | Posted(reply=reply) | GivenUp(reply=reply):
            return (("reply", reply),)
        case SetSetting(key=key):
            return (("setting", key),)
        case KeepInstallation(place=place) | RemoveInstallation(place=place):
            return (("installation", place),)
        case Move() | Prune() | Forget():
            return EVERYTHING
