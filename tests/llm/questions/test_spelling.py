"""How slips of the hand and compounds are read."""

import pytest

from adapters.llm.questions.annotate import annotated
from adapters.llm.questions.catalogue import Catalogue
from adapters.llm.questions.spelling import suggestions
from core.data import DataColumn, DataSchema, DataTable
from tests.llm.questions.shop import TODAY, schema

SHOP = Catalogue(schema())


def read(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(chunk.key, chunk.guess) for chunk in annotated(text, SHOP, TODAY, language)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("custmers", "customers"), ("cusotmers", "customers"), ("emploeyes", "employees"), ("Berlni", "berlin")],
)
def test_a_slip_is_read_as_the_word_it_was_to_be(written: str, meant: str) -> None:
    assert read(written) == [(meant, meant)]


@pytest.mark.parametrize("word", ["customers", "berlin", "how", "january"])
def test_what_is_known_stays(word: str) -> None:
    assert [guess for _, guess in read(word)] == [""]


def test_short_words_and_real_ones_are_no_slips() -> None:
    assert read("bat") == [("bat", "")]
    assert read("house") == [("house", "")]


def test_the_first_letter_is_never_a_slip() -> None:
    assert read("bustomers") == [("bustomers", "")]


def test_two_words_that_are_equally_near_are_none() -> None:
    table = DataTable("things", (DataColumn("garbo", "text"), DataColumn("garba", "text")))
    twins = Catalogue(DataSchema("sqlite", (table,)))

    assert [chunk.guess for chunk in annotated("garbu", twins, TODAY, "en")] == [""]


def test_nothing_is_suggested_for_what_is_like_nothing() -> None:
    assert suggestions("xyzzy", SHOP, 3) == ()


def test_german_compounds_are_taken_apart() -> None:
    keys = [key for key, _ in read("Kundenanzahl", "de")]

    assert keys == ["anzahl", "kunden"]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Preisdurchschnitt", ["durchschnitt", "preis"]),
        ("unbezahlte", ["nicht", "bezahlte"]),
        ("emailfreie", ["ohne", "email"]),
        ("email-free", ["without", "email"]),
    ],
)
def test_words_that_do_or_deny_something_are_read_as_two(written: str, read_as: list[str]) -> None:
    assert [key for key, _ in read(written, "de")] == read_as


def test_a_number_and_a_letter_are_one_word_where_the_data_has_it() -> None:
    classes = DataColumn("class", "text", values=("7a", "8b"), complete=True)
    school = Catalogue(DataSchema("sqlite", (DataTable("pupils", (classes,), ()),)))

    assert [chunk.key for chunk in annotated("7a 9a", school, TODAY, "en")] == ["7a", "9", "a"]


def test_a_quotation_is_left_alone() -> None:
    assert read('"custmers"') == [("custmers", "")]


def test_suggestions_are_written_as_the_data_writes_them_and_mean_different_things() -> None:
    assert suggestions("koelnn", SHOP, 3)[0] == "Köln"
    assert suggestions("groeze", SHOP, 3)[0] == "größe"
    assert suggestions("kustomer", SHOP, 3) == ("customer",)
