"""A hire desk's questions: what is out and comes back, who works here, what prices are of, and states before nouns."""

from datetime import date

import pytest

from adapters.llm.questions import inquire
from core.data import DataColumn, DataKey, DataSchema, DataTable

TODAY = date(2026, 11, 23)


def day(name: str, *, known: bool = True, greatest: str = "2026-11-20") -> DataColumn:
    return DataColumn(name, "date", nullable=not known, least="2023-01-05", greatest=greatest)


BRANCHES = DataTable(
    "branches",
    (DataColumn("id", "integer"), DataColumn("city", "text", values=("Leeds", "York"), complete=True)),
    ("id",),
    rows=2,
)
STAFF = DataTable(
    "employees",
    (
        DataColumn("id", "integer"),
        DataColumn("branch_id", "integer"),
        DataColumn("last_name", "text", values=("Hobbs", "Lyle")),
        DataColumn("hourly_wage", "number"),
        day("hired_on"),
        day("left_on", known=False),
    ),
    ("id",),
    (DataKey(("branch_id",), "branches", ("id",)),),
    rows=12,
)
CUSTOMERS = DataTable(
    "customers",
    (
        DataColumn("id", "integer"),
        DataColumn("name", "text", values=("Greenway Landscapes", "Orr & Sons")),
        DataColumn("phone", "text"),
    ),
    ("id",),
    rows=30,
)
ITEMS = DataTable(
    "items",
    (
        DataColumn("id", "integer"),
        DataColumn("name", "text", values=("digger", "drill")),
        DataColumn("item_group", "text", values=("drills", "diggers"), complete=True),
        DataColumn("stock", "integer"),
        DataColumn("price_kg", "number"),
    ),
    ("id",),
    rows=40,
)
RENTALS = DataTable(
    "rentals",
    (
        DataColumn("id", "integer"),
        DataColumn("item_id", "integer"),
        DataColumn("customer_id", "integer"),
        day("out_dt"),
        day("ret_dt", known=False),
        DataColumn("status", "text", values=("booked", "picked up", "cancelled"), complete=True),
        day("paid_on", known=False),
    ),
    ("id",),
    (DataKey(("item_id",), "items", ("id",)), DataKey(("customer_id",), "customers", ("id",))),
    rows=300,
)
SALES = DataTable(
    "product_sales",
    (
        DataColumn("id", "integer"),
        DataColumn("item_id", "integer"),
        day("sold_on"),
        DataColumn("quantity", "integer"),
        DataColumn("unit_price", "number"),
    ),
    ("id",),
    (DataKey(("item_id",), "items", ("id",)),),
    rows=200,
)
VISITS = DataTable(
    "bookings",
    (
        DataColumn("id", "integer"),
        DataColumn("customer_id", "integer"),
        day("booked_on"),
        day("play_date", greatest="2026-12-20"),
        DataColumn("total_amt", "number"),
        DataColumn("status", "text", values=("played", "cancelled"), complete=True),
    ),
    ("id",),
    (DataKey(("customer_id",), "customers", ("id",)),),
    rows=200,
)
ORDERS = DataTable(
    "auftraege",
    (
        DataColumn("id", "integer"),
        DataColumn("customer_id", "integer"),
        day("auftrag_datum"),
        DataColumn("auftragswert", "number"),
    ),
    ("id",),
    (DataKey(("customer_id",), "customers", ("id",)),),
    rows=90,
)
DUES = DataTable(
    "payments",
    (
        DataColumn("id", "integer"),
        DataColumn("customer_id", "integer"),
        DataColumn("amount", "number"),
        day("due_date"),
        day("paid_on", known=False),
    ),
    ("id",),
    (DataKey(("customer_id",), "customers", ("id",)),),
    rows=90,
)
REPAIRS = DataTable(
    "repairs",
    (
        DataColumn("id", "integer"),
        DataColumn("item_id", "integer"),
        DataColumn("mechanic_id", "integer"),
        day("done_on", known=False),
        DataColumn("cost", "number"),
    ),
    ("id",),
    (DataKey(("item_id",), "items", ("id",)), DataKey(("mechanic_id",), "employees", ("id",))),
    rows=80,
)
GUESTS = DataTable("parties", (DataColumn("id", "integer"), DataColumn("people", "integer")), ("id",), rows=20)

SALON = DataSchema("sqlite", (BRANCHES, STAFF, GUESTS))
DESK = DataSchema("sqlite", (CUSTOMERS, ITEMS, RENTALS, SALES))
GAMES = DataSchema("sqlite", (CUSTOMERS, VISITS))
OFFICE = DataSchema("sqlite", (CUSTOMERS, ORDERS, DUES))
YARD = DataSchema("sqlite", (ITEMS, STAFF, BRANCHES, REPAIRS))


def plain(text: str) -> str:
    return " ".join(text.replace('"', "").split())


@pytest.mark.parametrize(
    ("schema", "question", "language", "parts"),
    [
        (DESK, "Number of rentals per month last year", "en", ("rentals.out_dt >= '2025-01-01'",)),
        (DESK, "stock per item group", "en", ("SUM(items.stock)",)),
        (
            DESK,
            "Produktumsatz nach Monaten für 2025",
            "de",
            ("SUM(product_sales.quantity * product_sales.unit_price)",),
        ),
        (DESK, "average price per kilo by item group", "en", ("AVG(items.price_kg)", "GROUP BY items.item_group")),
        (SALON, "how many people work at the Leeds branch right now", "en", ("FROM employees", "left_on IS NULL")),
        (SALON, "Zeig mir die Mitarbeiter in York, die noch bei uns arbeiten", "de", ("left_on IS NULL", "'York'")),
        (SALON, "Who is our longest-serving employee?", "en", ("left_on IS NULL", "ORDER BY employees.hired_on")),
        (GAMES, "zeig mir alle Buchungen für diese Woche", "de", ("bookings.play_date >= '2026-11-23'",)),
        (GAMES, "revenue from played bookings in 2025", "en", ("status = 'played'", "SUM(bookings.total_amt)")),
        (OFFICE, "Auftragswert pro Monat 2025", "de", ("SUM(auftraege.auftragswert)",)),
        (OFFICE, "Wie viele Aufträge haben wir 2025 bekommen?", "de", ("auftrag_datum >= '2025-01-01'",)),
        (OFFICE, "Zahlungseingänge pro Monat 2025", "de", ("SUM(payments.amount)", "payments.paid_on")),
    ],
)
def test_what_is_asked_at_a_desk_is_read_as_it_is_meant(
    schema: DataSchema, question: str, language: str, parts: tuple[str, ...]
) -> None:
    found = inquire(question, (), schema, TODAY, language)

    assert [part for part in parts if part not in plain(found.sql)] == [], found


@pytest.mark.parametrize(
    ("question", "without"),
    [
        ("whats the phone no of Greenway Landscapes?", "COUNT"),
        ("Which items were not booked this year?", "status"),
    ],
)
def test_words_beside_a_word_rule_out_what_it_could_mean(question: str, without: str) -> None:
    found = inquire(question, (), DESK, TODAY, "en")

    assert without not in found.sql, found


def test_years_are_of_the_date_that_is_named() -> None:
    found = inquire("bookings per year by play date", (), GAMES, TODAY, "en")

    assert "STRFTIME('%Y', bookings.play_date)" in found.sql
    assert "%d" not in found.sql


def test_what_is_missing_is_missing_of_the_row_that_was_done() -> None:
    found = inquire("Which customers have picked up a rental but not paid for it?", (), DESK, TODAY, "en")

    assert not found.sql or found.sql.count("IN (SELECT") == 1, found


@pytest.mark.parametrize(
    "question",
    [
        "What is the most expensive item we sell?",
        "Which three items have cost us the most in repairing?",
        "How many repairs has each manager finished?",
        "how did our mechanics rate the digger?",
    ],
)
def test_what_would_be_ranked_or_counted_otherwise_is_declined_or_names_it(question: str) -> None:
    found = inquire(question, (), YARD, TODAY, "en")

    ranked = "COUNT(*)" in found.sql and "GROUP BY" not in found.sql
    assert not ranked, found
    assert "ORDER BY COUNT(*)" not in found.sql
    assert "SUM(repairs.cost)" not in plain(found.sql) or "cost" in question


BOOKS = DataTable(
    "books",
    (
        DataColumn("id", "integer"),
        DataColumn("author_id", "integer"),
        DataColumn("title", "text"),
        day("published_on"),
    ),
    ("id",),
    (DataKey(("author_id",), "authors", ("id",)),),
    rows=60,
)
AUTHORS = DataTable("authors", (DataColumn("id", "integer"), DataColumn("name", "text")), ("id",), rows=20)
BOUGHT = DataTable(
    "orders",
    (DataColumn("id", "integer"), DataColumn("customer_id", "integer"), day("ordered_on")),
    ("id",),
    (DataKey(("customer_id",), "customers", ("id",)),),
    rows=200,
)
LINES = DataTable(
    "order_lines",
    (
        DataColumn("id", "integer"),
        DataColumn("order_id", "integer"),
        DataColumn("book_id", "integer"),
        DataColumn("quantity", "integer"),
        DataColumn("unit_price", "number"),
    ),
    ("id",),
    (DataKey(("order_id",), "orders", ("id",)), DataKey(("book_id",), "books", ("id",))),
    rows=500,
)
HOURS = DataTable(
    "arbeitszeit",
    (DataColumn("id", "integer"), DataColumn("baustelle_id", "integer"), day("datum"), DataColumn("stunden", "number")),
    ("id",),
    (DataKey(("baustelle_id",), "customers", ("id",)),),
    rows=200,
)


def test_a_line_of_an_order_is_dated_by_the_order_and_not_by_its_product() -> None:
    store = DataSchema("sqlite", (CUSTOMERS, AUTHORS, BOOKS, BOUGHT, LINES))
    found = inquire("Wie hoch war unser Umsatz im Jahr 2025?", (), store, TODAY, "de")

    assert "orders.ordered_on >= '2025-01-01'" in found.sql, found


def test_hours_that_were_worked_are_summed() -> None:
    found = inquire(
        "hours worked this october vs october last year", (), DataSchema("sqlite", (CUSTOMERS, HOURS)), TODAY, "en"
    )

    assert "SUM(arbeitszeit.stunden)" in found.sql, found


def test_a_word_that_looks_like_share_is_none() -> None:
    found = inquire("Which spare items cost less than 5 per kilo?", (), DESK, TODAY, "en")

    assert found.shape != "share"


MACHINES = DataTable(
    "machines",
    (DataColumn("id", "integer"), DataColumn("label", "text"), day("last_checked_dt", known=False)),
    ("id",),
    rows=9,
)
PICKUPS = DataTable(
    "pickups",
    (
        DataColumn("id", "integer"),
        DataColumn("machine_id", "integer"),
        day("pickup_dt"),
        DataColumn("status", "text", values=("open", "done"), complete=True),
    ),
    ("id",),
    (DataKey(("machine_id",), "machines", ("id",)),),
    rows=300,
)
COMPLAINTS = DataTable(
    "complaints",
    (DataColumn("id", "integer"), DataColumn("pickup_id", "integer"), day("resolved_dt", known=False)),
    ("id",),
    (DataKey(("pickup_id",), "pickups", ("id",)),),
    rows=40,
)
CLIENTS = DataTable(
    "clients",
    (
        DataColumn("id", "integer"),
        DataColumn("name", "text", values=("Hotel Rose", "Hotel See", "Hotel Wald", "Ost AG")),
    ),
    ("id",),
    rows=4,
)
LAUNDRY = DataSchema("sqlite", (CLIENTS, MACHINES, PICKUPS, COMPLAINTS))


@pytest.mark.parametrize(
    ("question", "language", "part"),
    [
        ("how many complaints are still open", "en", "complaints.resolved_dt IS NULL"),
        ("wie viele Reklamationen sind noch offen", "de", "complaints.resolved_dt IS NULL"),
    ],
)
def test_a_state_is_of_the_rows_that_are_asked_about(question: str, language: str, part: str) -> None:
    found = inquire(question, (), LAUNDRY, TODAY, language)

    assert part in found.sql, found
    assert "pickups.status" not in found.sql


@pytest.mark.parametrize(
    ("question", "language"),
    [("wieviele hotels haben wir als kunden", "de"), ("welche maschinen wurden noch nie gewartet", "de")],
)
def test_names_and_deeds_that_the_data_does_not_know_are_declined(question: str, language: str) -> None:
    found = inquire(question, (), LAUNDRY, TODAY, language)

    assert not found.sql, found


def test_who_made_something_is_no_group() -> None:
    found = inquire("How many rentals in 2025 were by customers called Orr & Sons?", (), DESK, TODAY, "en")

    assert "GROUP BY" not in found.sql


GROOMERS = DataTable("groomers", (DataColumn("id", "integer"), DataColumn("name", "text")), ("id",), rows=4)
PETS = DataTable("pets", (DataColumn("id", "integer"), DataColumn("name", "text")), ("id",), rows=50)
APPOINTMENTS = DataTable(
    "appointments",
    (DataColumn("id", "integer"), DataColumn("pet_id", "integer"), DataColumn("groomer_id", "integer"), day("held_on")),
    ("id",),
    (DataKey(("pet_id",), "pets", ("id",)), DataKey(("groomer_id",), "groomers", ("id",))),
    rows=300,
)
RECHNUNGEN = DataTable(
    "rechnungen",
    (
        DataColumn("id", "integer"),
        DataColumn("customer_id", "integer"),
        DataColumn("betrag", "number"),
        day("bezahlt_am", known=False),
    ),
    ("id",),
    (DataKey(("customer_id",), "customers", ("id",)),),
    rows=80,
)


def test_two_tables_in_one_word_deny_the_last() -> None:
    parlour = DataSchema("sqlite", (GROOMERS, PETS, APPOINTMENTS))
    found = inquire("Which pets have never had a grooming appointment?", (), parlour, TODAY, "en")

    assert " IN (SELECT" not in found.sql.replace("NOT IN (SELECT", ""), found


def test_what_is_outstanding_is_not_all() -> None:
    office = DataSchema("sqlite", (CUSTOMERS, RECHNUNGEN))
    found = inquire("wieviel geld steht noch aus bei den rechnungen", (), office, TODAY, "de")

    assert not found.sql or "bezahlt_am IS NULL" in found.sql, found


def test_parts_are_not_counted_by_how_many_were_sold() -> None:
    found = inquire("Which three items did we sell most, by quantity?", (), DESK, TODAY, "en")

    assert "GROUP BY product_sales.quantity" not in found.sql, found
