"""A session's state at rest: plain JSON with a version."""

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


def encode(state: SessionState) -> bytes:
    """Return the state as JSON."""
    return msgspec.json.encode(state)


def decode(data: bytes) -> SessionState:
    """Return the state from JSON. Raises StoreError for what cannot be read."""
    try:
        state = msgspec.json.decode(data, type=SessionState)
    except msgspec.DecodeError as error:
        raise StoreError(f"A session's state cannot be read: {error}.") from error
    if state.version > _VERSION:
        raise StoreError(f"A session's state is of version {state.version}; this program reads up to {_VERSION}.")
    return state
