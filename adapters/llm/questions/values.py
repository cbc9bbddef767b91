"""Values: what stands in a schema's text columns, found by the words people say for it."""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from adapters.llm.questions.lexicon.letters import meant_letters
from adapters.llm.questions.roles import is_kind, truths_of
from adapters.llm.questions.terms import codes_of, group_senses, same
from adapters.llm.questions.tokens import key_of, stems_of
from core.data import DataColumn, DataSchema

_WORDS = re.compile(r"[^\W_]+")
_KINDS_UP_TO = 60
"""Values of a column that holds kinds and states, which people name in other words than the data does."""
_STEMMED_UP_TO = 400
"""Values of a column; beyond, they are names, and plurals of names are nobody's words."""
_STEM = "~"
_MARKS = f"{_STEM}=#"
"""What keys begin with that are no words: stems, and groups of codes and of the lexicon."""
LONGEST = 7
"""Words of a value that are looked for."""


_SHAPED, _INFLECTED, _CODE, _SYNONYM, _PART = 0.95, 0.93, 0.88, 0.85, 0.6
"""How surely a value is meant that only looks alike, is said in another form, as a state's or a place's other name,
by a word of the same group, or by one of its words."""
_SHAPES_FROM = 200
"""Values of a column whose shapes are kept."""


class Held(Struct, frozen=True):
    """A value that a column has, and how surely it is meant."""

    table: str
    column: str
    value: str
    score: float
    part: bool = False
    """True where only a word of it was said."""


class Values:
    """The values of one schema by the words in them."""

    def __init__(
        self,
        columns: Sequence[tuple[str, DataColumn]],
        words: Mapping[str, str],
        names: Container[tuple[str, str]],
    ) -> None:
        self._names = names
        self._exact: dict[str, list[Held]] = {}
        self._parts: dict[str, list[Held]] = {}
        self._columns = tuple(columns)
        for table, column in columns:
            for value in column.values:
                self._add(table, column, value)
            for value, word in meant_letters(column.name, column.values).items():
                for code in sorted(codes_of(tuple(word.split("_")))):
                    self._put(code, Held(table, column.name, value, _CODE))
        for said, meant in words.items():
            self._add_alias(key_of(said), key_of(meant))

    def of(self, words: tuple[str, ...]) -> tuple[Held, ...]:
        """Return the values that words name as a whole."""
        joined = " ".join(words)
        found = {(held.table, held.column, held.value): held for held in self._exact.get(joined, ())}
        stemmed = (" ".join((*words[:-1], stem)) for stem in sorted(stems_of(words[-1])))
        for key in (
            *(f"{_STEM}{stem}" for stem in stemmed),
            *sorted(codes_of(words, asked=True)),
            *sorted(group_senses(words)),
        ):
            for held in self._exact.get(key, ()):
                if key[0] == _STEM and not same(words[-1], value_words(held.value)[-1]):
                    continue
                found.setdefault((held.table, held.column, held.value), held)
        exact = {(held.table, held.column) for held in found.values() if key_of(held.value) == joined}
        kept = (h for h in found.values() if (h.table, h.column) not in exact or key_of(h.value) == joined)
        return tuple(sorted(kept, key=lambda held: -held.score))

    def shaped(self, text: str) -> tuple[Held, ...]:
        """Return a code that looks like those of a column of which not all values are known: `R-2024-00123`."""
        shape = _shape(text)
        return tuple(Held(table, column, text, _SHAPED) for table, column in self._shapes.get(shape, ()))

    @cached_property
    def _shapes(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        found: dict[str, dict[tuple[str, str], None]] = {}
        for table, column in self._columns:
            if not column.complete:
                for value in column.values[:_SHAPES_FROM]:
                    found.setdefault(_shape(value), {})[table, column.name] = None
        return {shape: tuple(columns) for shape, columns in found.items() if "9" in shape}

    def having(self, word: str) -> tuple[Held, ...]:
        """Return the values of several words of which one is said."""
        return tuple(self._parts.get(word, ()))

    def has_word(self, word: str) -> bool:
        """Say whether a word stands in some value."""
        return word in self._word_set

    @cached_property
    def _word_set(self) -> frozenset[str]:
        return frozenset(w for key in (*self._exact, *self._parts) if key[0] not in _MARKS for w in key.split())

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return the single words that stand in values, as they are compared."""
        keys = (key for key in self._exact if key[0] not in _MARKS)
        return tuple(dict.fromkeys(word for key in keys for word in key.split() if word.isalpha()))

    @cached_property
    def written(self) -> Mapping[str, str]:
        """Return how the data writes the words of its values, by how they are compared."""
        texts = {held.value for key, helds in self._exact.items() if key[0] not in _MARKS for held in helds}
        return {key_of(word): word for text in sorted(texts) for word in _WORDS.findall(text)}

    def _add(self, table: str, column: DataColumn, value: str) -> None:
        words = tuple(_WORDS.findall(key_of(value)))
        if not words or len(words) > LONGEST:
            return
        self._put(" ".join(words), Held(table, column.name, value, 1.0))
        if len(column.values) <= _STEMMED_UP_TO and (table, column.name) not in self._names:
            for group in group_senses(words) if _holds_kinds(column) else ():
                self._put(group, Held(table, column.name, value, _SYNONYM))
            for stem in stems_of(words[-1]):
                self._put(_STEM + " ".join((*words[:-1], stem)), Held(table, column.name, value, _INFLECTED))
            for code in codes_of(words):
                self._put(code, Held(table, column.name, value, _CODE))
        if len(words) > 1:
            held = Held(table, column.name, value, _PART, part=True)
            for word in dict.fromkeys(words):
                if len(word) > 2 and not word.isdigit():
                    self._parts.setdefault(word, []).append(held)

    def _put(self, key: str, held: Held) -> None:
        at = self._exact.setdefault(key, [])
        if all((one.table, one.column, one.value) != (held.table, held.column, held.value) for one in at[-8:]):
            at.append(held)

    def _add_alias(self, said: str, meant: str) -> None:
        for held in self._exact.get(" ".join(_WORDS.findall(meant)), ()):
            self._put(" ".join(_WORDS.findall(said)), held)


def _holds_kinds(column: DataColumn) -> bool:
    """Say whether a column's values are kinds of things, which people call by other words of the same meaning."""
    return is_kind(column.name) and len(column.values) <= _KINDS_UP_TO


def _shape(text: str) -> str:
    return "".join("9" if c.isdigit() else "a" if c.isalpha() else c for c in text)


def value_words(text: str) -> tuple[str, ...]:
    """Return the words by which values are looked up."""
    return tuple(_WORDS.findall(key_of(text)))


def values_of(schema: DataSchema, names: Container[tuple[str, str]]) -> Values:
    """Return the values of a schema's columns; those of `names` name single rows, and mean nothing else."""
    return Values(tuple(_columns(schema)), schema.words, names)


def _columns(schema: DataSchema) -> Iterator[tuple[str, DataColumn]]:
    for table in schema.tables:
        for column in table.columns:
            if column.values and not column.masked and truths_of(column) is None:
                yield table.name, column
