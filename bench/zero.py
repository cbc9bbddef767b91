"""A model that answers at once, so that what is measured is ours."""

from collections.abc import AsyncIterator
from typing import TypeVar

import msgspec

from core.controls import Counter
from core.drafts import Draft, Step
from core.envelope import DirectorPlan, Guidance, InputAnalysis, Interpretation, MemoryUpdate, Route
from core.errors import ModelRubbish
from core.operations import AddControl
from core.ports import Prompt

T = TypeVar("T")

_COUNTER: dict[str, object] = msgspec.to_builtins(AddControl(Counter("beers", "Beers")))
_DRAFT = Draft("Here is your counter, click as you like.", (_COUNTER,))
_ANSWERS: tuple[object, ...] = (
    InputAnalysis("request"),
    DirectorPlan("make a counter"),
    Route("think"),
    _DRAFT,
    Step(thought=_DRAFT),
    Interpretation("It is so."),
    MemoryUpdate(),
    Guidance("they like counters"),
)


class ZeroModel:
    """Gives each node the same answer, without delay."""

    name = "zero"

    async def stream(self, prompt: Prompt) -> AsyncIterator[str]:
        """Yield the thought word by word."""
        for word in (prompt.thought or "Hello!").split():
            yield word + " "

    async def structured(self, prompt: Prompt, shape: type[T]) -> T:
        """Return the answer of that shape."""
        for answer in _ANSWERS:
            if isinstance(answer, shape):
                return answer
        raise ModelRubbish(f"{prompt.node} asked for {shape.__name__}, which nothing here has.")

    async def close(self) -> None:
        """Do nothing: there is nothing to let go of."""
