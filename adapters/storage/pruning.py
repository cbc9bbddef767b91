"""Pruning: which rows are old and no longer needed, and their end, in the transaction under way."""

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    bindparam,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    true,
)

from adapters.storage.numbers import remember
from adapters.storage.operations import Prune
from adapters.storage.tables import DELIVERED, GIVEN_UP, OPEN, PENDING, inbox, outbox

CHUNK = 2000
"""Rows in one transaction, so that others' writes go in between."""
_LARGEST_NUMBER = 2**63 - 1

_BEFORE: ColumnElement[float] = bindparam("before")
_later, _reply, _sibling = outbox.alias("later"), outbox.alias("reply"), outbox.alias("sibling")
_event = inbox.alias("event")

_UNSHOWN = exists().where(_reply.c.turn == inbox.c.id, _reply.c.state == literal(PENDING, literal_execute=True))
_ANSWERED = (inbox.c.done == true(), inbox.c.accepted_at < _BEFORE, ~_UNSHOWN)

_WAITING = exists().where(_event.c.id == outbox.c.turn, _event.c.done != true())
_FOLLOWED = exists().where(_later.c.session == outbox.c.session, _later.c.id > outbox.c.id, _later.c.state != OPEN)
_SHOWN = (
    outbox.c.updated_at < _BEFORE,
    or_(outbox.c.state.in_((DELIVERED, GIVEN_UP)), (outbox.c.state == OPEN) & ~_WAITING),
    _FOLLOWED,
)

# Not max(id), for which SQLite would walk all newer events to come to the first old one.
LAST = (
    select(inbox.c.id)
    .where(inbox.c.accepted_at < _BEFORE)
    .order_by(inbox.c.accepted_at.desc(), inbox.c.id.desc())
    .limit(1)
)
"""The number of the newest of the old events."""
_AFTER: ColumnElement[int] = bindparam("after")
EVENTS = (
    select(inbox.c.id)
    .where(inbox.c.id > _AFTER, inbox.c.id <= bindparam("last"), *_ANSWERED)
    .order_by(inbox.c.id)
    .limit(CHUNK)
)
"""The next events that can go."""

# A reply has the number of the event it answers first, so none from here on is old.
_FIRST_YOUNG = (
    select(inbox.c.id)
    .where(inbox.c.accepted_at >= _BEFORE)
    .order_by(inbox.c.accepted_at, inbox.c.id)
    .limit(1)
    .scalar_subquery()
)
_old = outbox.c.id < func.coalesce(_FIRST_YOUNG, _LARGEST_NUMBER)
# The last replies of all quiet sessions stay for ever, so their rows must not be read each time: an index without
# them tells which sessions have more.
_SEVERAL = select(_sibling.c.session).group_by(_sibling.c.session).having(func.count() > 1)
REPLIES = (
    select(outbox.c.id)
    .where(outbox.c.session.in_(_SEVERAL), outbox.c.id > _AFTER, _old, *_SHOWN)
    .order_by(outbox.c.id)
    .limit(CHUNK)
)
"""The next replies that can go: never the last one of a session that was committed, nor what came after it."""

_NUMBERS: BindParameter[int] = bindparam("numbers", expanding=True)
_DELETE = {
    "inbox": delete(inbox).where(inbox.c.id.in_(_NUMBERS), *_ANSWERED),
    "outbox": delete(outbox).where(outbox.c.id.in_(_NUMBERS), *_SHOWN),
}


def prune(connection: Connection, operation: Prune) -> int:
    """Delete the rows that can still go, and return how many these were."""
    remember(connection)
    values = {"numbers": operation.numbers, "before": operation.before}
    return connection.execute(_DELETE[operation.table], values).rowcount
