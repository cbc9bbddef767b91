"""Which values of the data words name."""

import pytest

from adapters.llm.questions.values import Values, value_words, values_of
from core.data import DataColumn, DataSchema, DataTable
from tests.llm.questions.shop import schema

SHOP = values_of(schema(bigcity="Berlin"), {("customers", "first_name"), ("customers", "last_name")})
NUMBERS = DataColumn("number", "text", values=("R-2024-00123", "R-2024-00124"))


def held(words: str) -> list[tuple[str, str, str]]:
    return [(one.table, one.column, one.value) for one in SHOP.of(value_words(words))]


@pytest.mark.parametrize("words", ["Köln", "koeln", "KÖLN"])
def test_a_value_is_found_however_it_is_written(words: str) -> None:
    assert held(words) == [("cities", "name", "Köln")]


def test_a_value_with_a_quote_is_found_by_its_words() -> None:
    assert held("l'aquila") == [("cities", "name", "L'Aquila")]
    assert held("L Aquila") == [("cities", "name", "L'Aquila")]


def test_a_state_is_found_by_its_word_in_the_other_language() -> None:
    assert ("order", "status", "paid") in held("bezahlt")
    assert ("order", "status", "open") in held("offene")


def test_the_expert_s_own_word_for_a_value_is_found() -> None:
    assert held("bigcity") == [("cities", "name", "Berlin")]


def test_names_of_people_are_found_as_they_are_and_in_no_other_form() -> None:
    assert held("Müller") == [("customers", "last_name", "Müller")]
    assert held("Müllers") == []


def test_one_word_of_several_is_a_part() -> None:
    found = SHOP.having("aquila")

    assert [(one.value, one.part) for one in found] == [("L'Aquila", True)]


def test_a_code_is_found_by_its_shape_where_not_all_values_are_known() -> None:
    values = Values([("invoices", NUMBERS)], {}, ())

    assert [one.value for one in values.shaped("R-2026-99999")] == ["R-2026-99999"]
    assert values.shaped("2026/1") == ()


def test_masked_columns_hold_nothing() -> None:
    secret = DataColumn("code", "text", values=("hidden",), masked=True)
    masked = DataSchema("sqlite", (DataTable("things", (secret,)),))

    assert values_of(masked, ()).of(("hidden",)) == ()


def test_words_of_values_are_known() -> None:
    assert SHOP.has_word("aquila")
    assert not SHOP.has_word("paris")
    assert "koeln" in SHOP.words


@pytest.mark.parametrize(
    ("column", "letters", "said", "meant"),
    [
        ("prio", ("H", "M", "L"), "hohe", "H"), ("prioritaet", ("H", "M", "N"), "low", "N"),
        ("prio", ("H", "N", "G"), "normal", "N"), ("schicht", ("F", "S", "N"), "late shift", "S"),
        ("vertragsart", ("VZ", "TZ"), "part time", "TZ"), ("einband", ("HC", "TB"), "paperback", "TB"),
        ("turnus", ("M", "J"), "yearly", "J"),
    ],
)  # fmt: skip
def test_letters_mean_what_their_column_says(column: str, letters: tuple[str, ...], said: str, meant: str) -> None:
    columns = (DataColumn("id", "integer"), DataColumn(column, "text", values=letters, complete=True))
    found = values_of(DataSchema("sqlite", (DataTable("rows", columns, ("id",)),)), ()).of(tuple(said.split()))
    assert [held.value for held in found if held.score >= found[0].score] == [meant]


def test_letters_that_the_column_does_not_explain_mean_nothing() -> None:
    columns = (DataColumn("id", "integer"), DataColumn("klasse", "text", values=("H", "M", "L"), complete=True))
    assert not values_of(DataSchema("sqlite", (DataTable("rows", columns, ("id",)),)), ()).of(("high",))
