from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from core.controls import Button, Counter, Machine, Transition
from core.envelope import AddControl, InputAnalysis, MemoryUpdate, RemoveControl, SetValue, ThoughtResult
from core.errors import StoreError
from core.events import Controls, Delta, Done, Hud, Notice, OutputEvent
from core.graph import load_graph
from core.pool import NodePool
from core.runtime import Runtime
from tests.models import UNREACHABLE, ScriptedModel

COUNTER = Counter("beers", "Beers", maximum=1)
LIGHT = Machine("lamp", "Lamp", ("off", "on"), "off", (Transition("turn-on", "on", "off", "on"),))
YES = Button("yes", "Yes")


@pytest.fixture(params=["v1", "v4-eras"])
def graph(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def made(model: ScriptedModel, graph: str, **claims: str) -> tuple[Runtime, list[OutputEvent]]:
    heard: list[OutputEvent] = []
    ticks: Iterator[int] = count(1_000_000)
    pool = NodePool(load_graph(graph), lambda _: model)
    runtime = Runtime(claims, "paper", heard.append, pool=pool, clock=lambda: float(next(ticks)))
    return runtime, heard


def shown(heard: list[OutputEvent]) -> list[OutputEvent]:
    return [e for e in heard if not isinstance(e, Hud)]


async def test_a_message_is_answered_in_pieces_then_controls_then_done(graph: str) -> None:
    model = ScriptedModel(thinker=ThoughtResult("Here it is.", (AddControl(COUNTER),)))
    runtime, heard = made(model, graph)

    await runtime.handle_message("make me a counter")

    assert shown(heard) == [Delta("Here "), Delta("it "), Delta("is. "), Controls((COUNTER,)), Done()]


async def test_a_greeting_skips_the_thinker(graph: str) -> None:
    model = ScriptedModel(input=InputAnalysis("social", complexity="trivial"))
    runtime, heard = made(model, graph)

    await runtime.handle_message("hi")

    assert shown(heard) == [Delta("Hello! "), Done()]
    assert model.prompts("thinker") == []


async def test_a_click_on_a_counter_needs_no_model(graph: str) -> None:
    model = ScriptedModel(thinker=ThoughtResult("Here.", (AddControl(COUNTER),)))
    runtime, heard = made(model, graph)
    await runtime.handle_message("a counter")
    await runtime.settle()
    model.asked.clear()
    heard.clear()

    await runtime.handle_action("beers:inc")

    assert shown(heard) == [Controls((Counter("beers", "Beers", value=1, maximum=1),)), Done()]
    assert model.asked == []


async def test_a_counter_at_its_limit_gives_a_notice_and_the_controls_again(graph: str) -> None:
    model = ScriptedModel(thinker=ThoughtResult("Here.", (AddControl(COUNTER), SetValue("beers", 1))))
    runtime, heard = made(model, graph)
    await runtime.handle_message("a counter")
    heard.clear()

    await runtime.handle_action("beers:inc")

    full = Counter("beers", "Beers", value=1, maximum=1)
    assert shown(heard) == [Notice("Beers stays at 1: that is its limit."), Controls((full,)), Done()]


async def test_a_machine_moves_says_so_and_leaves_other_controls(graph: str) -> None:
    model = ScriptedModel(thinker=ThoughtResult("Here.", (AddControl(COUNTER), AddControl(LIGHT))))
    runtime, heard = made(model, graph)
    await runtime.handle_message("both")
    heard.clear()

    await runtime.handle_action("lamp:turn-on")

    on = Machine("lamp", "Lamp", ("off", "on"), "on", LIGHT.transitions)
    assert shown(heard) == [Delta("Lamp: **on**"), Controls((COUNTER, on)), Done()]
    assert runtime.to_state()["history"][-2:] == [
        {"role": "user", "content": "[clicked lamp:turn-on]"},
        {"role": "assistant", "content": "Lamp: **on**"},
    ]


async def test_a_button_is_answered_by_the_graph(graph: str) -> None:
    model = ScriptedModel(thinker=ThoughtResult("Sure?", (AddControl(YES),)))
    runtime, heard = made(model, graph)
    await runtime.handle_message("ask me")
    model.answers["thinker"] = ThoughtResult("Done.", (RemoveControl("yes"),))
    heard.clear()

    await runtime.handle_action("yes:press")

    assert shown(heard) == [Delta("Done. "), Controls(()), Done()]
    assert model.prompts("thinker")[-1].text == "[clicked yes]"
    assert len(model.prompts("input")) == 1


async def test_a_model_that_fails_is_told_plainly_and_changes_no_control(graph: str) -> None:
    model = ScriptedModel(thinker=ThoughtResult("Two words", (AddControl(COUNTER),)), output=UNREACHABLE)
    runtime, heard = made(model, graph)

    await runtime.handle_message("a counter")

    state = runtime.to_state()
    assert shown(heard)[-1] == Done()
    assert runtime.sink.text == "Two \n\nI could not reach my language model. Please try again in a moment."
    assert state["controls"] == []
    assert state["history"] == [{"role": "user", "content": "a counter"}]


async def test_a_memorizer_that_fails_costs_nothing_but_a_hud_line(graph: str) -> None:
    runtime, heard = made(ScriptedModel(memorizer=UNREACHABLE), graph)

    await runtime.handle_message("remember me")
    await runtime.settle()

    assert Hud({"node": "memorizer", "event": "failed", "error": str(UNREACHABLE)}) in heard
    assert runtime.sink.text == "Said. "


async def test_what_the_memorizer_keeps_is_in_the_next_turns_context(graph: str) -> None:
    model = ScriptedModel(memorizer=MemoryUpdate(user_name="Eva", facts=("likes tea",)))
    runtime, _ = made(model, graph, name="Ada")
    await runtime.handle_message("call me Eva, I like tea")

    await runtime.handle_message("who am I?")

    context = model.prompts("thinker")[-1].context
    assert "user: Ada" in model.prompts("thinker")[0].context
    assert "user: Eva" in context
    assert "fact: likes tea" in context


async def test_an_unknown_operation_target_is_named_in_the_hud_and_the_rest_applied(graph: str) -> None:
    model = ScriptedModel(thinker=ThoughtResult("Here.", (SetValue("nothing", 1), AddControl(COUNTER))))
    runtime, heard = made(model, graph)

    await runtime.handle_message("go")

    refused = [e.fields for e in heard if isinstance(e, Hud) and e.fields["event"] == "refused"]
    assert [f["operation"] for f in refused] == ["SetValue"]
    assert Controls((COUNTER,)) in heard


async def test_a_session_goes_on_from_its_state_in_another_runtime(graph: str) -> None:
    model = ScriptedModel(thinker=ThoughtResult("Here.", (AddControl(COUNTER),)))
    before, _ = made(model, graph, name="Ada")
    await before.handle_message("a counter")
    await before.settle()
    after, heard = made(model, graph)

    after.restore_state(before.to_state())
    await after.handle_action("beers:inc")

    assert Controls((Counter("beers", "Beers", value=1, maximum=1),)) in heard
    assert after.to_state()["history"][:2] == before.to_state()["history"]
    assert after.to_state()["memory"]["user_name"] == "Ada"


async def test_another_graph_takes_history_memory_and_screen_over() -> None:
    model = ScriptedModel(thinker=ThoughtResult("Here.", (AddControl(COUNTER),)))
    runtime, _ = made(model, "v4-eras", name="Ada")
    await runtime.handle_message("a counter")
    await runtime.settle()
    before = runtime.to_state()

    runtime.switch(NodePool(load_graph("v1"), lambda _: model))
    after = runtime.to_state()
    await runtime.handle_message("and now?")

    assert {**before, "graph": "v1"} == after
    assert len(model.prompts("pa")) == 0


async def test_the_history_keeps_forty_entries(graph: str) -> None:
    runtime, _ = made(ScriptedModel(), graph)

    for number in range(25):
        await runtime.handle_message(f"message {number}")

    history = runtime.to_state()["history"]
    assert len(history) == 40
    assert history[-2] == {"role": "user", "content": "message 24"}


async def test_frames_are_reported_one_by_one() -> None:
    runtime, heard = made(ScriptedModel(), "v4-eras")

    await runtime.handle_message("go")

    frames = [
        (e.fields["number"], e.fields["node"]) for e in heard if isinstance(e, Hud) and e.fields["event"] == "frame"
    ]
    assert frames == [(1, "input"), (2, "pa"), (3, "thinker"), (4, "output"), (5, "ui")]


@pytest.mark.parametrize("state", [{"version": 99}, {"history": "x"}, {"controls": [{"kind": "nothing"}]}])
def test_a_state_that_cannot_be_read_is_refused(state: dict[str, Any]) -> None:
    runtime, _ = made(ScriptedModel(), "v1")

    with pytest.raises(StoreError, match="state"):
        runtime.restore_state(state)


def test_a_name_stays_where_new_claims_have_none() -> None:
    runtime, _ = made(ScriptedModel(), "v1", name="Ada")

    runtime.update_identity({})

    assert runtime.to_state()["memory"]["user_name"] == "Ada"
