"""The output node: the voice."""

from msgspec.structs import replace

from core.envelope import Command, ThoughtResult
from core.nodes.thinking import Situation
from core.ports import Model
from core.sink import OutputSink


class OutputNode:
    """Says a thought in good words, piece by piece."""

    def __init__(self, instructions: str, model: Model) -> None:
        self._instructions, self._model = instructions, model

    async def speak(
        self, command: Command, thought: ThoughtResult | None, situation: Situation, sink: OutputSink
    ) -> None:
        """Stream the answer into the sink; without a thought the answer is a social one. Raises ModelError."""
        prompt = situation.prompt("output", self._instructions, command.source, command.analysis.language)
        said = replace(prompt, thought=thought.response if thought else None)
        async for piece in self._model.stream(said):
            sink.say(piece)
