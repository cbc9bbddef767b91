"""What short questions mean after others."""

import pytest

from adapters.llm.questions.inquiring import inquire
from core.data import Inquiry
from core.envelope import Exchange
from tests.llm.questions.shop import TODAY, asked, schema

SHOP = schema()


def after(*texts: str, language: str = "en") -> Inquiry:
    *earlier, last = texts
    history = tuple(Exchange("user", text) for text in earlier)
    return inquire(last, history, SHOP, TODAY, language)


@pytest.mark.parametrize(
    ("language", "texts", "rows"),
    [
        ("en", ("how many orders are there in 2025?", "and in 2026?"), [(2,)]),
        ("de", ("wie viele Bestellungen gab es 2025?", "und 2026?"), [(2,)]),
        ("en", ("how many orders are there?", "only the paid ones"), [(2,)]),
        ("de", ("wie viele Bestellungen gibt es?", "nur die bezahlten"), [(2,)]),
        ("en", ("how many orders are there?", "per status"), [("open", 2), ("paid", 2)]),
        ("en", ("total amount of the orders in 2026", "and the previous year?"), [(150.0,)]),
        ("en", ("total amount of the orders", "only paid", "and in 2025?"), [(100.0,)]),
    ],
)
def test_a_follow_up_changes_the_question_before(
    language: str, texts: tuple[str, ...], rows: list[tuple[object, ...]]
) -> None:
    assert asked(after(*texts, language=language).sql) == rows


def test_a_follow_up_can_ask_for_a_chart_or_a_file() -> None:
    assert after("how many orders per status", "as a pie chart").chart == "pie"
    assert after("how many orders per status", "as csv").file


def test_a_question_of_its_own_forgets_the_one_before() -> None:
    assert after("how many orders are paid?", "how many customers are there?").title == "number of customers"


def test_a_fragment_alone_is_declined() -> None:
    assert "joined" in after("xyzzy", "and in 2026?").decline or after("and in 2026?").decline


def test_a_fragment_means_the_same_alone_and_after_a_question_whatever_was_made_of_it_before() -> None:
    alone = after("only paid orders")
    behind = after("how many orders are there?", "only paid orders")

    assert alone.sql != behind.sql
    assert after("xyzzy", "only paid orders").decline
    assert after("only paid orders") == alone
    assert after("how many orders are there?", "only paid orders") == behind


def test_many_fragments_in_a_row_are_read_quickly() -> None:
    assert after(*["and in 2025?"] * 30, "and in 2026?").decline
