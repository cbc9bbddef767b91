"""The thinker node: what there is to say and to show."""

from core.envelope import Command, ThoughtResult
from core.nodes.thinking import Situation
from core.ports import Model


class ThinkerNode:
    """Works a command out."""

    def __init__(self, instructions: str, model: Model) -> None:
        self._instructions, self._model = instructions, model

    async def think(self, command: Command, situation: Situation) -> ThoughtResult:
        """Return the thought with the operations on the screen it asks for. Raises ModelError."""
        prompt = situation.prompt("thinker", self._instructions, command.source, command.analysis.language)
        return await self._model.structured(prompt, ThoughtResult)
