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
from adapters.llm.questions.following import asks_anew, followed, is_fragment, is_valued, leans
from adapters.llm.questions.frame import Frame
from adapters.llm.questions.joins import NoWay
from adapters.llm.questions.merging import is_near, pinned
from adapters.llm.questions.reading import Reading
from adapters.llm.questions.rivals import told_apart

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
        fragment = is_fragment(text, read.reading, read.frame)
        lone = not fragment and is_valued(read.reading)
        if not place or not (fragment or lone):
            if fragment and leans(text, read.reading, read.frame):
                read.reading.problem = "nothing_before"
            return read
        before = self._before(place)
        if before is not None:
            main = before.frame.measure.table if before.frame.measure else ""
            behind = self._alone(text, tuple(dict.fromkeys(filter(None, (main, before.frame.focus)))))
            filters = pinned(before.frame, behind.reading, behind.reading.filters)
            known = fragment or is_near(before.frame, behind.reading, filters)
            frame = followed(before.frame, behind.reading, behind.frame, self._catalogue) if known else None
            if frame is not None:
                return Understood(frame, behind.reading, True, {**before.called, **behind.called})
            read = behind if fragment else read
        if fragment:
            read.reading.problem = read.reading.problem or "followup"
        return read

    def _before(self, place: int) -> Understood | None:
        """Return the last question that was understood; none where another was asked since that was not."""
        for at in range(place - 1, -1, -1):
            before = self._at(at)
            if before.complete and not before.reading.left() and not before.reading.problem:
                return before
            if asks_anew(self._earlier[at], before.reading, before.frame):
                return None
        return None

    def _at(self, at: int) -> Understood:
        if at not in self._understood:
            self._understood[at] = self._read(self._earlier[at], at)
        return self._understood[at]

    def _alone(self, text: str, context: tuple[str, ...]) -> Understood:
        """Return what a text means by itself, or after a question about the tables in `context`."""
        chunks = told_apart(chunks_of(text, self._catalogue, self._today, self._language))
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
