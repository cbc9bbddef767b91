"""A small database of a shop to ask: real SQLite in memory, with times and faults as a test wants them."""

import asyncio
import sqlite3
from collections.abc import Collection, Mapping

from core.data import DataColumn, DataKey, DataSchema, DataTable, Found
from core.errors import DataError, QueryFailed
from core.ports import Report

MOST = 1_000
"""Rows that a query may bring."""

SCHEMA = DataSchema(
    "sqlite",
    (
        DataTable(
            "customers",
            (
                DataColumn("id", "integer", nullable=False),
                DataColumn("name", "text", values=("Ada", "Ben", "Cleo"), complete=True),
                DataColumn("city", "text", "where they live", values=("Hamburg", "Berlin"), complete=True),
                DataColumn("since", "date", least="2020-01-01", greatest="2025-06-30"),
            ),
            ("id",),
            comment="who buys",
            rows=3,
        ),
        DataTable(
            "orders",
            (
                DataColumn("id", "integer", nullable=False),
                DataColumn("customer_id", "integer"),
                DataColumn("day", "date", least="2024-01-15", greatest="2025-03-15"),
                DataColumn("amount", "number", "in euros"),
            ),
            ("id",),
            (DataKey(("customer_id",), "customers", ("id",)),),
            rows=5,
        ),
    ),
)
_FILLED = """
create table customers (id integer primary key, name text, city text, since text);
create table orders (id integer primary key, customer_id integer references customers, day text, amount real);
insert into customers values (1, 'Ada', 'Hamburg', '2020-01-01'), (2, 'Ben', 'Berlin', '2023-05-01'),
    (3, 'Cleo', 'Hamburg', null);
insert into orders values (1, 1, '2024-01-15', 100.0), (2, 1, '2024-02-15', 250.5), (3, 2, '2024-03-15', 50.25),
    (4, 3, '2025-01-15', 1234.5), (5, 2, '2025-03-15', null);
"""


class Shelf:
    """Answers from memory. `faults` are raised in order, one a query; `shut` by `schema`; `waits` holds queries."""

    def __init__(self, schema: DataSchema = SCHEMA, *faults: DataError | None) -> None:
        self.given, self.faults = schema, list(faults)
        self.shut: DataError | None = None
        self.waits: asyncio.Event | None = None
        self.asked: list[str] = []
        self.looked = 0
        self.left: tuple[str, ...] = ()
        self._lent = sqlite3.connect(":memory:", check_same_thread=False)
        self._lent.executescript(_FILLED)

    async def schema(self) -> DataSchema:
        """Return the shop's tables."""
        self.looked += 1
        if self.shut is not None:
            raise self.shut
        return self.given

    async def query(self, sql: str, report: Report) -> Found:
        """Run a statement."""
        self.asked.append(sql)
        report(0.5)
        if self.waits is not None:
            await self.waits.wait()
        fault = self.faults.pop(0) if self.faults else None
        if fault is not None:
            raise fault
        try:
            cursor = self._lent.execute(sql)
        except sqlite3.Error as error:
            raise QueryFailed(str(error)) from error
        rows = cursor.fetchmany(MOST + 1)
        columns = tuple(column[0] for column in cursor.description)
        return Found(columns, tuple(map(tuple, rows[:MOST])), sql, len(rows) > MOST)

    def only(self, tables: Collection[str]) -> "Shelf":
        """Return it as it is; which tables are left is told by `left`."""
        self.left = tuple(tables)
        return self

    async def close(self) -> None:
        """Close it."""
        self._lent.close()


class Locked:
    """A database that nobody reaches, for tests that ask none."""

    async def schema(self) -> DataSchema:
        """Raise."""
        raise DataError("Nobody is there.")

    async def query(self, sql: str, report: Report) -> Found:
        """Raise."""
        raise DataError("Nobody is there.")

    def only(self, tables: Collection[str]) -> "Locked":
        """Return it as it is."""
        return self

    async def close(self) -> None:
        """Do nothing."""


NOBODY: Mapping[str, Locked] = {"main": Locked()}
"""The databases of kits whose tests ask none."""
