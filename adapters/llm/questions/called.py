"""Called: what people called tables, columns and revenue in their question, so that the answer speaks as they do."""

from collections.abc import Mapping
from typing import TypeAlias

from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.reading import Reading

Called: TypeAlias = Mapping[tuple[str, str], str]
"""By table and column (empty for the table itself): the word that was said for it."""

REVENUE = ("", "revenue")
"""Stands for what comes in, whatever column that is."""
_SURELY = 0.8
"""How well a word must name something to be said for it."""


def called(reading: Reading) -> Called:
    """Return the words of a question by what they name; misspelt ones and parts of compounds are left out."""
    found: dict[tuple[str, str], str] = {}
    for chunk in reading.chunks:
        word = chunk.text.strip(" ?.!,;:")
        if chunk.guess or not word or _is_part(reading, chunk):
            continue
        if chunk.revenue:
            found.setdefault(REVENUE, word)
        for naming in chunk.namings:
            if naming.score > _SURELY and not chunk.ops:
                found.setdefault((naming.ref.table, naming.ref.column), word)
    return found


def _is_part(reading: Reading, chunk: Chunk) -> bool:
    """Say whether a chunk is one of several that a compound was taken apart into."""
    return any(other.start == chunk.start and other.at != chunk.at for other in reading.chunks)
