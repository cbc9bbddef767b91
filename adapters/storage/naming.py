"""Names: what belongs to a session, or to a channel and all its sessions."""

from typing import Any

from sqlalchemy import ColumnElement, func, or_

OF_SESSIONS, OF_CHANNELS = "graph/session/", "graph/channel/"
"""What the keys of settings begin with, before the name of the session or channel they are for."""


def belongs(name: str, to: str) -> bool:
    """Say whether a name is `to` or begins with `to:`."""
    return name == to or name.startswith(f"{to}:")


def within(column: Any, name: str) -> ColumnElement[bool]:
    """Return the condition that a name is `name` or begins with `name:`."""
    return or_(column == name, under(column, name))


def under(column: Any, name: str) -> ColumnElement[bool]:
    """Return the condition that a name begins with `name:`."""
    return func.substr(column, 1, len(name) + 1) == f"{name}:"
