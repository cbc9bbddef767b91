"""What every Model promises. An implementation's test class inherits these and gives the fixture `model`."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

import pytest
from msgspec import Struct
from msgspec.structs import replace

from core.controls import Counter
from core.drafts import Draft, Step, operations_of
from core.envelope import (
    Choice,
    DirectorPlan,
    Exchange,
    Guidance,
    InputAnalysis,
    Interpretation,
    MemoryUpdate,
    Route,
)
from core.errors import ModelRubbish
from core.ports import Model, Prompt, Rejected, ToolOutcome, ToolSpec

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
    node="thinker",
    instructions="Think.",
    text="make me a counter",
    choices=(Choice("research", "looks things up", ("calculator",)), Choice("think")),
    tools=(ToolSpec("calculator", "works sums out", {"type": "object"}),),
    results=(ToolOutcome("calculator", {"expression": "12 * 7"}, "12 * 7 = 84"),),
    context="user: Ada",
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

    @pytest.mark.parametrize(
        "shape", [InputAnalysis, Route, Draft, Step, DirectorPlan, Guidance, Interpretation, MemoryUpdate]
    )
    async def test_a_value_has_the_shape_that_was_asked_for(self, model: Model, shape: type[Struct]) -> None:
        value = await model.structured(ASKED, shape)

        assert type(value) is shape

    async def test_a_route_is_one_of_the_outcomes_offered(self, model: Model) -> None:
        route = await model.structured(ASKED, Route)

        assert route.outcome in {choice.name for choice in ASKED.choices}

    async def test_a_step_is_either_calls_or_a_thought(self, model: Model) -> None:
        step = await model.structured(ASKED, Step)

        assert bool(step.calls) is (step.thought is None)

    async def test_the_operations_of_a_draft_can_all_be_read(self, model: Model) -> None:
        operations, unreadable = operations_of(await model.structured(ASKED, Draft))

        assert operations
        assert unreadable == ()

    async def test_a_question_put_again_is_answered_again(self, model: Model) -> None:
        again = replace(ASKED, rejected=Rejected("rubbish", "it is none of the outcomes"))

        assert (await model.structured(again, Route)).outcome == "think"

    async def test_a_shape_it_cannot_give_is_an_error_that_names_it(self, model: Model) -> None:
        with pytest.raises(ModelRubbish, match="Strange"):
            await model.structured(ASKED, Strange)

    async def test_many_questions_at_once_are_each_answered(self, model: Model) -> None:
        values = await asyncio.gather(*(model.structured(ASKED, Draft) for _ in range(20)))

        assert [value.operations for value in values] == [values[0].operations] * 20
        assert values[0].operations

    async def test_it_can_be_closed_twice(self, model: Model) -> None:
        await model.close()
        await model.close()
