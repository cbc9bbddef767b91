"""How German nouns and participles of one verb are known for each other."""

import pytest

from adapters.llm.questions.deverbal import verb_of


@pytest.mark.parametrize(
    ("noun", "participle"),
    [
        ("anmeldungen", "angemeldet"),
        ("lieferung", "geliefert"),
        ("auslieferung", "ausgelieferte"),
        ("behandlung", "behandelten"),
        ("bestellung", "bestellt"),
        ("eroeffnung", "eroeffnet"),
        ("registrierung", "registriert"),
        ("zurueckzahlung", "zurueckgezahlt"),
    ],
)
def test_a_noun_and_a_participle_are_of_one_verb(noun: str, participle: str) -> None:
    assert verb_of(noun) == verb_of(participle) != ""


@pytest.mark.parametrize("word", ["kunde", "rechnung_nr", "jung", "ungarn", "order"])
def test_other_words_are_of_none(word: str) -> None:
    assert verb_of(word) == ""
