"""Columns of months without days: periods filter by them, parts of the calendar group by them."""

import sqlite3
from datetime import date

import pytest
from msgspec.structs import replace

from adapters.llm.questions import inquire
from core.data import DataColumn, DataKey, DataSchema, DataTable

TODAY = date(2026, 11, 23)
RENTING = DataSchema(
    "sqlite",
    (
        DataTable("tenants", (DataColumn("id", "integer"), DataColumn("name", "text")), ("id",), rows=3),
        DataTable(
            "rents",
            (
                DataColumn("id", "integer"),
                DataColumn("tenant_id", "integer"),
                DataColumn("billing_month", "text", values=("2026-10", "2026-11", "2025-12"), complete=True),
                DataColumn("amount", "number"),
                DataColumn("paid_on", "date", least="2025-12-01", greatest="2026-11-05"),
            ),
            ("id",),
            (DataKey(("tenant_id",), "tenants", ("id",)),),
            rows=6,
        ),
        DataTable(
            "buchungen",
            (
                DataColumn("id", "integer"),
                DataColumn("tenant_id", "integer"),
                DataColumn("gebucht_am", "date", least="2025-11-03", greatest="2026-11-03"),
                DataColumn("buchungsmonat", "integer", least="202511", greatest="202611"),
                DataColumn("betrag", "number"),
            ),
            ("id",),
            (DataKey(("tenant_id",), "tenants", ("id",)),),
            rows=4,
        ),
        DataTable(
            "kurse",
            (
                DataColumn("id", "integer"),
                DataColumn("name", "text"),
                DataColumn("nummer", "text", values=("2026-01", "2026-11", "2026-12"), complete=True),
            ),
            ("id",),
            rows=3,
        ),
    ),
)
ROWS = """
CREATE TABLE tenants (id INTEGER, name TEXT);
CREATE TABLE rents (id INTEGER, tenant_id INTEGER, billing_month TEXT, amount REAL, paid_on TEXT);
CREATE TABLE buchungen (id INTEGER, tenant_id INTEGER, gebucht_am TEXT, buchungsmonat INTEGER, betrag REAL);
INSERT INTO tenants VALUES (1, 'Ada'), (2, 'Ben'), (3, 'Cem');
INSERT INTO rents VALUES
 (1, 1, '2026-10', 500, '2026-10-02'), (2, 2, '2026-10', 600, '2026-11-05'), (3, 1, '2026-11', 500, '2026-11-02'),
 (4, 2, '2026-11', 600, NULL), (5, 3, '2026-11', 700, NULL), (6, 3, '2025-12', 690, '2025-12-01');
INSERT INTO buchungen VALUES
 (1, 1, '2026-11-02', 202610, 50), (2, 1, '2026-10-02', 202610, 70), (3, 2, '2026-11-03', 202611, 90),
 (4, 2, '2025-11-03', 202511, 95);
"""


def sql(language: str, text: str, schema: DataSchema = RENTING) -> str:
    return inquire(text, (), schema, TODAY, language).sql


def rows(language: str, text: str) -> list[tuple[object, ...]]:
    found = sql(language, text)
    assert found, text
    with sqlite3.connect(":memory:") as database:
        database.executescript(ROWS)
        return database.execute(found).fetchall()


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "total amount of rents in November 2026", 1800),
        ("en", "total amount of rents this month", 1800),
        ("en", "total amount of rents in 2025", 690),
        ("en", "total amount of rents since October 2026", 2900),
        ("de", "Gesamtbetrag der Mieten für Oktober", 1100),
        ("en", "How many rents with billing month October 2026 are there?", 2),
        ("en", "How many rents were paid in November 2026?", 2),
        ("en", "What percentage of the rents for October is paid?", 100),
        ("de", "Gesamtbetrag der Buchungen im November", 140),
        ("de", "Gesamtbetrag der Buchungen für November", 90),
        ("de", "Gesamtbetrag der Buchungen im Buchungsmonat Oktober 2026", 120),
        ("de", "Gesamtbetrag der Buchungen für 2026", 210),
    ],
)
def test_a_period_is_about_the_month_where_the_words_say_so(language: str, text: str, number: float) -> None:
    assert rows(language, text) == [(number,)]


@pytest.mark.parametrize(
    ("language", "text", "groups"),
    [
        ("en", "total amount of rents per month", [("2025-12", 690), ("2026-10", 1100), ("2026-11", 1800)]),
        ("en", "total amount of rents per year", [("2025", 690), ("2026", 2900)]),
        ("de", "Gesamtbetrag der Mieten je Quartal", [("2025-Q4", 690), ("2026-Q4", 2900)]),
        ("de", "Gesamtbetrag der Buchungen je Buchungsmonat", [("2025-11", 95), ("2026-10", 120), ("2026-11", 90)]),
    ],
)
def test_parts_of_the_calendar_group_by_the_month(language: str, text: str, groups: list[tuple[object, ...]]) -> None:
    assert rows(language, text) == groups


def test_who_has_not_paid_for_a_month_has_a_row_of_that_month() -> None:
    found = rows("en", "Which tenants have not paid their rent for November?")
    assert {row[0] for row in found} == {"Ben", "Cem"}


def test_a_month_is_of_the_rows_that_it_is_said_of() -> None:
    assert {row[0] for row in rows("en", "Which tenants have no rents for November 2026?")} == set()
    assert {row[0] for row in rows("en", "Which tenants have no rents for October 2026?")} == {"Cem"}


@pytest.mark.parametrize("text", ["total amount of rents yesterday", "amount of rents per week"])
def test_what_is_less_than_a_month_is_declined(text: str) -> None:
    assert sql("en", text) == ""


def test_a_number_that_looks_like_a_month_is_none() -> None:
    assert "nummer >=" not in sql("de", "Kurse im November 2026")


def test_months_are_compared_as_texts_in_every_dialect() -> None:
    postgres = replace(RENTING, dialect="postgres")
    assert "rents.billing_month = '2026-11'" in sql("en", "rents for November", postgres)
    assert "SUBSTR(rents.billing_month, 1, 4)" in sql("en", "total amount of rents per year", postgres)
