"""The output node: the voice."""

from msgspec.structs import replace

from core.asking import Asker
from core.envelope import Command, ThoughtResult
from core.nodes.thinking import Situation
from core.sink import OutputSink


class OutputNode:
    """Says a thought in good words, piece by piece."""

    def __init__(self, instructions: str, asker: Asker) -> None:
        self._instructions, self._asker = instructions, asker

    async def speak(
        self, command: Command, thought: ThoughtResult | None, situation: Situation, sink: OutputSink
    ) -> None:
        """Stream the answer into the sink; without a thought the answer is a social one. Raises ModelError."""
        prompt = situation.prompt("output", self._instructions, command)
        await self._asker.stream(replace(prompt, thought=thought.response if thought else None), sink.say)
