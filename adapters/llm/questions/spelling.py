"""Spelling: words of a question that are nothing by themselves, read as the compound or the misspelt word they are."""

import re
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
from adapters.llm.questions.operators import Kind, operator_words, operators
from adapters.llm.questions.ours import HOUSES
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
_STATES = {
    **dict.fromkeys([(verb, "an") for verb in ("steht", "stehen", "stehn", "standen")], "anstehende"),
    **dict.fromkeys([(verb, "aus") for verb in ("steht", "stehen", "stehn", "standen")], "ausstehende"),
    **dict.fromkeys([(verb, "aus") for verb in ("faellt", "fallen", "fiel", "fielen")], "ausgefallen"),
}
"""States that verbs say which stand apart, by both of their parts."""
_LEADING_ON = ("bei", "von", "vom", "fuer")
"""Words that go on behind such a verb's second part: `was steht noch aus bei den Rechnungen`."""
_FARTHEST = 5
"""Words within which the parts of such a verb stand."""
_PLURALS = ("en", "n", "e")
"""Endings of German nouns, the longest first."""
_WAYS = ("ab", "an", "auf", "aus", "bei", "ein", "vor", "ver", "be", "er", "ent", "um", "unter", "ueber", "zu")
"""What stands before a German verb and changes what it means."""
_NEGATED = (
    (re.compile(r"(?P<of>.+)staerkste[nrs]?"), "meisten"),
    (re.compile(r"un(?P<of>.+)"), "nicht"),
    (re.compile(r"(?P<of>.+?)s?-?frei(?:e[nmrs]?)?"), "ohne"),
    (re.compile(r"(?P<of>.+)-free"), "without"),
)
"""Words that say how much of something there is, or that it is not so, and the word for it where they are parted."""
_FIGURES: frozenset[Kind] = frozenset(("avg", "sum", "count"))
"""What is done to what a compound begins with."""
_UNLIKELY = ("share", "shares", "rate")
"""Words of operators that others are more likely than a slip of: `spare`, `shave`, `race`."""
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
    for token in _rejoined(_lettered(tokens, catalogue)):
        if expanded := _EXPANDED.get(token.key):
            read += [replace(token, key=word) for word in expanded]
        elif token.number or token.quoted or token.key in HOUSES or known(token):
            read.append(token)
        elif (done := _done(token, catalogue)) is not None:
            read.append(done)
        elif token.key.endswith("s") and catalogue.values.has_word(token.key[:-1]):
            read.append(replace(token, key=token.key[:-1]))
        elif negated := _negated(token, known):
            read += [replace(token, key=word) for word in negated]
        elif parts := _in_order(_parts(token, catalogue)):
            code = "-" in token.key and len(parts[0]) < 3
            read += [replace(token, key=part, code=code and at == 0) for at, part in enumerate(parts)]
        elif not real(token) and (meant := _nearest(token.key, catalogue)):
            mended[token.start] = meant
            read.append(replace(token, key=meant))
        else:
            read.append(token)
    return tuple(read), mended


def _rejoined(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with German verbs that stand apart as the state that they say: `stehen noch an`."""
    last = max((at for at, token in enumerate(tokens) if token.key.isalpha()), default=0)
    ends = [at for at in range(1, last + 1) if at == last or tokens[at + 1].key in _LEADING_ON]
    for at, token in enumerate(tokens[:last]):
        for end in (end for end in ends if at < end < at + _FARTHEST):
            state = _STATES.get((token.key, tokens[end].key))
            if state is not None:
                return [*tokens[:at], replace(token, key=state), *tokens[at + 1 : end], *tokens[end + 1 :]]
    return list(tokens)


def _negated(token: Token, known: Callable[[Token], bool]) -> tuple[str, ...]:
    """Return the two words that one with a negation in it stands for: `unsold`, `rezeptfrei`, `sugar-free`."""
    for pattern, word in _NEGATED:
        found = pattern.fullmatch(token.key)
        if found is not None and len(found["of"]) >= _SHORTEST_TYPO and known(replace(token, key=found["of"])):
            return word, found["of"]
    return ()


def _done(token: Token, catalogue: Catalogue) -> Token | None:
    """Return a verb as the state of what was done, where the data has that: `how many calls did we miss`."""
    key = f"{token.key.removesuffix('e')}ed"
    stated = any(held.score == 1.0 for held in catalogue.values.of((key,)))
    return replace(token, key=key) if stated else None


def _in_order(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts of a compound with what is to be done before what it is done to: `Notendurchschnitt`."""
    if len(parts) == 2 and _FIGURES.intersection(operators().get(parts[1:], ())) and parts[:1] not in operators():
        return parts[1], parts[0]
    return parts


def _lettered(tokens: Sequence[Token], catalogue: Catalogue) -> list[Token]:
    """Return the tokens with numbers and the letters right behind them as one, where the data has that: `7a`, `3D`."""
    found: list[Token] = []
    for token in tokens:
        last = found[-1] if found else token
        key = last.key + token.key
        if last.number and last.end == token.start and token.key.isalpha() and _is_held(key, catalogue):
            found[-1] = replace(last, text=last.text + token.text, end=token.end, key=key, number=False)
        else:
            found.append(token)
    return found


def _is_held(key: str, catalogue: Catalogue) -> bool:
    return bool(catalogue.values.of((key,)) or catalogue.named((key,)))


def _parts(token: Token, catalogue: Catalogue) -> tuple[str, ...]:
    joined = token.key.replace("-", "")
    if joined != token.key and catalogue.named((joined,)):
        return (joined,)
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
    bare = next((word.removesuffix(one) for one in _PLURALS if word.endswith(one)), word)
    if not near and len(bare) > _SHORTEST_COMPOUND:
        near = _mistyped(bare, catalogue)
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
    ranked = sorted(found, key=lambda one: one[2])
    return {other: int(distance) for other, distance, _ in ranked if not _another_way(word, other)}


def _another_way(word: str, other: str) -> bool:
    """Say whether two words differ in what stands before the verb: `abgenommen` is no slip for `angenommen`."""
    ways = [next((one for one in _WAYS if each.startswith(one)), "") for each in (word, other)]
    return ways[0] != ways[1] and word.removeprefix(ways[0]) == other.removeprefix(ways[1])


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
    return tuple(
        dict.fromkeys(
            word for word in words if len(word) >= _SHORTEST_TYPO and word.isalpha() and word not in _UNLIKELY
        )
    )


@cache
def _function_stems() -> frozenset[str]:
    said = (word for word in operator_words() if len(word) > 3)
    words = (*said, *GRAINS, "hoechst", "tiefst", "mindest", "einzel")
    return frozenset(stem for word in words for stem in stems_of(word))
