"""Three small databases of different fields: a theatre in German, a gym and a factory in English."""

import sqlite3
from contextlib import closing
from datetime import date
from functools import cache
from itertools import groupby

from core.data import ColumnType, DataColumn, DataKey, DataSchema, DataTable

TODAY = date(2026, 11, 23)

THEATRE = """
CREATE TABLE spielstaetten (id INTEGER PRIMARY KEY, name TEXT, stadt TEXT);
CREATE TABLE stuecke (id INTEGER PRIMARY KEY, titel TEXT, sparte TEXT);
CREATE TABLE vorstellungen (
    id INTEGER PRIMARY KEY, stueck_id INTEGER REFERENCES stuecke (id),
    spielstaette_id INTEGER REFERENCES spielstaetten (id), datum DATE, status TEXT
);
CREATE TABLE kunden (id INTEGER PRIMARY KEY, vorname TEXT, nachname TEXT, stadt TEXT);
CREATE TABLE verkaeufe (
    id INTEGER PRIMARY KEY, vorstellung_id INTEGER REFERENCES vorstellungen (id),
    kunde_id INTEGER REFERENCES kunden (id), verkauft_am DATE, betrag REAL, tarif TEXT, kanal TEXT
);
INSERT INTO spielstaetten VALUES (1, 'Großes Haus', 'Köln'), (2, 'Kammerspiele', 'Bonn'), (3, 'Schauburg', 'Köln');
INSERT INTO stuecke VALUES (1, 'Faust', 'Schauspiel'), (2, 'Aida', 'Oper'), (3, 'Giselle', 'Ballett'),
    (4, 'Carmen', 'Oper');
INSERT INTO vorstellungen VALUES
    (1, 1, 1, '2025-03-01', 'gespielt'), (2, 2, 1, '2025-05-10', 'gespielt'), (3, 2, 3, '2026-02-03', 'abgesagt'),
    (4, 3, 2, '2026-03-04', 'gespielt'), (5, 4, 3, '2026-10-05', 'gespielt'), (6, 1, 2, '2026-12-06', 'geplant');
INSERT INTO kunden VALUES (1, 'Anna', 'Maier', 'Köln'), (2, 'Bert', 'Vogel', 'Bonn'), (3, 'Cora', 'Zander', 'Aachen'),
    (4, 'Dirk', 'Lang', 'Köln'), (5, 'Elke', 'Kurz', 'Bonn'), (6, 'Finn', 'Roth', 'Köln');
INSERT INTO verkaeufe VALUES
    (1, 1, 1, '2025-02-01', 40, 'A', 'online'), (2, 1, 2, '2025-02-03', 30, 'B', 'Kasse'),
    (3, 2, 3, '2025-05-01', 60, 'A', 'online'), (4, 4, 1, '2026-03-01', 20, 'Schüler', 'Kasse'),
    (5, 4, 4, '2026-03-02', 50, 'A', 'online'), (6, 5, 5, '2026-09-10', 35, 'B', 'online'),
    (7, 5, 2, '2026-10-01', 45, 'A', 'Kasse'), (8, 5, 1, '2026-10-02', 25, 'Schüler', 'online');
"""
GYM = """
CREATE TABLE members (
    id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, city TEXT, plan TEXT, joined_on DATE
);
CREATE TABLE trainers (id INTEGER PRIMARY KEY, name TEXT, city TEXT, hourly_rate REAL);
CREATE TABLE courses (
    id INTEGER PRIMARY KEY, title TEXT, category TEXT, trainer_id INTEGER REFERENCES trainers (id), price REAL
);
CREATE TABLE bookings (
    id INTEGER PRIMARY KEY, member_id INTEGER REFERENCES members (id), course_id INTEGER REFERENCES courses (id),
    booked_on DATE, status TEXT, amount REAL
);
INSERT INTO members VALUES (1, 'Ida', 'Stone', 'Berlin', 'Gold', '2024-05-01'),
    (2, 'Jon', 'Reed', 'Hamburg', 'Basic', '2025-01-15'), (3, 'Kim', 'Wood', 'Berlin', 'Plus', '2025-06-20'),
    (4, 'Leo', 'Hill', 'Munich', 'Basic', '2026-02-02'), (5, 'Mia', 'Lake', 'Berlin', 'Basic', '2026-08-08');
INSERT INTO trainers VALUES (1, 'Nora Bell', 'Berlin', 45), (2, 'Otto Frey', 'Hamburg', 38),
    (3, 'Pia Kern', 'Munich', 52);
INSERT INTO courses VALUES (1, 'Sunrise Flow', 'Yoga', 1, 12), (2, 'Iron Hour', 'Strength', 2, 15),
    (3, 'Night Flow', 'Yoga', 1, 14), (4, 'Fast Ride', 'Cardio', 3, 10);
INSERT INTO bookings VALUES
    (1, 1, 1, '2025-01-10', 'confirmed', 12), (2, 1, 2, '2025-11-11', 'confirmed', 15),
    (3, 2, 2, '2025-11-20', 'cancelled', 15), (4, 3, 3, '2026-01-05', 'confirmed', 14),
    (5, 3, 1, '2026-01-08', 'open', 12), (6, 4, 4, '2026-03-09', 'open', 10),
    (7, 5, 4, '2026-09-09', 'confirmed', 10), (8, 1, 3, '2026-09-30', 'cancelled', 14),
    (9, 4, 2, '2026-10-12', 'confirmed', 15), (10, 1, 1, '2026-11-02', 'open', 12);
"""
FACTORY = """
CREATE TABLE plants (id INTEGER PRIMARY KEY, name TEXT, country TEXT);
CREATE TABLE machines (
    id INTEGER PRIMARY KEY, name TEXT, plant_id INTEGER REFERENCES plants (id), class TEXT, status TEXT,
    built_on DATE, power_kw REAL
);
CREATE TABLE faults (
    id INTEGER PRIMARY KEY, machine_id INTEGER REFERENCES machines (id), reported_on DATE, priority TEXT, cost REAL
);
INSERT INTO plants VALUES (1, 'North Works', 'Norway'), (2, 'Lake Works', 'Austria'), (3, 'Hill Works', 'Norway');
INSERT INTO machines VALUES
    (1, 'Press One', 1, 'A', 'running', '2008-01-01', 30), (2, 'Press Two', 1, 'B', 'broken', '2012-01-01', 45),
    (3, 'Lathe', 2, 'A', 'running', '2015-05-05', 12), (4, 'Oven', 2, 'C', 'idle', '2009-09-09', 80),
    (5, 'Robot', 3, 'B', 'running', '2021-02-02', 8), (6, 'Crane', 3, 'A', 'idle', '2018-08-08', 60);
INSERT INTO faults VALUES
    (1, 1, '2024-06-01', 'high', 500), (2, 2, '2025-02-01', 'low', 100), (3, 2, '2025-03-01', 'high', 900),
    (4, 3, '2026-01-15', 'low', 50), (5, 4, '2026-02-10', 'high', 700), (6, 2, '2026-06-06', 'low', 150),
    (7, 6, '2026-10-10', 'high', 400);
"""


def rows_of(script: str, sql: str) -> list[tuple[object, ...]]:
    """Return what a statement brings from the database of a script."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(script)
        return connection.execute(sql).fetchall()


@cache
def schema_of(script: str) -> DataSchema:
    """Return the schema of the database of a script, with the values of its texts."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(script)
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return DataSchema("sqlite", tuple(_table(connection, name) for name in names))


def _table(connection: sqlite3.Connection, name: str) -> DataTable:
    found = connection.execute(f"PRAGMA table_info({name})").fetchall()
    columns = tuple(_column(connection, name, column, kind) for _, column, kind, *_ in found)
    keys = connection.execute(f"PRAGMA foreign_key_list({name})").fetchall()
    joined = groupby(sorted(keys, reverse=True), key=lambda key: int(key[0]))
    links = [list(rows) for _, rows in joined]
    targets = tuple(DataKey(tuple(r[3] for r in rows), rows[0][2], tuple(r[4] for r in rows)) for rows in links)
    primary = tuple(column for _, column, _, _, _, key in found if key)
    (count,) = connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone()
    return DataTable(name, columns, primary, targets, rows=count)


def _column(connection: sqlite3.Connection, table: str, name: str, kind: str) -> DataColumn:
    types: dict[str, ColumnType] = {"INTEGER": "integer", "REAL": "number", "DATE": "date"}
    held = [value for (value,) in connection.execute(f"SELECT DISTINCT {name} FROM {table} WHERE {name} IS NOT NULL")]
    if kind == "TEXT":
        return DataColumn(name, "text", values=tuple(held), complete=True)
    return DataColumn(name, types[kind], least=str(min(held)), greatest=str(max(held)))
