"""A depot's data: parcels, loans, repairs, talks and contracts, whose rows begin and end on days of their own."""

import sqlite3
from datetime import date

from msgspec.structs import replace

from core.data import DataColumn, DataKey, DataSchema, DataTable

TODAY = date(2026, 11, 23)


def _id(name: str = "id") -> DataColumn:
    return DataColumn(name, "integer", nullable=False)


def _day(name: str, *, needed: bool = False) -> DataColumn:
    return DataColumn(name, "date", nullable=not needed)


DEPOT = DataSchema(
    "sqlite",
    (
        DataTable(
            "drivers",
            (
                _id(),
                DataColumn("name", "text", values=("Ann", "Bo"), complete=True),
                _day("born_on"),
                _day("hired_on"),
                _day("left_on"),
            ),
            ("id",),
            rows=2,
        ),
        DataTable(
            "parcels",
            (_id(), _id("driver_id"), _day("ordered_on", needed=True), _day("delivered_on"), _day("expected_on")),
            ("id",),
            (DataKey(("driver_id",), "drivers", ("id",)),),
            rows=4,
        ),
        DataTable(
            "loans",
            (_id(), _id("driver_id"), DataColumn("pages", "integer"), _day("borrowed_on"), _day("returned_on")),
            ("id",),
            (DataKey(("driver_id",), "drivers", ("id",)),),
            rows=3,
        ),
        DataTable(
            "tickets",
            (
                _id(),
                _id("driver_id"),
                DataColumn("opened_at", "datetime"),
                DataColumn("resolved_at", "datetime"),
                DataColumn("closed_at", "datetime"),
            ),
            ("id",),
            (DataKey(("driver_id",), "drivers", ("id",)),),
            rows=2,
        ),
        DataTable(
            "talks",
            (_id(), DataColumn("topic", "text", values=("x", "y"), complete=True), DataColumn("length_min", "integer")),
            ("id",),
            rows=2,
        ),
    ),
)

_ROWS = """
CREATE TABLE drivers (id INTEGER, name TEXT, born_on TEXT, hired_on TEXT, left_on TEXT);
INSERT INTO drivers VALUES (1, 'Ann', '1986-11-23', '2019-01-01', NULL), (2, 'Bo', '1996-11-24', '2020-01-01', NULL);
CREATE TABLE parcels (id INTEGER, driver_id INTEGER, ordered_on TEXT, delivered_on TEXT, expected_on TEXT);
INSERT INTO parcels VALUES (1, 1, '2026-01-01', '2026-01-04', '2026-01-30'), (2, 2, '2026-02-01', '2026-02-02', NULL),
    (3, 1, '2026-02-27', '2026-03-11', NULL), (4, 2, '2026-11-20', NULL, '2026-11-30');
CREATE TABLE loans (id INTEGER, driver_id INTEGER, pages INTEGER, borrowed_on TEXT, returned_on TEXT);
INSERT INTO loans VALUES (1, 1, 9, '2026-01-01', '2026-01-08'), (2, 2, 1, '2026-01-01', '2026-01-29'),
    (3, 2, 5, '2026-11-01', NULL);
CREATE TABLE tickets (id INTEGER, driver_id INTEGER, opened_at TEXT, resolved_at TEXT, closed_at TEXT);
INSERT INTO tickets VALUES
    (1, 1, '2026-01-01 08:00:00', '2026-01-01 12:00:00', '2026-01-05 08:00:00'),
    (2, 1, '2026-01-01 08:00:00', '2026-01-01 10:00:00', '2026-01-03 08:00:00');
CREATE TABLE talks (id INTEGER, topic TEXT, length_min INTEGER);
INSERT INTO talks VALUES (1, 'x', 90), (2, 'y', 150);
"""


def without(table: str, *columns: str) -> DataSchema:
    """Return the depot's schema as it would be without some columns of a table."""
    tables = (
        replace(one, columns=tuple(column for column in one.columns if column.name not in columns))
        if one.name == table
        else one
        for one in DEPOT.tables
    )
    return replace(DEPOT, tables=tuple(tables))


def rows_of(sql: str) -> list[tuple[object, ...]]:
    """Return what a statement finds in the depot."""
    return asked_rows(_ROWS, sql)


def asked_rows(script: str, sql: str) -> list[tuple[object, ...]]:
    """Return what a statement finds in the data that a script makes."""
    database = sqlite3.connect(":memory:")
    try:
        database.executescript(script)
        return database.execute(sql).fetchall()
    finally:
        database.close()
