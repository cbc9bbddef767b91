"""Terms: what a word may mean, whatever the language: its stems, and the groups of the lexicon it stands in."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache

from adapters.llm.questions.deverbal import verb_of
from adapters.llm.questions.lexicon import groups
from adapters.llm.questions.lexicon.abbreviations import in_data, in_schemas
from adapters.llm.questions.lexicon.countries import PLACES
from adapters.llm.questions.lexicon.kinds import KINDS
from adapters.llm.questions.lexicon.states import STATES
from adapters.llm.questions.lexicon.values import CODES
from adapters.llm.questions.tokens import key_of, stems_of

Senses = frozenset[str]
"""Stems as they are, groups as `#12`, German verbs as `~liefr`; two words can mean the same where their senses meet."""

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_PARTS = re.compile(r"[^\W_]+")
_LINKS = ("", "s", "es", "n", "en", "er", "e", "ns")
"""What German puts between the parts of a compound."""
_SHORTEST = 3
_OF_DEEDS = ("umsatz", "wert", "summe", "anzahl", "zahl", "betrag", "volumen", "kosten", "menge")
"""What is told of a deed: `Bestellwert`; a `Wohnfläche` is of no Wohnung."""


def identifier_words(name: str) -> tuple[str, ...]:
    """Return the words of an identifier, folded: `orderDate`, `ORDER_DATE` and `order date` are the same."""
    spaced = _CAMEL.sub(" ", name)
    return tuple(_PARTS.findall(key_of(spaced))) or (key_of(name),)


def written_words(name: str) -> tuple[str, ...]:
    """Return the words of an identifier as they are written."""
    return tuple(_PARTS.findall(_CAMEL.sub(" ", name)))


@lru_cache(maxsize=100_000)
def senses_of(word: str, *, asked: bool = False) -> Senses:
    """Return the senses of one folded word; in a question (`asked`) what only names abbreviate stands for itself."""
    if asked and word in in_schemas() and len(word) < 4:
        return stems_of(word)
    verb = verb_of(word)
    return stems_of(word) | _groups_of(word) | ({f"~{verb}"} if verb else set())


@lru_cache(maxsize=100_000)
def _groups_of(word: str) -> Senses:
    """Return the groups of a word: those it stands in itself, or its singular does, else a word of the same stem."""
    found = _entries().get(word, frozenset())
    if len(word) < _SHORTEST:
        return found
    if found and not word.endswith("s"):
        return found
    for singular in _singulars(word):
        if more := _entries().get(singular):
            return found | more
    if found:
        return found
    if _participle(word) or (word,) in _code_entries():
        return frozenset()
    index = _index()
    found = frozenset[str]().union(*(index.get((stem,), ()) for stem in stems_of(word)))
    return found or _deeds().get(verb_of(word), frozenset())


def _singulars(word: str) -> Iterator[str]:
    """Give what a word may be the plural, or a case, of."""
    if _UMLAUT.search(word) and len(word) > 4:
        yield _UMLAUT.sub(lambda found: found[0][0], word)
    for ending, instead in _PLURALS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            bare = word[: len(word) - len(ending)] + instead
            yield bare
            yield _UMLAUT.sub(lambda found: found[0][0], bare)


_UMLAUT = re.compile("ae|oe|ue")
_PLURALS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("n", ""), ("en", ""), ("e", ""), ("er", ""), ("ern", ""), ("nen", ""),
    ("innen", ""), ("ses", "s"), ("'s", ""), ("en", "um"), ("en", "a"), ("em", ""), ("ens", ""),
)  # fmt: skip


@lru_cache(maxsize=100_000)
def same(one: str, other: str) -> bool:
    """Say whether two folded words are forms of one; those that the lexicon keeps apart are not."""
    if one == other:
        return True
    if not stems_of(one) & stems_of(other) or _participle(one) != _participle(other):
        return False
    mine, others = _entry_groups(one), _entry_groups(other)
    return not mine or not others or bool(mine & others)


def _participle(word: str) -> bool:
    return word.endswith("ed") and len(word) > 4


@lru_cache(maxsize=100_000)
def _entry_groups(word: str) -> Senses:
    singular = next((groups for singular in _singulars(word) if (groups := _entries().get(singular))), frozenset())
    return _entries().get(word, frozenset()) | singular


def group_senses(words: tuple[str, ...]) -> Senses:
    """Return the groups in which several words stand as one term, such as `date of birth`."""
    if len(words) == 1:
        return _groups_of(words[0])
    index = _index()
    return frozenset().union(*(index.get(stems, ()) for stems in _spelled(words)))


def meet(one: str, other: str) -> float:
    """Return how surely two folded words mean the same: 1 for the same word, 0.9 for words of one group, else 0."""
    if same(one, other):
        return 1.0
    return 0.9 if _groups_of(one) & _groups_of(other) else 0.0


def words_of_group(sense: str) -> tuple[str, ...]:
    """Return the single words of a group."""
    return tuple(entry for entry in groups()[int(sense[1:])].split() if "_" not in entry)


@lru_cache(maxsize=20_000)
def codes_of(words: tuple[str, ...], *, asked: bool = False) -> Senses:
    """Return the groups of values that a phrase stands in, such as those of `paid` and `bezahlt`.

    In a question (`asked`) what is a code only where data says so (`in` for India) is none.
    """
    if asked and " ".join(words) in in_data():
        return frozenset()
    found = _code_entries().get(words)
    if found is None and words:
        ways = ((*words[:-1], singular) for singular in _singulars(words[-1]))
        found = next((codes for one in ways if (codes := _code_entries().get(one))), None)
    return found or frozenset()


def is_word(word: str) -> bool:
    """Say whether the lexicon has a word by itself."""
    return bool(_entry_groups(word))


def parts_of(word: str, known: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the two parts of a German compound, both in the lexicon or `known` otherwise; else none."""
    if len(word) < 2 * _SHORTEST + 1:
        return ()
    for at in range(len(word) - _SHORTEST, _SHORTEST - 1, -1):
        right = word[at:]
        left = _left_part(word[:at], known, right)
        if left and (len(right) > _SHORTEST or len(left) > 4) and _is_known(right, known):
            return left, right
    return ()


@lru_cache(maxsize=100_000)
def compound(word: str) -> tuple[str, ...]:
    """Return the two parts of a German compound, both in the lexicon; else none."""
    return parts_of(word, lambda _: False)


def _left_part(left: str, known: Callable[[str], bool], right: str) -> str:
    """Return what a compound begins with: without what joins the parts, with what its verb lacks: `Bestell|wert`."""
    for link in _LINKS:
        bare = left.removesuffix(link) if link else left
        if left.endswith(link) and len(bare) >= _SHORTEST and _is_known(bare, known):
            return bare
    if right in _OF_DEEDS and len(left) > _SHORTEST and _is_known(f"{left}ung", known):
        return f"{left}ung"
    return f"{left}e" if len(left) > _SHORTEST and is_word(f"{left}e") else ""


def _is_known(word: str, known: Callable[[str], bool]) -> bool:
    return is_word(word) or (len(word) > _SHORTEST and known(word))


@cache
def _index() -> Mapping[tuple[str, ...], frozenset[str]]:
    return _indexed(groups(), "#")


@cache
def _entries() -> Mapping[str, Senses]:
    """Return the groups of the lexicon's words as they are written there."""
    return {words[0]: found for words, found in _listed(groups(), "#").items() if len(words) == 1}


@cache
def _deeds() -> Mapping[str, Senses]:
    """Return the groups of German nouns by the verb that they are made of: `gekuendigt` is of a `Kuendigung`."""
    found: dict[str, Senses] = {}
    for word, senses in _entries().items():
        if word.endswith(("ung", "ungen")) and (verb := verb_of(word)):
            found[verb] = found.get(verb, frozenset()) | senses
    return found


@cache
def _code_entries() -> Mapping[tuple[str, ...], Senses]:
    return _listed((*CODES, *STATES, *KINDS, *PLACES), "=")


def _listed(lines: Iterable[str], mark: str) -> Mapping[tuple[str, ...], Senses]:
    found: dict[tuple[str, ...], set[str]] = {}
    for number, line in enumerate(lines):
        for entry in line.split():
            found.setdefault(tuple(entry.split("_")), set()).add(f"{mark}{number}")
    return {words: frozenset(senses) for words, senses in found.items()}


def _indexed(lines: Iterable[str], mark: str) -> Mapping[tuple[str, ...], frozenset[str]]:
    found: dict[tuple[str, ...], set[str]] = {}
    for number, line in enumerate(lines):
        for entry in line.split():
            for stems in _spelled(tuple(entry.split("_"))):
                found.setdefault(stems, set()).add(f"{mark}{number}")
    return {stems: frozenset(senses) for stems, senses in found.items()}


def _spelled(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Return a phrase's stems, once as English and once as German."""
    ways = [sorted(stems_of(word)) for word in words]
    longest = max(map(len, ways))
    if len(words) == 1:
        return frozenset((stem,) for stem in ways[0])
    return frozenset((words, *(tuple(way[min(at, len(way) - 1)] for way in ways) for at in range(longest))))
