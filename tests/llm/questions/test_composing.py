"""What each rule makes of a question: one in English and one in German, and the frame that both ask for."""

from datetime import date

import pytest

from adapters.llm.questions.annotate import annotated
from adapters.llm.questions.catalogue import catalogue_of
from adapters.llm.questions.composing import compose
from adapters.llm.questions.frame import Age, Col, Compares, During, Equals, Frame, Group, Has, Measure, Missing, Top
from adapters.llm.questions.periods import Period, year_of
from adapters.llm.questions.reading import Reading
from tests.llm.questions.trade import TODAY, TRADE

ORDERED, SHIPPED = Col("orders", "ordered_on"), Col("orders", "shipped_on")
STATUS, AMOUNT = Col("orders", "status"), Col("orders", "amount")
PRICE, CATEGORY = Col("products", "price"), Col("products", "category")
CITY = Col("customers", "city")
ORDERS, CUSTOMERS = Measure("count", "orders"), Measure("count", "customers")
MAY = (date(2025, 5, 1), date(2025, 6, 1))


def read(text: str, language: str) -> tuple[Frame, Reading]:
    catalogue = catalogue_of(TRADE)
    reading = Reading(annotated(text, catalogue, TODAY, language), catalogue, TODAY, language)
    return compose(reading), reading


def framed(text: str, language: str) -> Frame:
    """Return the frame of a question of which nothing is left over."""
    frame, reading = read(text, language)
    assert reading.left() == ()
    assert reading.problem == ""
    return frame


def in_year(number: int, col: Col = ORDERED) -> During:
    return During(col, year_of(number))


def bilingual(*cases: tuple[str, str, Frame]) -> pytest.MarkDecorator:
    both = [case for english, german, frame in cases for case in (("en", english, frame), ("de", german, frame))]
    return pytest.mark.parametrize(("language", "text", "frame"), both)


@bilingual(
    ("How many orders are there?", "Wie viele Bestellungen gibt es?", Frame("orders", ORDERS)),
    (
        "How many customers in Hamburg?",
        "Wie viele Kunden in Hamburg?",
        Frame("customers", CUSTOMERS, filters=(Equals(CITY, ("Hamburg",)),)),
    ),
    (
        "How many different cities do customers have?",
        "Wie viele verschiedene Städte haben die Kunden?",
        Frame("customers", Measure("count", "customers", CITY, distinct=True)),
    ),
    (
        "total amount of orders in 2025",
        "Summe der Beträge der Bestellungen 2025",
        Frame("orders", Measure("sum", "orders", AMOUNT), filters=(in_year(2025),)),
    ),
    (
        "average price per category",
        "durchschnittlicher Preis pro Kategorie",
        Frame("products", Measure("avg", "products", PRICE), groups=(Group(CATEGORY),)),
    ),
    (
        "average number of orders per customer",
        "durchschnittliche Anzahl Bestellungen pro Kunde",
        Frame("orders", ORDERS, groups=(Group(Col("customers")),), nested="avg"),
    ),
    (
        "share of open orders",
        "Anteil der offenen Bestellungen",
        Frame("orders", ORDERS, share=(Equals(STATUS, ("open",)),)),
    ),
)
def test_what_is_measured_is_counted_summed_averaged_or_shared(language: str, text: str, frame: Frame) -> None:
    assert framed(text, language) == frame


def test_revenue_is_the_amount_of_what_is_ordered_where_no_column_is_called_so() -> None:
    wanted = Measure("sum", "orders", AMOUNT)
    assert framed("revenue in 2025", "en").measure == wanted
    assert framed("Umsatz 2025", "de").measure == wanted


@bilingual(
    ("number of customers per city", "Anzahl Kunden pro Stadt", Frame("customers", CUSTOMERS, groups=(Group(CITY),))),
    ("orders per month", "Bestellungen pro Monat", Frame("orders", ORDERS, groups=(Group(ORDERED, "month"),))),
    (
        "employees per manager",
        "Mitarbeiter pro Manager",
        Frame(
            "employees",
            Measure("count", "employees"),
            groups=(Group(Col("employees", "", ("manager_id",))),),
        ),
    ),
    (
        "cities with more than 2 customers",
        "Städte mit mehr als 2 Kunden",
        Frame("customers", CUSTOMERS, groups=(Group(CITY),), having=(">", 2)),
    ),
    (
        "orders 2024 vs 2025",
        "Bestellungen 2024 vs 2025",
        Frame("orders", ORDERS, groups=(Group(ORDERED, "year"),), filters=(in_year(2024), in_year(2025))),
    ),
)
def test_rows_are_put_together_by_what_is_said_of_them(language: str, text: str, frame: Frame) -> None:
    assert framed(text, language) == frame


@bilingual(
    ("List all products", "Zeige alle Produkte", Frame("products")),
    (
        "Which orders have status open?",
        "Welche Bestellungen haben den Status open?",
        Frame("orders", filters=(Equals(STATUS, ("open",)),)),
    ),
    (
        "orders that are not paid",
        "Bestellungen, die nicht bezahlt sind",
        Frame("orders", filters=(Equals(STATUS, ("paid",), negated=True),)),
    ),
    (
        "customers without orders",
        "Kunden ohne Bestellungen",
        Frame("customers", filters=(Has("orders", negated=True),)),
    ),
    (
        "customers without email",
        "Kunden ohne E-Mail",
        Frame("customers", filters=(Missing(Col("customers", "email")),)),
    ),
    ("orders in 2025", "Bestellungen im Jahr 2025", Frame("orders", filters=(in_year(2025),))),
    (
        "products with a price over 100",
        "Produkte mit einem Preis über 100",
        Frame("products", filters=(Compares(PRICE, ">", 100),)),
    ),
    (
        "products with a price between 10 and 20",
        "Produkte mit einem Preis zwischen 10 und 20",
        Frame("products", filters=(Compares(PRICE, ">=", 10), Compares(PRICE, "<=", 20))),
    ),
    (
        "employees older than 50",
        "Mitarbeiter älter als 50",
        Frame("employees", filters=(Compares(Age(Col("employees", "birth_date")), ">", 50),)),
    ),
    (
        "customers with more than 3 orders",
        "Kunden mit mehr als 3 Bestellungen",
        Frame("customers", filters=(Has("orders", (), ">", 3),), totals=(("customers", Has("orders")),)),
    ),
    (
        "orders from Rome to Oslo",
        "Bestellungen von Rome nach Oslo",
        Frame(
            "orders",
            filters=(Equals(Col("orders", "ship_from"), ("Rome",)), Equals(Col("orders", "ship_to"), ("Oslo",))),
        ),
    ),
)
def test_rows_are_listed_under_the_conditions_that_are_said(language: str, text: str, frame: Frame) -> None:
    assert framed(text, language) == frame


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "How many orders were shipped in May 2025?"),
        ("de", "Wie viele Bestellungen wurden im Mai 2025 versendet?"),
    ],
)
def test_a_period_is_about_the_date_that_the_verb_beside_it_speaks_of(language: str, text: str) -> None:
    (during,) = framed(text, language).filters
    assert isinstance(during, During)
    assert during.col == SHIPPED
    assert (during.period.start, during.period.end) == MAY


@bilingual(
    ("most expensive product", "teuerstes Produkt", Frame("products", top=Top(1, descending=True, by=PRICE))),
    ("top 3 products by price", "Top 3 Produkte nach Preis", Frame("products", top=Top(3, descending=True, by=PRICE))),
    (
        "products sorted by price",
        "Produkte sortiert nach Preis",
        Frame("products", top=Top(None, descending=False, by=PRICE)),
    ),
    ("the cheapest products", "die billigsten Produkte", Frame("products", top=Top(10, descending=False, by=PRICE))),
    (
        "Which customer has the most orders?",
        "Welcher Kunde hat die meisten Bestellungen?",
        Frame("orders", ORDERS, groups=(Group(Col("customers")),), top=Top(1)),
    ),
)
def test_rankings_show_the_first_so_many_of_an_order(language: str, text: str, frame: Frame) -> None:
    assert framed(text, language) == frame


def test_a_column_that_is_true_or_false_is_a_condition_by_its_name() -> None:
    assert framed("active customers", "en").filters == (Equals(Col("customers", "active"), (True,)),)
    assert framed("aktive Kunden", "de").filters == (Equals(Col("customers", "active"), (True,)),)


def test_when_shows_the_date_of_the_row_that_is_named() -> None:
    frame = framed("When did Birke KG join?", "en")
    assert frame.columns == (Col("customers", "joined_on"),)
    assert frame.filters == (Equals(Col("customers", "name"), ("Birke KG",)),)


def test_a_chart_and_a_file_are_noted_beside_the_question() -> None:
    assert framed("customers as csv", "en").file
    assert framed("Bestellungen pro Monat als Balkendiagramm", "de").chart == "bar"


@pytest.mark.parametrize(
    ("language", "text", "problem"),
    [
        ("en", "orders with Rome", "which_column"),
        ("de", "Bestellungen mit Rome", "which_column"),
        ("en", "products with more than 5", "which_number"),
        ("de", "Produkte mit mehr als 5", "which_number"),
        ("en", "second most expensive product", "ordinal"),
        ("en", "products from 2024", "no_date"),
        ("de", "Produkte nicht im Mai", "no_date"),
    ],
)
def test_what_would_be_answered_wrongly_is_a_problem_instead(language: str, text: str, problem: str) -> None:
    _, reading = read(text, language)
    assert reading.problem == problem


@pytest.mark.parametrize(
    ("language", "text", "left"),
    [
        ("en", "customers above", ["above"]),
        ("de", "Kunden über", ["über"]),
        ("en", "products that are not", ["are not"]),
        ("de", "Produkte nicht", ["nicht"]),
        ("en", "employees not ordered", ["not", "ordered"]),
        ("en", "customers 77", ["77"]),
        ("de", "Kunden 77", ["77"]),
    ],
)
def test_a_word_that_nobody_made_use_of_is_left_over(language: str, text: str, left: list[str]) -> None:
    _, reading = read(text, language)
    assert [chunk.text for chunk in reading.left()] == left


def test_an_open_period_has_one_end_only() -> None:
    (during,) = framed("orders since 2025", "en").filters
    assert isinstance(during, During)
    assert during.period == Period(date(2025, 1, 1), None, "span", "since 2025")
