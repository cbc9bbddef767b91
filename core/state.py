"""A session's state at rest: plain JSON with a version."""

from typing import Any

import msgspec
from msgspec import Struct

from core.controls import Control
from core.envelope import Exchange
from core.errors import StoreError
from core.memory import Memory

HISTORY_KEPT = 40
"""Entries of the history that a session keeps."""

_VERSION = 1


class SessionState(Struct, frozen=True):
    """Everything a session needs to go on elsewhere or later; what is missing has its default."""

    version: int = _VERSION
    graph: str = ""
    history: tuple[Exchange, ...] = ()
    memory: Memory | None = None
    controls: tuple[Control, ...] = ()
    last_activity: float | None = None


def dump(state: SessionState) -> dict[str, Any]:
    """Return the state as plain JSON values."""
    plain: dict[str, Any] = msgspec.to_builtins(state)
    return plain


def load(plain: dict[str, Any]) -> SessionState:
    """Return the state from plain JSON values. Raises StoreError for what cannot be read."""
    try:
        state = msgspec.convert(plain, SessionState)
    except msgspec.ValidationError as error:
        raise StoreError(f"A session's state cannot be read: {error}.") from error
    if state.version > _VERSION:
        raise StoreError(f"A session's state is of version {state.version}; this program reads up to {_VERSION}.")
    return state
