"""The sessions in memory: restored when they are spoken to, let go when too many are idle."""

import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Collection
from itertools import islice

from core.controls import Control
from core.errors import PlatformError, StoreError
from core.events import Claims, Inbound
from core.phrases import phrase
from core.pool import NodePool
from core.ports import Store
from core.runtime import Runtime
from core.scopes import GraphScopes
from core.sink import Listener
from core.state import SessionState, encode

log = logging.getLogger(__name__)


class Live:
    """One session in memory, with the version and the bytes of its last committed state."""

    def __init__(self, runtime: Runtime, version: int, kept: bytes) -> None:
        self.runtime, self.version, self.kept = runtime, version, kept
        self._snapshot: SessionState | None = None
        self._committed: SessionState | None = None
        self.seen: tuple[Control, ...] | None = None
        """The controls that the platform took last; None where nobody knows."""
        self.channel = ""
        """Where it was last spoken to."""
        self.pictured = 0.0
        """When the platform took them, seconds of a monotonic clock."""

    def state(self) -> bytes | None:
        """Return the present state if it differs from the committed one."""
        self._snapshot = self.runtime.snapshot()
        if self._snapshot == self._committed:
            return None
        state = encode(self._snapshot)
        return None if state == self.kept else state

    def committed(self, state: bytes | None) -> None:
        """Take note that what `state` returned last is on disk."""
        self._committed = self._snapshot
        if state is not None:
            self.kept, self.version = state, self.version + 1


class LiveSessions:
    """At most `limit` idle sessions, the least recently used go first."""

    def __init__(
        self,
        store: Store,
        scopes: GraphScopes,
        pool: Callable[[str], NodePool],
        limit: int,
        *,
        listener: Callable[[str], Listener] | None = None,
        introduced: Callable[[Inbound], Awaitable[Claims]] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._store, self._scopes, self._pool, self._limit = store, scopes, pool, limit
        self._listener, self._introduced, self._clock = listener, introduced, clock
        self._live: OrderedDict[str, Live] = OrderedDict()

    @property
    def count(self) -> int:
        """Return how many sessions are in memory."""
        return len(self._live)

    async def get(self, inbound: Inbound) -> Live:
        """Return the session of an event, on the graph set for its channel. Raises StoreError, GraphError."""
        live = self._live.get(inbound.session)
        pool = self._pool(self._scopes.resolve(inbound.session, inbound.channel))
        if live is None:
            live = self._live[inbound.session] = await self._restore(inbound, pool)
        self._live.move_to_end(inbound.session)
        live.channel = inbound.channel
        if live.runtime.graph_name != pool.graph.name:
            await live.runtime.settle()
            live.runtime.switch(pool)
        live.runtime.update_identity(await self._claims(inbound))
        return live

    def gathers(self, inbound: Inbound) -> bool:
        """Say whether what people write in a row in an event's session is answered together."""
        return self._pool(self._scopes.resolve(inbound.session, inbound.channel)).graph.gather

    def present(self, session: str) -> Live | None:
        """Return a session that is in memory."""
        return self._live.get(session)

    def forget(self, session: str) -> None:
        """Let go of a session whose memory may be ahead of the disk."""
        self._live.pop(session, None)

    def forget_all(self, channel: str) -> None:
        """Let go of a channel's sessions."""
        for session in [s for s, one in self._live.items() if s.startswith(f"{channel}:") or one.channel == channel]:
            del self._live[session]

    async def reload(self) -> None:
        """Read anew which graph answers where. Raises StoreError."""
        await self._scopes.reload()

    def trim(self, busy: Collection[str]) -> None:
        """Let go of the sessions idle for longest while there are more than the limit."""
        excess = len(self._live) - self._limit
        idle = (session for session in self._live if session not in busy)
        for session in list(islice(idle, max(0, excess))):
            del self._live[session]

    async def _claims(self, inbound: Inbound) -> Claims:
        """Return what is known of a person: what came with the event, and what the platform says when it is asked."""
        own = inbound.person.claims
        if self._introduced is None:
            return own
        try:
            return {**own, **await self._introduced(inbound)}
        except PlatformError as error:
            log.warning("nothing more is known of somebody: %s", error, extra={"person": inbound.person.id})
            return own

    async def _restore(self, inbound: Inbound, pool: NodePool) -> Live:
        record = await self._store.load(inbound.session)
        origin = inbound.session.partition(":")[0]
        broadcast = self._listener(inbound.session) if self._listener is not None else None
        runtime = Runtime(
            inbound.person.claims, origin, broadcast, session_id=inbound.session, pool=pool, clock=self._clock
        )
        if record is None:
            return Live(runtime, 0, b"")
        try:
            runtime.load_state(record.state)
        except StoreError as error:
            log.error(
                "a session starts afresh: its state cannot be read and is set aside", extra={"session": inbound.session}
            )
            await self._store.set_aside(inbound.session, record.state, str(error))
            runtime.open_with(phrase("afresh", inbound.person.language))
        return Live(runtime, record.version, record.state)
