"""The calculator: exact where it can be, a sentence where there is no answer, and never long about it."""

import re
import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.tools.calculator import Calculator, calculate
from core.errors import ToolError
from tests.tools.using import refusal, told

CALCULATOR = Calculator()


async def test_it_says_the_expression_and_its_answer() -> None:
    assert await told(CALCULATOR, expression="12 * 7") == "12 * 7 = 84"
    assert await told(CALCULATOR, expression="  15%  of\n80 ") == "15% of 80 = 12"


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        ("0.1 + 0.2", "0.3"),
        ("2 + 3 * 4", "14"),
        ("(2 + 3) * 4", "20"),
        ("-2 ** 2", "-4"),
        ("2 ** 3 ** 2", "512"),
        ("2 - - 2", "4"),
        ("3 + -2", "1"),
        ("-0", "0"),
        ("19.99 * 1.19", "23.7881"),
        ("1.10 + 2.20", "3.3"),
        ("100 * 100", "10000"),
        ("2 ** -3", "0.125"),
        ("2 ** 100", "1267650600228229401496703205376"),
        ("1e5 + .5", "100000.5"),
        ("1_000 * 2", "2000"),
        ("007", "7"),
        ("0.1234567890123456789012345678901234567890 * 1", "0.123456789012345678901234567890123456789"),
    ],
)
def test_what_has_an_end_is_exact(expression: str, answer: str) -> None:
    assert calculate(expression) == answer


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        ("1 / 3", "0.333333333333333"),
        ("2 / 3", "0.666666666666667"),
        ("2 ** 0.5", "1.4142135623731"),
        ("4 ** 0.5", "2"),
        ("1 / 3 * 3", "1"),
        ("100 / 3 * 3 - 100", "0"),
        ("0 + 1e-60 / 3", "3.33333333333333E-61"),
        ("10 ** 40 / 7", "1.42857142857143E+39"),
        ("2 ** 1000", "1.07150860718627E+301"),
    ],
)
def test_what_has_no_end_is_rounded_to_15_digits(expression: str, answer: str) -> None:
    assert calculate(expression) == answer


@pytest.mark.parametrize(
    ("expression", "answer"),
    [("7 // 2", "3"), ("-7 // 2", "-4"), ("-6 // 2", "-3"), ("-7 % 3", "2"), ("7 % -3", "-2"), ("7.5 % 2", "1.5")],
)
def test_a_quotient_is_rounded_down_and_the_remainder_fits_it(expression: str, answer: str) -> None:
    assert calculate(expression) == answer


@pytest.mark.parametrize(
    ("expression", "answer"),
    [
        ("15%", "0.15"),
        ("-15%", "-0.15"),
        ("15% of 80", "12"),
        ("15%of 80", "12"),
        ("15 % of 80", "12"),
        ("(10 + 5)% of 80", "12"),
        ("15% of (60 + 20)", "12"),
        ("15% of 20% of 300", "9"),
        ("10 + 15% of 80", "22"),
        ("80 - 15% of 80", "68"),
        ("15% * 80", "12"),
        ("80 * (1 - 15%)", "68"),
        ("20% + 5%", "0.25"),
        ("100% - 15%", "0.85"),
        ("15% - 5", "-4.85"),
        ("17 % 5", "2"),
        ("17%5", "2"),
        ("17 % (5)", "2"),
        ("17 % -5", "-3"),
    ],
)
def test_a_percentage_is_told_from_a_remainder(expression: str, answer: str) -> None:
    assert calculate(expression) == answer


@pytest.mark.parametrize("expression", ["17%-5", "17 % - 5", "100 + 15%", "200 - 15%", "100 / 15% of 80"])
async def test_what_could_mean_two_things_is_not_guessed(expression: str) -> None:
    assert "not clear" in await refusal(CALCULATOR, expression=expression)


def test_the_signs_that_people_write_count_too() -> None:
    assert [calculate(e) for e in ("12 × 7", "12 · 7", "8 ÷ 2", "3 − 5", "2^10")] == ["84", "84", "4", "-2", "1024"]


@pytest.mark.parametrize("expression", ["1 / 0", "0 / 0", "1 // 0", "1 % 0", "0 ** -1", "5 / (3 - 3)", "1 / 0%"])
async def test_division_by_zero_has_no_answer(expression: str) -> None:
    assert await refusal(CALCULATOR, expression=expression) == "Division by zero has no answer."


@pytest.mark.parametrize(("expression", "name"), [("pi * 2", "pi"), ("2 x", "x"), ("__import__('os')", "__import__")])
async def test_a_name_is_not_known(expression: str, name: str) -> None:
    assert f"“{name}”" in await refusal(CALCULATOR, expression=expression)


@pytest.mark.parametrize(
    "expression",
    ["", "  ", "()", "1 +", "* 1", "**1", "2 3", "2(3)", "1.5.2", "%", "15% of", "of 3", "1 < 2", "1, 2", "1,5", "½",
     "5 @ 3", "[1]", "1 if 2 else 3", "lambda: 1", "\ud83d", "\x00", "٣ + 1", "(1", "1)", "0 ** 0", "(-8) ** 0.5"],
)  # fmt: skip
async def test_nonsense_is_refused_in_a_sentence(expression: str) -> None:
    (await refusal(CALCULATOR, expression=expression)).encode()


@pytest.mark.parametrize("expression", ["9 ** 9 ** 9", "1e9999999", "1e998 * 100", "0.5 ** 9 ** 9", "1e900 % 7"])
async def test_what_grows_beyond_measure_is_refused(expression: str) -> None:
    await refusal(CALCULATOR, expression=expression)


async def test_an_expression_has_at_most_200_characters() -> None:
    longest = "1 + " * 49 + "1000"

    assert await told(CALCULATOR, expression=longest) == f"{longest} = 1049"
    assert "200 characters" in await refusal(CALCULATOR, expression=longest + "0")


def test_the_worst_expressions_take_next_to_no_time() -> None:
    worst = [
        "(" * 99 + "1" + ")" * 99, "(" * 199, "(" * 99 + "1 2" + ")" * 98, "-" * 199 + "1", "1+" * 99 + "1",
        "9" * 199, "9**" * 66 + "9", "1.1**" * 39 + "1.1", "1" + "%" * 199, "1e99999**" * 20, "0.1**0.1**" * 19 + "2",
        "(1.000000000000000001**1e18)**0.123456789", "99999999999999999999999999999**12.3456789", "1 " * 100,
    ]  # fmt: skip
    before = time.process_time()

    for expression in worst:
        assert answer_or_sentence(expression[:200])

    assert time.process_time() - before < 0.5


@given(st.text("0123456789.eE_+-*/%() of,x", max_size=200))
def test_any_text_has_an_answer_or_a_sentence(text: str) -> None:
    said = answer_or_sentence(text)

    assert re.fullmatch(r"-?[0-9.]+(E[+-][0-9]+)?|[A-Z].*\.", said)


sums = st.recursive(
    st.integers(0, 999).map(str) | st.decimals(0, 99, places=2).map(str),
    lambda part: st.tuples(part, st.sampled_from("+-*"), part).map(lambda parts: f"({' '.join(parts)})"),
    max_leaves=8,
)


@given(sums)
def test_sums_and_products_are_those_of_fractions(expression: str) -> None:
    numbers = "".join(f"Fraction('{c}')" if c[0].isdigit() else c for c in split(expression))

    assert Fraction(calculate(expression)) == eval(numbers)


def answer_or_sentence(expression: str) -> str:
    try:
        return calculate(expression)
    except ToolError as refused:
        return str(refused)


def split(expression: str) -> list[str]:
    spaced = expression.replace("(", "( ").replace(")", " )")
    return spaced.split()
