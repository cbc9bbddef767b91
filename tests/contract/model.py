"""What every Model promises. An implementation's test class inherits these and gives the fixture `model`."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

import pytest
from msgspec import Struct

from core.controls import Counter
from core.envelope import DirectorPlan, Exchange, InputAnalysis, MemoryUpdate, Route, ThoughtResult
from core.errors import ModelRubbish
from core.ports import Model, Prompt

SPOKEN = Prompt(
    node="output",
    instructions="Say it.",
    text="make me a counter",
    thought="Here is a counter with quite a few words around it.",
    context="user: Ada",
    history=(Exchange("user", "hi"), Exchange("assistant", "Hello, Ada!")),
    controls=(Counter("counter", "Counter"),),
)
ASKED = Prompt(
    node="thinker", instructions="Think.", text="make me a counter", choices=("research", "think"), context="user: Ada"
)


class Strange(Struct, frozen=True):
    """A shape that no model of the tests knows."""

    colour_of_the_sky: int


class ModelContract:
    """The promises of core.ports.Model."""

    def test_it_has_a_name(self, model: Model) -> None:
        assert model.name

    async def test_an_answer_comes_in_pieces_that_make_up_the_whole(self, model: Model) -> None:
        pieces = [piece async for piece in model.stream(SPOKEN)]

        assert len(pieces) > 1
        assert "".join(pieces) == SPOKEN.thought

    async def test_an_answer_given_up_halfway_leaves_the_model_fit_for_the_next(self, model: Model) -> None:
        stream = model.stream(SPOKEN)
        assert isinstance(stream, AsyncGenerator)
        async with aclosing(stream):
            await anext(stream)

        assert "".join([piece async for piece in model.stream(SPOKEN)]) == SPOKEN.thought

    async def test_a_greeting_without_a_thought_is_answered(self, model: Model) -> None:
        greeting = Prompt(node="output", instructions="Be brief.", text="hi")

        assert "".join([piece async for piece in model.stream(greeting)]).strip()

    @pytest.mark.parametrize("shape", [InputAnalysis, Route, ThoughtResult, DirectorPlan, MemoryUpdate])
    async def test_a_value_has_the_shape_that_was_asked_for(self, model: Model, shape: type[Struct]) -> None:
        value = await model.structured(ASKED, shape)

        assert type(value) is shape

    async def test_a_route_is_one_of_the_outcomes_offered(self, model: Model) -> None:
        route = await model.structured(ASKED, Route)

        assert route.outcome in ASKED.choices

    async def test_a_shape_it_cannot_give_is_an_error_that_names_it(self, model: Model) -> None:
        with pytest.raises(ModelRubbish, match="Strange"):
            await model.structured(ASKED, Strange)

    async def test_many_questions_at_once_are_each_answered(self, model: Model) -> None:
        values = await asyncio.gather(*(model.structured(ASKED, ThoughtResult) for _ in range(20)))

        assert [value.operations for value in values] == [values[0].operations] * 20
        assert values[0].operations

    async def test_it_can_be_closed_twice(self, model: Model) -> None:
        await model.close()
        await model.close()
