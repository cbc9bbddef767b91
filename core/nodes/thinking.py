"""What a node gets to work with in a turn."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from core.attachments import Attached
from core.controls import Control
from core.data import DataSchema
from core.envelope import Command, Exchange
from core.ports import Prompt
from core.process import ProcessManager

_THINKING = frozenset({"thinker", "expert"})
"""The kinds of node that are given the files of a message; the others know them by name."""


class Situation(Struct, frozen=True):
    """Everything around the person's words: memory and sensor lines, the talk so far, what is shown, what runs."""

    context: str
    history: tuple[Exchange, ...]
    controls: tuple[Control, ...]
    processes: ProcessManager
    attachments: tuple[Attached, ...] = ()
    today: str = ""
    """The day it is, `2026-11-23`."""
    data: Mapping[str, DataSchema] = {}
    """For routing nodes: the databases behind the ways, by outcome."""

    def with_line(self, line: str) -> "Situation":
        """Return the situation with one more line of context."""
        return replace(self, context=f"{self.context}\n{line}".strip())

    def prompt(self, kind: str, instructions: str, command: Command) -> Prompt:
        """Return what a node of that kind asks about a command."""
        return self.about(kind, instructions, command.source, command.analysis.language)

    def about(self, kind: str, instructions: str, text: str, language: str) -> Prompt:
        """Return what a node of that kind asks about a text."""
        return Prompt(
            node=kind,
            instructions=instructions,
            text=text,
            context=self.context,
            history=self.history,
            controls=self.controls,
            language=language,
            attachments=self.attachments if kind in _THINKING else (),
            today=self.today,
            data=self.data,
        )
