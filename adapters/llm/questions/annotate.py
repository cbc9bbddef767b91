"""Annotating: a question as the chunks that explain most of it."""

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from adapters.llm.questions.catalogue import Catalogue, Ref
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.clearing import cleared
from adapters.llm.questions.dates import periods_in
from adapters.llm.questions.grains import GRAINS
from adapters.llm.questions.letters import is_letter, is_unknown
from adapters.llm.questions.lexicon.adjectives import forms
from adapters.llm.questions.lexicon.fillers import fillers
from adapters.llm.questions.lexicon.standing import STATES
from adapters.llm.questions.lexicon.verbs import verbs
from adapters.llm.questions.manners import NEUTRAL, PARTICLES, PEOPLE, PHRASES, REVENUE
from adapters.llm.questions.numbers import number_at, ordinal_at
from adapters.llm.questions.operators import LONGEST_OPERATOR, operator_words, operators
from adapters.llm.questions.ours import is_ours
from adapters.llm.questions.spelling import spelled
from adapters.llm.questions.terms import is_word
from adapters.llm.questions.tokens import Token, key_of, tokens_of, word_set
from adapters.llm.questions.values import LONGEST, Held, value_words

MOST_TOKENS = 60
"""Words of a question; nobody asks a database in more, and reading takes longer with each."""
_LONGEST_NAME = 4
"""Words of a name."""
_LEAST_NAMED, _LEAST_NAMED_TOGETHER = 0.4, 0.7
"""How well one word, and several, must name a table or a column to be taken for it."""
_NAME, _VALUE, _PERIOD, _OPERATOR = 1.03, 1.02, 1.06, 1.0
"""What each word of a chunk weighs: where two explain the same words, the greater weight wins."""
_ADJECTIVE, _GRAIN, _VERB, _REVENUE, _NUMBER, _ORDINAL = 0.95, 0.96, 0.72, 0.9, 0.97, 0.5
_FILLER, _NEUTRAL, _PEOPLE = 0.6, 0.55, 0.5
"""What words weigh that mean something in any question, and those that mean little."""
_PERIOD_MORE, _OPERATOR_MORE, _NAME_MORE, _COMPOUND_MORE, _NUMBERED_MORE, _OWN_MORE = 0.1, 0.01, 0.08, 0.3, 0.6, 0.15
"""What is added for a period, for each further word of an operator, of a name and of a compound, for `… number`, and
for a column behind its table's name."""
_WITH = ("more", "less", "fewer", "at", "over", "under", "no", "a", "an", "the", "mehr", "ueber", "mindestens")
"""Words before which `w` is `with`."""
_LEADING = ("by", "per", "pro", "je", "nach", "to", "from", "von", "for", "fuer")
"""Words that lead to others and are no names, though they stand in some: `referred_by`."""
_STATES = 12
"""Values that a column of states has at most."""
_STATED = 6
"""Letters of a filler that may be a state here: `available`."""
_HOW = ("wie", "how")
"""Words behind which no value stands: `wie hoch`."""
_VALUE_MORE = 0.02
"""What is added for each further word of a value: a whole name is meant rather than two halves of others."""
_INNER = word_set("of the der des von vom our unserer unseres")
"""Words that may stand within a name."""
_COUNTED = word_set("number numbers anzahl zahl")
"""Words that count what stands behind them, rather than being a part of its name."""
_LISTING, _VERY_NAME = ("list",), 0.96
"""A word that tells to show something, unless it begins the very name of a column: `list price`."""
_NAMELIKE = word_set("name names namen title titel date number numbers count anzahl zahl amount sum")
"""First words of names whose inner words count: `date of birth`."""
_NUMBERED = word_set("phone telephone mobile fax account order invoice customer serial policy contract reference part")
"""Words behind which `no of` asks for a number that is a name."""
_RATED = word_set("hourly daily nightly weekly monthly yearly day night room pay base flat interest tax wage")
"""Words before `rate` that make it a price."""
_DID = word_set("did do does")
_LONGEST_PHRASE = 4
"""Words of a verb of several words, and of a phrase that says nothing."""
_JOINTS = word_set("per pro je by nach und and or oder in von of with mit the der die das")
"""Words that begin no name."""
_SOME_DAY = date(2000, 1, 1)
"""A today for asking whether a word is about time at all."""


class _Span(Struct):
    """Some tokens, with what they may mean together and how much that explains."""

    length: int
    weight: float
    chunk: Chunk


class _Meanings:
    """What the words from one place on may mean, by how many they are."""

    def __init__(self, tokens: Sequence[Token], at: int, text: str) -> None:
        self.tokens, self.at, self.text = tokens, at, text
        self._spans: dict[int, _Span] = {}

    def put(self, length: int, weight: float, **known: object) -> None:
        """Note one more thing that so many words may mean."""
        found = self._spans.get(length)
        if found is None:
            key = key_of(" ".join(token.key for token in self.tokens[self.at : self.at + length]))
            token = self.tokens[self.at]
            chunk = Chunk(0, _written(self.tokens, self.at, length, self.text), key, token.start, quoted=token.quoted)
            found = self._spans[length] = _Span(length, 0.0, chunk)
        found.chunk, found.weight = replace(found.chunk, **known), max(found.weight, weight)

    def lengths(self, longest: int) -> range:
        """Return how many words may stand together from here on."""
        return range(1, min(longest, len(self.tokens) - self.at) + 1)

    def spans(self) -> list[_Span]:
        """Return all that was noted."""
        return list(self._spans.values())


def annotated(text: str, catalogue: Catalogue, today: date, language: str) -> tuple[Chunk, ...]:
    """Return the chunks of a text in order, those of the cover that explains most."""
    tokens, mended = spelled(tokens_of(text), catalogue, lambda token: _known(token, catalogue), _is_real)
    spans = [_spans(_Meanings(tokens, at, text), catalogue, language) for at in range(len(tokens))]
    for found in periods_in(tokens, today, language):
        length = found.last - found.first + 1
        if _is_weekday_value(tokens[found.first : found.last + 1], catalogue):
            continue
        written = _written(tokens, found.first, length, text)
        chunk = Chunk(0, written, "", tokens[found.first].start, period=found.period)
        spans[found.first].append(_Span(length, _PERIOD * length + _PERIOD_MORE, chunk))
    chunks = _cover(tokens, spans, text)
    return cleared([replace(c, at=at, guess=mended.get(c.start, "")) for at, c in enumerate(chunks)], catalogue)


def _is_weekday_value(tokens: Sequence[Token], catalogue: Catalogue) -> bool:
    """Say whether the data itself has the word, as a course's weekday: then no day of the calendar is meant."""
    words = [token for token in tokens if token.key not in fillers()]
    held = catalogue.values.of((words[0].key,)) if len(words) == 1 and not words[0].has_digit else ()
    return bool(held) and held[0].score == 1.0


def _is_real(token: Token) -> bool:
    """Say whether a word is none that is misspelt, though it may mean nothing here."""
    return is_word(token.key) or number_at((token,), 0, "en") is not None or ordinal_at((token,), 0) is not None


def _known(token: Token, catalogue: Catalogue) -> bool:
    """Say whether a word means something as it stands."""
    key = token.key
    if len(key) < 3 or token.has_digit or key in _function_words():
        return True
    if catalogue.values.has_word(key) or catalogue.values.of(value_words(key)):
        return True
    named = catalogue.named((key,))
    return bool(named and named[0].score >= _LEAST_NAMED) or _is_time(replace(token, start=0, end=0))


@cache
def _function_words() -> frozenset[str]:
    """Return the words that mean something in any question."""
    said = (PARTICLES, NEUTRAL, REVENUE, PEOPLE, GRAINS, operator_words(), fillers(), forms(), verbs(), STATES)
    return frozenset(word for words in said for word in words)


@lru_cache(maxsize=20_000)
def _is_time(token: Token) -> bool:
    return bool(periods_in((token,), _SOME_DAY, "en"))


def _spans(found: _Meanings, catalogue: Catalogue, language: str) -> list[_Span]:
    """Return all that the words from one place on may mean."""
    token = found.tokens[found.at]
    if not token.quoted and not token.code:
        _put_operators(found)
        if not is_unknown(found.tokens, found.at, catalogue):
            _put_words(found, language)
        if is_ours(found.tokens, found.at, catalogue):
            found.put(1, _FILLER, filler=True)
            return found.spans()
        for length in found.lengths(_LONGEST_NAME):
            _put_names(found, length, catalogue)
    for length in found.lengths(LONGEST):
        if helds := _held(found.tokens, found.at, length, catalogue):
            found.put(length, helds[0].score * _VALUE * length + _VALUE_MORE * (length - 1), helds=helds)
            if length == 1 and is_letter(found.tokens, found.at, catalogue):
                found.put(length, helds[0].score * _VALUE * length, filler=False)
    return found.spans()


def _put_operators(found: _Meanings) -> None:
    before = [token.key for token in found.tokens[: found.at]]
    for length in found.lengths(LONGEST_OPERATOR):
        words = tuple(token.key for token in found.tokens[found.at : found.at + length])
        if _is_no_operator(words, before):
            continue
        if kinds := operators().get(words):
            found.put(length, _OPERATOR * length + _OPERATOR_MORE * (length - 1), ops=kinds)


def _is_no_operator(words: Sequence[str], before: Sequence[str]) -> bool:
    """Say whether what looks like an operator is part of a name (`phone no of`) or a verb (`did customers rate`)."""
    if words == ("no", "of") and before:
        return before[-1] in _NUMBERED
    return words == ("rate",) and bool(_DID.intersection(before) or _RATED.intersection(before[-1:]))


def _put_words(found: _Meanings, language: str) -> None:
    """Note the meanings that words have in any question."""
    key = found.tokens[found.at].key
    if key in forms():
        found.put(1, _ADJECTIVE, adjective=forms()[key])
    if key in GRAINS:
        found.put(1, _GRAIN, grain=GRAINS[key])
    if key in verbs():
        found.put(1, _VERB, verb=_parted(found.tokens, found.at) or verbs()[key])
    if key in fillers() or key in PARTICLES or (len(key) == 1 and not key.isalnum()) or _ends(found.tokens, found.at):
        found.put(1, _FILLER, filler=True)
    _put_phrases(found)
    if key in NEUTRAL:
        found.put(1, _NEUTRAL, neutral=True)
    if key in REVENUE:
        found.put(1, _REVENUE, revenue=True)
    if key in PEOPLE:
        found.put(1, _PEOPLE, people=True)
    if number := number_at(found.tokens, found.at, language):
        found.put(number.tokens, _NUMBER * number.tokens, number=number)
    if ordinal := ordinal_at(found.tokens, found.at):
        found.put(ordinal[1], _ORDINAL * ordinal[1], ordinal=ordinal[0])


def _put_phrases(found: _Meanings) -> None:
    """Note verbs of several words and phrases that say nothing: `came back`, `by the way`."""
    for length in found.lengths(_LONGEST_PHRASE)[1:]:
        phrase = "_".join(token.key for token in found.tokens[found.at : found.at + length])
        if phrase in verbs():
            found.put(length, _VERB * length + _OPERATOR_MORE, verb=verbs()[phrase], neutral=phrase in NEUTRAL)
        elif phrase in PHRASES:
            found.put(length, _FILLER * length + _OPERATOR_MORE, filler=True)


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a word is the beginning of a German verb that stands apart at the end: `kamen gestern zurück`."""
    if any(token.key.isalpha() for token in tokens[at + 1 :]):
        return False
    return any(f"{token.key}_{tokens[at].key}" in verbs() for token in tokens[:at])


def _parted(tokens: Sequence[Token], at: int) -> str:
    """Return what a German verb speaks of that stands apart from its beginning: `läuft dieses Jahr ab`."""
    last = next((token.key for token in reversed(tokens) if token.key.isalpha()), "")
    return verbs().get(f"{tokens[at].key}_{last}", "") if len(tokens) - at > 2 else ""


def _put_names(found: _Meanings, length: int, catalogue: Catalogue) -> None:
    """Note the tables and columns that so many words name."""
    if length == 1 and found.tokens[found.at].key in _LEADING:
        return
    words = _named_words(found.tokens, found.at, length)
    namings = catalogue.named(words) if words else ()
    least = _LEAST_NAMED if length == 1 else _LEAST_NAMED_TOGETHER
    if not namings or namings[0].score < (_VERY_NAME if words[0] in _LISTING and length > 1 else least):
        return
    compound = found.tokens[found.at].start == found.tokens[found.at + length - 1].start
    more = (_COMPOUND_MORE if compound else _NAME_MORE) * (length - 1)
    if length == 2 and words[-1] in ("number", "nummer", "nr"):
        more += _NUMBERED_MORE
    if length == 2 and _is_own(words, namings[0].ref, catalogue):
        more += _OWN_MORE
    kept = tuple(naming for naming in namings if naming.score >= least)
    found.put(length, namings[0].score * _NAME * length + more, namings=kept)


def _is_own(words: tuple[str, ...], ref: Ref, catalogue: Catalogue) -> bool:
    """Say whether the first of two words names the table that the column is of: `invoice amount`."""
    table = catalogue.named(words[:1])[:1]
    return bool(ref.column and table) and words[1] not in verbs() and table[0].ref == Ref(ref.table)


def _named_words(tokens: Sequence[Token], at: int, length: int) -> tuple[str, ...]:
    """Return the words of a name; none where it begins or ends with a filler."""
    span = tokens[at : at + length]
    if span[0].number or any(token.quoted for token in span) or not value_words(span[-1].key):
        return ()
    first, last = span[0].key, span[-1].key
    if length > 1 and first in _COUNTED and span[1].key in _INNER:
        return ()
    if length > 1 and last in _LEADING:
        return ()
    if length > 1 and ((first in fillers() and first not in _LISTING) or last in fillers() or first in _JOINTS):
        return ()
    kept = [t for at, t in enumerate(span) if at in (0, length - 1) or t.key not in _INNER or first in _NAMELIKE]
    return tuple(part for token in kept for part in token.key.replace("_", " ").replace("-", " ").split())


def _held(tokens: Sequence[Token], at: int, length: int, catalogue: Catalogue) -> tuple[Held, ...]:
    """Return the values that so many words name, or one of them a part of."""
    token = tokens[at]
    words = tuple(word for token in tokens[at : at + length] for word in value_words(token.key))
    if not words or not value_words(token.key) or not value_words(tokens[at + length - 1].key):
        return ()
    digit = token.number and len(words[0]) < 2
    if length == 1 and not token.code and (token.key in fillers() or digit) and not is_letter(tokens, at, catalogue):
        stated = catalogue.values.of((token.key,)) if len(token.key) >= _STATED else ()
        return tuple(held for held in stated if held.score == 1.0 and _is_state(held, catalogue))
    behind = tokens[at + 1].key if at + 1 < len(tokens) else ""
    if length == 1 and ((at and tokens[at - 1].key in _HOW) or (token.key == "w" and behind in _WITH)):
        return ()
    whole = catalogue.values.of(words)
    if not whole and length == 1 and token.has_digit and not token.number:
        whole = catalogue.values.shaped(token.text)
    if whole or len(words) > 1:
        return whole
    counts = any(number_at((token,), 0, language) for language in ("en", "de"))
    return catalogue.values.having(words[0]) if len(words[0]) > 2 and not counts else ()


def _is_state(held: Held, catalogue: Catalogue) -> bool:
    """Say whether a value is one of a few that a column has."""
    return len(catalogue.column(Ref(held.table, held.column)).values) <= _STATES


def _cover(tokens: Sequence[Token], spans: Sequence[list[_Span]], text: str) -> list[Chunk]:
    """Return the chunks of the cover with the greatest weight; what nothing explains stands alone."""
    best: list[tuple[float, Chunk | None, int]] = [(0.0, None, 0)] * (len(tokens) + 1)
    for at in range(len(tokens) - 1, -1, -1):
        alone = Chunk(0, _written(tokens, at, 1, text), tokens[at].key, tokens[at].start)
        options = [(best[at + 1][0], alone, at + 1)]
        options += [(span.weight + best[at + span.length][0], span.chunk, at + span.length) for span in spans[at]]
        best[at] = max(options, key=lambda option: option[0])
    chunks, at = [], 0
    while at < len(tokens):
        _, chunk, at = best[at]
        if chunk is not None:
            chunks.append(chunk)
    return chunks


def _written(tokens: Sequence[Token], at: int, length: int, text: str) -> str:
    return text[tokens[at].start : tokens[at + length - 1].end].strip("\"'„“”")
