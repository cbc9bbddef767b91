"""Rows: what is stored, read again as values; a row that cannot be read is named and left where it is."""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import msgspec
from sqlalchemy import ColumnElement, LargeBinary, bindparam, cast, exists, false, func, literal, select

from adapters.storage.numbers import HIGHEST
from adapters.storage.prepared import Prepared
from adapters.storage.tables import OPEN, PENDING, inbox, outbox, sessions, set_aside, settings
from core.events import Inbound
from core.ports import Pending, StoredReply, Undelivered
from core.view import View

T = TypeVar("T")
log = logging.getLogger(__name__)

UNREADABLE = (msgspec.DecodeError, UnicodeError, TypeError)
"""What decoding raises for damaged JSON, for bytes that are no UTF-8 and for a value of another kind."""

_INBOUND: msgspec.json.Decoder[Inbound] = msgspec.json.Decoder(Inbound)
_VIEW = msgspec.json.Decoder(View)
_NATIVES = msgspec.json.Decoder(tuple[str, ...])

# The driver gives up the whole result for one text that is no UTF-8, and nothing for bytes.
_natives = cast(outbox.c.natives, LargeBinary)
_session = cast(outbox.c.session, LargeBinary)
_reply_columns = (outbox.c.id, _session, outbox.c.view, _natives)
_newer = inbox.alias("newer")

PENDING_EVENTS = (
    select(inbox.c.id, inbox.c.payload, func.coalesce(_natives, b"[]"))
    .outerjoin(outbox, outbox.c.id == inbox.c.id)
    .where(inbox.c.done == false())
    .order_by(inbox.c.id)
)
HAS_STATE = Prepared(select(exists().where(sessions.c.session == bindparam("name"))))
SAID = Prepared(select(inbox.c.id, inbox.c.payload).where(inbox.c.session == bindparam("name")))
STATE = Prepared(select(sessions.c.state, sessions.c.version).where(sessions.c.session == bindparam("name")))
UNDELIVERED = (
    select(*_reply_columns, inbox.c.payload)
    .join(inbox, inbox.c.id == outbox.c.turn)
    .where(outbox.c.state == literal(PENDING, literal_execute=True))
    .order_by(outbox.c.turn)
)
REPLY = Prepared(select(*_reply_columns).where(outbox.c.id == bindparam("reply"), outbox.c.state != OPEN))
# Clicks and commands get in before what was written meanwhile is fetched, so they do not say how far that went.
_IS_MESSAGE = b'{"type":"message"'
"""How the payload of a message begins, as the events' tags are encoded first."""


def _is_message(payload: ColumnElement[bytes]) -> ColumnElement[bool]:
    return func.substr(payload, 1, len(_IS_MESSAGE)) == literal(_IS_MESSAGE)


# Walks the newest events and ends with the last session wanted, so that most of a large table is never read.
SEEN = (
    select(inbox.c.id, inbox.c.payload)
    .where(
        inbox.c.accepted_at > bindparam("since"),
        func.substr(inbox.c.session, 1, bindparam("length")) == bindparam("prefix"),
        _is_message(inbox.c.payload),
        ~exists().where(_newer.c.session == inbox.c.session, _newer.c.id > inbox.c.id, _is_message(_newer.c.payload)),
    )
    .order_by(inbox.c.accepted_at.desc(), inbox.c.id.desc())
    .limit(bindparam("most"))
)
ASIDE = Prepared(
    select(set_aside.c.state).where(set_aside.c.session == bindparam("name"), set_aside.c.reason == bindparam("why"))
)
_conversation = (sessions.c.session, sessions.c.graph, sessions.c.updated_at, sessions.c.state)
OWNED = (
    select(*_conversation)
    .where(sessions.c.owner.in_(bindparam("owners", expanding=True)))
    .order_by(sessions.c.updated_at.desc())
    .limit(bindparam("most"))
)
# The time of a session's row lies behind its state, so that ordering all rows by it would read the whole file.
_last = select(inbox.c.session).order_by(inbox.c.accepted_at.desc()).limit(1_000).subquery()
LATEST = (
    select(*_conversation)
    .where(sessions.c.session.in_(select(_last.c.session)))
    .order_by(sessions.c.updated_at.desc())
    .limit(bindparam("most"))
)
SETTINGS = select(settings.c.key, settings.c.value).where(
    func.substr(settings.c.key, 1, bindparam("length")) == bindparam("prefix"), settings.c.key != HIGHEST
)


def pending(number: int, payload: bytes, natives: bytes) -> Pending:
    """Return an event without an answer. Raises one of UNREADABLE."""
    return Pending(number, _INBOUND.decode(payload), _NATIVES.decode(natives))


def reply(number: int, session: bytes, view: bytes, natives: bytes) -> StoredReply:
    """Return a committed reply. Raises one of UNREADABLE."""
    return StoredReply(number, session.decode(), _VIEW.decode(view), _NATIVES.decode(natives))


def undelivered(number: int, session: bytes, view: bytes, natives: bytes, payload: bytes) -> Undelivered:
    """Return a committed reply and the event it answers. Raises one of UNREADABLE."""
    return Undelivered(reply(number, session, view, natives), _INBOUND.decode(payload))


def inbound(_: int, payload: bytes) -> Inbound:
    """Return an event. Raises one of UNREADABLE."""
    return _INBOUND.decode(payload)


def readable(name: str, kind: str, rows: Iterable[Any], read: Callable[..., T]) -> Iterator[T]:
    """Return what can be read of the database `name`; say of each other row its kind and number, never its content."""
    for number, *rest in rows:
        try:
            yield read(number, *rest)
        except UNREADABLE:
            log.error("The %s %d in the database %s is damaged; it is left out and stays.", kind, number, name)
