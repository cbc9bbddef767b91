"""The catalogue: what a schema's tables and columns are called, what they are good for, and how they join."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from weakref import WeakKeyDictionary

from msgspec import Struct
from msgspec.structs import replace

from adapters.llm.questions.lexicon.abbreviations import in_schemas
from adapters.llm.questions.lexicon.fillers import fillers
from adapters.llm.questions.lexicon.verbs import verbs
from adapters.llm.questions.roles import Roles, is_minor, is_planned, roles_of, words_in
from adapters.llm.questions.terms import (
    compound,
    group_senses,
    identifier_words,
    is_word,
    meet,
    same,
    senses_of,
    words_of_group,
    written_words,
)
from adapters.llm.questions.tokens import key_of, stems_of, word_set
from adapters.llm.questions.values import Values, values_of
from core.data import DataColumn, DataSchema, DataTable

_PREFIXES = word_set("tbl t tab dim fact fct vw v app core public dbo")
_WEAK = word_set(
    "on at am um date datum time zeit zeitpunkt no nr num number nummer address adresse flag code value wert text",
    "eur euro usd kwh mwh m2 qm sqm kg g cm mm km min mins minutes minuten h hrs hours pct percent c celsius ts",
    "timestamp dt day tag amount betrag id name is ist has hat km ha tage days monate months wochen weeks jahre proz",
    "prozent dat",
)
"""Words that can be left out of a column's name: `paid_on` is what was paid, `email_address` the email."""
_UNITS = {
    **dict.fromkeys(("min", "mins", "minutes", "minuten"), ("minutes", "minuten")),
    **dict.fromkeys(("h", "hrs", "hours", "std", "stunden"), ("hours", "stunden")),
    **dict.fromkeys(("km", "kilometers"), ("kilometers", "kilometer")),
    **dict.fromkeys(("kg",), ("kilos", "kilo")),
}
"""What people say for a column by its unit: the minutes of `duration_min`."""
_PERSONS = (
    "customer", "member", "employee", "patient", "student", "passenger", "teacher", "doctor", "person", "user",
    "author", "guest", "tenant", "supplier", "artist",
)  # fmt: skip
"""Words for people; a table that is called by one of their group holds people."""
_BIRTH = word_set("birth geburtsdatum geburtstag dob gebdat birthdate")
_BUYERS = ("account", "client", "member", "guest", "patient", "tenant", "subscriber", "user", "passenger")
"""Words for those who buy, where no table is called customers; one table that is called so holds them."""
_SERVED = ("customer", *_BUYERS, "student", "owner", "donor")
"""Words for those whom a firm works for."""
_FIRST_LAST = (("first",), ("last",))
"""Words that say an order, and of names only with `name`."""
_AMOUNTS = word_set("amount amounts value values sum betrag betraege wert werte summe volumen volume")
"""Words for what rows are worth."""
_LEAST_AMOUNT = 0.7
"""How well a column must be named to be what they are worth."""
_IN_PLACE = 0.88
"""How well `customers` names them."""
_TAILS = word_set("number numbers nummer nr no code address adresse")
"""What people add to a column's name: the phone's number."""
_STRIPPED, _HEAD, _OTHER = 0.86, 0.75, 0.45
"""What a name is worth without its weak words, said by its last word alone, or by another one alone."""
_ALIAS, _GROUPED, _SYNONYM = 1.05, 0.95, 0.92
"""What the expert's own words are worth, a term of several words that the lexicon has, and a word for a word."""
_CLIPPED = 4
"""Letters of the beginning of a word that stands for it in names."""
_MOST_REMEMBERED = 4_000
"""Phrases of which a catalogue remembers what they name."""


class Ref(Struct, frozen=True):
    """A table, or a column of it."""

    table: str
    column: str = ""


class Term(Struct, frozen=True):
    """One way to name a table or a column."""

    words: tuple[str, ...]
    ref: Ref
    weight: float
    whole: bool = False
    """True where it names nothing unless all of it is said."""


class Naming(Struct, frozen=True):
    """A table or column that words may name, and how well they do: 1 is its very name."""

    ref: Ref
    score: float


class Edge(Struct, frozen=True):
    """A way from one table to another along a foreign key."""

    source: str
    target: str
    columns: tuple[str, ...]
    targets: tuple[str, ...]
    to_one: bool
    """True from the rows that name to the row that is named."""
    guessed: bool = False

    @property
    def key(self) -> tuple[str, ...]:
        """Return the columns that hold the key, whichever way the edge goes."""
        return self.columns if self.to_one else self.targets


class Catalogue:
    """One schema, made ready for questions."""

    def __init__(self, schema: DataSchema) -> None:
        self.dialect = schema.dialect
        self.tables: Mapping[str, DataTable] = {table.name: table for table in schema.tables}
        self.edges = tuple(_edges(schema))
        self.roles: Mapping[str, Roles] = {table.name: roles_of(table) for table in schema.tables}
        names = {(table, name) for table, roles in self.roles.items() if len(roles.labels) > 1 for name in roles.labels}
        self.values: Values = values_of(schema, names)
        self.ways: dict[tuple[str, str, tuple[str, ...]], tuple[Edge, ...] | None] = {}
        """The paths from table to table that were found, None where there is none: kept here to go with the schema."""
        self._named: dict[tuple[str, ...], tuple[Naming, ...]] = {}
        self._terms: list[Term] = []
        self._places: dict[Ref, int] = {}
        """Where each table and column stands, so that of two that are named as well the first one is first."""
        self._by_sense: dict[str, list[tuple[int, int]]] = {}
        self._by_group: dict[str, list[int]] = {}
        self._clipped: dict[str, list[tuple[str, int, int]]] = {}
        """Words of names that are only the beginning of one, as `ersch`, by their first letters."""
        for term in _terms(schema):
            self._add(term)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Return the stems of all words that stand in names: what German compounds may be made of."""
        return frozenset(stem for term in self._terms for word in term.words for stem in stems_of(word))

    @cached_property
    def own_words(self) -> tuple[str, ...]:
        """Return the words that stand in names."""
        return tuple(dict.fromkeys(word for term in self._terms for word in term.words if len(word) > 2))

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """Return the words that name something: those in names, and the lexicon's words for them."""
        known = self.known_words
        singular = [word[:-1] for word in self.own_words if len(word) > 5 and word.endswith(("s", "n", "e"))]
        return tuple(dict.fromkeys((*known, *singular, *(f"{word}s" for word in known if not word.endswith("s")))))

    @cached_property
    def known_words(self) -> tuple[str, ...]:
        """Return the words of names, and the lexicon's words for them, as they stand there."""
        meant = {word for sense in self._by_sense if sense.startswith("#") for word in words_of_group(sense)}
        return tuple(dict.fromkeys((*self.own_words, *sorted(meant))))

    @cached_property
    def written(self) -> Mapping[str, str]:
        """Return how the data writes the words of its names and values, by how they are compared."""
        columns = ((table.name, column) for table in self.tables.values() for column in table.columns)
        names = (*self.tables, *(column.name for _, column in columns))
        found = {key_of(word): word.lower() for name in names for word in written_words(name)}
        return {**self.values.written, **found}

    def is_people(self, table: str) -> bool:
        """Say whether a table's rows are people: they have a first and a last name, or a day of birth."""
        if any(meet(word, person) for word in words_in(table) for person in _PERSONS):
            return True
        born = any(_BIRTH & set(words_in(column.name)) for column in self.tables[table].columns)
        return len(self.roles[table].labels) > 1 or born

    def are_staff(self, table: str) -> bool:
        """Say whether a table's people may work for the firm: they are not called what those are whom it works for."""
        return not any(meet(word, person) for word in words_in(table) for person in _SERVED)

    def is_event(self, table: str) -> bool:
        """Say whether a table's rows happen, and so name others, rather than being named: invoices, not customers."""
        roles = self.roles[table]
        if all(map(is_planned, (*roles.dates, *roles.months))) or not any(edge.to_one for edge in self.leaving(table)):
            return False
        called = len(roles.labels) == 1 and "name" in roles.labels[0].lower()
        return not called and not self.is_people(table)

    def is_between(self, table: str, one: str, other: str) -> bool:
        """Say whether rows of a table do nothing but join rows of two others."""
        targets = {edge.target for edge in self.leaving(table) if edge.to_one}
        return {one, other} <= targets

    def is_listed(self, table: str) -> bool:
        """Say whether rows of a table stand for things of their own: others name them, or they name nothing."""
        edges = self.leaving(table)
        return any(not edge.to_one for edge in edges) or not edges

    def leaving(self, table: str) -> tuple[Edge, ...]:
        """Return the edges that leave a table."""
        return self._leaving.get(table, ())

    @cached_property
    def _leaving(self) -> Mapping[str, tuple[Edge, ...]]:
        found: dict[str, list[Edge]] = {}
        for edge in self.edges:
            found.setdefault(edge.source, []).append(edge)
        return {table: tuple(edges) for table, edges in found.items()}

    def column(self, ref: Ref) -> DataColumn:
        """Return the column that a ref names."""
        found = self.tables[ref.table].column(ref.column)
        if found is None:
            raise KeyError(ref.column)
        return found

    def named(self, words: tuple[str, ...]) -> tuple[Naming, ...]:
        """Return what words name, all of them together, best first."""
        if words not in self._named:
            if len(self._named) >= _MOST_REMEMBERED:
                self._named.clear()
            self._named[words] = self._find(words)
        return self._named[words]

    def _find(self, words: tuple[str, ...]) -> tuple[Naming, ...]:
        best: dict[Ref, float] = {}
        senses = group_senses(words) if len(words) > 1 or words[0] not in in_schemas() else frozenset()
        for number in {at for sense in senses for at in self._by_group.get(sense, ())}:
            _keep(best, self._terms[number], _GROUPED * self._terms[number].weight)
        weak = all(word in fillers() or len(word) < 3 for word in words)
        for number, hits in self._hits(words).items():
            term = self._terms[number]
            if term.whole and len(hits) < len(term.words):
                continue
            if words in _FIRST_LAST and term.words[-1] in ("name", "names"):
                continue
            if len(hits) == len(words) and not (weak and len(hits) < len(term.words)):
                _keep(best, term, _covered(term, hits))
        if len(words) > 1 and words[-1] in _TAILS:
            for naming in self.named(words[:-1]):
                if naming.ref.column and naming.score > 0.8:
                    best[naming.ref] = max(best.get(naming.ref, 0.0), 0.97 * naming.score)
        if len(words) > 1 and words[-1] in _AMOUNTS and max(best.values(), default=0.0) < _LEAST_AMOUNT:
            best.update(dict.fromkeys(self._amounts(words[:-1]), _IN_PLACE))
        if not best and len(words) == 1 and meet(words[0], "customer") and self._customers:
            best[Ref(self._customers)] = _IN_PLACE
        ranked = sorted(best.items(), key=lambda item: (-item[1], self._places[item[0]]))
        return tuple(Naming(ref, score) for ref, score in ranked)

    def _amounts(self, words: tuple[str, ...]) -> tuple[Ref, ...]:
        """Return the amount that rows of a table are worth, for `invoice amount` where no column is called so."""
        tables = [n.ref.table for n in self.named(words)[:1] if not n.ref.column and n.score > _IN_PLACE]
        summed = [(table, name) for table in tables for name in self.roles[table].measures]
        worth = (Ref(*one) for one in summed if one[1] in self.roles[one[0]].money & self.roles[one[0]].summed)
        return tuple(ref for ref in worth if not is_minor(ref.column))[:1]

    @cached_property
    def _customers(self) -> str:
        """Return the one table of those who buy, where none is called customers."""
        tables = [name for name in self.tables if any(meet(word, one) for word in words_in(name) for one in _BUYERS)]
        named = [name for name in tables if self.roles[name].labels and not self.is_event(name)]
        return named[0] if len(named) == 1 else ""

    def _hits(self, words: tuple[str, ...]) -> dict[int, dict[int, float]]:
        """Return by term: which of its words are said, by what word of ours (each one once)."""
        found: dict[int, dict[int, float]] = {}
        taken: dict[int, set[int]] = {}
        for place, word in enumerate(words):
            stems = stems_of(word)
            for sense in sorted(senses_of(word, asked=True)):
                score = 1.0 if sense in stems else _SYNONYM
                for number, at in self._by_sense.get(sense, ()):
                    if score == 1.0 and not same(word, self._terms[number].words[at]):
                        continue
                    hits = found.setdefault(number, {})
                    if at in hits:
                        hits[at] = max(hits[at], score)
                    elif place in taken.setdefault(number, set()):
                        hits[at] = 0.0
                    else:
                        hits[at] = score
                        taken[number].add(place)
            first = next(iter(compound(word)), "")
            for clipped, number, at in self._clipped.get(word[:_CLIPPED], ()):
                longer = word.startswith(clipped) and len(word) > len(clipped) + 1
                if longer and len(clipped) > len(first) and at not in found.get(number, {}):
                    found.setdefault(number, {})[at] = _SYNONYM
        return {number: {at: score for at, score in hits.items() if score} for number, hits in found.items()}

    def _add(self, term: Term) -> None:
        number = len(self._terms)
        self._places.setdefault(term.ref, number)
        self._terms.append(term)
        for at, word in enumerate(term.words):
            for sense in senses_of(word):
                self._by_sense.setdefault(sense, []).append((number, at))
            if len(word) >= _CLIPPED and word.isalpha() and not is_word(word):
                self._clipped.setdefault(word[:_CLIPPED], []).append((word, number, at))
        for sense in group_senses(term.words):
            self._by_group.setdefault(sense, []).append(number)


def _keep(best: dict[Ref, float], term: Term, score: float) -> None:
    if score > best.get(term.ref, 0.0):
        best[term.ref] = score


def _covered(term: Term, hits: Mapping[int, float]) -> float:
    """Return how well the words hit name a term: fully, by its head (the last word), or by another of its words."""
    surely = sum(hits.values()) / len(hits)
    if len(hits) == len(term.words):
        return term.weight * surely
    last = len(term.words) - 1
    part = _HEAD if last in hits else _OTHER
    return term.weight * surely * (part + 0.1 * (len(hits) - 1) / len(term.words))


_made: WeakKeyDictionary[DataSchema, Catalogue] = WeakKeyDictionary()
"""Catalogues go with their schemas, so that none may refer to its own."""


def catalogue_of(schema: DataSchema) -> Catalogue:
    """Return the catalogue of a schema, made once."""
    if schema not in _made:
        _made[schema] = Catalogue(schema)
    return _made[schema]


def _edges(schema: DataSchema) -> Iterator[Edge]:
    for table in schema.tables:
        for key in table.keys:
            if schema.table(key.table) is not None:
                yield Edge(table.name, key.table, key.columns, key.targets, to_one=True, guessed=key.guessed)
                yield Edge(key.table, table.name, key.targets, key.columns, to_one=False, guessed=key.guessed)


def _terms(schema: DataSchema) -> Iterator[Term]:
    for table in schema.tables:
        own = _bare(identifier_words(table.name))
        yield from _spellings(own, Ref(table.name), 1.0)
        for column in table.columns:
            yield from _column_terms(own, Ref(table.name, column.name))
    for said, meant in schema.words.items():
        if (ref := _meant(schema, meant)) is not None:
            yield Term(tuple(key_of(said).split()), ref, _ALIAS)


def _meant(schema: DataSchema, meant: str) -> Ref | None:
    table, _, column = meant.partition(".")
    found = schema.table(table)
    if found is None or (column and found.column(column) is None):
        return None
    return Ref(table, column)


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if len(words) > 1 and words[0] in _PREFIXES else words


def _column_terms(table: tuple[str, ...], ref: Ref) -> Iterator[Term]:
    words = identifier_words(ref.column)
    yield from _spellings(words, ref, 1.0)
    bare = words
    if len(words) > 1 and len(words[0]) > 2 and table[-1].startswith(words[0]):
        yield from _spellings(words[1:], ref, 0.96)
        for term in _spellings((*table, *words[1:]), ref, 0.95):
            yield replace(term, whole=True)
    parted = not any(same(word, own) for word in words for own in table)
    if len(words) > 1 and words[-1] not in _WEAK and parted:
        heads = [(words[-1], 0.9), *([] if words[0] in verbs() else [(words[0], 0.88)])]
        for head, weight in heads:
            for term in _spellings((*table, head), ref, weight):
                yield replace(term, whole=True)
    if parted:
        for term in _spellings((*table, *words), ref, 0.97):
            yield replace(term, whole=True)
    if len(words) > len(table) and all(same(a, b) for a, b in zip(words, table, strict=False)):
        bare = words[len(table) :]
        yield from _spellings(bare, ref, 0.98)
    if len(bare) > 1 and bare[-1] in _WEAK:
        yield from _spellings(bare[:-1], ref, _STRIPPED)
    for unit in _UNITS.get(words[-1], ()) if len(words) > 1 else ():
        yield Term((unit,), ref, _STRIPPED)
        yield Term((*table, unit), ref, _HEAD, whole=True)
    if len(bare) > 1 and bare[0] in ("is", "has", "ist", "hat"):
        yield from _spellings(bare[1:], ref, 0.95)


def _spellings(words: tuple[str, ...], ref: Ref, weight: float) -> Iterator[Term]:
    """Give a name's words, and where one is a compound, its parts."""
    if all(word in fillers() or word in _WEAK for word in words) and weight < 1.0:
        return
    yield Term(words, ref, weight)
    split = tuple(part for word in words for part in (compound(word) or (word,)))
    if split != words:
        yield Term(split, ref, weight * 0.99)
