"""A model that answers at once, and a database without tables, so that what is measured is ours."""

from collections.abc import AsyncIterator, Collection, Mapping
from typing import TypeVar

import msgspec

from core.controls import Counter
from core.data import DataSchema, Found
from core.drafts import Draft, Step
from core.envelope import DirectorPlan, Guidance, InputAnalysis, Interpretation, MemoryUpdate, Route
from core.errors import ModelRubbish, QueryFailed
from core.operations import AddControl
from core.ports import Database, Prompt, Report

T = TypeVar("T")

_COUNTER: dict[str, object] = msgspec.to_builtins(AddControl(Counter("beers", "Beers")))
_DRAFT = Draft("Here is your counter, click as you like.", (_COUNTER,))
_ANSWERS: Mapping[type, object] = {
    type(answer): answer
    for answer in (
        InputAnalysis("request"),
        DirectorPlan("make a counter"),
        Route("think"),
        _DRAFT,
        Step(thought=_DRAFT),
        Interpretation("It is so."),
        MemoryUpdate(),
        Guidance("they like counters"),
    )
}


class ZeroModel:
    """Gives each node the same answer, without delay."""

    name = "zero"

    async def stream(self, prompt: Prompt) -> AsyncIterator[str]:
        """Yield the thought word by word."""
        for word in (prompt.thought or "Hello!").split():
            yield word + " "

    async def structured(self, prompt: Prompt, shape: type[T]) -> T:
        """Return the answer of that shape."""
        answer = _ANSWERS.get(shape)
        if isinstance(answer, shape):
            return answer
        raise ModelRubbish(f"{prompt.node} asked for {shape.__name__}, which nothing here has.")

    async def close(self) -> None:
        """Do nothing: there is nothing to let go of."""


class ZeroDatabase:
    """Has no tables."""

    _schema = DataSchema("sqlite", ())

    async def schema(self) -> DataSchema:
        """Return that there are none."""
        return self._schema

    async def query(self, sql: str, report: Report) -> Found:  # noqa: ARG002 - see Database
        """Refuse: nothing is asked here."""
        raise QueryFailed(f"There is no table; {sql!r} was asked for.")

    def only(self, tables: Collection[str]) -> "ZeroDatabase":  # noqa: ARG002 - see Database
        """Return it as it is."""
        return self

    async def close(self) -> None:
        """Do nothing: there is nothing to let go of."""


DATABASES: Mapping[str, Database] = {"main": ZeroDatabase()}
"""What the graphs' experts ask."""
