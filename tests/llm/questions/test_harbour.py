"""A harbour's questions: money that comes in, sales that are rows, compounds, and what is planned for a month."""

from datetime import date

import pytest

from adapters.llm.questions import inquire
from core.data import DataColumn, DataKey, DataSchema, DataTable

TODAY = date(2026, 11, 23)
OWNERS = DataTable(
    "owners",
    (
        DataColumn("id", "integer"),
        DataColumn("first_name", "text"),
        DataColumn("last_name", "text", values=("Fee", "Brandt", "Olsen")),
        DataColumn("city", "text", values=("Kiel", "Hamburg"), complete=True),
        DataColumn("licence", "text", values=("PPL", "none"), complete=True),
    ),
    ("id",),
    rows=40,
)
GUESTS = DataTable("guests", OWNERS.columns, ("id",), rows=40)
BOATS = DataTable(
    "boats",
    (DataColumn("id", "integer"), DataColumn("owner_id", "integer"), DataColumn("name", "text")),
    ("id",),
    (DataKey(("owner_id",), "owners", ("id",)),),
    rows=60,
)
SALES = DataTable(
    "fuel_sales",
    (
        DataColumn("id", "integer"),
        DataColumn("boat_id", "integer"),
        DataColumn("sold_on", "date", least="2024-01-05", greatest="2026-11-20"),
        DataColumn("fuel_type", "text", values=("diesel", "petrol"), complete=True),
        DataColumn("liters", "number"),
        DataColumn("amount", "number"),
        DataColumn("paid_on", "date", least="2024-01-09", greatest="2026-11-20"),
    ),
    ("id",),
    (DataKey(("boat_id",), "boats", ("id",)),),
    rows=300,
)
PAYMENTS = DataTable(
    "zahlungen",
    (
        DataColumn("id", "integer"),
        DataColumn("boat_id", "integer"),
        DataColumn("betrag", "number"),
        DataColumn("bezahlt_am", "date", least="2024-01-09", greatest="2026-11-20"),
    ),
    ("id",),
    (DataKey(("boat_id",), "boats", ("id",)),),
    rows=300,
)
CRANES = DataTable(
    "crane_jobs",
    (
        DataColumn("id", "integer"),
        DataColumn("boat_id", "integer"),
        DataColumn("done_on", "date", least="2024-01-09", greatest="2026-12-20"),
        DataColumn("status", "text", values=("done", "planned"), complete=True),
    ),
    ("id",),
    (DataKey(("boat_id",), "boats", ("id",)),),
    rows=90,
)
YARD = DataTable(
    "repairs",
    (
        DataColumn("id", "integer"),
        DataColumn("ordered_on", "date", least="2024-01-09", greatest="2026-11-20"),
        DataColumn("paid_on", "date", least="2024-01-09", greatest="2026-11-20"),
        DataColumn("status", "text", values=("ordered", "ready", "cancelled"), complete=True),
    ),
    ("id",),
    rows=90,
)
HARBOUR = DataSchema("sqlite", (OWNERS, BOATS, SALES, PAYMENTS, CRANES))
INN = DataSchema("sqlite", (GUESTS,))


def sql(text: str, language: str = "en", schema: DataSchema = HARBOUR) -> str:
    return inquire(text, (), schema, TODAY, language).sql


def test_which_sales_are_rows_and_sales_alone_are_money() -> None:
    assert "SUM" not in sql("Which sales have not been paid for yet?")
    assert "fuel_sales.paid_on IS NULL" in sql("Which sales have not been paid for yet?")
    assert "SUM(fuel_sales.amount)" in sql("sales 2025")


@pytest.mark.parametrize(
    "text", ["was kam letzten monat an zahlungen rein?", "Was kam im Oktober 2026 an Zahlungen rein?"]
)
def test_what_came_in_is_a_sum(text: str) -> None:
    assert "SUM(zahlungen.betrag)" in sql(text, "de")
    assert "'2026-10-01'" in sql(text, "de")


@pytest.mark.parametrize("text", ["kraftstoffumsatz pro jahr", "Kraftstoffumsatz je Monat 2026"])
def test_a_table_called_by_its_revenue_is_summed(text: str) -> None:
    assert "SUM(fuel_sales.amount)" in sql(text, "de")


def test_liters_are_summed_where_it_is_asked_how_much() -> None:
    assert "SUM(fuel_sales.liters)" in sql("Wie viel Liter Diesel haben wir 2026 verkauft?", "de")


def test_the_last_part_of_a_compound_is_what_is_counted() -> None:
    counted = sql("wieviele bootsbesitzer kommen aus kiel?", "de")
    assert "FROM owners" in counted
    assert "owners.city = 'Kiel'" in counted
    assert "FROM owners" in sql("zeig alle bootsbesitzer aus kiel", "de")


def test_slang_for_people_is_a_value_where_the_data_has_it() -> None:
    assert "owners.licence = 'PPL'" in sql("how many ppl owners are from Kiel")


def test_guests_are_not_the_staff() -> None:
    assert sql("Welche Mitarbeiter kommen aus Kiel?", "de", INN) == ""
    assert "FROM guests" in sql("Welche Leute kommen aus Kiel?", "de", INN)


def test_a_bare_month_of_what_is_planned_is_not_the_one_behind_us() -> None:
    assert sql("Which crane jobs are planned for December?") == ""
    assert "'2025-12-01'" in sql("Which crane jobs were done in December?")


def test_what_was_cancelled_is_not_waited_for() -> None:
    waited = sql("Which repairs have not been paid yet?", schema=DataSchema("sqlite", (YARD,)))
    assert "repairs.paid_on IS NULL" in waited
    assert "repairs.status <> 'cancelled'" in waited
