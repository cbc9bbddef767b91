"""What every graph does, on the built-in model and on a scripted one."""

import asyncio

import pytest

from core.artifacts import Chart
from core.controls import Button, Counter, Machine, Progress
from core.events import Artifacts, Controls, Delta, Done, Hud, OutputEvent
from core.graph import load_graph
from core.pool import NodePool
from core.runtime import Runtime
from tests.core.runtimes import (
    BUTTON,
    CHART,
    COUNTER,
    GRAPHS,
    HELLO,
    LIGHT,
    MODELS,
    NAME,
    SUM,
    TIMER,
    Overheard,
    happened,
    kit,
    made,
    model_called,
    shown,
    visited,
)
from tests.waiting import until


@pytest.fixture(params=MODELS)
def model(request: pytest.FixtureRequest) -> Overheard:
    return model_called(request.param)


async def talk(runtime: Runtime, heard: list[OutputEvent], *texts: str) -> None:
    """Say something and wait until it is answered and remembered; only what comes of the last is kept in `heard`."""
    for text in texts:
        heard.clear()
        await runtime.handle_message(text)
        await runtime.settle()


def beers(runtime: Runtime) -> int:
    return next(int(c["value"]) for c in runtime.to_state()["controls"] if c["id"] == "beers")


async def test_a_greeting_skips_the_thinker(model: Overheard, graph: str) -> None:
    runtime, heard = made(model, graph)

    await talk(runtime, heard, HELLO)

    assert visited(heard) == ["input", "output"]
    assert model.prompts("thinker") == model.prompts("pa") == []
    assert runtime.sink.text.startswith("Hello")


async def test_an_answer_closes_with_text_then_controls_then_hud_then_done(model: Overheard, graph: str) -> None:
    runtime, heard = made(model, graph)

    await runtime.handle_message(COUNTER)

    *deltas, controls, done = shown(heard)
    assert all(isinstance(e, Delta) for e in deltas)
    assert controls == Controls((Counter("beers", "Beers"),))
    assert isinstance(heard[-2], Hud)
    assert heard[-1] == done == Done()


async def test_a_chart_is_handed_over_after_the_text(model: Overheard, graph: str) -> None:
    runtime, heard = made(model, graph)

    await talk(runtime, heard, CHART)

    (artifacts,) = (e for e in heard if isinstance(e, Artifacts))
    (chart,) = artifacts.artifacts
    assert isinstance(chart, Chart)
    assert chart.series[0].values == (3.0, 5.0)
    assert heard.index(artifacts) > max(n for n, e in enumerate(heard) if isinstance(e, Delta))


async def test_a_local_action_needs_no_model_and_is_noted(model: Overheard, graph: str) -> None:
    runtime, heard = made(model, graph)
    await talk(runtime, heard, COUNTER)
    model.asked.clear()
    heard.clear()

    await runtime.handle_action("beers:inc")

    assert shown(heard) == [Controls((Counter("beers", "Beers", value=1),)), Done()]
    assert model.asked == []
    assert [e["content"] for e in runtime.to_state()["history"][-2:]] == ["[clicked beers:inc]", "Beers: 1"]


async def test_a_machine_moves_without_a_model_and_other_controls_stay(model: Overheard, graph: str) -> None:
    runtime, heard = made(model, graph)
    await talk(runtime, heard, COUNTER, LIGHT)
    model.asked.clear()
    heard.clear()

    await runtime.handle_action("state-machine:to-review")

    *said, controls, done = shown(heard)
    assert said == [Delta("State "), Delta("machine: "), Delta("**review**")]
    assert isinstance(controls, Controls)
    assert controls.controls[0] == Counter("beers", "Beers")
    assert isinstance(controls.controls[1], Machine)
    assert controls.controls[1].current == "review"
    assert done == Done()
    assert model.asked == []


async def test_a_button_is_answered_by_the_graph_from_behind_the_input(model: Overheard, graph: str) -> None:
    runtime, heard = made(model, graph)
    await talk(runtime, heard, BUTTON)
    before = len(model.prompts("input"))
    heard.clear()

    await runtime.handle_action("yes:press")

    assert model.prompts("thinker")[-1].text == "[clicked yes]"
    assert len(model.prompts("input")) == before
    assert isinstance(shown(heard)[0], Delta)
    assert "thinker" in visited(heard)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("ACTION: beers:inc", 1), ('ACTION: beers:set | data: {"value": 5}', 5), ("ACTION:beers:inc | nonsense", 1)],
)
async def test_an_action_typed_as_text_is_an_action(model: Overheard, graph: str, typed: str, value: int) -> None:
    runtime, heard = made(model, graph)
    await talk(runtime, heard, COUNTER)

    await talk(runtime, heard, typed)

    assert beers(runtime) == value


async def test_an_action_named_by_a_move_or_a_button_alone_finds_its_control(model: Overheard, graph: str) -> None:
    runtime, heard = made(model, graph)
    await talk(runtime, heard, LIGHT, BUTTON)

    await talk(runtime, heard, "ACTION: to-review")
    state = next(c["current"] for c in runtime.to_state()["controls"] if c["kind"] == "machine")
    await talk(runtime, heard, "ACTION: yes")

    assert state == "review"
    assert model.prompts("thinker")[-1].text == "[clicked yes]"


async def test_an_action_that_no_control_knows_goes_to_the_graph_with_its_data(model: Overheard, graph: str) -> None:
    runtime, heard = made(model, graph)

    await talk(runtime, heard, 'ACTION: approve | data: {"order": 7}')

    assert model.prompts("thinker")[-1].text == '[clicked approve] {"order":"7"}'
    assert shown(heard)[-1] == Done()


async def test_a_tool_runs_as_a_process_and_its_output_is_said(model: Overheard, graph: str) -> None:
    runtime, heard = made(model, graph)

    await talk(runtime, heard, SUM)

    states = [e.fields["event"] for e in heard if isinstance(e, Hud) and e.fields["node"] == "process"]
    assert states == ["running", "done"]
    assert "12 * 7 = 84" in runtime.sink.text
    assert ("interpreter" in visited(heard)) == (graph != "v1")


async def test_a_stop_ends_a_running_tool_and_the_turn_with_it(model: Overheard, graph: str) -> None:
    runtime, heard = made(model, graph)
    turn = asyncio.create_task(runtime.handle_message(TIMER))
    await until(lambda: any(isinstance(c, Progress) for c in runtime.sink.controls or ()))

    assert runtime.stop()
    await turn

    assert runtime.sink.text == "Stopped."
    assert runtime.sink.controls == ()
    assert shown(heard)[-1] == Done()
    assert happened(heard, "cancelled") == ["process"]
    assert [e["content"] for e in runtime.to_state()["history"]] == [TIMER, "Stopped."]
    assert not runtime.stop()
    await talk(runtime, heard, HELLO)
    assert runtime.sink.text.startswith("Hello")


async def test_a_cancelled_tool_is_told_and_the_turn_goes_on(model: Overheard, graph: str) -> None:
    runtime, heard = made(model, graph)
    turn = asyncio.create_task(runtime.handle_message(TIMER))
    await until(lambda: any(isinstance(c, Progress) for c in runtime.sink.controls or ()))

    (progress,) = (c for c in runtime.sink.controls or () if isinstance(c, Progress))
    assert [work.id for work in runtime.works()] == [progress.id]
    assert runtime.cancel(progress.id)
    await turn

    assert "stopped" in runtime.sink.text
    assert happened(heard, "failed") == []
    assert shown(heard)[-1] == Done()


async def test_what_the_memorizer_keeps_is_in_the_next_turns_context(model: Overheard, graph: str) -> None:
    runtime, heard = made(model, graph, name="Ada")
    await talk(runtime, heard, NAME)

    await talk(runtime, heard, BUTTON)

    assert "user: Ada" in model.prompts("thinker")[0].context
    assert "user: Eva" in model.prompts("thinker")[-1].context
    assert "situation: authenticated on paper" in model.prompts("thinker")[-1].context


async def test_an_idle_return_is_mentioned_once(model: Overheard, graph: str) -> None:
    now = [1_000_000.0]
    runtime, heard = made(model, graph, clock=lambda: now[0])
    await talk(runtime, heard, COUNTER)

    now[0] += 3_600
    await runtime.handle_action("beers:inc")
    await talk(runtime, heard, BUTTON, LIGHT)

    contexts = [p.context for p in model.prompts("thinker")]
    assert ["idle_return: away for 60 minutes" in c for c in contexts] == [False, True, False]


async def test_a_dashboard_that_differs_is_named_once_with_what_to_show_again(model: Overheard, graph: str) -> None:
    runtime, heard = made(model, graph)
    await talk(runtime, heard, COUNTER)

    await runtime.handle_message(BUTTON, dashboard=())
    await runtime.handle_message(LIGHT, dashboard=(Counter("beers", "Beers"), Button("yes", "Yes")))

    lost, seen = (p.context for p in model.prompts("thinker")[1:])
    assert "workspace_mismatch: The person sees no controls, though 1 were sent (“Beers”)" in lost
    assert "must be shown again" in lost
    assert "workspace_mismatch" not in seen
    assert "the person sees “Beers”: 0, button “Yes”" in seen


async def test_a_session_goes_on_from_its_state_in_another_runtime(model: Overheard, graph: str) -> None:
    before, heard = made(model, graph, name="Ada")
    await talk(before, heard, COUNTER, LIGHT)
    after, heard = made(model, graph)

    after.restore_state(before.to_state())
    await after.handle_action("beers:inc")

    assert beers(after) == 1
    assert after.to_state()["history"][:4] == before.to_state()["history"]
    assert after.to_state()["memory"] == before.to_state()["memory"]


@pytest.mark.parametrize("onto", GRAPHS)
async def test_another_graph_takes_everything_over(model: Overheard, graph: str, onto: str) -> None:
    runtime, heard = made(model, graph, name="Ada")
    await talk(runtime, heard, COUNTER, NAME)
    before = runtime.to_state()

    runtime.switch(NodePool(load_graph(onto), kit(model)))
    after = runtime.to_state()
    await runtime.handle_action("beers:inc")
    await talk(runtime, heard, SUM)

    assert {**before, "graph": onto} == after
    assert beers(runtime) == 1
    assert "84" in runtime.sink.text


async def test_hud_events_reach_the_session_whose_turn_it_is_under_64_turns_at_once(
    model: Overheard, graph: str
) -> None:
    pool = NodePool(load_graph(graph), kit(model))
    sessions = [made(model, graph, pool=pool, name=f"Person {n}") for n in range(64)]

    await asyncio.gather(*(runtime.handle_message(SUM) for runtime, _ in sessions))
    await asyncio.gather(*(runtime.settle() for runtime, _ in sessions))

    alone, heard_alone = made(model, graph, pool=pool)
    await talk(alone, heard_alone, SUM)
    turns = [{e.fields["turn"] for e in heard if isinstance(e, Hud)} for _, heard in sessions]
    assert all(len(of_one) == 1 for of_one in turns)
    assert len(set.union(*turns)) == 64
    assert all(visited(heard) == visited(heard_alone) for _, heard in sessions)
