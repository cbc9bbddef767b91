"""What a node gets to work with in a turn."""

from msgspec import Struct

from core.controls import Control
from core.envelope import Exchange
from core.ports import Prompt


class Situation(Struct, frozen=True):
    """Everything around the person's words: memory and sensor lines, the talk so far, what is shown."""

    context: str
    history: tuple[Exchange, ...]
    controls: tuple[Control, ...]

    def prompt(self, node: str, instructions: str, text: str, language: str) -> Prompt:
        """Return a prompt that has the situation in it."""
        return Prompt(
            node=node,
            instructions=instructions,
            text=text,
            context=self.context,
            history=self.history,
            controls=self.controls,
            language=language,
        )
