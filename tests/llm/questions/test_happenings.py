"""What happened is dated by its own day, however people put it, and no word that says so is dropped."""

import sqlite3

import pytest

from adapters.llm.questions import inquire
from adapters.llm.questions.manners import NEUTRAL, PARTICLES, PHRASES
from core.data import DataColumn, DataKey, DataSchema, DataTable
from tests.llm.questions.shop import TODAY

_DDL = """
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, signup_date TEXT);
CREATE TABLE orders (
    id INTEGER PRIMARY KEY, customer_id INTEGER, order_date TEXT, shipped_at TEXT, returned_at TEXT, storniert_am TEXT,
    total REAL
);
INSERT INTO customers VALUES (1, 'Ada', '2025-01-02'), (2, 'Bob', '2026-02-02'), (3, 'Cy', '2026-03-02');
INSERT INTO orders VALUES
    (1, 1, '2026-11-01', '2026-11-17', NULL, NULL, 100), (2, 1, '2026-11-03', NULL, NULL, '2026-11-05', 50),
    (3, 2, '2026-10-03', '2026-10-09', '2026-11-12', NULL, 70), (4, 2, '2026-11-13', NULL, NULL, NULL, 20);
"""
_DAYS = tuple(DataColumn(name, "date") for name in ("order_date", "shipped_at", "returned_at", "storniert_am"))
SCHEMA = DataSchema(
    "sqlite",
    (
        DataTable(
            "customers",
            (
                DataColumn("id", "integer"),
                DataColumn("name", "text", values=("Ada", "Bob", "Cy"), complete=True),
                DataColumn("signup_date", "date"),
            ),
            ("id",),
            rows=3,
        ),
        DataTable(
            "orders",
            (DataColumn("id", "integer"), DataColumn("customer_id", "integer"), *_DAYS, DataColumn("total", "number")),
            ("id",),
            (DataKey(("customer_id",), "customers", ("id",)),),
            rows=4,
        ),
    ),
)


def answered(question: str, language: str) -> list[tuple[object, ...]]:
    sql = inquire(question, (), SCHEMA, TODAY, language).sql
    with sqlite3.connect(":memory:") as connection:
        connection.executescript(_DDL)
        return connection.execute(sql).fetchall() if sql else []


@pytest.mark.parametrize(
    ("question", "language", "count"),
    [
        ("how many orders went out last week?", "en", 1), ("how many orders were sent out this month?", "en", 1),
        ("wie viele Bestellungen gingen letzte Woche raus?", "de", 1), ("how many were shipped?", "en", 2),
        ("how many orders came back this month?", "en", 1), ("wie viele wurden storniert?", "de", 1),
        ("wie viele Bestellungen kamen im November zurück?", "de", 1),
        ("how many orders were called off this month?", "en", 1), ("how many customers signed up in 2026?", "en", 2),
        ("how many were shipped in November 2026?", "en", 1),
        ("by the way how many orders do we have right now?", "en", 4),
    ],
)  # fmt: skip
def test_what_happened_is_counted_by_its_own_day(question: str, language: str, count: int) -> None:
    assert answered(question, language) == [(count,)]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("which orders werent shipped?", "en"), ("which orders havent been shipped?", "en"),
        ("welche Bestellungen sind noch nicht raus?", "de"), ("welche bestellungen sind noch nix verschickt?", "de"),
    ],
)  # fmt: skip
def test_a_negation_is_one_however_it_is_typed(question: str, language: str) -> None:
    days = {row for rows in answered(question, language) for row in rows}
    assert {"2026-11-03", "2026-11-13"} <= days
    assert not {"2026-11-01", "2026-10-03"} & days


@pytest.mark.parametrize("question", ["how many orders went off?", "wie viele Bestellungen sind los?"])
def test_a_particle_that_is_not_understood_is_not_dropped(question: str) -> None:
    assert not inquire(question, (), SCHEMA, TODAY, "en").sql


def test_words_that_carry_meaning_are_no_manners() -> None:
    meant = "out off up down away zurueck raus rein weg los time zeit service bestand stock print net not nix none ohne"
    assert not set(meant.split()) & {*PARTICLES, *NEUTRAL, *PHRASES}
