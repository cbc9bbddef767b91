"""What the numbers of a question are worth."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.llm.questions.numbers import Number, number_at, ordinal_at
from adapters.llm.questions.tokens import tokens_of


@pytest.mark.parametrize(
    ("language", "text", "value", "tokens"),
    [
        ("en", "5", 5, 1),
        ("de", "1.000", 1000, 1),
        ("en", "1.000", 1, 1),
        ("en", "1,000", 1000, 1),
        ("de", "1,000", 1, 1),
        ("de", "0.500", 0.5, 1),
        ("en", "1.5", 1.5, 1),
        ("de", "1.5", 1.5, 1),
        ("de", "1,5", 1.5, 1),
        ("en", "1,5", 1.5, 1),
        ("en", "1.234,50", 1234.5, 1),
        ("de", "1,234.50", 1234.5, 1),
        ("en", "1.000.000", 1_000_000, 1),
        ("de", "1 000 000", 1_000_000, 1),
        ("en", "10k", 10_000, 2),
        ("de", "2 Mio", 2_000_000, 2),
        ("en", "2 million customers", 2_000_000, 2),
        ("de", "1,5 Milliarden", 1_500_000_000, 2),
        ("de", "drei Tausend", 3_000, 2),
        ("en", "twelve", 12, 1),
        ("de", "zwölf", 12, 1),
        ("en", "twenty-five", 25, 1),
        ("en", "twenty five", 25, 2),
        ("de", "fünfundzwanzig", 25, 1),
        ("de", "zweihundert", 200, 1),
        ("de", "dreitausendfünfhundert", 3500, 1),
        ("en", "two hundred and fifty", 250, 4),
        ("en", "five hundred thousand", 500_000, 3),
        ("en", "a dozen", 12, 2),
        ("de", "ein Dutzend", 12, 2),
        ("en", "half", 0.5, 1),
        ("en", "half a million", 500_000, 3),
        ("de", "eine halbe Million", 500_000, 3),
        ("en", "minus 5", -5, 2),
        ("de", "null", 0, 1),
    ],
)
def test_digits_and_words_are_worth_what_their_language_says(
    language: str, text: str, value: float, tokens: int
) -> None:
    assert number_at(tokens_of(text), 0, language) == Number(value, tokens)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5 €", Number(5, 2, "money")),
        ("$1,000", Number(1000, 2, "money")),
        ("2 million dollars", Number(2_000_000, 3, "money")),
        ("100 EUR", Number(100, 2, "money")),
        ("50%", Number(50, 2, "percent")),
        ("12.5 percent", Number(12.5, 2, "percent")),
        ("ten per cent", Number(10, 3, "percent")),
    ],
)
def test_the_unit_behind_a_number_is_taken_along(text: str, number: Number) -> None:
    assert number_at(tokens_of(text), 0, "en") == number


@pytest.mark.parametrize(
    "text", ["customers", "a customer", "eine Rechnung", "2025-03-01", "1.3.2025", "3rd", "null", '"5"', "9" * 400, "€"]
)
def test_articles_dates_ordinals_and_quotations_are_no_numbers(text: str) -> None:
    assert number_at(tokens_of(text), 0, "en") is None


def test_an_article_behind_a_comparison_is_a_one() -> None:
    assert number_at(tokens_of("mehr als ein Gerät"), 2, "de") == Number(1, 1)


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [("third", (3, 1)), ("dritten", (3, 1)), ("zehnte", (10, 1)), ("3rd", (3, 2)), ("erster", (1, 1)), ("three", None)],
)
def test_ordinals_are_ranks(text: str, ordinal: tuple[int, int] | None) -> None:
    assert ordinal_at(tokens_of(text), 0) == ordinal


PIECES = st.sampled_from(
    ["5", "1.000", "1,5", "k", "Mio", "hundert", "tausend", "a", "half", "%", "€", "-", "minus", "per", "cent", "and",
     "twenty", "-five", "und", "einundzwanzig", "hunderttausend", "tausendtausend", "st", "9" * 50, "'", "²", "٣"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES).map("".join)),
    st.sampled_from(["en", "de"]),
)
def test_whatever_is_written_a_number_stands_within_it(text: str, language: str) -> None:
    tokens = tokens_of(text)
    for index in range(-1, len(tokens) + 1):
        found = number_at(tokens, index, language)
        assert found is None or (found.tokens >= 1 and index + found.tokens <= len(tokens))
        rank = ordinal_at(tokens, index)
        assert rank is None or index + rank[1] <= len(tokens)
