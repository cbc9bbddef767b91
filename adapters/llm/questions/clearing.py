"""Clearing: words that could mean several things, and that the words beside them decide."""

from collections.abc import Sequence

from msgspec.structs import replace

from adapters.llm.questions.catalogue import Catalogue, Naming
from adapters.llm.questions.choosing import PLAIN
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.tokens import word_set

_WORKS = word_set("work works working worked arbeiten arbeitet arbeitete gearbeitet")
_DEEDS = frozenset(("booking", "order", "rental", "sale", "loan", "reservation"))
_WAS = word_set("was were been wurde wurden worden did have has haben hat never nie")
"""Words with which it is said what was done, rather than how it is."""
_CURRENCIES = word_set("euro euros eur € $ dollar dollars usd pfund pounds gbp chf franken")
_PER = ("per", "pro", "je")
_PERSON = word_set("person kopf head guest gast")
_WHO = word_set("who that die")


def cleared(chunks: Sequence[Chunk], catalogue: Catalogue) -> tuple[Chunk, ...]:
    """Return the chunks without meanings that the others rule out."""
    return tuple(_as_done(one, chunks, catalogue) for one in _each_paid(_as_staff(chunks, catalogue)))


def _as_staff(chunks: Sequence[Chunk], catalogue: Catalogue) -> list[Chunk]:
    """Read `people who work here` as those whom the data calls its staff, and not as a number of people."""
    found = list(chunks)
    for chunk in chunks:
        behind = [other for other in chunks[chunk.at + 1 : chunk.at + 3] if other.key not in _WHO][:1]
        if not chunk.people or not behind or behind[0].key not in _WORKS:
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
        if _CURRENCIES & set(money.text.lower().split()) and per.key in _PER and person.key in _PERSON:
            found[per.at] = replace(per, ops=(), filler=True)
            found[person.at] = replace(person, namings=(), helds=(), people=False, filler=True)
    return found


def _as_done(verb: Chunk, chunks: Sequence[Chunk], catalogue: Catalogue) -> Chunk:
    """Read `which treatments were booked` as what was done, though a booking may be in a state that is called so."""
    tables = {held.table for held in verb.helds if not held.part}
    if not _DEEDS & set(verb.verb.split()) or len(tables) != 1 or not all(map(catalogue.is_event, tables)):
        return verb
    if not any(chunk.key in _WAS for chunk in chunks[: verb.at]):
        return verb
    named = {naming.ref.table for chunk in chunks if chunk is not verb for naming in chunk.namings if _is_table(naming)}
    return replace(verb, helds=()) if named and not named & tables else verb


def _is_table(naming: Naming) -> bool:
    return not naming.ref.column and naming.score >= PLAIN
