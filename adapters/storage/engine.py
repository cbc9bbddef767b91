"""Engines: one connection that writes, and those that only read, for a glance or for long."""

from pathlib import Path

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from core.errors import StoreError

_READERS = 4
# Whole pages go to the log, so smaller ones make it smaller, at more work for large states: 2 KB took 38 % off the log
# of a session alone and 11 % off that of 64. It is for new files; a file with pages keeps their size.
_WRITING = (
    "PRAGMA busy_timeout=5000",
    "PRAGMA page_size=2048",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
)
_READING = ("PRAGMA busy_timeout=5000", "PRAGMA query_only=ON")


def database_file(url: str) -> Path:
    """Return the file that `sqlite:///…` or `sqlite+aiosqlite:///…` names. Raises StoreError for any other address."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError("The database's address is not a URL such as sqlite:///trivium.db.") from error
    name = parsed.database or ""
    if parsed.drivername not in ("sqlite", "sqlite+aiosqlite") or not name or name.startswith((":", "file:")):
        shown = parsed.render_as_string(hide_password=True)
        raise StoreError(f"The database {shown} cannot be used: it must be a file, such as sqlite:///trivium.db.")
    return Path(name).resolve()


def writer_engine(file: Path) -> Engine:
    """Return an engine whose transactions hold the write lock from their beginning; each connection is one thread's."""
    engine = create_engine(_address("sqlite", file), poolclass=NullPool, connect_args={"isolation_level": None})
    _on_connect(engine, _WRITING)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def glance_engine(file: Path) -> Engine:
    """Return an engine like that of `reader_engine`, whose connections block the thread, and go from one to another."""
    engine = create_engine(
        _address("sqlite", file),
        poolclass=NullPool,
        connect_args={"check_same_thread": False},
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,
    )
    _on_connect(engine, _READING)
    return engine


def reader_engine(file: Path) -> AsyncEngine:
    """Return an engine whose connections see what is committed when a statement starts, and cannot write."""
    engine = create_async_engine(
        _address("sqlite+aiosqlite", file),
        pool_size=_READERS,
        max_overflow=0,
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,
    )
    _on_connect(engine.sync_engine, _READING)
    return engine


def _address(driver: str, file: Path) -> URL:
    return URL.create(driver, database=str(file))


def _on_connect(engine: Engine, pragmas: tuple[str, ...]) -> None:
    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        try:
            for pragma in pragmas:
                cursor.execute(pragma)
        finally:
            cursor.close()
