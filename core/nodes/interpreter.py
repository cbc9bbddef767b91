"""The interpreter node: what the output of tools says, without anybody's wishes."""

from msgspec.structs import replace

from core.asking import Asker
from core.envelope import Command, Interpretation, ThoughtResult
from core.nodes.thinking import Situation
from core.ports import ToolOutcome


class InterpreterNode:
    """Turns the output of tools into a factual summary."""

    def __init__(self, instructions: str, asker: Asker) -> None:
        self._instructions, self._asker = instructions, asker

    async def interpret(self, command: Command, thought: ThoughtResult, situation: Situation) -> ThoughtResult:
        """Return the thought with the summary in the place of the thinker's words. Raises ModelError."""
        prompt = replace(
            situation.prompt("interpreter", self._instructions, command),
            results=(ToolOutcome(thought.tool_used, {}, thought.tool_output),),
        )
        found = await self._asker.structured(prompt, Interpretation, _empty)
        return replace(thought, response=found.summary)


def _empty(interpretation: Interpretation) -> str:
    return "" if interpretation.summary.strip() else "its summary is empty"
