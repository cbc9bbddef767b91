"""A session's state at rest: plain JSON with a version."""

import msgspec
from msgspec import Struct

from core.controls import Control
from core.envelope import Exchange
from core.errors import Damaged
from core.memory import Memory
from core.ui import Binding, Screen

HISTORY_KEPT = 40
"""Entries of the history that a session keeps."""

_VERSION = 2
"""Version 1 had no bindings, director and model; what it lacks has its default."""


class SessionState(Struct, frozen=True):
    """Everything a session needs to go on elsewhere or later; what is missing has its default."""

    version: int = _VERSION
    graph: str = ""
    history: tuple[Exchange, ...] = ()
    memory: Memory | None = None
    controls: tuple[Control, ...] = ()
    bindings: tuple[Binding, ...] = ()
    director: str = ""
    """What the director wants kept in mind."""
    model: str = ""
    """The model that answers this session's nodes; empty for the graph's own."""
    last_activity: float | None = None

    @property
    def seen(self) -> tuple[Control, ...]:
        """Return the controls that people see."""
        return Screen(self.controls, self.bindings).seen()


def encode(state: SessionState) -> bytes:
    """Return the state as JSON."""
    return msgspec.json.encode(state)


def decode(data: bytes) -> SessionState:
    """Return the state from JSON of this or an older version. Raises Damaged for what cannot be read."""
    try:
        state = msgspec.json.decode(data, type=SessionState)
    except msgspec.DecodeError as error:
        raise Damaged(f"A session's state cannot be read: {error}.") from error
    if state.version > _VERSION:
        raise Damaged(f"A session's state is of version {state.version}; this program reads up to {_VERSION}.")
    return state


def whole_turns(history: tuple[Exchange, ...]) -> tuple[Exchange, ...]:
    """Return the newest entries of a history, at most HISTORY_KEPT, beginning with somebody's words."""
    if len(history) <= HISTORY_KEPT:
        return history
    kept = history[-HISTORY_KEPT:]
    first = next((at for at, entry in enumerate(kept) if entry.role == "user"), 0)
    return kept[first:]
