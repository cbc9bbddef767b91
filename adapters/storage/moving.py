"""Moving: what belongs to a channel under another name, in the transaction under way."""

from typing import Any, TypeAlias

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, exists, false, func, literal, not_, or_, select, update

from adapters.storage.operations import Move
from adapters.storage.tables import PENDING, inbox, outbox, sessions, settings
from core.events import Inbound

_INBOUND: msgspec.json.Decoder[Inbound] = msgspec.json.Decoder(Inbound)
_Text: TypeAlias = ColumnElement[str]
_OF_SESSIONS, _OF_CHANNELS = "graph/session/", "graph/channel/"
"""What the keys of settings begin with, before the name of the session or channel they are for."""


def move(connection: Connection, operation: Move) -> None:
    """Give sessions, replies, events and settings the new name; a session that has a namesake there stays as it is."""
    old, new = operation.old, operation.new
    if old == new:
        return
    left = _left(old, new)
    _rewrite_events(connection, operation, left)
    for table in (inbox, outbox):
        going = and_(_within(table.c.session, old), table.c.session.not_in(left))
        connection.execute(update(table).where(going).values(session=_renamed(table.c.session, old, new)))
    _move_settings(connection, _OF_SESSIONS, operation, left)
    _move_settings(connection, _OF_CHANNELS, operation, None)
    going = and_(_within(sessions.c.session, old), sessions.c.session.not_in(left))
    connection.execute(update(sessions).where(going).values(session=_renamed(sessions.c.session, old, new)))


def _left(old: str, new: str) -> Select[str]:
    """Return the query for the sessions that stay as they are; it holds while no session has moved."""
    present, namesake = sessions.alias(), sessions.alias()
    taken = exists().where(namesake.c.session == _renamed(present.c.session, old, new))
    return select(present.c.session).where(_within(present.c.session, old), taken)


def _rewrite_events(connection: Connection, operation: Move, left: Select[str]) -> None:
    """Change the events that will be read again: those without an answer, and those whose answer is undelivered."""
    undelivered = select(outbox.c.turn).where(outbox.c.state == PENDING)
    waiting = select(inbox.c.id, inbox.c.payload).where(
        _within(inbox.c.session, operation.old),
        inbox.c.session.not_in(left),
        or_(inbox.c.done == false(), inbox.c.id.in_(undelivered)),
    )
    for number, payload in connection.execute(waiting).all():
        rewritten = _rewritten(payload, operation)
        connection.execute(update(inbox).where(inbox.c.id == number).values(payload=rewritten))


def _rewritten(payload: bytes, operation: Move) -> bytes:
    try:
        inbound = _INBOUND.decode(payload)
    except msgspec.DecodeError:  # whoever reads it next is told
        return payload
    session, channel = (_name(name, operation) for name in (inbound.session, inbound.channel))
    return msgspec.json.encode(msgspec.structs.replace(inbound, session=session, channel=channel))


def _name(name: str, operation: Move) -> str:
    moves = name == operation.old or name.startswith(f"{operation.old}:")
    return operation.new + name[len(operation.old) :] if moves else name


def _move_settings(connection: Connection, prefix: str, operation: Move, left: Select[str] | None) -> None:
    """Move the settings of what has a name; where one is set under the new name already, both stay."""
    old, new = prefix + operation.old, prefix + operation.new
    key, present = settings.c.key, settings.alias()
    going = and_(_within(key, old), not_(exists().where(present.c.key == _renamed(key, old, new))))
    if left is not None:
        going = and_(going, func.substr(key, len(prefix) + 1).not_in(left))
    connection.execute(update(settings).where(going).values(key=_renamed(key, old, new)))


def _within(column: Any, old: str) -> ColumnElement[bool]:
    """Return the condition that a name is `old` or begins with `old:`."""
    return or_(column == old, func.substr(column, 1, len(old) + 1) == f"{old}:")


def _renamed(column: Any, old: str, new: str) -> _Text:
    return literal(new).concat(func.substr(column, len(old) + 1))
