"""What people are told of what was understood, and of what was not."""

import pytest

from adapters.llm.questions.inquiring import inquire
from adapters.llm.questions.wording import wording
from tests.llm.questions.shop import TODAY, schema

SHOP = schema()


def title(text: str, language: str = "en") -> str:
    return inquire(text, (), SHOP, TODAY, language).title


def decline(text: str, language: str = "en") -> str:
    return inquire(text, (), SHOP, TODAY, language).decline


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("en", "how many customers are there", "number of customers"),
        ("de", "wie viele Kunden gibt es", "Anzahl Kunden"),
        ("en", "number of orders per status", "number of orders per status"),
        ("de", "Anzahl Bestellungen pro Monat", "Anzahl Bestellungen je Monat (ordered on)"),
        ("en", "average salary of the employees", "average salary of the employees"),
        ("de", "Durchschnittsgehalt der Mitarbeiter", "Durchschnitt salary"),
        ("en", "how many orders are paid", "number of orders, status = paid"),
        ("de", "wie viele Bestellungen sind bezahlt", "Anzahl Bestellungen, status = paid"),
        ("en", "customers without orders", "customers, without orders"),
    ],
)
def test_a_title_says_what_was_understood_in_the_persons_own_words(language: str, text: str, said: str) -> None:
    assert title(text, language) == said


def test_a_decline_names_the_words_in_the_quotes_of_the_language() -> None:
    assert "“unicorns”" in decline("how many unicorns are there")
    assert "„Einhörner“" in decline("wie viele Einhörner gibt es", "de")


def test_a_text_that_is_too_long_is_declined() -> None:
    assert decline("customers " * 61) == "That is too long for me; ask in one sentence."


def test_every_problem_has_a_sentence_in_both_languages() -> None:
    for problem in ("too_long", "nothing", "no_way", "followup", "which_column", "made up"):
        english, german = wording("en").problem(problem), wording("de").problem(problem)
        assert english.endswith((".", "?"))
        assert german.endswith((".", "?"))
        assert english != german


def test_other_languages_are_answered_in_english() -> None:
    assert wording("fr").problem("nothing") == wording("en").problem("nothing")
