"""The ways through each graph: who is asked, in which order, and what each of them learns of the others."""

import pytest

from core.drafts import Step, ToolCall
from core.envelope import DirectorPlan, Guidance, InputAnalysis, Interpretation, Route, ThoughtResult
from core.errors import ModelRubbish, ModelUnavailable
from core.events import Hud
from tests.core.runtimes import COUNTER, SUM, TIMER, happened, made, model_called, visited
from tests.models import UNREACHABLE, ScriptedModel

COMPLEX = InputAnalysis("request", complexity="complex")
CALCULATION = [Step((ToolCall("calculator", {"expression": "6 * 7"}),)), ThoughtResult("About forty, I think.")]
LONG_FOR_DATA = "please show me how many customers we had in each month of last year"


async def test_v1_plans_a_complex_request_first_and_clears_the_plan_after_the_thinker() -> None:
    model = ScriptedModel(input=COMPLEX)
    runtime, heard = made(model, "v1")

    await runtime.handle_message("rebuild everything")

    assert visited(heard) == ["input", "director", "thinker", "output", "ui"]
    assert "plan: do it\n  1. first\n  2. then" in model.prompts("thinker")[0].context
    assert "plan:" not in model.prompts("output")[0].context


@pytest.mark.parametrize("intent", ["request", "data", "question"])
async def test_v1_plans_a_long_request_for_data(intent: str) -> None:
    model = ScriptedModel(input={"intent": intent})
    runtime, heard = made(model, "v1")

    await runtime.handle_message(LONG_FOR_DATA)
    planned = visited(heard)
    heard.clear()
    await runtime.handle_message("how many customers?")

    assert "director" in planned
    assert "director" not in visited(heard)


async def test_v1s_director_looks_back_on_each_turn_and_guides_the_next() -> None:
    model = ScriptedModel(guidance=Guidance("they count beers"))
    runtime, _ = made(model, "v1")

    await runtime.handle_message("one more")
    await runtime.handle_message("and another")

    assert "director:" not in model.prompts("thinker")[0].context
    assert "director: they count beers" in model.prompts("thinker")[1].context
    assert [e.content for e in model.prompts("director")[0].history] == ["one more", "Said. "]
    assert runtime.to_state()["director"] == "they count beers"


@pytest.mark.parametrize("name", ["built-in", "scripted"])
async def test_v1_on_either_model_plans_three_things_and_looks_back(name: str) -> None:
    model = model_called(name)
    runtime, heard = made(model, "v1")
    if name == "scripted":
        model = ScriptedModel(input=COMPLEX)  # type: ignore[assignment]
        runtime, heard = made(model, "v1")

    await runtime.handle_message("make a counter beers. make a counter wine. make a button Stop.")
    await runtime.settle()

    assert happened(heard, "planned") == happened(heard, "updated") == ["director"]
    assert runtime.to_state()["director"]


async def test_v2s_director_decides_and_the_interpreters_summary_replaces_the_thinkers_words() -> None:
    model = ScriptedModel(thinker=CALCULATION, interpreter=Interpretation("It is 42."))
    runtime, heard = made(model, "v2")

    await runtime.handle_message("six times seven")
    await runtime.settle()

    assert visited(heard) == ["input", "director", "thinker", "interpreter", "output", "ui"]
    assert "plan: do it" in model.prompts("thinker")[0].context
    assert model.prompts("interpreter")[0].results[0].output == "6 * 7 = 42"
    assert runtime.sink.text == "It is 42. "
    assert happened(heard, "updated") == []


async def test_v2_without_a_tools_output_needs_no_interpreter() -> None:
    runtime, heard = made(ScriptedModel(), "v2")

    await runtime.handle_message("just talk")

    assert visited(heard) == ["input", "director", "thinker", "output", "ui"]


@pytest.mark.parametrize(
    ("graph", "frames"),
    [
        ("v3", ["input", "director", "thinker", "interpreter", "output", "ui"]),
        ("v4-eras", ["input", "pa", "numbers", "interpreter", "output", "ui"]),
    ],
)
@pytest.mark.parametrize("name", ["built-in", "scripted"])
async def test_frames_are_reported_one_by_one(name: str, graph: str, frames: list[str]) -> None:
    runtime, heard = made(model_called(name), graph)

    await runtime.handle_message(SUM)

    numbered = [
        (e.fields["number"], e.fields["node"]) for e in heard if isinstance(e, Hud) and e.fields["event"] == "frame"
    ]
    assert numbered == list(enumerate(frames, 1))


@pytest.mark.parametrize(("text", "expert"), [(SUM, "numbers"), ("what time is it?", "time"), (COUNTER, "thinker")])
async def test_the_built_in_pa_routes_by_what_the_experts_declare(text: str, expert: str) -> None:
    runtime, heard = made(model_called("built-in"), "v4-eras")

    await runtime.handle_message(text)

    assert visited(heard)[2] == expert


async def test_the_pa_is_told_what_each_expert_is_for_and_which_outcome_ends_the_work() -> None:
    model = ScriptedModel()
    runtime, _ = made(model, "v4-eras")

    await runtime.handle_message("go")

    offered = {choice.name: choice for choice in model.prompts("pa")[0].choices}
    assert list(offered) == ["think", "numbers", "time", "data", "done"]
    assert offered["numbers"].tools == ("calculator",)
    assert "percentages" in offered["numbers"].about
    assert "give the answer itself" in offered["done"].about


async def test_a_frame_can_end_the_turn_early() -> None:
    model = ScriptedModel(pa=Route("done", answer="No need to think."))
    runtime, heard = made(model, "v4-eras")

    await runtime.handle_message("is this on?")

    assert visited(heard) == ["input", "pa", "output"]
    assert runtime.sink.text == "No need to think. "


@pytest.mark.parametrize("fault", [UNREACHABLE, ModelRubbish("no JSON"), ZeroDivisionError("planted")])
async def test_a_failing_expert_is_told_plainly_and_the_turn_still_ends(fault: Exception) -> None:
    model = ScriptedModel(pa=Route("numbers"), expert=fault)
    runtime, _ = made(model, "v4-eras")

    await runtime.handle_message("6 * 7")

    assert runtime.sink.text == (
        "My expert “numbers” could not do its work, so I have no answer to this. Please try again."
    )
    assert runtime.sink.done
    assert runtime.to_state()["history"] == [{"role": "user", "content": "6 * 7"}]


async def test_an_expert_whose_tool_fails_can_still_say_so() -> None:
    failing = [Step((ToolCall("calculator", {"expression": "1 / 0"}),)), ThoughtResult("One cannot divide by zero.")]
    model = ScriptedModel(pa=Route("numbers"), expert=failing)
    runtime, heard = made(model, "v4-eras")

    await runtime.handle_message("1 / 0")

    assert model.prompts("expert")[1].results[0].failed
    assert "interpreter" not in visited(heard)
    assert runtime.sink.text == "One cannot divide by zero. "


async def test_v3s_director_is_asked_again_where_its_model_is_busy() -> None:
    model = ScriptedModel(director=[ModelUnavailable("busy"), DirectorPlan("then so")])
    runtime, _ = made(model, "v3")

    await runtime.handle_message(TIMER)

    assert len(model.prompts("director")) == 2
    assert "plan: then so" in model.prompts("thinker")[0].context
