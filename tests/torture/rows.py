"""Reading what the database holds, past the program, once the program has ended."""

import json
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from tests.torture.evidence import Accepted, Entry, Rows, Session


def read_rows(file: Path) -> Rows:
    """Return what the check goes by."""
    with closing(sqlite3.connect(file)) as connection:
        integrity = "; ".join(row[0] for row in connection.execute("PRAGMA integrity_check"))
        accepted = [
            Accepted(number, session, text)
            for number, session, payload in connection.execute("SELECT id, session, payload FROM inbox ORDER BY id")
            if (text := json.loads(payload).get("text")) is not None
        ]
        sessions = [_session(name, state) for name, state in connection.execute("SELECT session, state FROM sessions")]
        broken = [f"{row[0]}: {row[1]}" for row in connection.execute("SELECT session, reason FROM set_aside")]
        return Rows(integrity, tuple(_waiting(connection)), tuple(accepted), tuple(sessions), tuple(broken))


def unfinished(file: Path) -> int:
    """Return how many rows still wait for something; to be asked while the program runs."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        return len(_waiting(connection))


def has(file: Path, event: str) -> bool:
    """Say whether an event is in the inbox; to be asked while the program runs, or starts."""
    if not file.exists():
        return False
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection, suppress(sqlite3.OperationalError):
        return connection.execute("SELECT 1 FROM inbox WHERE event = ?", (event,)).fetchone() is not None
    return False


def _waiting(connection: sqlite3.Connection) -> list[str]:
    inbox = connection.execute("SELECT id, session, event FROM inbox WHERE NOT done ORDER BY id")
    outbox = connection.execute("SELECT id, session, state FROM outbox WHERE state IN ('pending', 'open') ORDER BY id")
    return [
        *(f"inbox {number} of {session}, the event {event}" for number, session, event in inbox),
        *(f"outbox {number} of {session} is {state}" for number, session, state in outbox),
    ]


def _session(name: str, state: bytes) -> Session:
    told: dict[str, Any] = json.loads(state)
    history = tuple(Entry(entry["role"], entry["content"]) for entry in told["history"])
    counters = tuple(control["value"] for control in told["controls"] if control["kind"] == "counter")
    return Session(name, history, counters)
