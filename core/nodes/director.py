"""The director node: how to go about a command, and what to keep in mind afterwards."""

from collections.abc import Sequence

from msgspec.structs import replace

from core.asking import Asker
from core.envelope import Choice, Command, DirectorPlan, Guidance
from core.nodes.thinking import Situation


class DirectorNode:
    """Plans turns; where its graph asks for it, it looks back on them too."""

    def __init__(self, instructions: str, update_instructions: str, asker: Asker) -> None:
        self._instructions, self._update_instructions, self._asker = instructions, update_instructions, asker

    async def plan(self, command: Command, situation: Situation, choices: Sequence[Choice]) -> DirectorPlan:
        """Return the plan for a turn; among several choices it names the way to go. Raises ModelError."""
        names = {choice.name for choice in choices}
        offered = tuple(choices) if len(choices) > 1 else ()

        def objection(plan: DirectorPlan) -> str:
            lost = bool(offered) and plan.outcome not in names
            return f"{plan.outcome!r} is none of {', '.join(sorted(names))}" if lost else ""

        prompt = replace(situation.prompt("director", self._instructions, command), choices=offered)
        plan = await self._asker.structured(prompt, DirectorPlan, objection)
        return plan if offered else replace(plan, outcome=choices[0].name)

    async def update(self, command: Command, situation: Situation) -> str:
        """Return one line to keep in mind from a finished turn on. Raises ModelError."""
        prompt = situation.prompt("director", self._update_instructions, command)
        return (await self._asker.structured(prompt, Guidance)).line
