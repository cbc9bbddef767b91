"""What nodes hand to one another: frozen values, each made by one node and read by later ones."""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from core.controls import Control, Identifier

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
    language: Annotated[str, Meta(description="ISO 639-1 code of the text's language", max_length=8)] = "en"


class Command(Struct, frozen=True):
    """An analysed text: what the rest of the graph works on."""

    analysis: InputAnalysis
    source: str


class Route(Struct, frozen=True):
    """Where the personal assistant sends a command: the outcome that names the next edge."""

    outcome: Annotated[str, Meta(description="one of the outcomes offered")]
    reason: str = ""


class DirectorPlan(Struct, frozen=True):
    """The director's guidance for a turn: one line for the context and the steps behind it."""

    line: str
    steps: tuple[str, ...] = ()


class AddControl(Struct, frozen=True, tag_field="op", tag="add"):
    """Show a new control, or put it in the place of the one with the same id."""

    control: Control


class SetValue(Struct, frozen=True, tag_field="op", tag="set"):
    """Give a label, counter, toggle or machine another value."""

    id: Identifier
    value: str | int | bool


class RemoveControl(Struct, frozen=True, tag_field="op", tag="remove"):
    """Take a control away."""

    id: Identifier


class ClearControls(Struct, frozen=True, tag_field="op", tag="clear"):
    """Take all controls away."""


Operation: TypeAlias = AddControl | SetValue | RemoveControl | ClearControls


class ThoughtResult(Struct, frozen=True):
    """What the thinker (or an expert) has to say and to show."""

    response: str
    operations: tuple[Operation, ...] = ()
    tool_used: str = ""
    tool_output: str = ""


class MemoryUpdate(Struct, frozen=True):
    """What the memorizer wants kept from a turn; empty fields change nothing."""

    user_name: str = ""
    language: str = ""
    topic: str = ""
    facts: tuple[str, ...] = ()
