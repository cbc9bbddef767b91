"""Forgetting: everything that people said in a session or a channel, in the transaction under way."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    LargeBinary,
    Row,
    bindparam,
    cast,
    delete,
    func,
    not_,
    select,
    union,
)

from adapters.storage.naming import OF_CHANNELS, OF_SESSIONS, belongs, within
from adapters.storage.numbers import remember
from adapters.storage.operations import Forget
from adapters.storage.rows import readable
from adapters.storage.tables import inbox, outbox, sessions, set_aside, settings

_CHUNK = 500
"""Sessions in one statement, or events in memory at once."""

_Chosen: TypeAlias = Callable[[Any, str], ColumnElement[bool]]
"""Gives the condition that a column holds, after a prefix, the name of a session that goes."""


class _Where(msgspec.Struct, frozen=True):
    """What an event says of where it happened."""

    session: str
    channel: str


_WHERE = msgspec.json.Decoder(_Where)


def forget(connection: Connection, operation: Forget) -> int:
    """Delete it all, and return how many sessions were known by a state or an event."""
    name = operation.name
    remember(connection)
    others = sorted(_others(connection, name))
    named = union(*(select(table.c.session).where(within(table.c.session, name)) for table in (sessions, inbox)))
    known = connection.scalar(select(func.count()).select_from(named.subquery())) or 0
    _delete(connection, lambda column, prefix: within(column, prefix + name))
    for start in range(0, len(others), _CHUNK):
        _delete(connection, _one_of(others[start : start + _CHUNK]))
    connection.execute(delete(settings).where(within(settings.c.key, OF_CHANNELS + name)))
    return known + len(others)


def _delete(connection: Connection, chosen: _Chosen) -> None:
    connection.execute(delete(sessions).where(chosen(sessions.c.session, "")))
    for table in (inbox, outbox, set_aside):
        # Numbers come from the index alone; without it every row is read, with all that was said.
        numbers = select(table.c.id).where(chosen(table.c.session, ""))
        connection.execute(delete(table).where(table.c.id.in_(numbers)))
    connection.execute(delete(settings).where(chosen(settings.c.key, OF_SESSIONS)))


def _one_of(names: Sequence[str]) -> _Chosen:
    return lambda column, prefix: column.in_([prefix + name for name in names])


def _others(connection: Connection, channel: str) -> set[str]:
    """Return the channel's sessions that are not named after it: only their events tell where they are."""
    database = str(connection.engine.url.database)
    found = readable(database, "event", _events_outside(connection, channel), _session_and_place)
    # What moved has its new name in the row at once, and in the event only where that is read again.
    return {session for session, place in found if place.session == session and belongs(place.channel, channel)}


def _events_outside(connection: Connection, channel: str) -> Iterator[Row[int, bytes, bytes]]:
    """Yield all events whose session is not named after the channel."""
    following = (
        # The driver gives up the whole result for one text that is no UTF-8, and nothing for bytes.
        select(inbox.c.id, cast(inbox.c.session, LargeBinary), inbox.c.payload)
        .where(inbox.c.id > bindparam("after"), not_(within(inbox.c.session, channel)))
        .order_by(inbox.c.id)
        .limit(_CHUNK)
    )
    after = 0
    while found := connection.execute(following, {"after": after}).all():
        yield from found
        after = found[-1][0]


def _session_and_place(_: int, session: bytes, payload: bytes) -> tuple[str, _Where]:
    return session.decode(), _WHERE.decode(payload)
