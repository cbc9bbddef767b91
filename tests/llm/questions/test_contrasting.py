"""One column compared with another, and states that only two columns, or rows that belong to a row, can tell."""

import sqlite3

import pytest

from adapters.llm.questions import inquire
from core.data import DataColumn, DataKey, DataSchema, DataTable, Inquiry
from tests.llm.questions.trade import TODAY

Rows = dict[str, list[tuple[object, ...]]]

WAREHOUSE = DataSchema(
    "sqlite",
    (
        DataTable(
            "products",
            (
                DataColumn("id", "integer"),
                DataColumn("name", "text"),
                DataColumn("stock", "integer"),
                DataColumn("min_stock", "integer"),
                DataColumn("list_price", "number"),
                DataColumn("purchase_price", "number"),
            ),
            ("id",),
            rows=3,
        ),
        DataTable(
            "orders",
            (
                DataColumn("id", "integer"),
                DataColumn("ordered_on", "date"),
                DataColumn("promised_on", "date"),
                DataColumn("delivered_at", "datetime", nullable=True),
            ),
            ("id",),
            rows=3,
        ),
        DataTable(
            "order_items",
            (
                DataColumn("id", "integer"),
                DataColumn("order_id", "integer"),
                DataColumn("product_id", "integer"),
                DataColumn("quantity", "integer"),
                DataColumn("unit_price", "number"),
            ),
            ("id",),
            (DataKey(("order_id",), "orders", ("id",)), DataKey(("product_id",), "products", ("id",))),
            rows=3,
        ),
    ),
)
STORED: Rows = {
    "products": [(1, "Hammer", 3, 5, 20.0, 9.0), (2, "Saw", 9, 5, 30.0, 31.0), (3, "Drill", 5, 5, 80.0, 50.0)],
    "orders": [
        (1, "2026-03-01", "2026-03-05", "2026-03-06 09:00:00"),
        (2, "2026-03-02", "2026-03-05", "2026-03-05 18:00:00"),
        (3, "2026-03-03", "2026-03-05", None),
    ],
    "order_items": [(1, 1, 1, 1, 18.0), (2, 1, 2, 1, 30.0), (3, 2, 3, 2, 80.0)],
}
KURSE = DataSchema(
    "sqlite",
    (
        DataTable(
            "kurse",
            (
                DataColumn("id", "integer"),
                DataColumn("titel", "text"),
                DataColumn("plaetze", "integer"),
                DataColumn("budget", "number"),
            ),
            ("id",),
            rows=2,
        ),
        DataTable(
            "anmeldungen",
            (
                DataColumn("id", "integer"),
                DataColumn("kurs_id", "integer"),
                DataColumn("status", "text", values=("bestätigt", "storniert"), complete=True),
            ),
            ("id",),
            (DataKey(("kurs_id",), "kurse", ("id",)),),
            rows=5,
        ),
        DataTable(
            "ausgaben",
            (DataColumn("id", "integer"), DataColumn("kurs_id", "integer"), DataColumn("betrag", "number")),
            ("id",),
            (DataKey(("kurs_id",), "kurse", ("id",)),),
            rows=3,
        ),
    ),
)
BELEGT: Rows = {
    "kurse": [(1, "Yoga", 2, 100.0), (2, "Tanz", 1, 100.0), (3, "Ton", 2, 0.0)],
    "anmeldungen": [
        (1, 1, "bestätigt"),
        (2, 1, "bestätigt"),
        (3, 1, "storniert"),
        (4, 2, "bestätigt"),
        (5, 2, "bestätigt"),
        (6, 3, "bestätigt"),
    ],
    "ausgaben": [(1, 1, 70.0), (2, 1, 40.0), (3, 2, 90.0)],
}


def asked(schema: DataSchema, language: str, text: str) -> Inquiry:
    return inquire(text, (), schema, TODAY, language)


def firsts(schema: DataSchema, stored: Rows, language: str, text: str) -> list[object]:
    """Return the first column of the rows that answer a question."""
    with sqlite3.connect(":memory:") as database:
        for table in schema.tables:
            database.execute(f"CREATE TABLE {table.name} ({', '.join(column.name for column in table.columns)})")
            marks = ", ".join("?" for _ in table.columns)
            database.executemany(f"INSERT INTO {table.name} VALUES ({marks})", stored[table.name])
        return [row[0] for row in database.execute(asked(schema, language, text).sql)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Which products are below their minimum stock?", ["Hammer"]),
        ("en", "products with less stock than the minimum", ["Hammer"]),
        ("en", "How many products are above minimum stock?", [1]),
        ("en", "products whose list price is lower than the purchase price", ["Saw"]),
        ("en", "Which products were sold below list price?", ["Hammer"]),
        ("de", "Welche Produkte liegen unter dem Mindestbestand?", ["Hammer"]),
    ],
)
def test_a_number_is_compared_with_the_one_that_bounds_it(language: str, text: str, found: list[object]) -> None:
    assert firsts(WAREHOUSE, STORED, language, text) == found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Which orders were delivered later than promised?", [1]),
        ("en", "orders delivered late", [1]),
        ("en", "Which orders were delivered after the promised date?", [1]),
        ("en", "Which orders were delivered on time?", [2]),
        ("de", "Wie viele Bestellungen wurden zu spät geliefert?", [1]),
    ],
)
def test_a_day_is_compared_with_the_day_by_which(language: str, text: str, found: list[object]) -> None:
    assert firsts(WAREHOUSE, STORED, language, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kurse mit mehr Anmeldungen als Plätzen", ["Yoga", "Tanz"]),
        ("Welche Kurse sind überbucht?", ["Tanz"]),
        ("Wie viele Kurse sind voll?", [2]),
        ("Welche Kurse haben ihr Budget überschritten?", ["Yoga"]),
        ("Kurse, deren Ausgaben unter dem Budget liegen", ["Tanz"]),
        ("Welche Kurse haben mehr gekostet als das Budget?", ["Yoga"]),
    ],
)
def test_what_belongs_to_a_row_is_compared_with_a_number_of_it(text: str, found: list[object]) -> None:
    assert firsts(KURSE, BELEGT, "de", text) == found


@pytest.mark.parametrize(
    ("schema", "language", "text"),
    [
        (WAREHOUSE, "en", "Which products are heavier than planned?"),
        (WAREHOUSE, "en", "Which products are late?"),
        (WAREHOUSE, "en", "Which products are full?"),
        (WAREHOUSE, "en", "products 10% below minimum stock"),
        (WAREHOUSE, "en", "Which orders were not delivered on time?"),
        (KURSE, "de", "Welche Kurse sind schwerer als geplant?"),
    ],
)
def test_what_has_no_second_side_is_declined(schema: DataSchema, language: str, text: str) -> None:
    assert not asked(schema, language, text).sql


def test_rows_that_have_ended_take_no_place() -> None:
    wards = DataTable(
        "wards",
        (DataColumn("id", "integer"), DataColumn("name", "text"), DataColumn("beds", "integer")),
        ("id",),
        rows=5,
    )
    columns = (
        DataColumn("id", "integer"),
        DataColumn("ward_id", "integer"),
        DataColumn("last_name", "text"),
        DataColumn("first_name", "text"),
        DataColumn("discharged_on", "date", nullable=True),
    )
    patients = DataTable("patients", columns, ("id",), (DataKey(("ward_id",), "wards", ("id",)),), rows=50)
    hospital = DataSchema("sqlite", (wards, patients))
    assert not asked(hospital, "en", "Which wards have more patients than beds?").sql


def test_postgres_gets_the_day_of_a_moment() -> None:
    postgres = DataSchema("postgres", WAREHOUSE.tables)
    sql = asked(postgres, "en", "orders delivered late").sql
    assert "CAST(orders.delivered_at AS DATE) > CAST(orders.promised_on AS DATE)" in sql
