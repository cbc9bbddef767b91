"""What words mean, whatever the language and however they are written."""

import pytest

from adapters.llm.questions.terms import compound, identifier_words, is_word, meet, parts_of, same, written_words
from adapters.llm.questions.tokens import key_of


@pytest.mark.parametrize("name", ["order_date", "orderDate", "OrderDate", "ORDER DATE", "order-date"])
def test_a_name_has_the_same_words_however_it_is_written(name: str) -> None:
    assert identifier_words(name) == ("order", "date")


def test_a_name_without_letters_is_a_word_of_its_own() -> None:
    assert identifier_words("__") == ("__",)


def test_written_words_keep_their_umlauts() -> None:
    assert written_words("kundenGröße") == ("kunden", "Größe")


def test_umlauts_and_accents_are_compared_in_one_spelling() -> None:
    assert key_of("  Größe  CAFÉ ") == key_of("groesse cafe")


@pytest.mark.parametrize(("one", "other"), [("invoice", "invoices"), ("kunde", "kunden"), ("haus", "haeuser")])
def test_forms_of_a_word_are_the_same(one: str, other: str) -> None:
    assert same(one, other)
    assert meet(one, other) == 1.0


@pytest.mark.parametrize(("one", "other"), [("customer", "kunde"), ("invoice", "rechnung"), ("price", "preis")])
def test_words_of_both_languages_meet_and_are_not_the_same(one: str, other: str) -> None:
    assert not same(one, other)
    assert 0 < meet(one, other) < 1


def test_words_that_have_nothing_in_common_do_not_meet() -> None:
    assert meet("customer", "price") == 0


def test_a_compound_is_taken_apart_where_both_parts_are_words() -> None:
    assert compound("kundennummer") == ("kunden", "nummer")
    assert compound("xyzqwertz") == ()


def test_a_compound_may_have_a_part_that_only_the_data_knows() -> None:
    assert parts_of("quarkpreis", lambda part: part == "quark") == ("quark", "preis")
    assert parts_of("quarkpreis", lambda _: False) == ()


def test_a_word_that_the_lexicon_has_is_no_slip() -> None:
    assert is_word("customers")
    assert not is_word("custmers")
