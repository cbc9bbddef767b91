"""Spelling: words of a question that are nothing by themselves, read as the compound or the misspelt word they are."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from weakref import WeakKeyDictionary

from msgspec.structs import replace
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from adapters.llm.questions.catalogue import Catalogue
from adapters.llm.questions.grains import GRAINS
from adapters.llm.questions.lexicon.adjectives import forms
from adapters.llm.questions.lexicon.fillers import fillers
from adapters.llm.questions.lexicon.verbs import verbs
from adapters.llm.questions.operators import operator_words, operators
from adapters.llm.questions.terms import is_word, meet, parts_of
from adapters.llm.questions.tokens import Token, stems_of

_EXPANDED = {
    "headcount": ("count", "people"),
    "mitarbeiterzahl": ("anzahl", "mitarbeiter"),
    "mitgliederzahl": ("anzahl", "mitglieder"),
    "emailadresse": ("email",),
    "emailadressen": ("email",),
    "mailadresse": ("email",),
    "e-mails": ("email",),
    "emails": ("email",),
}
"""Words that stand for others which are known."""
_SHORTEST_COMPOUND, _SHORTEST_TYPO = 7, 4
"""Letters of a word that may be a compound, or a slip of the hand."""
_LONG = 8
"""Letters from which on a word may have two slips."""
_ALIKE = 0.65
"""How alike a word is at least that is suggested for another, from 0 to 1."""
_TIMES = (
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
    "december", "januar", "februar", "maerz", "juni", "juli", "oktober", "dezember", "montag", "dienstag",
    "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "gestern", "heute", "yesterday", "today", "letzten",
    "letzte", "letztes", "letzter", "dieses", "diesen", "dieser", "vergangenen",
)  # fmt: skip


def spelled(
    tokens: Sequence[Token], catalogue: Catalogue, known: Callable[[Token], bool], real: Callable[[Token], bool]
) -> tuple[tuple[Token, ...], dict[int, str]]:
    """Return the tokens with compounds taken apart and slips mended; by place in the text, what a slip was read as."""
    read: list[Token] = []
    mended: dict[int, str] = {}
    for token in tokens:
        if expanded := _EXPANDED.get(token.key):
            read += [replace(token, key=word) for word in expanded]
        elif token.number or token.quoted or known(token):
            read.append(token)
        elif parts := _parts(token, catalogue):
            code = "-" in token.key and len(parts[0]) < 3
            read += [replace(token, key=part, code=code and at == 0) for at, part in enumerate(parts)]
        elif not real(token) and (meant := _nearest(token.key, catalogue)):
            mended[token.start] = meant
            read.append(replace(token, key=meant))
        else:
            read.append(token)
    return tuple(read), mended


def _parts(token: Token, catalogue: Catalogue) -> tuple[str, ...]:
    if "-" in token.key and not token.has_digit:
        parts = tuple(part for part in token.key.split("-") if part)
        if parts[:2] == ("e", "mail"):
            return ("email",)
        if parts and len(parts[0]) < 3 and not catalogue.values.of(parts[:1]):
            return ("".join(parts[:2]), *parts[2:])
        return parts
    if len(token.key) < _SHORTEST_COMPOUND:
        return ()
    stems = catalogue.stems | _function_stems()
    return parts_of(token.key, lambda part: bool(stems_of(part) & stems) or bool(catalogue.values.of((part,))))


def _nearest(word: str, catalogue: Catalogue) -> str:
    """Return the one word that a slip of the hand would make this of; empty where there is none, or several."""
    if len(word) < _SHORTEST_TYPO or not word.isalpha():
        return ""
    near = _mistyped(word, catalogue) if len(word) > _SHORTEST_TYPO else {}
    if not near:
        longer = [other for other in catalogue.vocabulary if other.startswith(word) and len(other) > len(word) + 1]
        near = dict.fromkeys(longer, 0)
    least = min(near.values(), default=0)
    best = [other for other, distance in near.items() if distance == least]
    return best[0] if best and all(meet(best[0], other) for other in best) else ""


def _mistyped(word: str, catalogue: Catalogue) -> dict[str, int]:
    """Return the known words that few slips make this of, with how many they are, those of names first."""
    slips = 1 if len(word) < _LONG else 2
    choices = _by_initial(catalogue).get(word[0], ())
    found = extract(word, choices, scorer=OSA.distance, score_cutoff=slips, limit=None)
    return {other: int(distance) for other, distance, _ in sorted(found, key=lambda one: one[2])}


def _by_initial(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """Return all that may be misspelt by the first letter, which is seldom wrong."""
    if catalogue not in _choices:
        found: dict[str, dict[str, None]] = {}
        values = catalogue.values.words
        plurals = (f"{word}s" for word in values if not word.endswith("s"))
        for word in (*catalogue.vocabulary, *function_words(), *values, *plurals):
            if len(word) >= _SHORTEST_TYPO:
                found.setdefault(word[0], {})[word] = None
        _choices[catalogue] = {initial: tuple(words) for initial, words in found.items()}
    return _choices[catalogue]


_choices: WeakKeyDictionary[Catalogue, Mapping[str, tuple[str, ...]]] = WeakKeyDictionary()


def suggestions(word: str, catalogue: Catalogue, most: int) -> tuple[str, ...]:
    """Return the known words that look most like one that is not, one of each meaning, as the data writes them.

    A word that the lexicon has is no slip: what only looks like it is not suggested.
    """
    choices = tuple(dict.fromkeys((*catalogue.known_words, *catalogue.values.words)))
    near = extract(word, choices, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE, limit=4 * most)
    found: list[str] = []
    for other, _, _ in near:
        another = is_word(word) and not meet(word, other)
        if not another and not any(meet(other, one) for one in found):
            found.append(other)
    return tuple(catalogue.written.get(other, other) for other in found[:most])


@cache
def function_words() -> tuple[str, ...]:
    """Return the words of operators, grains and adjectives that are long enough to be misspelt."""
    said = (word for phrase in operators() for word in phrase)
    words = (*said, *GRAINS, *forms(), *_TIMES, *fillers(), *verbs())
    return tuple(dict.fromkeys(word for word in words if len(word) >= _SHORTEST_TYPO and word.isalpha()))


@cache
def _function_stems() -> frozenset[str]:
    said = (word for word in operator_words() if len(word) > 3)
    words = (*said, *GRAINS, "hoechst", "tiefst", "mindest")
    return frozenset(stem for word in words for stem in stems_of(word))
