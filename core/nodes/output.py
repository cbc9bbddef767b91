"""The output node: the voice."""

from msgspec.structs import replace

from core.asking import Asker
from core.envelope import Command, ThoughtResult
from core.findings import read_answered
from core.nodes.interpreter import stray_number
from core.nodes.thinking import Situation
from core.sink import OutputSink, hud


class OutputNode:
    """Says a thought in good words, piece by piece."""

    def __init__(self, instructions: str, asker: Asker) -> None:
        self._instructions, self._asker = instructions, asker

    async def speak(
        self, command: Command, thought: ThoughtResult | None, situation: Situation, sink: OutputSink
    ) -> None:
        """Stream the answer into the sink; without a thought the answer is a social one. Raises ModelError.

        What a database brought is said at once, when its numbers are known to be right.
        """
        prompt = situation.prompt("output", self._instructions, command)
        prompt = replace(prompt, thought=thought.response if thought else None)
        answered = read_answered(thought.tool_output) if thought else None
        if thought is None or answered is None:
            await self._asker.stream(prompt, sink.say)
            return
        said: list[str] = []
        await self._asker.stream(prompt, said.append)
        text = "".join(said)
        if reason := stray_number(text, answered, thought, command, situation.history):
            hud("output", "figures_refused", words={"reason": reason})
            text = thought.response
        sink.recite(text)
