"""Questions, from the words to the rows."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.llm.questions.inquiring import about_data, inquire
from core.data import DataColumn, DataSchema, DataTable, Inquiry
from tests.llm.questions.shop import TODAY, asked, parsed, schema

SHOP = schema()
POSTGRES = schema("postgres")
TRIPS = DataSchema(
    "sqlite",
    (
        DataTable(
            "trips",
            (
                DataColumn("id", "integer"),
                DataColumn("origin", "text", values=("Rome", "Oslo"), complete=True),
                DataColumn("destination", "text", values=("Rome", "Oslo"), complete=True),
            ),
            ("id",),
            rows=9,
        ),
    ),
)
KNOWN = (
    "how many", "wie viele", "customers", "Kunden", "orders", "Bestellungen", "items", "parcels", "employees",
    "cities", "amount", "Betrag", "salary", "quantity", "price", "größe", "status", "paid", "open", "Berlin",
    "L'Aquila", "per", "pro", "month", "Jahr", "in 2025", "letzten Monat", "average", "total", "most", "top 5",
    "without", "ohne", "not", "more than", "3", "100 €", "and", "und", "with", "which", "who", "list", "share of",
    "Anteil", "vs", "between", "origin", "destination", "older than", "as chart", "?", '"', "boss", "born",
    "active", "each", "highest", "fewest", "never",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(KNOWN), max_size=12).map(" ".join))


def asking(text: str, language: str = "en", data: DataSchema = SHOP) -> Inquiry:
    return inquire(text, (), data, TODAY, language)


@pytest.mark.parametrize(
    ("language", "text", "rows"),
    [
        ("en", "how many customers are there?", [(3,)]),
        ("de", "Wie viele Kunden gibt es?", [(3,)]),
        ("en", "total amount of the orders in 2025", [(150.0,)]),
        ("de", "Summe der Beträge der Bestellungen 2025", [(150.0,)]),
        ("en", "number of orders per status", [("open", 2), ("paid", 2)]),
        ("en", "how many customers have no orders", [(1,)]),
        ("de", "Wie viele Kunden haben keine Bestellungen?", [(1,)]),
        ("en", "average salary of the employees", [(60.0,)]),
        ("en", "how many custmers are there", [(3,)]),
    ],
)
def test_a_question_is_answered(language: str, text: str, rows: list[tuple[object, ...]]) -> None:
    assert asked(asking(text, language).sql) == rows


@pytest.mark.parametrize(
    ("language", "text", "label"),
    [
        ("en", "how many kustomers are there?", "customers"),
        ("de", "Wie viele Xunden gibt es?", "kunde"),
        ("en", "how many customers from Perlin?", "Berlin"),
    ],
)
def test_a_word_that_is_not_understood_is_offered_as_the_nearest_ones(language: str, text: str, label: str) -> None:
    found = asking(text, language)

    assert found.decline
    assert 1 <= len(found.readings) <= 3
    assert label.removesuffix("s") in found.readings[0].label
    assert found.readings[0].words == text.replace(found.unknown[0], found.readings[0].label)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "how many kustomers are there?"),
        ("de", "Wie viele Xunden gibt es?"),
        ("en", "how many customers from Perlin?"),
        ("en", "how many kustomers from Perlin?"),
    ],
)
def test_pressing_an_offer_brings_rows(language: str, text: str) -> None:
    offers = asking(text, language).readings

    assert offers
    for offer in offers:
        assert asked(asking(offer.words, language).sql)


def test_a_word_that_is_like_nothing_has_no_offers() -> None:
    found = asking("how many xyzzyqq are there?")

    assert found.unknown == ("xyzzyqq",)
    assert not found.readings


def test_what_would_not_be_answered_either_is_not_offered() -> None:
    assert asking("median of kustomers").decline
    assert not asking("median of kustomers").readings


@pytest.mark.parametrize(("language", "text"), [("en", "how many trips Rome?"), ("de", "Wie viele Trips Rome?")])
def test_a_value_of_several_columns_is_offered_with_each(language: str, text: str) -> None:
    found = asking(text, language, TRIPS)

    assert [reading.label for reading in found.readings] == ["origin: Rome", "destination: Rome"]
    for reading, column in zip(found.readings, ("origin", "destination"), strict=True):
        assert reading.words == text.replace("Rome", f"{column} Rome")
        assert f"trips.{column} = 'Rome'" in asking(reading.words, language, TRIPS).sql


def test_the_shape_says_what_the_answer_looks_like() -> None:
    assert asking("how many customers").shape == "value"
    assert asking("list all customers").shape == "list"
    assert asking("number of orders per status").shape == "groups"
    assert asking("number of orders per month").shape == "series"
    assert asking("top 2 employees by salary").shape == "ranking"
    assert asking("share of paid orders").shape == "share"


def test_texts_about_the_data_are_told_from_others() -> None:
    assert about_data("how many customers are there", (), SHOP, TODAY, "en")
    assert not about_data("tell me a joke about penguins", (), SHOP, TODAY, "en")
    assert not about_data("customers " * 61, (), SHOP, TODAY, "en")


@given(text=TEXTS, language=st.sampled_from(["de", "en"]))
@example(text='"', language="en")
@example(text="\0 İ ß 한", language="de")
@example(text="S%WITHOT%MP", language="de")
@settings(deadline=None, max_examples=250)
def test_whatever_is_asked_the_statement_is_one_select(text: str, language: str) -> None:
    found = asking(text, language)

    assert bool(found.sql) != bool(found.decline)
    if found.sql:
        parsed(found.sql, "sqlite")
        asked(found.sql)


@given(text=TEXTS)
@settings(deadline=None, max_examples=100)
def test_whatever_postgresql_is_asked_the_statement_is_one_select(text: str) -> None:
    if sql := asking(text, data=POSTGRES).sql:
        parsed(sql, "postgres")
