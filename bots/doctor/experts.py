"""The databases that experts ask: whether each can be reached, can only be read, and has what the masks name."""

import asyncio
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.data.demo.rows import TABLES
from adapters.data.masks import Masks
from adapters.data.source import NoTables
from adapters.shared.checkup import PATIENCE, Finding, fault, ok, warning
from bots.expert_databases import DEMO_FILE, data_folder, opened
from bots.settings import MAIN_DATABASE, Settings
from core.data import DataSchema
from core.errors import DataError, SettingsError, StoreError

_LONGEST = 2 * PATIENCE
"""Seconds that a database has to tell its tables."""


async def experts(settings: Settings) -> tuple[Finding, ...]:
    """Return what is found; nothing is made, and nothing but the tables' names, types and samples is read."""
    urls = {MAIN_DATABASE: settings.expert_database_url, **settings.expert_databases}
    looked = await asyncio.gather(*(_one(name, url, settings) for name, url in urls.items()))
    schemas = [schema for _, schema in looked if schema is not None]
    masks = _masks(settings.expert_masked, schemas) if len(schemas) == len(looked) else ()
    return (*(finding for finding, _ in looked), *masks)


async def _one(name: str, url: str, settings: Settings) -> tuple[Finding, DataSchema | None]:
    """Return what is found of one database, and its tables where they could be read."""
    setting = "EXPERT_DATABASE_URL" if name == MAIN_DATABASE else f"EXPERT_DATABASES: {name}"
    try:
        if not url:
            return _demo(settings), await _demo_schema(settings)
        schema = await _schema(url, settings, setting)
    except NoTables:
        advice = "give its role the right to read some, or name another database"
        found = warning(f"expert.{name}", f"{setting}: there is no table that may be read: {advice}.")
        return found, DataSchema(dialect="other", tables=())
    except SettingsError as error:
        return fault(f"expert.{name}", str(error)), None
    except DataError as error:
        return fault(f"expert.{name}", f"{setting}: {error}"), None
    except TimeoutError:
        return fault(f"expert.{name}", f"{setting}: the database did not answer within {_LONGEST:.0f} s."), None
    return ok(f"expert.{name}", f"{setting}: {_counted(len(schema.tables))} can be read, nothing written."), schema


async def _schema(url: str, settings: Settings, setting: str) -> DataSchema:
    """Return a database's tables. Raises SettingsError, DataError, TimeoutError."""
    async with AsyncExitStack() as held:
        database = opened(url, settings, setting)
        held.push_async_callback(database.close)
        return await asyncio.wait_for(database.schema(), _LONGEST)


async def _demo_schema(settings: Settings) -> DataSchema | None:
    """Return the demo database's tables where masks are to be compared with them; it need not be made for that."""
    if not settings.expert_masked:
        return None
    with TemporaryDirectory() as folder:
        file = Path(folder) / DEMO_FILE
        with closing(sqlite3.connect(file)) as connection:
            connection.executescript(TABLES)
        return await _schema(str(file), settings, "EXPERT_DATABASE_URL")


def _demo(settings: Settings) -> Finding:
    try:
        file = data_folder(settings) / DEMO_FILE
    except StoreError:
        return ok(f"expert.{MAIN_DATABASE}", "EXPERT_DATABASE_URL is empty: experts ask the demo database.")
    there = f"{file}" if file.exists() else "made at the first question"
    return ok(f"expert.{MAIN_DATABASE}", f"EXPERT_DATABASE_URL is empty: experts ask the demo database ({there}).")


def _masks(masked: Sequence[str], schemas: Sequence[DataSchema]) -> tuple[Finding, ...]:
    """Return whether each mask hides something: one that is misspelt would show what it was meant to hide."""
    columns = [(t.name, column.name) for schema in schemas for t in schema.tables for column in t.columns]
    idle = [mask for mask in masked if not any(Masks([mask]).hides(*column) for column in columns)]
    found = [ok("expert.masked", f"{len(masked)} in EXPERT_MASKED.")] if masked else []
    if idle:
        what = f"EXPERT_MASKED names what is no column, and hides nothing: {', '.join(idle)}."
        found = [fault("expert.masked", what)]
    keys = sorted({key for schema in schemas for key in _masked_keys(schema)})
    if keys:
        what = f"EXPERT_MASKED hides what tables are joined by, so no question can join them: {', '.join(keys)}."
        found.append(warning("expert.keys", what))
    return tuple(found)


def _masked_keys(schema: DataSchema) -> Iterator[str]:
    """Yield the masked columns by which tables are joined; a primary key counts where others might name it."""
    masked = {(table.name, column.name) for table in schema.tables for column in table.columns if column.masked}
    for table in schema.tables:
        named = [(table.name, name) for name in table.primary if len(schema.tables) > 1]
        for key in table.keys:
            named += [(table.name, name) for name in key.columns] + [(key.table, name) for name in key.targets]
        yield from (f"{of}.{name}" for of, name in named if (of, name) in masked)


def _counted(tables: int) -> str:
    return "1 table" if tables == 1 else f"{tables:,} tables"
