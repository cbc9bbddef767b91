"""Inquiring: from a question to one SELECT, or to the reason why there is none."""

from collections.abc import Sequence
from datetime import date
from itertools import islice

from msgspec.structs import replace

from adapters.llm.questions.annotate import MOST_TOKENS
from adapters.llm.questions.catalogue import Catalogue, catalogue_of
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.frame import Frame
from adapters.llm.questions.joins import NoWay
from adapters.llm.questions.lexicon.fillers import fillers
from adapters.llm.questions.offering import offers, unknown_in
from adapters.llm.questions.statement import Statement
from adapters.llm.questions.talk import Talk, Understood, chunks_of
from adapters.llm.questions.tokens import tokens_of, word_set
from adapters.llm.questions.wording import Wording, wording
from core.data import DataSchema, Inquiry, Shape
from core.envelope import Exchange

_CHANGING = word_set(
    "delete remove drop erase truncate insert loesche loesch loeschen entferne entfern entfernen streiche streich",
    "cancel storniere stornier kuendige update aendere aender setze",
)
_LOOKED_BACK = 8
"""Earlier questions among which a follow-up finds what it follows."""
_MOST_OFFERED = 3
"""Questions that are offered where one is not understood."""
_LONGEST = 500
"""Characters of a text that are looked at for what it names."""
_NAMED, _HELD = 0.8, 0.85
"""How surely words must name a table or column, or a value, for a text to be about the data."""


def inquire(text: str, history: Sequence[Exchange], schema: DataSchema, today: date, language: str) -> Inquiry:
    """Return a statement with what it answers; where a word means nothing here, the decline names it."""
    said, catalogue = wording(language), catalogue_of(schema)
    if len(tokens_of(text)) > MOST_TOKENS:
        return Inquiry(decline=said.problem("too_long"))
    if _changes(text):
        return Inquiry(decline=said.problem("read_only"))
    talk = Talk(_asked(text, history), catalogue, today, language)
    read = talk.read(text)
    found = _inquiry(read, catalogue, today, said)
    if found.sql:
        return found
    answered = (
        offer
        for offer in offers(text, read.reading, catalogue)
        if _inquiry(talk.read(offer.words), catalogue, today, said).sql
    )
    return replace(found, readings=tuple(islice(answered, _MOST_OFFERED)))


def about_data(text: str, history: Sequence[Exchange], schema: DataSchema, today: date, language: str) -> bool:
    """Say whether a text speaks of this data: as much of what it has as of what it has not.

    A value says nothing of what is asked for: beside an unknown word, there must be a table, a column or a measure.
    """
    if len(tokens_of(text)) > MOST_TOKENS:
        return False
    catalogue = catalogue_of(schema)
    read = Talk(_asked(text, history), catalogue, today, language).read(text)
    if _inquiry(read, catalogue, today, wording(language)).sql:
        return True
    chunks = chunks_of(text, catalogue, today, language)
    named = sum(_is_subject(chunk) or _is_held(chunk) for chunk in chunks)
    unknown = sum(chunk.empty for chunk in chunks)
    return bool(named) and named >= unknown and (not unknown or any(map(_is_subject, chunks)))


def names_table(text: str, schema: DataSchema, today: date, language: str) -> bool:
    """Say whether some words of a text name a table."""
    return any(map(_is_table, chunks_of(text[:_LONGEST], catalogue_of(schema), today, language)))


def is_lone(text: str, schema: DataSchema, today: date, language: str) -> bool:
    """Say whether a text is one word, one value or one column, and no table's name: a question only after another."""
    chunks = [one for one in chunks_of(text[:_LONGEST], catalogue_of(schema), today, language) if not one.filler]
    spoken = len(text[:_LONGEST].split())
    named = sum(len(one.text.split()) for one in chunks if one.namings or one.helds)
    return (spoken < 2 or (len(chunks) == 1 and spoken - 1 <= named)) and not any(map(_is_table, chunks))


def _changes(text: str) -> bool:
    """Say whether a text tells to take something away, which nobody can here."""
    first = next((token.key for token in tokens_of(text) if token.key not in fillers()), "")
    return first in _CHANGING


def _asked(text: str, history: Sequence[Exchange]) -> tuple[str, ...]:
    """Return the earlier questions that a text may follow."""
    asked = (entry.content for entry in history if entry.role == "user" and entry.content != text)
    return tuple(asked)[-_LOOKED_BACK:]


def _is_table(chunk: Chunk) -> bool:
    return bool(chunk.namings) and not chunk.namings[0].ref.column and chunk.namings[0].score > _NAMED


def _is_subject(chunk: Chunk) -> bool:
    """Say whether a chunk names a table, a column or what is measured."""
    return chunk.revenue or (bool(chunk.namings) and chunk.namings[0].score > _NAMED)


def _is_held(chunk: Chunk) -> bool:
    return bool(chunk.helds) and not chunk.helds[0].part and chunk.helds[0].score > _HELD


def _inquiry(read: Understood, catalogue: Catalogue, today: date, said: Wording) -> Inquiry:
    """Return the statement of what was understood, or what was not."""
    reading = read.reading
    if unknown := tuple(chunk.text for chunk in unknown_in(reading)):
        return Inquiry(decline=said.unknown(unknown), unknown=unknown)
    if reading.problem:
        return Inquiry(decline=said.problem(reading.problem))
    if left := tuple(chunk.text for chunk in reading.left()):
        return Inquiry(decline=said.unplaced(left), unknown=left)
    if not read.complete:
        return Inquiry(decline=said.problem("nothing"))
    try:
        sql = Statement(read.frame, catalogue, today, said.names).text()
    except NoWay:
        return Inquiry(decline=said.problem("no_way"))
    frame = read.frame
    return Inquiry(
        sql=sql, title=said.title(frame, read.called), shape=_shape(frame), chart=frame.chart, file=frame.file
    )


def _shape(frame: Frame) -> Shape:
    if frame.change:
        return "comparison"
    if frame.nested:
        return "value"
    if frame.groups:
        if any(group.grain for group in frame.groups):
            return "series" if frame.top is None else "ranking"
        return "share" if frame.share is not None else "ranking" if frame.top else "groups"
    if frame.share is not None:
        return "share"
    if frame.measure is not None:
        return "value"
    return "ranking" if frame.top is not None and frame.top.by is not None else "list"
