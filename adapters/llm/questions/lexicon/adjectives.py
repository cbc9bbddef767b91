"""Adjectives: the scales that a word compares along, and which form of it a word is."""

from collections.abc import Mapping
from functools import cache
from typing import Literal, TypeAlias

from msgspec import Struct

from adapters.llm.questions.lexicon.scales import ADJECTIVES, Scale

Degree: TypeAlias = Literal["positive", "comparative", "superlative"]

_ENDINGS = ("", "e", "er", "en", "es", "em")
_NOUNS = frozenset(("alter", "breite", "tiefe", "dicke", "dichte", "groesse", "hoehe", "laenge", "naehe", "waerme"))
"""Inflected forms that are the noun far more often: "Alter"."""


class Form(Struct, frozen=True):
    """What an inflected word is a form of."""

    base: str
    degree: Degree


@cache
def superlatives() -> Mapping[str, tuple[Scale, ...]]:
    """Return the scales of each base form."""
    found: dict[str, tuple[Scale, ...]] = {}
    for adjective in ADJECTIVES:
        for word in (*adjective.english, *adjective.german):
            base = word.split()[0].split(",")[0]
            found[base] = found.get(base, ()) + adjective.scales
    return found


@cache
def forms() -> Mapping[str, Form]:
    """Return what each form stands for, the uninflected ones and all German endings among them."""
    found: dict[str, Form] = {}
    for adjective in ADJECTIVES:
        for word in adjective.english:
            _add_english(found, word)
        for word in adjective.german:
            _add_german(found, word)
    return found


def _add_english(found: dict[str, Form], word: str) -> None:
    base, *compared = word.split()
    found[base] = Form(base, "positive")
    degrees: tuple[Degree, ...] = ("comparative", "superlative")
    for spellings, degree in zip(compared, degrees, strict=bool(compared)):
        found.update({form: Form(base, degree) for form in spellings.split(",") if form != "-"})


def _add_german(found: dict[str, Form], word: str) -> None:
    positive, *compared = word.split()
    base, *stems = positive.split(",")
    found[base] = Form(base, "positive")
    inflected = ((stems[-1] if stems else base) + ending for ending in _ENDINGS[1:])
    for form in inflected:
        if form not in _NOUNS:
            found.setdefault(form, Form(base, "positive"))
    if not compared:
        return
    comparative, superlative = compared
    for stem in comparative.split(","):
        found.update({stem + ending: Form(base, "comparative") for ending in _ENDINGS})
    for stem in superlative.split(","):
        found.update({stem + ending: Form(base, "superlative") for ending in _ENDINGS[1:]})
