"""Columns of years: periods said of how old things are filter by them, and not by another date of the row."""

import sqlite3
from datetime import date

import pytest

from adapters.llm.questions import inquire
from core.data import DataColumn, DataKey, DataSchema, DataTable

TODAY = date(2026, 11, 23)
TRADING = DataSchema(
    "sqlite",
    (
        DataTable("dealers", (DataColumn("id", "integer"), DataColumn("name", "text")), ("id",), rows=2),
        DataTable(
            "cars",
            (
                DataColumn("id", "integer"),
                DataColumn("dealer_id", "integer"),
                DataColumn("model", "text"),
                DataColumn("year_built", "integer", least="1989", greatest="2020"),
                DataColumn("bought_on", "date", least="2015-05-05", greatest="2024-02-01"),
                DataColumn("sold_on", "date", least="2021-03-03", greatest="2026-11-02"),
            ),
            ("id",),
            (DataKey(("dealer_id",), "dealers", ("id",)),),
            rows=4,
        ),
        DataTable(
            "weine",
            (
                DataColumn("id", "integer"),
                DataColumn("name", "text"),
                DataColumn("jahrgang", "integer", least="2018", greatest="2020"),
                DataColumn("abgefuellt_am", "date", least="2019-04-01", greatest="2022-04-01"),
            ),
            ("id",),
            rows=4,
        ),
        DataTable(
            "beitraege",
            (
                DataColumn("id", "integer"),
                DataColumn("jahr", "integer", least="2025", greatest="2026"),
                DataColumn("betrag", "number"),
                DataColumn("bezahlt_am", "date", least="2025-02-01", greatest="2026-01-10"),
            ),
            ("id",),
            rows=3,
        ),
        DataTable(
            "authors",
            (
                DataColumn("id", "integer"),
                DataColumn("name", "text"),
                DataColumn("birth_year", "integer", least="1950", greatest="2001"),
                DataColumn("years_active", "integer", least="1", greatest="40"),
                DataColumn("signed_on", "date", least="2010-01-01", greatest="2019-01-01"),
            ),
            ("id",),
            rows=2,
        ),
    ),
)
ROWS = """
CREATE TABLE dealers (id INTEGER, name TEXT);
CREATE TABLE cars (id INTEGER, dealer_id INTEGER, model TEXT, year_built INTEGER, bought_on TEXT, sold_on TEXT);
CREATE TABLE weine (id INTEGER, name TEXT, jahrgang INTEGER, abgefuellt_am TEXT);
CREATE TABLE authors (id INTEGER, name TEXT, birth_year INTEGER, years_active INTEGER, signed_on TEXT);
CREATE TABLE beitraege (id INTEGER, jahr INTEGER, betrag REAL, bezahlt_am TEXT);
INSERT INTO beitraege VALUES (1, 2025, 50, '2025-02-01'), (2, 2026, 55, NULL), (3, 2025, 60, '2026-01-10');
INSERT INTO dealers VALUES (1, 'North'), (2, 'South');
INSERT INTO cars VALUES (1, 1, 'Golf', 2015, '2020-02-01', '2021-03-03'), (2, 1, 'Polo', 2010, '2015-05-05', NULL),
 (3, 2, 'Astra', 1989, '2016-07-07', '2026-11-02'), (4, 2, 'Corsa', 2020, '2024-02-01', NULL);
INSERT INTO weine VALUES (1, 'Silvaner', 2019, '2020-05-01'), (2, 'Riesling', 2020, '2021-04-01'),
 (3, 'Dornfelder', 2020, '2022-04-01'), (4, 'Kerner', 2018, '2019-04-01');
INSERT INTO authors VALUES (1, 'Ute Kern', 1950, 40, '2010-01-01'), (2, 'Jan Ott', 1985, 1, '2019-01-01');
"""


def named(language: str, text: str) -> set[object]:
    found = inquire(text, (), TRADING, TODAY, language).sql
    assert found, text
    with sqlite3.connect(":memory:") as database:
        database.executescript(ROWS)
        return {row[0] for row in database.execute(found)}


@pytest.mark.parametrize(
    ("language", "text", "models"),
    [
        ("en", "cars built before 1990", {"Astra"}),
        ("en", "cars from 2015 or newer", {"Golf", "Corsa"}),
        ("en", "cars built in 2015 or 2020", {"Golf", "Corsa"}),
        ("en", "cars from 2015 or 2020", {"Golf", "Corsa"}),
        ("en", "cars not built in 2015", {"Polo", "Astra", "Corsa"}),
        ("en", "cars bought in 2020 and built in 2015", {"Golf"}),
        ("en", "cars sold before 2022 with year built after 2012", {"Golf"}),
        ("en", "Which cars built in 1989 were sold this month?", {"Astra"}),
        ("de", "Autos, die nicht vor 2000 gebaut wurden", {"Golf", "Polo", "Corsa"}),
        ("de", "Autos ab Baujahr 2015", {"Golf", "Corsa"}),
        ("de", "Welche Autos sind zwischen 1980 und 2012 gebaut worden?", {"Polo", "Astra"}),
    ],
)
def test_what_was_built_in_a_year_is_of_that_year(language: str, text: str, models: set[str]) -> None:
    assert named(language, text) == models


@pytest.mark.parametrize(
    ("language", "text", "wines"),
    [
        ("de", "Weine des Jahrgangs 2020", {"Riesling", "Dornfelder"}),
        ("de", "Welche 2020er Weine haben wir?", {"Riesling", "Dornfelder"}),
        ("en", "wines of 2019", {"Silvaner"}),
        ("de", "Weine, die 2020 abgefüllt wurden", {"Silvaner"}),
    ],
)
def test_wines_of_a_year_are_of_that_vintage(language: str, text: str, wines: set[str]) -> None:
    assert named(language, text) == wines


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("authors born after 1970", {"Jan Ott"}),
        ("authors from 2019", {"Jan Ott"}),
        ("dealers without cars built before 1990", {"North"}),
        ("which dealers have no cars from 2015", {"South"}),
        ("dealers with more than 1 car built before 2016", {"North"}),
    ],
)
def test_years_of_birth_are_only_meant_where_they_are_said(text: str, people: set[str]) -> None:
    assert named("en", text) == people


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("Summe der Beiträge 2025", {110.0}),
        ("Summe der Beiträge für 2025 und 2026", {165.0}),
        ("Summe der Beiträge, die 2025 bezahlt wurden", {50.0}),
        ("Summe der Beiträge pro Jahr", {2025, 2026}),
    ],
)
def test_a_year_of_their_own_dates_rows_before_the_day_they_were_paid_on(text: str, sums: set[object]) -> None:
    assert named("de", text) == sums


@pytest.mark.parametrize("text", ["cars bought before 2016", "How many cars were bought in 2015?"])
def test_a_date_that_is_said_is_the_one_that_counts(text: str) -> None:
    assert "cars.bought_on" in inquire(text, (), TRADING, TODAY, "en").sql.partition("WHERE")[2]


@pytest.mark.parametrize(
    "text",
    [
        "cars built in March 2015",
        "cars built in the last 10 years",
        "What percentage of cars built before 2000 are sold?",
    ],
)
def test_what_years_do_not_tell_is_declined(text: str) -> None:
    assert inquire(text, (), TRADING, TODAY, "en").sql == ""
