"""The coverage gate: what is not understood to the last word is not asked, and the decline names the word."""

import pytest

from adapters.llm.questions import inquire
from core.data import Inquiry
from core.envelope import Exchange
from tests.llm.questions.trade import TODAY, TRADE


def asked(text: str, language: str, *before: str) -> Inquiry:
    return inquire(text, tuple(Exchange("user", earlier) for earlier in before), TRADE, TODAY, language)


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("en", "How many zebras are there?", "zebras"),
        ("de", "Wie viele Nashörner gibt es?", "Nashörner"),
        ("en", "products never blue", "blue"),
        ("en", "customers above", "above"),
        ("de", "Kunden über", "über"),
        ("en", "products that are not", "are not"),
        ("de", "Produkte nicht", "nicht"),
        ("en", "customers 77", "77"),
        ("de", "Kunden 77", "77"),
    ],
)
def test_a_word_without_a_meaning_or_a_place_is_declined_by_name(language: str, text: str, word: str) -> None:
    inquiry = asked(text, language)
    assert inquiry.sql == ""
    assert inquiry.unknown == (word,)
    assert word in inquiry.decline


@pytest.mark.parametrize(
    ("language", "text", "labels"),
    [
        ("en", "orders with Rome", ("ship_from: Rome", "ship_to: Rome")),
        ("de", "Bestellungen mit Rome", ("ship_from: Rome", "ship_to: Rome")),
    ],
)
def test_a_value_of_two_columns_is_asked_back_with_a_button_for_each(
    language: str, text: str, labels: tuple[str, ...]
) -> None:
    inquiry = asked(text, language)
    assert inquiry.sql == ""
    assert tuple(reading.label for reading in inquiry.readings) == labels


@pytest.mark.parametrize(
    ("language", "text", "before"),
    [
        ("en", "and the products?", "How many customers in Hamburg?"),
        ("de", "und die Mitarbeiter?", "Wie viele Kunden in Hamburg?"),
    ],
)
def test_a_follow_up_that_cannot_be_joined_is_declined(language: str, text: str, before: str) -> None:
    inquiry = asked(text, language, before)
    assert inquiry.sql == ""
    assert "full" in inquiry.decline or "vollständig" in inquiry.decline


@pytest.mark.parametrize(
    ("language", "text", "before"),
    [("en", "and in 2024?", "How many orders in 2025?"), ("de", "und 2024?", "Wie viele Bestellungen 2025?")],
)
def test_a_follow_up_that_can_be_joined_changes_the_question_before(language: str, text: str, before: str) -> None:
    sql = asked(text, language, before).sql
    assert "COUNT(*)" in sql
    assert "'2024-01-01'" in sql
    assert "'2026-01-01'" not in sql


def test_things_without_a_connection_are_declined() -> None:
    assert asked("employees without orders", "en").sql == ""
    assert asked("Mitarbeiter ohne Bestellungen", "de").sql == ""
