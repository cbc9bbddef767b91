"""The personal assistant node: who should work on a command."""

from collections.abc import Sequence

from msgspec.structs import replace

from core.asking import Asker
from core.envelope import Choice, Command, Route
from core.nodes.thinking import Situation


class PaNode:
    """Routes a command to one of the outcomes its graph offers, by what the nodes behind them declare."""

    def __init__(self, instructions: str, asker: Asker) -> None:
        self._instructions, self._asker = instructions, asker

    async def route(
        self, command: Command, situation: Situation, choices: Sequence[Choice], endings: Sequence[str]
    ) -> Route:
        """Return the chosen outcome; one of `endings` needs the answer itself. Raises ModelError.

        A lone choice is taken without asking.
        """
        if len(choices) == 1 and choices[0].name not in endings:
            return Route(choices[0].name)

        def objection(route: Route) -> str:
            if route.outcome not in {choice.name for choice in choices}:
                return f"{route.outcome!r} is none of {', '.join(choice.name for choice in choices)}"
            return "an outcome that ends the work needs an answer" if _empty_end(route, endings) else ""

        prompt = situation.prompt("pa", self._instructions, command)
        return await self._asker.structured(replace(prompt, choices=tuple(choices)), Route, objection)


def _empty_end(route: Route, endings: Sequence[str]) -> bool:
    return route.outcome in endings and not route.answer.strip()
