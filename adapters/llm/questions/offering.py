"""Offering: the questions that may have been meant, where one is not understood."""

from collections.abc import Iterator

from adapters.llm.questions.catalogue import Catalogue
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.manners import UNDONE
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.spelling import suggestions
from adapters.llm.questions.tokens import key_of
from core.data import Reading as Choice

_MOST_LIKE = 5
"""Known words that are looked at for one that is not."""


def unknown_in(reading: Reading) -> tuple[Chunk, ...]:
    """Return the words that mean nothing, each once for a compound of several."""
    undone = {chunk.at for chunk in reading.chunks if chunk.key in UNDONE and not reading.free(chunk)}
    read = undone | reading.bounds
    empty = [chunk for chunk in reading.chunks if chunk.empty and any(c.isalnum() for c in chunk.text)]
    empty = [
        chunk for chunk in empty if chunk.at not in read and (chunk.at not in reading.timed or reading.free(chunk))
    ]
    return tuple({chunk.start: chunk for chunk in empty}.values())


def offers(text: str, reading: Reading, catalogue: Catalogue) -> Iterator[Choice]:
    """Give whole questions that may have been meant: with a known word for one that is not, or a value's column."""
    if unknown := unknown_in(reading):
        near = [suggestions(key_of(chunk.text), catalogue, _MOST_LIKE) for chunk in unknown]
        for words in zip(*near, strict=False):
            yield Choice(", ".join(words), _replaced(text, unknown, words))
        return
    for label, named in reading.readings:
        value = next((chunk for chunk in reading.chunks if named.endswith(f" {chunk.text}")), None)
        if value is not None:
            yield Choice(label, _replaced(text, (value,), (named,)))


def _replaced(text: str, chunks: tuple[Chunk, ...], words: tuple[str, ...]) -> str:
    """Return a text with other words in the place of some chunks."""
    for chunk, word in sorted(zip(chunks, words, strict=True), key=lambda pair: -pair[0].start):
        text = text[: chunk.start] + text[chunk.start :].replace(chunk.text, word, 1)
    return text
