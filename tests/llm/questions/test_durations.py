"""How long something lasts: the time between the two dates of a row that a question means, or it is declined."""

import pytest
import sqlglot
from msgspec.structs import replace

from adapters.llm.questions import inquire
from core.data import DataColumn, DataSchema, DataTable
from tests.llm.questions.depot import DEPOT, TODAY, rows_of, without


def found(text: str, language: str = "en", schema: DataSchema = DEPOT) -> list[tuple[object, ...]]:
    inquiry = inquire(text, (), schema, TODAY, language)
    assert inquiry.sql, inquiry.decline
    return rows_of(inquiry.sql)


def declined(text: str, language: str = "en", schema: DataSchema = DEPOT) -> bool:
    return not inquire(text, (), schema, TODAY, language).sql


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "How many days does a parcel take on average?"),
        ("en", "How long does it take on average until a parcel is delivered?"),
        ("en", "average delivery time"),
        ("en", "average delivery time in days"),
        ("en", "How many days are there on average between ordering and delivery of parcels?"),
        ("de", "Wie viele Tage dauert eine Lieferung im Durchschnitt?"),
        ("de", "Wie lange dauert es im Schnitt, bis ein Paket geliefert wird?"),
        ("de", "durchschnittliche Lieferdauer der Pakete"),
    ],
)
def test_an_average_leaves_out_what_has_not_ended(language: str, text: str) -> None:
    assert found(text, language) == [(5.33,)]


def test_each_group_has_an_average_of_its_own() -> None:
    assert found("average delivery time per driver") == [("Ann", 7.5), ("Bo", 1.0)]
    assert found("Which driver takes longest for parcels on average?") == [("Ann", 7.5)]


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "longest loan"), ("en", "Which loan took longest?"), ("de", "Welche Ausleihe hat am längsten gedauert?")],
)
def test_the_longest_is_so_in_time_and_not_by_some_other_number(language: str, text: str) -> None:
    assert found(text, language)[0][:2] == (2, 28)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "loans longer than a week"),
        ("en", "loans that took more than 7 days"),
        ("de", "Ausleihen, die länger als eine Woche gedauert haben"),
    ],
)
def test_a_bound_is_counted_in_the_unit_that_is_said(language: str, text: str) -> None:
    assert [row[0] for row in found(text, language)] == [2]


def test_a_number_that_tells_the_time_is_meant_rather_than_dates() -> None:
    assert found("talks longer than two hours") == [("y", 150)]
    assert found("Vorträge von mindestens 90 Minuten", "de") == [("x", 90), ("y", 150)]
    assert found("How long is a talk on average?") == [(120.0,)]
    assert declined("average talk length in hours")


def test_hours_are_told_where_the_dates_have_a_time_of_day() -> None:
    assert found("How long does it take to resolve a ticket on average?") == [(3.0,)]
    assert found("average time to close a ticket in days") == [(3.0,)]
    assert [row[0] for row in found("tickets resolved in less than 3 hours")] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "average ticket duration",
        "average response time of tickets",
        "How many hours does a parcel take on average?",
        "How long has ticket 1 been open?",
        "loans not longer than 7 days",
        "Which driver takes longest for parcels?",
        "How long do drivers take on average?",
        "loans longer than 2 months",
    ],
)
def test_what_dates_do_not_tell_is_declined(text: str) -> None:
    assert declined(text)


def test_what_was_only_planned_is_no_end() -> None:
    assert declined("How long does a parcel take on average?", schema=without("parcels", "delivered_on"))


def test_the_end_that_is_spoken_of_must_be_there() -> None:
    assert declined("How long does it take to ship a parcel on average?")


def test_how_old_people_are_is_averaged_though_no_column_says_it() -> None:
    assert found("average age of drivers") == [(34.5,)]
    assert found("Durchschnittsalter der Fahrer", "de") == [(34.5,)]


@pytest.mark.parametrize("text", ["average delivery time", "average time to close a ticket", "longest loan"])
def test_both_databases_are_asked_in_their_own_words(text: str) -> None:
    sql = inquire(text, (), replace(DEPOT, dialect="postgres"), TODAY, "en").sql
    assert sqlglot.parse_one(sql, dialect="postgres").find(sqlglot.exp.Select)
    assert "JULIANDAY" not in sql
    assert "STRFTIME" not in sql


def test_the_number_of_other_rows_is_never_how_long_these_last() -> None:
    talks = DataTable("talks", (DataColumn("id", "integer"), DataColumn("duration_min", "integer")), ("id",), rows=2)
    tables = (*(one for one in DEPOT.tables if one.name != "talks"), talks)
    schema = replace(DEPOT, tables=tables)
    assert found("average duration of loans", schema=schema) == [(17.5,)]
    assert declined("average duration of drivers", schema=schema)


def test_what_may_be_long_in_two_ways_is_declined() -> None:
    columns = (DataColumn("id", "integer"), DataColumn("start_time", "datetime"), DataColumn("end_time", "datetime"))
    tours = DataTable("tours", (*columns, DataColumn("distance_km", "number")), ("id",), rows=2)
    assert declined("longest tour", schema=replace(DEPOT, tables=(*DEPOT.tables, tours)))
    sql = inquire("Which tour took longest?", (), replace(DEPOT, tables=(*DEPOT.tables, tours)), TODAY, "en").sql
    assert "STRFTIME('%s', tours.end_time)" in sql
