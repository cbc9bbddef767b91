"""What nodes hand to one another: frozen values, each made by one node and read by later ones."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from core.artifacts import Artifact
from core.operations import Operation

Intent: TypeAlias = Literal["social", "help", "request", "question", "action", "data", "unclear"]
Complexity: TypeAlias = Literal["trivial", "simple", "complex"]


class Exchange(Struct, frozen=True):
    """One entry of the history."""

    role: Literal["user", "assistant"]
    content: str


class Envelope(Struct, frozen=True):
    """A person's words with who said them, where and when (Unix seconds)."""

    text: str
    user: str
    session: str
    time: float


class InputAnalysis(Struct, frozen=True):
    """What the input node understood of a text."""

    intent: Intent
    topic: str = ""
    complexity: Complexity = "simple"
    language: Annotated[
        str, Meta(description="ISO 639-1 code of the text's language", pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$")
    ] = "en"


class Command(Struct, frozen=True):
    """An analysed text: what the rest of the graph works on."""

    analysis: InputAnalysis
    source: str


class Choice(Struct, frozen=True):
    """One way that a routing node may choose, with what the node behind it declares."""

    name: str
    about: str = ""
    tools: tuple[str, ...] = ()


class Route(Struct, frozen=True):
    """Where the personal assistant sends a command: the outcome that names the next edge."""

    outcome: Annotated[str, Meta(description="one of the outcomes offered")]
    reason: str = ""
    answer: Annotated[str, Meta(description="the answer itself, for an outcome that ends the work")] = ""


class DirectorPlan(Struct, frozen=True):
    """The director's plan for a turn: one line for the context, the steps behind it, and the way to go."""

    line: str
    steps: tuple[str, ...] = ()
    outcome: Annotated[str, Meta(description="one of the outcomes offered, where any are")] = ""


class Guidance(Struct, frozen=True):
    """What the director wants kept in mind from now on; one line."""

    line: str


class ThoughtResult(Struct, frozen=True):
    """What the thinker (or an expert) has to say, to show and to hand over, and what its tools brought."""

    response: str
    operations: tuple[Operation, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    tool_used: str = ""
    tool_output: str = ""


class Interpretation(Struct, frozen=True):
    """What the output of a tool says, as a factual summary in the person's language."""

    summary: str


class MemoryUpdate(Struct, frozen=True):
    """What the memorizer wants kept from a turn; empty fields change nothing."""

    user_name: str = ""
    language: str = ""
    mood: Annotated[str, Meta(description="how the person seems to feel, in one word")] = ""
    topic: str = ""
    facts: tuple[str, ...] = ()
