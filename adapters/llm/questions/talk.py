"""Talk: the questions of one conversation, each understood after those before it."""

from collections.abc import Sequence
from datetime import date
from weakref import WeakKeyDictionary

from msgspec import Struct

from adapters.llm.questions.annotate import annotated
from adapters.llm.questions.called import Called, called
from adapters.llm.questions.catalogue import Catalogue
from adapters.llm.questions.chunks import Chunk
from adapters.llm.questions.composing import compose
from adapters.llm.questions.figures import figured
from adapters.llm.questions.following import followed, is_fragment
from adapters.llm.questions.frame import Frame
from adapters.llm.questions.joins import NoWay
from adapters.llm.questions.reading import Reading

_MOST_REMEMBERED = 256
"""Texts of which the chunks of one catalogue are kept: a conversation's questions are read again with each new one."""


class Understood(Struct, frozen=True):
    """What a text was read as."""

    frame: Frame
    reading: Reading
    complete: bool
    """True where it is a question by itself, or with the one before."""
    called: Called = {}
    """What things were called in it, and in the questions that it follows."""


class Talk:
    """Earlier questions, in which a new one finds what it follows."""

    def __init__(self, earlier: Sequence[str], catalogue: Catalogue, today: date, language: str) -> None:
        self._earlier, self._catalogue, self._today, self._language = tuple(earlier), catalogue, today, language
        self._understood: dict[int, Understood] = {}

    def read(self, text: str) -> Understood:
        """Return what a text means after all earlier questions."""
        return self._read(text, len(self._earlier))

    def _read(self, text: str, place: int) -> Understood:
        read = self._alone(text, ())
        if not place or not is_fragment(text, read.reading, read.frame):
            return read
        for at in range(place - 1, -1, -1):
            before = self._at(at)
            if before.complete and not before.reading.left() and not before.reading.problem:
                main = before.frame.measure.table if before.frame.measure else ""
                read = self._alone(text, tuple(dict.fromkeys(filter(None, (main, before.frame.focus)))))
                frame = followed(before.frame, read.reading, read.frame, self._catalogue)
                if frame is not None:
                    return Understood(frame, read.reading, True, {**before.called, **read.called})
                break
        read.reading.problem = read.reading.problem or "followup"
        return read

    def _at(self, at: int) -> Understood:
        if at not in self._understood:
            self._understood[at] = self._read(self._earlier[at], at)
        return self._understood[at]

    def _alone(self, text: str, context: tuple[str, ...]) -> Understood:
        """Return what a text means by itself, or after a question about the tables in `context`."""
        chunks = chunks_of(text, self._catalogue, self._today, self._language)
        reading = self._reading(chunks, context)
        try:
            frame = compose(reading)
        except NoWay:
            reading.problem = "no_way"
            frame = Frame()
        if not context:
            frame, reading = figured((frame, reading), self._reading, compose)
        return Understood(frame, reading, bool(frame.measure or frame.focus), called(reading))

    def _reading(self, chunks: Sequence[Chunk], context: tuple[str, ...] = ()) -> Reading:
        return Reading(chunks, self._catalogue, self._today, self._language, context)


def chunks_of(text: str, catalogue: Catalogue, today: date, language: str) -> tuple[Chunk, ...]:
    """Return the chunks of a text, which never change: what is made of them is made anew each time."""
    known = _chunks.setdefault(catalogue, {})
    said = (text, today, language)
    if said not in known:
        if len(known) >= _MOST_REMEMBERED:
            known.clear()
        known[said] = annotated(text, catalogue, today, language)
    return known[said]


_chunks: WeakKeyDictionary[Catalogue, dict[tuple[str, date, str], tuple[Chunk, ...]]] = WeakKeyDictionary()
