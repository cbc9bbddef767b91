"""Moving: what belongs to a channel under another name, in the transaction under way."""

from typing import Any, TypeAlias

import msgspec
from sqlalchemy import ColumnElement, Connection, Select, and_, exists, false, func, literal, not_, or_, select, update

from adapters.storage.naming import OF_CHANNELS, OF_SESSIONS, within
from adapters.storage.operations import Move
from adapters.storage.rows import UNREADABLE
from adapters.storage.tables import PENDING, inbox, outbox, sessions, set_aside, settings
from core.events import Inbound, Moved

_INBOUND: msgspec.json.Decoder[Inbound] = msgspec.json.Decoder(Inbound)
_Text: TypeAlias = ColumnElement[str]


def move(connection: Connection, operation: Move) -> None:
    """Give sessions, replies, events and settings the new name; a session that has a namesake there stays as it is."""
    old, new = operation.old, operation.new
    if old == new:
        return
    left = _left(old, new)
    _rewrite_events(connection, operation, left)
    for table in (inbox, outbox):
        going = and_(within(table.c.session, old), table.c.session.not_in(left))
        connection.execute(update(table).where(going).values(session=_renamed(table.c.session, old, new)))
    _move_settings(connection, OF_SESSIONS, operation, left)
    _move_settings(connection, OF_CHANNELS, operation, None)
    aside = and_(within(set_aside.c.session, old), set_aside.c.session.not_in(left))
    connection.execute(update(set_aside).where(aside).values(session=_renamed(set_aside.c.session, old, new)))
    going = and_(within(sessions.c.session, old), sessions.c.session.not_in(left))
    connection.execute(update(sessions).where(going).values(session=_renamed(sessions.c.session, old, new)))


def _left(old: str, new: str) -> Select[str]:
    """Return the query for the sessions that stay as they are; it holds while no session has moved."""
    present, namesake = sessions.alias(), sessions.alias()
    taken = exists().where(namesake.c.session == _renamed(present.c.session, old, new))
    return select(present.c.session).where(within(present.c.session, old), taken)


def _rewrite_events(connection: Connection, operation: Move, left: Select[str]) -> None:
    """Change the events that will be read again: without an answer, with an undelivered one, the last of a session."""
    undelivered = select(outbox.c.turn).where(outbox.c.state == PENDING)
    last = select(func.max(inbox.c.id)).where(within(inbox.c.session, operation.old)).group_by(inbox.c.session)
    waiting = select(inbox.c.id, inbox.c.payload).where(
        within(inbox.c.session, operation.old),
        inbox.c.session.not_in(left),
        or_(inbox.c.done == false(), inbox.c.id.in_(undelivered), inbox.c.id.in_(last)),
    )
    for number, payload in connection.execute(waiting).all():
        if (rewritten := _rewritten(payload, operation)) is not None:
            connection.execute(update(inbox).where(inbox.c.id == number).values(payload=rewritten))


def _rewritten(payload: bytes, operation: Move) -> bytes | None:
    try:
        inbound = _INBOUND.decode(payload)
    except UNREADABLE:  # whoever reads it next is told
        return None
    moved = Moved(operation.old, operation.new)
    session, channel = moved.renamed(inbound.session), moved.renamed(inbound.channel)
    return msgspec.json.encode(msgspec.structs.replace(inbound, session=session, channel=channel))


def _move_settings(connection: Connection, prefix: str, operation: Move, left: Select[str] | None) -> None:
    """Move the settings of what has a name; where one is set under the new name already, both stay."""
    old, new = prefix + operation.old, prefix + operation.new
    key, present = settings.c.key, settings.alias()
    going = and_(within(key, old), not_(exists().where(present.c.key == _renamed(key, old, new))))
    if left is not None:
        going = and_(going, func.substr(key, len(prefix) + 1).not_in(left))
    connection.execute(update(settings).where(going).values(key=_renamed(key, old, new)))


def _renamed(column: Any, old: str, new: str) -> _Text:
    return literal(new).concat(func.substr(column, len(old) + 1))
