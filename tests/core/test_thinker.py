import asyncio
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from adapters.tools.box import toolbox
from core.artifacts import Chart, File, Series
from core.controls import Counter
from core.drafts import Draft, Step, ToolCall
from core.envelope import (
    ThoughtResult,
)
from core.errors import ModelError, ModelRubbish
from core.nodes.expert import ExpertNode
from core.nodes.thinker import ThinkerNode
from core.operations import AddControl, SetValue
from core.ports import Report, Tool, ToolOutcome, ToolResult, ToolSpec
from tests.core.asked import SUM, around, asker
from tests.core.hearing import listening, told
from tests.models import UNREACHABLE, ScriptedModel
from tests.waiting import until

TWELVE_BY_SEVEN = ToolCall("calculator", {"expression": "12 * 7"})
BY_ZERO = ToolCall("calculator", {"expression": "12 / 0"})
CLOCK = ToolCall("clock", {"zone": "UTC"})
LONG_TIMER = ToolCall("timer", {"seconds": 60})
CSV = File("people.csv", "text/csv", "name\nAda\n")


class Workshop:
    """A tool that does what the test says."""

    spec = ToolSpec("workshop", "Makes things.", {"type": "object"})

    def __init__(self, make: Callable[[], ToolResult]) -> None:
        self._make = make

    async def run(self, arguments: Mapping[str, Any], report: Report) -> ToolResult:
        return self._make()


WORK = ToolCall("workshop")


def tools() -> dict[str, Tool]:
    return toolbox(lambda: 0.0)


def thinker(model: ScriptedModel, *having: Tool) -> ThinkerNode:
    return ThinkerNode("thinker", "Think.", asker("thinker", model), having or tuple(tools().values()))


def answering(*answers: object) -> ScriptedModel:
    return ScriptedModel(thinker=list(answers))


def fault() -> ToolResult:
    raise ZeroDivisionError


async def test_a_thinker_without_tools_is_asked_for_a_draft_at_once() -> None:
    model = answering(Draft("Said."))
    situation = around()

    thought = await ThinkerNode("thinker", "Think.", asker("thinker", model)).think(SUM, situation)

    assert thought == ThoughtResult("Said.")
    (prompt,) = model.asked
    assert (prompt.node, prompt.instructions, prompt.text, prompt.language) == ("thinker", "Think.", SUM.source, "de")
    assert (prompt.context, prompt.history, prompt.controls) == ("user: Ada", situation.history, situation.controls)
    assert (prompt.tools, prompt.results) == ((), ())


async def test_a_thinker_with_tools_may_do_without_them() -> None:
    model = answering(Step(thought=Draft("Said.")))

    assert await thinker(model).think(SUM, around()) == ThoughtResult("Said.")
    assert [spec.name for spec in model.asked[0].tools] == ["calculator", "clock", "timer"]


async def test_what_a_tool_brings_is_shown_to_the_thinker_and_kept_in_the_thought() -> None:
    model = answering(Step((TWELVE_BY_SEVEN,)), Draft("It is 84."))

    thought = await thinker(model).think(SUM, around())

    assert thought == ThoughtResult("It is 84.", tool_used="calculator", tool_output="12 * 7 = 84")
    assert [p.results for p in model.asked] == [
        (),
        (ToolOutcome("calculator", {"expression": "12 * 7"}, "12 * 7 = 84"),),
    ]


async def test_several_calls_bring_their_results_in_the_order_they_were_asked_for() -> None:
    model = answering(Step((CLOCK, TWELVE_BY_SEVEN)), Step((TWELVE_BY_SEVEN,)), Draft("Now."))

    thought = await thinker(model).think(SUM, around())

    assert [outcome.tool for outcome in model.asked[2].results] == ["clock", "calculator", "calculator"]
    assert thought.tool_used == "clock, calculator"
    assert thought.tool_output.splitlines() == ["Thursday 1970-01-01 00:00, UTC", "12 * 7 = 84", "12 * 7 = 84"]


async def test_several_calls_run_at_once_each_as_a_work_that_can_be_ended() -> None:
    model = answering(Step((LONG_TIMER, TWELVE_BY_SEVEN, LONG_TIMER)), Draft("Stopped."))
    situation = around()
    thinking = asyncio.create_task(thinker(model).think(SUM, situation))
    works = situation.processes
    await until(lambda: [p.label for p in works.running()] == ["Timer", "Timer"])

    for process in works.running():
        works.cancel(process.id)

    thought = await thinking
    assert [o.failed for o in model.asked[1].results] == [True, False, True]
    assert model.asked[1].results[0].output == "The work was stopped before it was done."
    assert thought.response == "Stopped."


async def test_a_thinker_that_is_cancelled_ends_its_tools() -> None:
    model, situation = answering(Step((LONG_TIMER, LONG_TIMER))), around()
    thinking = asyncio.create_task(thinker(model).think(SUM, situation))
    await until(lambda: len(situation.processes.running()) == 2)

    thinking.cancel()

    with pytest.raises(asyncio.CancelledError):
        await thinking
    assert situation.processes.running() == ()


async def test_a_fault_in_one_tool_ends_the_others_too() -> None:
    model, situation = answering(Step((LONG_TIMER, WORK, LONG_TIMER))), around()

    with pytest.raises(ZeroDivisionError):
        await thinker(model, *tools().values(), Workshop(fault)).think(SUM, situation)

    assert situation.processes.running() == ()


async def test_a_tool_that_fails_is_told_to_the_model_and_alone_is_no_output() -> None:
    model = answering(Step((BY_ZERO,)), Draft("That has no answer."))

    thought = await thinker(model).think(SUM, around())

    (outcome,) = model.asked[1].results
    assert (outcome.failed, outcome.output) == (True, "Division by zero has no answer.")
    assert (thought.tool_used, thought.tool_output) == ("calculator", "")


async def test_a_failure_beside_what_other_tools_brought_is_named_in_the_output() -> None:
    model = answering(Step((BY_ZERO, TWELVE_BY_SEVEN)), Draft("One of two."))

    thought = await thinker(model).think(SUM, around())

    assert thought.tool_output.splitlines() == ["calculator failed: Division by zero has no answer.", "12 * 7 = 84"]


async def test_a_tool_that_is_not_there_is_asked_about_once_more_and_nothing_is_run() -> None:
    heard = listening()
    model = answering(Step((ToolCall("oracle"), TWELVE_BY_SEVEN)), Step((CLOCK,)), Draft("Now."))

    await thinker(model).think(SUM, around())

    rejected = model.asked[1].rejected
    assert rejected is not None
    assert "there is no tool oracle; there are calculator, clock, timer" in rejected.reason
    assert '"oracle"' in rejected.answer
    assert [e.fields["label"] for e in told(heard, "running")] == ["Clock"]


async def test_a_tool_that_is_still_not_there_is_rubbish() -> None:
    with pytest.raises(ModelRubbish, match="thinker cannot use"):
        await thinker(answering(Step((ToolCall("oracle"),)))).think(SUM, around())


async def test_a_step_to_nowhere_is_asked_for_once_more() -> None:
    model = answering(Step(), Draft("Said."))

    assert (await thinker(model).think(SUM, around())).response == "Said."
    assert model.asked[1].rejected is not None


async def test_calls_come_before_a_thought_in_the_same_step() -> None:
    model = answering(Step((TWELVE_BY_SEVEN,), Draft("It is 80 or so.")), Draft("It is 84."))

    assert (await thinker(model).think(SUM, around())).response == "It is 84."


async def test_after_four_rounds_of_calls_a_plain_draft_is_asked_for() -> None:
    model = answering(*[Step((TWELVE_BY_SEVEN,))] * 4, Draft("It is 84."))

    thought = await thinker(model).think(SUM, around())

    assert thought.response == "It is 84."
    assert [bool(p.tools) for p in model.asked] == [True, True, True, True, False]
    assert [len(p.results) for p in model.asked] == [0, 1, 2, 3, 4]


async def test_a_tools_long_output_is_cut_for_the_model() -> None:
    model = answering(Step((WORK,)), Draft("Long."))

    await thinker(model, Workshop(lambda: ToolResult("x" * 30_000))).think(SUM, around())

    (outcome,) = model.asked[1].results
    assert outcome.output == "x" * 8_000 + " … (cut)"


async def test_an_ill_formed_operation_is_named_in_the_hud_and_the_others_are_kept() -> None:
    heard = listening()
    beers: dict[str, Any] = {"op": "add", "control": {"kind": "counter", "id": "beers", "label": "Beers"}}
    crooked: dict[str, Any] = {"op": "add", "control": {"kind": "label", "id": "No id", "label": "Total"}}
    draft = Draft("Here.", (beers, {"op": "fly"}, crooked, {"op": "set", "id": "beers", "value": 3}, {}))

    thought = await thinker(answering(draft)).think(SUM, around())

    assert thought.operations == (AddControl(Counter("beers", "Beers")), SetValue("beers", 3))
    refused = told(heard, "refused")
    assert [e.words["operation"] for e in refused] == ["fly", "add", "?"]
    assert all(e.words["reason"] for e in refused)
    assert all(e.fields == {"node": "thinker", "event": "refused", "turn": "t1"} for e in refused)


async def test_artifacts_are_those_of_tools_and_then_the_drafts_own_as_far_as_they_can_be_shown() -> None:
    heard = listening()
    good: dict[str, Any] = {
        "kind": "chart",
        "title": "Beers",
        "style": "bar",
        "labels": ["A"],
        "series": [{"name": "", "values": [3]}],
    }
    draft = Draft("Here.", (), ({**good, "labels": []}, good, {**good, "style": "cake"}))
    model = answering(Step((WORK,)), Step((WORK,)), draft)

    thought = await thinker(model, Workshop(lambda: ToolResult("Made.", (CSV,)))).think(SUM, around())

    assert thought.artifacts == (CSV, CSV, Chart("Beers", "bar", ("A",), (Series("", (3.0,)),)))
    assert len(told(heard, "refused")) == 2


async def test_a_model_that_cannot_be_reached_ends_the_thinkers_work() -> None:
    with pytest.raises(ModelError, match="nobody answers"):
        await thinker(answering(UNREACHABLE)).think(SUM, around())


def expert(*answers: object) -> tuple[ExpertNode, ScriptedModel]:
    model = ScriptedModel(expert=list(answers))
    return ExpertNode("numbers", "Calculate.", asker("numbers", model), tuple(tools().values())), model


async def test_an_expert_thinks_as_a_thinker_does() -> None:
    numbers, model = expert(Step((TWELVE_BY_SEVEN,)), Draft("It is 84."))

    thought = await numbers.think(SUM, around())

    assert (thought.response, thought.tool_output) == ("It is 84.", "12 * 7 = 84")
    assert {p.node for p in model.asked} == {"expert"}


async def test_an_expert_whose_tool_fails_has_not_failed() -> None:
    numbers, _ = expert(Step((BY_ZERO,)), Draft("That has no answer."))

    assert (await numbers.think(SUM, around())).response == "That has no answer."
