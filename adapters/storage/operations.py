"""Operations: everything that can be written, as a closed union of values."""

from typing import TypeAlias

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


class Posted(Struct, frozen=True):
    """Note the platform messages of a reply whose turn is still running."""

    reply: int
    session: str
    natives: str


class Delivered(Struct, frozen=True):
    """Note that a committed reply is shown."""

    reply: int
    natives: str


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


class Move(Struct, frozen=True):
    """Give what belongs to a channel its new name."""

    old: str
    new: str


Operation: TypeAlias = Accept | Commit | Posted | Delivered | SetSetting | Audit | SetAside | Move


def touched(operation: Operation) -> tuple[tuple[str, str | int], ...]:
    """Name what an operation changes and others might change too; events are told apart by the database."""
    match operation:
        case Commit(session=session, drawing=drawing):
            replies = () if drawing is None else (("reply", drawing.reply),)
            return ("session", session), *replies
        case Posted(reply=reply) | Delivered(reply=reply):
            return (("reply", reply),)
        case SetSetting(key=key):
            return (("setting", key),)
        case Accept() | Audit() | SetAside():
            return ()
        case Move():  # changes what all others might, and so is written by itself
            return ()
