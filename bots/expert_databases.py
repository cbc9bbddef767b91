"""The databases that experts ask, by the settings; the demo one is made when it is first asked."""

import asyncio
import re
from collections.abc import Collection
from pathlib import Path

from bots.settings import MAIN_DATABASE, Settings
from core.data import DataSchema, Found
from core.errors import DataUnavailable, SettingsError, StoreError
from core.ports import Database, Report

DEMO_FILE = "demo.db"
_FILE = re.compile(r"sqlite(?:\+aiosqlite)?:///(?P<file>[^?:%]+)")


class ExpertDatabases:
    """The databases by the names that graphs give them. Raises SettingsError for one that cannot be had."""

    def __init__(self, settings: Settings) -> None:
        url = settings.expert_database_url
        main = opened(url, settings, "EXPERT_DATABASE_URL") if url else DemoDatabase(settings)
        others = {
            name: opened(address, settings, f"EXPERT_DATABASES: {name}")
            for name, address in settings.expert_databases.items()
        }
        self.by_name: dict[str, Database] = {MAIN_DATABASE: main, **others}

    async def close(self) -> None:
        """Let go of all connections."""
        for database in self.by_name.values():
            await database.close()


class DemoDatabase:
    """The demo database, made in a file beside our own database when it is first asked."""

    def __init__(self, settings: Settings, tables: Collection[str] = ()) -> None:
        """`tables` are the only ones that may be read; all where there are none."""
        self._settings, self._tables, self._lock = settings, tables, asyncio.Lock()
        self._made: Database | None = None
        self._narrower: list[DemoDatabase] = []

    async def schema(self) -> DataSchema:
        """Return its tables. Raises DataError."""
        return await (await self._there()).schema()

    async def query(self, sql: str, report: Report) -> Found:
        """Run one SELECT. Raises DataError."""
        return await (await self._there()).query(sql, report)

    def only(self, tables: Collection[str]) -> "DemoDatabase":
        """Return it with no tables but these; it is closed with this one."""
        narrower = DemoDatabase(self._settings, tables)
        self._narrower.append(narrower)
        return narrower

    async def close(self) -> None:
        """Let go of connections."""
        for made in filter(None, (self._made, *self._narrower)):
            await made.close()

    async def _there(self) -> Database:
        async with self._lock:
            if self._made is None:
                whole = await asyncio.to_thread(_demo, self._settings)
                self._made = whole.only(self._tables) if self._tables else whole
            return self._made


def opened(url: str, settings: Settings, name: str) -> Database:
    """Return the database at an address, which `name` says where it stands. Raises SettingsError."""
    from adapters.data.databases import database_from  # noqa: PLC0415 - SQL's libraries take 0.3 s
    from adapters.data.limits import Limits  # noqa: PLC0415 - see above

    limits = Limits(rows=settings.expert_rows, seconds=settings.expert_seconds)
    try:
        return database_from(url, limits, settings.expert_masked)
    except SettingsError as error:
        raise SettingsError(f"{name}: {error}") from error


def data_folder(settings: Settings) -> Path:
    """Return the folder of our own database, where all else lies. Raises StoreError where it is no file."""
    plain = _FILE.fullmatch(settings.database_url)
    if plain is not None:
        return Path(plain["file"]).resolve().parent
    from adapters.storage.engine import database_file  # noqa: PLC0415 - a second, which only odd addresses are worth

    return database_file(settings.database_url).parent


def _demo(settings: Settings) -> Database:
    """Make the demo database where it is not there yet, and open it. Raises DataUnavailable."""
    from adapters.data.demo import demo_database  # noqa: PLC0415 - see above

    try:
        file = demo_database(data_folder(settings) / DEMO_FILE)
    except StoreError as error:
        raise DataUnavailable(f"There is no place for the demo database: DATABASE_URL: {error}") from error
    return opened(str(file), settings, "EXPERT_DATABASE_URL")
