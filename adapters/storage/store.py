"""The store: core.ports.Store on SQL."""

import os
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TypeVar, TypeVarTuple

import msgspec
from sqlalchemy import Row, Select, bindparam, exists, false, func, literal, select
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage.engine import database_file, reader_engine, writer_engine
from adapters.storage.failures import translated
from adapters.storage.lock import locked
from adapters.storage.operations import Accept, Audit, Commit, Delivered, Drawing, Move, Posted, SetAside, SetSetting
from adapters.storage.scribe import Scribe
from adapters.storage.tables import OPEN, PENDING, inbox, outbox, sessions, settings
from adapters.storage.writer import Writer
from core.errors import StoreError
from core.events import Inbound, Message
from core.ports import AuditEntry, Pending, SessionRecord, StoredReply, TurnRecord, Undelivered
from core.view import View

T = TypeVar("T")
Columns = TypeVarTuple("Columns")
_INBOUND: msgspec.json.Decoder[Inbound] = msgspec.json.Decoder(Inbound)
_VIEW = msgspec.json.Decoder(View)
_NATIVES = msgspec.json.Decoder(tuple[str, ...])
_LARGEST_NUMBER = 2**63 - 1

_PENDING = (
    select(inbox.c.id, inbox.c.payload, func.coalesce(outbox.c.natives, "[]"))
    .outerjoin(outbox, outbox.c.id == inbox.c.id)
    .where(inbox.c.done == false())
    .order_by(inbox.c.id)
)
_HAS_STATE = select(exists().where(sessions.c.session == bindparam("name")))
_SAID = select(inbox.c.payload).where(inbox.c.session == bindparam("name"))
_STATE = select(sessions.c.state, sessions.c.version).where(sessions.c.session == bindparam("name"))
_UNDELIVERED = (
    select(outbox.c.id, outbox.c.session, outbox.c.view, outbox.c.natives, inbox.c.payload)
    .join(inbox, inbox.c.id == outbox.c.turn)
    .where(outbox.c.state == literal(PENDING, literal_execute=True))
    .order_by(outbox.c.turn)
)
_REPLY = select(outbox.c.id, outbox.c.session, outbox.c.view, outbox.c.natives).where(
    outbox.c.id == bindparam("reply"), outbox.c.state != OPEN
)
_SETTINGS = select(settings.c.key, settings.c.value).where(
    func.substr(settings.c.key, 1, bindparam("length")) == bindparam("prefix")
)


class SqlStore:
    """Durable memory in one database; made by `open_store`."""

    def __init__(self, file: Path, writer: Writer, reader: AsyncEngine, held: AsyncExitStack) -> None:
        self._file, self._writer, self._reader, self._held = file, writer, reader, held

    async def accept(self, inbound: Inbound) -> int | None:
        """Keep an event; return its number, or None if it was kept before."""
        with translated(str(self._file)):
            payload = msgspec.json.encode(inbound)
        return await self._writer.submit(Accept(inbound.event, inbound.session, payload))

    async def pending(self) -> tuple[Pending, ...]:
        """Return accepted events without an answer, oldest first."""
        rows = await self._read(_PENDING)
        return tuple(
            Pending(number, self._inbound(payload), self._natives(natives)) for number, payload, natives in rows
        )

    async def knows(self, session: str) -> bool:
        """Say whether the session has a state, or an accepted message; commands alone make no session."""
        if (await self._read(_HAS_STATE, name=session))[0][0]:
            return True
        said = await self._read(_SAID, name=session)
        return any(isinstance(self._inbound(payload), Message) for (payload,) in said)

    async def load(self, session: str) -> SessionRecord | None:
        """Return the session's last committed state."""
        rows = await self._read(_STATE, name=session)
        return SessionRecord(*rows[0]) if rows else None

    async def commit(self, turn: TurnRecord) -> None:
        """Write state, reply and the event's end in one transaction. Raises StateConflict."""
        view, drawing = turn.view, None
        if view is not None:
            with translated(str(self._file)):
                drawing = Drawing(view.id, msgspec.json.encode(view), _json(turn.natives))
        await self._writer.submit(Commit(turn.inbox_id, turn.session, turn.state, turn.version, turn.graph, drawing))

    async def posted(self, reply: int, session: str, natives: tuple[str, ...]) -> None:
        """Note which platform messages stand for a reply, before its answer is complete."""
        await self._writer.submit(Posted(reply, session, _json(natives)))

    async def delivered(self, reply: int, natives: tuple[str, ...]) -> None:
        """Note that the platform shows a reply as committed; one that was never committed stays as it is."""
        await self._writer.submit(Delivered(reply, _json(natives)))

    async def undelivered(self) -> tuple[Undelivered, ...]:
        """Return committed replies whose delivery was not noted, oldest first."""
        rows = await self._read(_UNDELIVERED)
        return tuple(Undelivered(self._reply(*reply), self._inbound(payload)) for *reply, payload in rows)

    async def reply(self, reply: int) -> StoredReply | None:
        """Return a committed reply."""
        if not 0 < reply <= _LARGEST_NUMBER:
            return None
        rows = await self._read(_REPLY, reply=reply)
        return self._reply(*rows[0]) if rows else None

    async def set_aside(self, session: str, state: bytes, reason: str) -> None:
        """Keep a copy of a state that cannot be read, for the operator; the session's own row stays as it is."""
        await self._writer.submit(SetAside(session, state, reason))

    async def move(self, old: str, new: str) -> None:
        """Give what belongs to a channel its new name: sessions, replies, waiting events, settings.

        A session, or a setting, that is there under the new name already stays, and the old one is left as it is.
        """
        await self._writer.submit(Move(old, new))

    async def settings(self, prefix: str) -> dict[str, str]:
        """Return all settings whose key begins with `prefix`."""
        return dict(await self._read(_SETTINGS, prefix=prefix, length=len(prefix)))

    async def set_setting(self, key: str, value: str | None, audit: AuditEntry) -> None:
        """Write or (with None) clear a setting, with the audit entry in the same transaction."""
        await self._writer.submit(SetSetting(key, value, audit))

    async def audit(self, entry: AuditEntry) -> None:
        """Keep an audit entry."""
        await self._writer.submit(Audit(entry))

    async def close(self) -> None:
        """Finish what is under way and let go of the database; closing twice does no harm."""
        with translated(str(self._file)):
            await self._held.aclose()

    async def _read(self, statement: Select[*Columns], **values: str | int) -> Sequence[Row[*Columns]]:
        if self._writer.closed:
            raise StoreError(f"The database {self._file} is closed.")
        with translated(str(self._file)):
            async with self._reader.connect() as connection:
                return (await connection.execute(statement, values)).all()

    def _reply(self, number: int, session: str, view: bytes, natives: str) -> StoredReply:
        return StoredReply(number, session, self._decoded(view, _VIEW), self._natives(natives))

    def _inbound(self, payload: bytes) -> Inbound:
        return self._decoded(payload, _INBOUND)

    def _natives(self, natives: str) -> tuple[str, ...]:
        return self._decoded(natives, _NATIVES)

    def _decoded(self, stored: bytes | str, decoder: msgspec.json.Decoder[T]) -> T:
        try:
            return decoder.decode(stored)
        except msgspec.DecodeError as error:
            raise StoreError(f"The database {self._file} holds a row that cannot be understood: {error}.") from error


async def open_store(url: str, upgrade: Callable[[str], Awaitable[None]]) -> SqlStore:
    """Lock the database, have `upgrade` bring its tables up to date, and open it. Raises StoreError."""
    file = database_file(url)
    async with AsyncExitStack() as held:
        await held.enter_async_context(locked(file))
        _try_to_open(file)
        await upgrade(url)
        with translated(str(file)):
            engine = writer_engine(file)
            held.push_async_callback(engine.dispose)
            reader = reader_engine(file)
            held.push_async_callback(reader.dispose)
            connection = await held.enter_async_context(engine.connect())
            writer = Writer(str(file), connection, await connection.run_sync(Scribe))
            held.push_async_callback(writer.close)
            return SqlStore(file, writer, reader, held.pop_all())


def _try_to_open(file: Path) -> None:
    """Make sure that the driver can open the file: when it cannot, aiosqlite 0.22 leaves its thread running."""
    try:
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise StoreError(f"The database {file} cannot be opened: {error.strerror}.") from error


def _json(natives: tuple[str, ...]) -> str:
    return msgspec.json.encode(natives).decode()
