"""Scopes: which graph answers where."""

from collections.abc import Sequence
from typing import Literal, TypeAlias, assert_never, get_args

from core.ports import AuditEntry, Store

Scope: TypeAlias = Literal["session", "channel", "default"]

_PREFIX = "graph/"
_SCOPES: tuple[Scope, ...] = get_args(Scope)
"""The narrowest first: it wins."""


class GraphScopes:
    """Which graph answers where: a session's own, else its channel's, else the default set, else the program's.

    What is set is stored, and so survives a restart.
    """

    def __init__(self, store: Store, fallback: str) -> None:
        self._store, self._fallback = store, fallback
        self._set: dict[str, str] = {}
        self._known: Sequence[str] = ()

    async def load(self, known: Sequence[str]) -> None:
        """Read what was set; a graph that is gone since no longer counts. Raises StoreError."""
        self._known = known
        await self.reload()

    async def reload(self) -> None:
        """Read again what is set. Raises StoreError."""
        stored = await self._store.settings(_PREFIX)
        self._set = {key: name for key, name in stored.items() if name in self._known}

    def resolve(self, session: str, channel: str) -> str:
        """Return the name of the graph for a session in a channel."""
        if not self._set:
            return self._fallback
        keys = [_key(scope, session, channel) for scope in _SCOPES]
        return next((self._set[key] for key in keys if key in self._set), self._fallback)

    def where(self, session: str, channel: str) -> Scope | None:
        """Return what the graph that answers was set for; None where nothing is set but the program's own."""
        return next((scope for scope in _SCOPES if _key(scope, session, channel) in self._set), None)

    def set_at(self, scope: Scope, session: str, channel: str) -> str | None:
        """Return the graph that is set for a session, its channel, or as the default."""
        return self._set.get(_key(scope, session, channel))

    async def put(self, scope: Scope, session: str, channel: str, graph: str | None, audit: AuditEntry) -> None:
        """Set (or with None clear) the graph of a session, of its channel, or the default. Raises StoreError."""
        key = _key(scope, session, channel)
        await self._store.set_setting(key, graph, audit)
        if graph is None:
            self._set.pop(key, None)
        else:
            self._set[key] = graph


def _key(scope: Scope, session: str, channel: str) -> str:
    match scope:
        case "session":
            return f"{_PREFIX}session/{session}"
        case "channel":
            return f"{_PREFIX}channel/{channel}"
        case "default":
            return f"{_PREFIX}default"
        case _:
            assert_never(scope)
