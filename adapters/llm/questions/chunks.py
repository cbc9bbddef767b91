"""Chunks: the pieces of a question, each with all that it may mean."""

from msgspec import Struct

from adapters.llm.questions.catalogue import Naming
from adapters.llm.questions.grains import Grain
from adapters.llm.questions.lexicon.adjectives import Form
from adapters.llm.questions.numbers import Number
from adapters.llm.questions.operators import Kind
from adapters.llm.questions.periods import Period
from adapters.llm.questions.values import Held


class Chunk(Struct, frozen=True):
    """Some words that stand together."""

    at: int
    """The place among the chunks."""
    text: str
    key: str
    start: int
    """Where it begins in the text."""
    namings: tuple[Naming, ...] = ()
    helds: tuple[Held, ...] = ()
    ops: tuple[Kind, ...] = ()
    period: Period | None = None
    number: Number | None = None
    ordinal: int | None = None
    grain: Grain | None = None
    adjective: Form | None = None
    verb: str = ""
    """Concepts that a verb speaks of, separated by blanks."""
    filler: bool = False
    quoted: bool = False
    revenue: bool = False
    """True for words for what comes in, whatever the data calls it."""
    neutral: bool = False
    """True for verbs that only say how rows came to be."""
    people: bool = False
    """True for words for people in general."""
    guess: str = ""
    """What a misspelt word was read as."""

    def has(self, *kinds: Kind) -> bool:
        """Say whether it may be an operator of one of these kinds."""
        return any(kind in self.ops for kind in kinds)

    @property
    def empty(self) -> bool:
        """Say whether nothing is known of it."""
        return not (
            self.namings
            or self.helds
            or self.ops
            or self.period
            or self.number
            or self.ordinal
            or self.grain
            or self.adjective
            or self.verb
            or self.filler
            or self.revenue
            or self.people
            or self.neutral
        )
