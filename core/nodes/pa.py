"""The personal assistant node: who should work on a command."""

from msgspec.structs import replace

from core.envelope import Command, Route
from core.errors import ModelRubbish
from core.nodes.thinking import Situation
from core.ports import Model


class PaNode:
    """Routes a command to one of the outcomes its graph offers."""

    def __init__(self, instructions: str, model: Model) -> None:
        self._instructions, self._model = instructions, model

    async def route(self, command: Command, situation: Situation, choices: tuple[str, ...]) -> Route:
        """Return the chosen outcome; a lone choice is taken without asking. Raises ModelError."""
        if len(choices) == 1:
            return Route(choices[0])
        prompt = situation.prompt("pa", self._instructions, command.source, command.analysis.language)
        route = await self._model.structured(replace(prompt, choices=choices), Route)
        if route.outcome not in choices:
            raise ModelRubbish(f"The pa node chose {route.outcome!r}, which is none of {', '.join(choices)}.")
        return route
