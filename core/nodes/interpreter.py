"""The interpreter node: what the output of tools says, without anybody's wishes."""

from msgspec.structs import replace

from core.asking import Asker
from core.data import Answered
from core.envelope import Command, Exchange, Interpretation, ThoughtResult
from core.errors import ModelRubbish
from core.figures import unexplained
from core.findings import read_answered
from core.nodes.thinking import Situation
from core.ports import ToolOutcome
from core.sink import hud


class InterpreterNode:
    """Turns the output of tools into a factual summary."""

    def __init__(self, instructions: str, asker: Asker) -> None:
        self._instructions, self._asker = instructions, asker

    async def interpret(self, command: Command, thought: ThoughtResult, situation: Situation) -> ThoughtResult:
        """Return the thought with the summary in the place of the thinker's words. Raises ModelError.

        What a database brought is summed up with numbers from there; else the thought stays as it is.
        """
        answered = read_answered(thought.tool_output)

        def objection(interpretation: Interpretation) -> str:
            return _empty(interpretation) or (
                stray_number(interpretation.summary, answered, thought, command, situation.history) if answered else ""
            )

        prompt = replace(
            situation.prompt("interpreter", self._instructions, command),
            results=(ToolOutcome(thought.tool_used, {}, thought.tool_output),),
        )
        try:
            found = await self._asker.structured(prompt, Interpretation, objection)
        except ModelRubbish as error:
            if answered is None:
                raise
            hud("interpreter", "figures_refused", words={"reason": error.reason})
            return thought
        return replace(thought, response=found.summary)


def stray_number(
    text: str, answered: Answered, thought: ThoughtResult, command: Command, history: tuple[Exchange, ...]
) -> str:
    """Return the objection to a text about what was found with a number that comes from nowhere; empty without one."""
    asked = (entry.content for entry in history if entry.role == "user")
    number = unexplained(text, answered, (thought.response, command.source, *asked))
    return f"the number {number} is neither in the rows nor computed from them" if number else ""


def _empty(interpretation: Interpretation) -> str:
    return "" if interpretation.summary.strip() else "its summary is empty"
