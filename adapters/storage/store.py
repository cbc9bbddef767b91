"""The store: core.ports.Store on SQL."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, Literal, TypeVar, TypeVarTuple

import msgspec
from sqlalchemy import Row, Select
from sqlalchemy.ext.asyncio import AsyncEngine

from adapters.storage import rows
from adapters.storage.checking import check
from adapters.storage.engine import database_file, reader_engine
from adapters.storage.failures import translated
from adapters.storage.glances import Glances
from adapters.storage.hand import Hand
from adapters.storage.installations import Installations
from adapters.storage.lock import locked
from adapters.storage.operations import (
    Accept,
    Audit,
    Commit,
    Delivered,
    Drawing,
    Forget,
    GivenUp,
    Move,
    Posted,
    Prune,
    SetAside,
    SetSetting,
)
from adapters.storage.prepared import Prepared
from adapters.storage.pruning import EVENTS, LAST, REPLIES
from adapters.storage.scribe import Scribe
from adapters.storage.writer import Writer
from core.errors import Damaged, StoreError
from core.events import Inbound, Message
from core.ports import AuditEntry, Conversation, Pending, SessionRecord, StoredReply, TurnRecord, Undelivered

T = TypeVar("T")
Columns = TypeVarTuple("Columns")
_LARGEST_NUMBER = 2**63 - 1
_PATIENCE = 30.0
"""Seconds to wait for those who read the database's log before what was forgotten can leave it."""
_INTERVAL = 0.05
_ADVICE = "restore a backup made with `python -m bots backup`"


class SqlStore:
    """Durable memory in one database; made by `open_store`."""

    def __init__(self, file: Path, writer: Writer, glances: Glances, reader: AsyncEngine, held: AsyncExitStack) -> None:
        self._file, self._writer, self._glances, self._reader, self._held = file, writer, glances, reader, held
        self._translated = translated(str(file))
        self.installations = Installations(writer, self._glance)
        """The places that installed an app, with their sealed credentials."""

    async def accept(self, inbound: Inbound) -> int | None:
        """Keep an event; return its number, or None if it was kept before."""
        with self._translated:
            payload = msgspec.json.encode(inbound)
        return await self._writer.submit(Accept(inbound.event, inbound.session, payload))

    async def pending(self) -> tuple[Pending, ...]:
        """Return accepted events without an answer, oldest first."""
        found = await self._read(rows.PENDING_EVENTS)
        return tuple(self._readable("event", found, rows.pending))

    async def knows(self, session: str) -> bool:
        """Say whether the session has a state, or an accepted message; commands alone make no session."""
        if (await self._glance(rows.HAS_STATE, name=session))[0][0]:
            return True
        said = await self._glance(rows.SAID, name=session)
        return any(isinstance(inbound, Message) for inbound in self._readable("event", said, rows.inbound))

    async def load(self, session: str) -> SessionRecord | None:
        """Return the session's last committed state."""
        found = await self._glance(rows.STATE, name=session)
        return SessionRecord(*found[0]) if found else None

    async def commit(self, turn: TurnRecord) -> None:
        """Write state, reply and the event's end in one transaction. Raises StateConflict."""
        view, drawing = turn.view, None
        if view is not None:
            with self._translated:
                drawing = Drawing(view.id, msgspec.json.encode(view), _json(turn.natives))
        await self._writer.submit(
            Commit(turn.inbox_id, turn.session, turn.state, turn.version, turn.graph, drawing, turn.also, turn.owner)
        )

    async def posted(self, reply: int, session: str, natives: tuple[str, ...]) -> None:
        """Note which platform messages stand for a reply, before its answer is complete."""
        await self._writer.submit(Posted(reply, session, _json(natives)))

    async def delivered(self, reply: int, natives: tuple[str, ...]) -> None:
        """Note that the platform shows a reply as committed; one that was never committed stays as it is."""
        await self._writer.submit(Delivered(reply, _json(natives)))

    async def given_up(self, reply: int) -> None:
        """Note that the platform will never show a reply; one that is shown, or was never committed, stays as it is."""
        await self._writer.submit(GivenUp(reply))

    async def undelivered(self) -> tuple[Undelivered, ...]:
        """Return committed replies whose delivery was not noted, oldest first."""
        found = await self._read(rows.UNDELIVERED)
        return tuple(self._readable("reply", found, rows.undelivered))

    async def reply(self, reply: int) -> StoredReply | None:
        """Return a committed reply."""
        if not 0 < reply <= _LARGEST_NUMBER:
            return None
        found = await self._glance(rows.REPLY, reply=reply)
        try:
            return rows.reply(*found[0]) if found else None
        except rows.UNREADABLE as error:
            raise Damaged(f"The reply {reply} in the database {self._file} is damaged.") from error

    async def seen(self, platform: str, since: float, most: int) -> tuple[Inbound, ...]:
        """Return the last event of each session of a platform that was kept after `since`, newest first."""
        prefix = f"{platform}:"
        found = await self._read(rows.SEEN, prefix=prefix, length=len(prefix), since=since, most=max(most, 0))
        return tuple(self._readable("event", found, rows.inbound))

    async def prune(self, before: float) -> int:
        """Let go of answered events and shown replies older than `before`, Unix seconds; return how many rows.

        What others write meanwhile goes in between. Where it fails or is cancelled, what is gone by then stays gone.
        """
        found = await self._read(LAST, before=before)
        events = await self._prune("inbox", EVENTS, before, last=found[0][0]) if found else 0
        return events + await self._prune("outbox", REPLIES, before)

    async def forget(self, name: str) -> int:
        """Remove all that people said in a session or channel; when it returns, the text is in no file any more.

        The file is written anew, which all other writes wait for. Raises StoreError too where only the rows are gone:
        because there is no room for that, or because others read the log for too long. Forgetting again ends it.
        """
        known = await self._writer.submit(Forget(name))
        # Zeroing what is deleted (secure_delete) is not enough: SQLite leaves copies of rows behind as it splits pages.
        await self._writer.rebuild()
        clock = asyncio.get_running_loop().time
        deadline = clock() + _PATIENCE
        while not await self._writer.empty_log():
            if clock() >= deadline:
                raise StoreError(
                    f"The database {self._file} is being read by another program: what was forgotten is still in its "
                    "log, so forget it again later."
                )
            await asyncio.sleep(_INTERVAL)
        return known or 0

    async def set_aside(self, session: str, state: bytes, reason: str) -> None:
        """Keep a copy of a state, the last for each reason; the session's own row stays as it is."""
        await self._writer.submit(SetAside(session, state, reason))

    async def aside(self, session: str, reason: str) -> bytes | None:
        """Return the last copy of a state that was kept aside for a reason."""
        found = await self._glance(rows.ASIDE, name=session, why=reason)
        return found[0][0] if found else None

    async def conversations(self, owners: Collection[str] | None, most: int) -> tuple[Conversation, ...]:
        """Return the sessions that some people began, or all for None, the newest first, `most` at the most.

        Of all, those that the last events were for.
        """
        if owners is None:
            found = await self._read(rows.LATEST, most=most)
        else:
            found = await self._read(rows.OWNED, owners=sorted(owners), most=most)
        return tuple(Conversation(*row) for row in found)

    async def move(self, old: str, new: str) -> None:
        """Give what belongs to a channel its new name: sessions, replies, waiting events, settings.

        A session, or a setting, that is there under the new name already stays, and the old one is left as it is.
        """
        await self._writer.submit(Move(old, new))

    async def settings(self, prefix: str) -> dict[str, str]:
        """Return all settings whose key begins with `prefix`."""
        return dict(await self._read(rows.SETTINGS, prefix=prefix, length=len(prefix)))

    async def set_setting(self, key: str, value: str | None, audit: AuditEntry) -> None:
        """Write or (with None) clear a setting, with the audit entry in the same transaction."""
        await self._writer.submit(SetSetting(key, value, audit))

    async def audit(self, entry: AuditEntry) -> None:
        """Keep an audit entry."""
        await self._writer.submit(Audit(entry))

    async def try_to_write(self) -> None:
        """Bring a little to disk, behind all that waits to be written, and change nothing by it. Raises StoreError."""
        await self._writer.try_to_write()

    async def ended(self) -> None:
        """Return when the database is closed; raises what kept it from being written any more."""
        await self._writer.ended()

    async def close(self) -> None:
        """Finish what is under way and let go of the database; closing twice does no harm."""
        with self._translated:
            await self._held.aclose()

    async def _glance(self, statement: Prepared, **values: str | float) -> Sequence[Row[*tuple[Any, ...]]]:
        self._refuse_closed()
        with self._translated:
            return await self._glances.read(statement, **values)

    async def _read(
        self, statement: Select[*Columns], **values: str | float | Sequence[str]
    ) -> Sequence[Row[*Columns]]:
        self._refuse_closed()
        with self._translated:
            async with self._reader.connect() as connection:
                return (await connection.execute(statement, values)).all()

    def _refuse_closed(self) -> None:
        if self._writer.closed:
            raise StoreError(f"The database {self._file} is closed.")

    async def _prune(self, table: Literal["inbox", "outbox"], chunk: Select[int], before: float, **values: int) -> int:
        """Find what can go while others write, and have it deleted by the way."""
        gone = after = 0
        while found := await self._read(chunk, after=after, before=before, **values):
            numbers = tuple(number for (number,) in found)
            gone += await self._writer.submit(Prune(table, numbers, before)) or 0
            after = numbers[-1]
        return gone

    def _readable(self, kind: str, found: Iterable[Any], read: Callable[..., T]) -> Iterator[T]:
        return rows.readable(str(self._file), kind, found, read)


async def open_store(url: str, upgrade: Callable[[str], Awaitable[None]]) -> SqlStore:
    """Lock the database, have `upgrade` bring its tables up to date, and open it. Raises StoreError."""
    file = database_file(url)
    async with AsyncExitStack() as held:
        await held.enter_async_context(locked(file))
        _try_to_open(file)
        await asyncio.to_thread(check, file, _ADVICE)
        await upgrade(url)
        with translated(str(file)):
            hand = Hand(file)
            held.push_async_callback(hand.close)
            reader = reader_engine(file)
            held.push_async_callback(reader.dispose)
            glances = Glances(file)
            held.push_async_callback(glances.close)
            writer = Writer(str(file), hand, await hand.call(Scribe))
            held.push_async_callback(writer.close)
            return SqlStore(file, writer, glances, reader, held.pop_all())


def _try_to_open(file: Path) -> None:
    """Make sure that the file can be opened, and is its owner's alone where it is new."""
    try:
        os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise StoreError(f"The database {file} cannot be opened: {error.strerror}.") from error


def _json(natives: tuple[str, ...]) -> str:
    return msgspec.json.encode(natives).decode()
