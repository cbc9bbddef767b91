"""Processes that write until they are killed, and what must hold of what they wrote."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_ROOT = Path(__file__).parents[2]


@contextmanager
def writing(url: str, name: str) -> Iterator[subprocess.Popen[str]]:
    """Run a writing process that has opened the store, and kill it at the end of the block."""
    command = [sys.executable, "-m", "tests.storage.child", url, name]
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True) as child:
        try:
            assert next(said(child)) == ["open"]
            yield child
        finally:
            child.kill()


def said(child: subprocess.Popen[str]) -> Iterator[list[str]]:
    assert child.stdout is not None
    return (line.split() for line in child.stdout if line.endswith("\n"))


def check_turns(file: Path) -> None:
    """See to it that every turn is whole: as many ended events and replies as versions of the state."""
    with closing(sqlite3.connect(file)) as connection:
        done = connection.execute("SELECT session, count(*) FROM inbox WHERE done GROUP BY session").fetchall()
        replies = connection.execute("SELECT session, count(*) FROM outbox GROUP BY session").fetchall()
        states = connection.execute("SELECT session, version FROM sessions").fetchall()
        integrity = connection.execute("PRAGMA integrity_check").fetchall()
    assert sorted(done) == sorted(replies) == sorted(states)
    assert integrity == [("ok",)]
