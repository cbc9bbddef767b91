"""The databases that experts ask: whether each can be reached, can only be read, and has what the masks name."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack

from adapters.data.masks import Masks
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
    if not url:
        return _demo(settings), None
    try:
        async with AsyncExitStack() as held:
            database = opened(url, settings, setting)
            held.push_async_callback(database.close)
            schema = await asyncio.wait_for(database.schema(), _LONGEST)
    except SettingsError as error:
        return fault(f"expert.{name}", str(error)), None
    except DataError as error:
        return fault(f"expert.{name}", f"{setting}: {error}"), None
    except TimeoutError:
        return fault(f"expert.{name}", f"{setting}: the database did not answer within {_LONGEST:.0f} s."), None
    if not schema.tables:
        advice = "give its role the right to read some, or name another database"
        return warning(f"expert.{name}", f"{setting}: there is no table that may be read: {advice}."), schema
    return ok(f"expert.{name}", f"{setting}: {_counted(len(schema.tables))} can be read, nothing written."), schema


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
    if idle:
        return (
            fault("expert.masked", f"EXPERT_MASKED names what is no column, and hides nothing: {', '.join(idle)}."),
        )
    return (ok("expert.masked", f"{len(masked)} in EXPERT_MASKED."),) if masked else ()


def _counted(tables: int) -> str:
    return "1 table" if tables == 1 else f"{tables:,} tables"
