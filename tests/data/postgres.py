"""A PostgreSQL of the tests' own, in a folder that goes with them."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

_PLACES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
_SETTINGS = ("listen_addresses=", "fsync=off", "full_page_writes=off", "max_connections=40", "shared_buffers=32MB")


def program(name: str) -> str | None:
    """Return where a program of PostgreSQL's is."""
    return shutil.which(name) or next((str(p / name) for p in _PLACES if (p / name).is_file()), None)


def _servant() -> str | None:
    """Return whose it is to be: PostgreSQL does not run as root."""
    if os.getuid():
        return None
    return next(name for name in ("postgres", "nobody") if _is_known(name))


def _is_known(name: str) -> bool:
    return any(entry.pw_name == name for entry in pwd.getpwall())


class Server:
    """A server that runs, reached by a socket in its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def url(self, role: str, database: str = "shop") -> str:
        """Return an address as the settings have it."""
        return f"postgresql://{role}:secret@/{database}?host={self.folder}"

    def run(self, *statements: str, database: str = "shop") -> None:
        """Carry statements out as the one who may do everything."""
        with closing(psycopg.connect(self._address(database), autocommit=True)) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def ask(self, statement: str, database: str = "shop") -> list[tuple[object, ...]]:
        """Return what a statement brings the one who may do everything."""
        with closing(psycopg.connect(self._address(database), autocommit=True)) as connection:
            return connection.execute(statement.encode()).fetchall()

    def _address(self, database: str) -> str:
        return f"host={self.folder} user=postgres dbname={database}"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """Give a server with an empty database `shop`."""
    initdb, server = program("initdb"), program("postgres")
    if initdb is None or server is None:
        pytest.skip("no PostgreSQL here")
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    servant = _servant()
    try:
        if servant is not None:
            shutil.chown(folder, servant)
        # Nobody may need to read where the tests were begun.
        where = {"user": servant, "cwd": folder, "stdout": subprocess.DEVNULL}
        made = [initdb, "-D", folder / "data", "-A", "trust", "-U", "postgres", "-N", "-E", "UTF8", "--locale=C"]
        subprocess.run(made, check=True, **where)  # type: ignore[call-overload]
        options = [part for setting in _SETTINGS for part in ("-c", setting)]
        with (folder / "log").open("wb") as log:
            command = [server, "-D", folder / "data", "-k", folder, *options]
            running = subprocess.Popen(command, stderr=log, **where)  # type: ignore[call-overload]
        try:
            _await(folder)
            found = Server(folder)
            found.run("CREATE DATABASE shop", database="postgres")
            yield found
        finally:
            running.terminate()
            running.wait(20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _await(folder: Path) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(folder / ".s.PGSQL.5432"))
                psycopg.connect(f"host={folder} user=postgres dbname=postgres").close()
            except (OSError, psycopg.OperationalError):
                time.sleep(0.05)
            else:
                return
    pytest.fail((folder / "log").read_text("utf-8"))
