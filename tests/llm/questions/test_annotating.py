"""What each piece of a question may mean."""

import pytest

from adapters.llm.questions.annotate import annotated
from adapters.llm.questions.catalogue import Catalogue, Ref
from adapters.llm.questions.chunks import Chunk
from tests.llm.questions.shop import TODAY, schema

SHOP = Catalogue(schema())


def chunks(text: str, language: str = "en") -> tuple[Chunk, ...]:
    return annotated(text, SHOP, TODAY, language)


def texts(text: str, language: str = "en") -> list[str]:
    return [chunk.text for chunk in chunks(text, language)]


def test_the_longest_meanings_win() -> None:
    assert texts("how many customers in the last 3 months") == ["how many", "customers", "in the last 3 months"]


def test_words_of_a_name_stand_together() -> None:
    assert texts("order amount per customer") == ["order amount", "per", "customer"]
    assert chunks("order amount")[0].namings[0].ref == Ref("order", "amount")


def test_a_value_of_several_words_stands_together() -> None:
    (found,) = chunks("L'Aquila")

    assert [held.value for held in found.helds] == ["L'Aquila"]


def test_a_quotation_is_a_value_whatever_else_it_may_mean() -> None:
    (found,) = chunks('"open"')

    assert found.quoted
    assert [held.value for held in found.helds] == ["open"]
    assert not found.ops
    assert not found.namings


def test_what_nothing_explains_stands_alone_and_is_empty() -> None:
    assert [chunk.text for chunk in chunks("how many flurbs") if chunk.empty] == ["flurbs"]


@pytest.mark.parametrize(("text", "language"), [("more than 5", "en"), ("mehr als 5", "de")])
def test_operators_and_numbers_are_told_apart(text: str, language: str) -> None:
    over, five = chunks(text, language)

    assert over.has("over")
    assert five.number is not None
    assert five.number.value == 5


def test_periods_are_found_in_both_languages() -> None:
    for text, language in (("in March 2025", "en"), ("im März 2025", "de")):
        (found,) = chunks(text, language)
        assert found.period is not None
        assert str(found.period.start) == "2025-03-01"


def test_places_are_counted_from_the_first() -> None:
    assert [chunk.at for chunk in chunks("all customers from Berlin")] == [0, 1, 2, 3]


def test_an_empty_text_has_no_chunks() -> None:
    assert chunks("") == ()
