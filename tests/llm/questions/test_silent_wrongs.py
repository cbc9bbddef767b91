"""Questions that were once answered wrongly though each of their words was known: they are read right, or declined."""

import pytest

from adapters.llm.questions import inquire
from core.data import DataColumn, DataKey, DataSchema, DataTable, Inquiry
from core.envelope import Exchange
from tests.llm.questions.trade import TODAY, TRADE

WORKSHOP = DataSchema(
    "sqlite",
    (
        DataTable(
            "workers",
            (
                DataColumn("id", "integer"),
                DataColumn("first_name", "text"),
                DataColumn("last_name", "text"),
                DataColumn("hourly_wage", "number"),
            ),
            ("id",),
            rows=20,
        ),
        DataTable(
            "shifts",
            (
                DataColumn("id", "integer"),
                DataColumn("worker_id", "integer"),
                DataColumn("worked_on", "date"),
                DataColumn("hours", "number"),
            ),
            ("id",),
            (DataKey(("worker_id",), "workers", ("id",)),),
            rows=400,
        ),
        DataTable(
            "jobs",
            (
                DataColumn("id", "integer"),
                DataColumn("worker_id", "integer"),
                DataColumn("stage", "text", values=("won", "lost", "open"), complete=True),
                DataColumn("created_on", "date"),
                DataColumn("closed_on", "date"),
                DataColumn("purchase_price", "number"),
                DataColumn("list_price", "number"),
                DataColumn("freight", "number"),
            ),
            ("id",),
            (DataKey(("worker_id",), "workers", ("id",)),),
            rows=60,
        ),
    ),
)


def asked(text: str, language: str = "en", schema: DataSchema = WORKSHOP, before: tuple[str, ...] = ()) -> Inquiry:
    return inquire(text, tuple(Exchange("user", earlier) for earlier in before), schema, TODAY, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Who worked the most hours in 2026?"), ("de", "Wer hat 2026 die meisten Stunden gearbeitet?")],
)
def test_who_has_most_of_a_number_is_a_person_not_a_row(language: str, text: str) -> None:
    sql = asked(text, language).sql
    assert "SUM(shifts.hours)" in sql
    assert "GROUP BY workers.first_name, workers.last_name, workers.id" in sql


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Which workers have no hours?"), ("de", "Welche Mitarbeiter haben noch keine Stunden?")],
)
def test_no_hours_are_no_rows_and_not_an_empty_wage(language: str, text: str) -> None:
    assert "NOT IN (SELECT shifts.worker_id FROM shifts" in asked(text, language).sql


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "workers with more than one job"), ("de", "Mitarbeiter mit mehr als einem Auftrag")],
)
def test_an_article_behind_a_comparison_is_a_number(language: str, text: str) -> None:
    assert "HAVING COUNT(*) > 1" in asked(text, language).sql


def test_what_was_won_in_a_year_was_closed_in_it() -> None:
    assert "jobs.closed_on >= '2025-01-01'" in asked("How many jobs were won in 2025?").sql
    assert "jobs.created_on >= '2025-01-01'" in asked("How many jobs in 2025?").sql


def test_what_is_expensive_has_a_high_price_for_those_who_buy_it() -> None:
    assert "ORDER BY jobs.list_price DESC" in asked("the most expensive job").sql


@pytest.mark.parametrize("text", ["freight 2025", "how much freight did we have in 2025"])
def test_what_is_paid_for_each_is_summed(text: str) -> None:
    assert "SUM(jobs.freight)" in asked(text).sql


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Which customers are in Bremen, and what are they called?"),
        ("en", "Which workers earn the most per hour by wage?"),
        ("de", "Welche Kunden sind in Bremen und wie heißen sie?"),
    ],
)
def test_a_second_question_that_is_not_understood_is_not_passed_over(language: str, text: str) -> None:
    assert asked(text, language, TRADE).sql == ""


@pytest.mark.parametrize(
    ("language", "text"), [("en", "Remove all customers"), ("de", "lösch bitte alle Kunden aus Bremen")]
)
def test_what_would_change_the_data_is_declined_as_that(language: str, text: str) -> None:
    declined = asked(text, language, TRADE)
    assert declined.sql == ""
    assert ("only read" if language == "en" else "nur lesen") in declined.decline


def test_a_follow_up_after_nothing_is_declined() -> None:
    assert asked("and only those in Bremen?", schema=TRADE, before=("How many zebras are there?",)).sql == ""


def test_a_follow_up_to_a_share_changes_its_part() -> None:
    after = asked("and in Hamburg?", schema=TRADE, before=("What share of customers is in Bremen?",)).sql
    assert "CASE WHEN customers.city = 'Hamburg'" in after
    assert "WHERE" not in after


PHARMACY = DataSchema(
    "sqlite",
    (
        DataTable(
            "people",
            (
                DataColumn("id", "integer"),
                DataColumn("name", "text", values=("Anna Roth", "Ben Roth", "Cem Vogt", "Dora Vogt"), complete=True),
                DataColumn("city", "text", values=("Berlin", "Hamburg"), complete=True),
                DataColumn("birth_date", "date"),
            ),
            ("id",),
            rows=4,
        ),
        DataTable(
            "medicines",
            (
                DataColumn("id", "integer"),
                DataColumn("name", "text", values=("Aspirin", "Ibuprofen"), complete=True),
                DataColumn("expiry_date", "date"),
            ),
            ("id",),
            rows=2,
        ),
        DataTable(
            "sales",
            (
                DataColumn("id", "integer"),
                DataColumn("person_id", "integer"),
                DataColumn("priority", "text", values=("hoch", "niedrig"), complete=True),
                DataColumn("sold_at", "date"),
            ),
            ("id",),
            (DataKey(("person_id",), "people", ("id",)),),
            rows=90,
        ),
        DataTable(
            "sale_items",
            (
                DataColumn("id", "integer"),
                DataColumn("sale_id", "integer"),
                DataColumn("medicine_id", "integer"),
                DataColumn("quantity", "integer"),
                DataColumn("unit_price", "number"),
            ),
            ("id",),
            (DataKey(("sale_id",), "sales", ("id",)), DataKey(("medicine_id",), "medicines", ("id",))),
            rows=200,
        ),
    ),
)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Which medicines were sold in 2025?"), ("de", "Welche Medikamente wurden 2025 verkauft?")],
)
def test_what_was_sold_in_a_year_did_not_expire_in_it(language: str, text: str) -> None:
    sql = asked(text, language, PHARMACY).sql
    assert "sales.sold_at >= '2025-01-01'" in sql
    assert "expiry_date >=" not in sql


def test_revenue_is_dated_by_the_sale_its_items_are_a_part_of() -> None:
    assert "sales.sold_at >= '2026-10-01'" in asked("Umsatz Oktober 2026", "de", PHARMACY).sql


def test_how_often_something_was_done_is_no_age() -> None:
    sql = asked("Which people have made more than three purchases?", schema=PHARMACY).sql
    assert "HAVING COUNT(*) > 3" in sql
    assert "birth_date)" not in sql


def test_how_high_a_number_is_names_no_value() -> None:
    assert "priority" not in asked("Wie hoch ist die durchschnittliche Menge?", "de", PHARMACY).sql


def test_what_has_ended_ended_before_today() -> None:
    assert f"jobs.closed_on < '{TODAY.isoformat()}'" in asked("Which jobs have already ended, and who did them?").sql


def test_names_that_are_joined_by_or_are_looked_for_both() -> None:
    sql = asked("How many people are named Roth or Vogt?", schema=PHARMACY).sql
    assert "IN ('Anna Roth', 'Ben Roth', 'Cem Vogt', 'Dora Vogt')" in " ".join(sql.split())


@pytest.mark.parametrize(
    "text",
    [
        "which people have the same name",
        "which medicines were sold in 2024 but expired in 2025",
    ],
)
def test_what_no_query_here_says_is_declined(text: str) -> None:
    assert asked(text, schema=PHARMACY).sql == ""


CLUB = DataSchema(
    "sqlite",
    (
        DataTable(
            "faults",
            (
                DataColumn("id", "integer"),
                DataColumn("reported_on", "date"),
                DataColumn("resolved_on", "date"),
            ),
            ("id",),
            rows=30,
        ),
        DataTable(
            "beitraege",
            (
                DataColumn("id", "integer"),
                DataColumn("betrag", "number"),
                DataColumn("faellig_am", "date"),
                DataColumn("bezahlt_am", "date"),
            ),
            ("id",),
            rows=30,
        ),
    ),
)


@pytest.mark.parametrize(("language", "text"), [("en", "How many faults are still open?"), ("de", "offene faults")])
def test_what_is_open_has_no_day_on_which_it_was_dealt_with(language: str, text: str) -> None:
    assert "faults.resolved_on IS NULL" in asked(text, language, CLUB).sql


def test_what_came_in_was_paid_and_counts_on_that_day() -> None:
    assert "bezahlt_am >= '2026-03-01'" in asked("Beitragseinnahmen im März 2026", "de", CLUB).sql
    assert "bezahlt_am IS NOT NULL" in asked("Wie viel wurde an Beiträgen eingenommen?", "de", CLUB).sql


def test_a_sum_beside_a_number_of_rows_is_not_passed_over() -> None:
    assert asked("How many faults are there and what is the total?", schema=CLUB).sql == ""


DEPOTS = DataSchema(
    "sqlite",
    (
        DataTable("depots", (DataColumn("id", "integer"), DataColumn("name", "text")), ("id",), rows=5),
        DataTable(
            "vans",
            (
                DataColumn("id", "integer"),
                DataColumn("depot_id", "integer"),
                DataColumn("is_electric", "boolean"),
            ),
            ("id",),
            (DataKey(("depot_id",), "depots", ("id",)),),
            rows=20,
        ),
        DataTable(
            "tickets",
            (
                DataColumn("id", "integer"),
                DataColumn("depot_id", "integer"),
                DataColumn("sold_at", "date"),
                DataColumn("price", "number"),
            ),
            ("id",),
            (DataKey(("depot_id",), "depots", ("id",)),),
            rows=200,
        ),
    ),
)


def test_none_of_a_kind_is_not_none_at_all() -> None:
    assert "vans.is_electric" in asked("Which depots have no electric van?", schema=DEPOTS).sql


@pytest.mark.parametrize("text", ["revenue per year", "top 3 depots by revenue", "How much did we earn in 2025?"])
def test_what_tickets_bring_in_is_the_sum_of_their_prices(text: str) -> None:
    assert "SUM(tickets.price)" in asked(text, schema=DEPOTS).sql
