"""A turn under way, as engines see it."""

from msgspec import Struct

from core.envelope import Command, DirectorPlan, Envelope, ThoughtResult
from core.nodes.thinking import Situation
from core.nodes.ui import UiNode
from core.sink import OutputSink
from core.ui import Screen


class Turn(Struct, frozen=True):
    """What an engine works with: the words, what is around them, the session's screen and its sink."""

    envelope: Envelope
    situation: Situation
    language: str
    ui: UiNode
    sink: OutputSink
    screen: Screen
    """What the turn begins with: words leave nothing there of the answer before."""


class Outcome(Struct, frozen=True):
    """What a walk through the graph came to: the command, the thought if there was one, the screen after it."""

    command: Command
    screen: Screen
    thought: ThoughtResult | None = None
    plan: DirectorPlan | None = None
    """The director's plan, until a thinker has carried it out."""
