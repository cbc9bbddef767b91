"""The trail: for which session, and which turn of it, the code that runs in this context works."""

from contextvars import ContextVar
from typing import NamedTuple

from core.sink import current

_session: ContextVar[str] = ContextVar("session", default="")


class Trail(NamedTuple):
    """Where work belongs; both are empty outside a session, the turn also before it begins."""

    session: str
    turn: str


def enter(session: str) -> None:
    """Work for a session from now on, and for none of its turns yet."""
    _session.set(session)
    current.set(None)


def here() -> Trail:
    """Return what this context works for."""
    sink = current.get()
    return Trail(_session.get(), "" if sink is None else sink.turn)
