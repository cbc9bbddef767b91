"""The input node: from words to an analysed command."""

from core.envelope import Command, Envelope, InputAnalysis
from core.nodes.thinking import Situation
from core.ports import Model


class InputNode:
    """Understands what kind of words these are."""

    def __init__(self, instructions: str, model: Model) -> None:
        self._instructions, self._model = instructions, model

    async def analyse(self, envelope: Envelope, situation: Situation, language: str) -> Command:
        """Return the command; `language` is the one spoken so far. Raises ModelError."""
        prompt = situation.prompt("input", self._instructions, envelope.text, language)
        return Command(await self._model.structured(prompt, InputAnalysis), envelope.text)
