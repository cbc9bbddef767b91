"""Several figures in one question: each of them is answered, or none is."""

import sqlite3
from typing import Literal

import pytest

from adapters.data.guard import Guard
from adapters.data.limits import DEFAULT
from adapters.llm.questions import inquire
from core.data import DataColumn, DataKey, DataSchema, DataTable, Inquiry
from core.envelope import Exchange
from tests.llm.questions.trade import TODAY

SHOP = DataSchema(
    "sqlite",
    (
        DataTable(
            "customers",
            (
                DataColumn("id", "integer"),
                DataColumn("name", "text", values=("Ada", "Bob", "Eve"), complete=True),
                DataColumn("city", "text", values=("Berlin", "Kiel"), complete=True),
                DataColumn("balance", "number"),
            ),
            ("id",),
            rows=300,
        ),
        DataTable(
            "invoices",
            (
                DataColumn("id", "integer"),
                DataColumn("customer_id", "integer"),
                DataColumn("billed_on", "date"),
                DataColumn("amount", "number"),
                DataColumn("status", "text", values=("open", "paid"), complete=True),
            ),
            ("id",),
            (DataKey(("customer_id",), "customers", ("id",)),),
            rows=400,
        ),
        DataTable(
            "visits",
            (DataColumn("id", "integer"), DataColumn("customer_id", "integer"), DataColumn("visited_on", "date")),
            ("id",),
            (DataKey(("customer_id",), "customers", ("id",)),),
            rows=300,
        ),
    ),
)
STORED: dict[str, list[tuple[object, ...]]] = {
    "customers": [(1, "Ada", "Berlin", 10.0), (2, "Bob", "Kiel", 20.0), (3, "Eve", "Kiel", 60.0)],
    "invoices": [
        (1, 1, "2025-01-10", 100.0, "open"),
        (2, 1, "2025-02-10", 50.0, "paid"),
        (3, 2, "2026-03-10", 30.0, "open"),
        (4, 2, "2026-03-11", 20.0, "paid"),
    ],
    "visits": [(1, 1, "2026-01-01"), (2, 1, "2026-01-02"), (3, 3, "2025-01-03")],
}


def asked(language: str, text: str, *before: str) -> Inquiry:
    return inquire(text, tuple(Exchange("user", earlier) for earlier in before), SHOP, TODAY, language)


def rows(language: str, text: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(":memory:") as database:
        for table in SHOP.tables:
            database.execute(f"CREATE TABLE {table.name} ({', '.join(column.name for column in table.columns)})")
            marks = ", ".join("?" for _ in table.columns)
            database.executemany(f"INSERT INTO {table.name} VALUES ({marks})", STORED[table.name])
        return database.execute(asked(language, text).sql).fetchall()


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "How many invoices are open and what is their total?", [(2, 130.0)]),
        ("de", "offene rechnungen: wieviele sind das und welche summe", [(2, 130.0)]),
        ("de", "Anzahl und Betrag der offenen Rechnungen", [(2, 130.0)]),
        ("en", "total, average and count of invoices in 2025", [(150.0, 75.0, 2)]),
        ("de", "kleinster, größter und durchschnittlicher Rechnungsbetrag", [(20.0, 100.0, 50.0)]),
        ("en", "highest and lowest balance per city", [("Kiel", 60.0, 20.0), ("Berlin", 10.0, 10.0)]),
        ("en", "number of customers and average balance per city", [("Kiel", 2, 40.0), ("Berlin", 1, 10.0)]),
    ],
)
def test_figures_of_the_same_rows_stand_beside_each_other(
    language: str, text: str, found: list[tuple[object, ...]]
) -> None:
    assert rows(language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "How many customers and invoices do we have?", [(3, 4)]),
        ("de", "Wie viele Kunden und wie viele Besuche gibt es?", [(3, 3)]),
        ("en", "number of visits and total invoices per customer", [("Ada", 2, 150), ("Eve", 1, None), ("Bob", 0, 50)]),
    ],
)  # fmt: skip
def test_figures_of_several_tables_stand_beside_each_other(
    language: str, text: str, found: list[tuple[object, ...]]
) -> None:
    assert rows(language, text) == found


def test_one_figure_of_two_states_is_given_for_each() -> None:
    assert set(rows("en", "How many invoices are open and how many are paid?")) == {("open", 2), ("paid", 2)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "How many open invoices are there and what revenue?"),
        ("en", "invoices in 2025 and visits in 2026"),
        ("en", "customers with more than 1 visit and their total amount"),
        ("en", "Which customer has the highest and which the lowest balance?"),
        ("en", "best and worst balance"),
        ("en", "products and their average balance"),
        ("de", "Anzahl und Umsatz je Stadt"),
        ("en", "How many customers and visits per customer?"),
    ],
)
def test_what_would_be_answered_by_half_is_declined(language: str, text: str) -> None:
    assert not asked(language, text).sql


@pytest.mark.parametrize(("language", "text"), [("en", "only in Kiel"), ("de", "und nur in Kiel?")])
def test_what_follows_goes_for_all_figures(language: str, text: str) -> None:
    sql = asked(language, text, "How many visits and invoices per customer?").sql
    assert not sql or sql.count("customers.city = 'Kiel'") == 2
    narrowed = asked(language, text, "How many customers are there and what is their average balance?").sql
    assert narrowed.endswith("FROM customers WHERE customers.city = 'Kiel'")
    assert "COUNT(*)" in narrowed
    assert "AVG(customers.balance)" in narrowed


@pytest.mark.parametrize("dialect", ["sqlite", "postgres"])
@pytest.mark.parametrize(
    "text",
    [
        "number of visits and total invoices per customer",
        "How many customers and invoices do we have?",
        "visits and revenue per month",
    ],
)
def test_the_guard_lets_them_pass(dialect: Literal["sqlite", "postgres"], text: str) -> None:
    schema = DataSchema(dialect, SHOP.tables)
    sql = inquire(text, (), schema, TODAY, "en").sql
    assert sql
    assert Guard(schema, DEFAULT).pass_on(sql)
