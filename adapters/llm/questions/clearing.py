"""Clearing: words that could mean several things, and that the words beside them decide."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec.structs import replace

from adapters.llm.questions.catalogue import Catalogue, Naming
from adapters.llm.questions.choosing import PLAIN
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.manners import WORKS
from adapters.llm.questions.roles import is_bought, words_in
from adapters.llm.questions.tokens import word_set

_ME = word_set("me us all the mir uns alle every")
_MADE = word_set("were was are is made done given written placed paid been")
"""Words behind which `by` says who did it."""
_DEEDS = frozenset(("booking", "order", "rental", "sale", "loan", "reservation"))
_WAS = word_set("was were wasnt werent been wurde wurden worden did have has haben hat never nie")
"""Words with which it is said what was done, rather than how it is."""
_PER = ("per", "pro", "je")
_PERSON = word_set("person kopf head guest gast")
_PRICED = word_set(
    "price prices cost costs preis preise kostet kosten verdienen verdient earn earns paid wage lohn rate"
)
_UNITS = (
    (word_set("hour hours stunde std"), word_set("hour hourly stunde stunden std stundenlohn stundensatz")),
    (word_set("day tag"), word_set("day daily tag tages tagessatz tagespreis tagesmiete")),
    (word_set("night nacht"), word_set("night nightly nacht uebernachtung")),
    (word_set("week woche"), word_set("week weekly woche wochen wochenpreis")),
    (word_set("kilo kg kilogramm kilogram"), word_set("kg kilo")),
    (word_set("liter litre litres l"), word_set("liter litre l")),
    (_PERSON, word_set("person pp kopf")),
    (word_set("piece stueck unit einheit"), word_set("piece stueck stk unit einheit")),
)
"""What prices are of, as people say it, and as columns are called."""
_WHO = word_set("who that die")


def cleared(chunks: Sequence[Chunk], catalogue: Catalogue) -> tuple[Chunk, ...]:
    """Return the chunks without meanings that the others rule out."""
    found = _priced(_each_paid(_as_staff(_spoken(chunks), catalogue)), catalogue)
    return tuple(_as_done(one, found, catalogue) for one in found)


def _spoken(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Read `show me all` as a wish, whatever is called a show, and `were made by members` as who made them."""
    found = list(chunks)
    for chunk, behind in pairwise(chunks):
        if {h.value for h in chunk.helds if h.part} & {h.value for h in behind.helds if h.part}:
            found[behind.at] = replace(behind, namings=())
        if chunk.at == 0 and chunk.has("list") and behind.key in _ME:
            found[0] = replace(chunk, namings=(), helds=())
        if behind.key == "by" and chunk.key in _MADE:
            found[behind.at] = replace(behind, ops=(), filler=True)
    return found


def _as_staff(chunks: Sequence[Chunk], catalogue: Catalogue) -> list[Chunk]:
    """Read `people who work here` as those whom the data calls its staff, and not as a number of people."""
    found = list(chunks)
    for chunk in chunks:
        behind = [other for other in chunks[chunk.at + 1 : chunk.at + 3] if other.key not in _WHO][:1]
        if not chunk.people or not behind or behind[0].key not in WORKS:
            continue
        tables = [n for n in behind[0].namings if _is_table(n) and catalogue.are_staff(n.ref.table)]
        if tables:
            found[chunk.at] = replace(chunk, namings=(tables[0],), helds=())
            found[behind[0].at] = replace(behind[0], namings=(), helds=(), filler=True)
    return found


def _each_paid(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Read `under 500 euros per person` without the person: that is how the price is meant."""
    found = list(chunks)
    for money, per, person in zip(chunks, chunks[1:], chunks[2:], strict=False):
        paid = money.number is not None and money.number.unit == "money"
        if paid and per.key in _PER and person.key in _PERSON:
            found[per.at] = replace(per, ops=(), filler=True)
            found[person.at] = replace(person, namings=(), helds=(), people=False, filler=True)
    return found


def _priced(chunks: Sequence[Chunk], catalogue: Catalogue) -> list[Chunk]:
    """Read `the price per kilo` without the kilo, where the data has the price of that and of nothing else."""
    found = list(chunks)
    if not any(_PRICED & set(chunk.key.split()) for chunk in chunks):
        return found
    for per, unit in pairwise(chunks):
        parts = next((parts for words, parts in _UNITS if unit.key in words), None)
        if per.key not in _PER or parts is None:
            continue
        if len([name for name in _prices(catalogue) if parts & set(words_in(name))]) == 1:
            found[per.at] = replace(per, ops=(), filler=True)
            found[unit.at] = replace(unit, namings=(), helds=(), grain=None, ops=(), filler=True)
    return found


def _prices(catalogue: Catalogue) -> list[str]:
    """Return the names of the columns that hold what something costs."""
    every = ((name, roles) for roles in catalogue.roles.values() for name in roles.measures)
    return [name for name, roles in every if (name in roles.money or "rate" in words_in(name)) and not is_bought(name)]


def _as_done(verb: Chunk, chunks: Sequence[Chunk], catalogue: Catalogue) -> Chunk:
    """Read `which treatments were booked` as what was done, though a booking may be in a state that is called so."""
    tables = {held.table for held in verb.helds if not held.part}
    if not _DEEDS & set(verb.verb.split()) or len(tables) != 1 or not all(map(catalogue.is_event, tables)):
        return verb
    if not any(_WAS & set(chunk.key.split()) for chunk in chunks[: verb.at]):
        return verb
    named = {naming.ref.table for chunk in chunks if chunk is not verb for naming in chunk.namings if _is_table(naming)}
    return replace(verb, helds=()) if named and not named & tables else verb


def _is_table(naming: Naming) -> bool:
    return not naming.ref.column and naming.score >= PLAIN
